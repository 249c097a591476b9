"""The search: it knows every live text, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from newsapp.articles import indexing
from newsapp.checking.finding import Finding, error
from newsapp.search import index

REMEDY = "Run: newsapp search rebuild"


def look() -> Iterator[Finding]:
    if count := indexing.disagreeing():
        yield error("search-disagrees", f"the search does not know {count} articles as they are", REMEDY)
    if not index.is_whole():
        yield error("search-damaged", "what the search looks words up in does not agree with its rows", REMEDY)
