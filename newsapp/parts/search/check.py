"""The search: it knows every live text, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from newsapp.findings import InstallationFinding, error
from newsapp.parts.search import article_index, index

REMEDY = "Run: newsapp search rebuild"


def look() -> Iterator[InstallationFinding]:
    if count := article_index.disagreeing():
        what = f"the search does not know {count} articles as they are"
        yield error("search-disagrees", what, REMEDY)
    if not index.looks_whole():
        what = "what the search looks words up in does not agree with its rows"
        yield error("search-damaged", what, REMEDY)
