"""What a reader finds in the files of an old site, before anything is cleaned or saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Literal

State = Literal["published", "scheduled", "draft", "unknown"]
"""How the old site showed an item; unknown where its files do not say."""

FIRST_YEAR = 1900
LATEST = timedelta(days=10 * 366)
"""From now: a moment that is further in the future is a slip of somebody's finger."""


class Refused(ValueError):
    """Nothing can be read from the whole file; the message says why."""


@dataclass(slots=True)
class Incoming:
    """One article or page.

    key: names the item for ever, as "wordpress:example.vn:34". title_is_guess: it was not marked as
    a title, so that a person must look. body: HTML as it was found; summary: text or HTML.
    category: a name. published_at: its day in its own time zone is the day printed on the article.
    slug: the address of a page. cover, files: references to pictures and attached files, each a
    path or address as the old site wrote it. old_paths: where the item stood, with the query, as
    "/?p=34". warnings: a sentence for each thing that was lost or is doubtful.
    """

    key: str
    title: str
    body: str
    kind: Literal["article", "page"] = "article"
    title_is_guess: bool = False
    summary: str = ""
    byline: str = ""
    source: str = ""
    signature: str = ""
    category: str = ""
    tags: list[str] = field(default_factory=list)
    published_at: datetime | None = None
    expires_at: datetime | None = None
    state: State = "unknown"
    slug: str = ""
    cover: str = ""
    cover_alt: str = ""
    cover_caption: str = ""
    files: list[str] = field(default_factory=list)
    old_paths: list[str] = field(default_factory=list)
    views: int = 0
    language: str = "vi"
    warnings: list[str] = field(default_factory=list)

    def fingerprint(self) -> str:
        """The same for an item that says the same; hit counts may differ."""
        values = asdict(self)
        del values["views"]
        return blake2b(repr(values).encode("utf8", "replace"), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Section:
    """A category of the old site, with the name of the one that it stands below."""

    name: str
    parent: str = ""
    description: str = ""
    old_paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that is not taken. why: a sentence."""

    key: str
    why: str


Item = Incoming | Section | Skipped


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader gives: the items one by one, and how many there will be at most."""

    items: Iterator[Item]
    count: int


def is_possible(moment: datetime, now: datetime) -> bool:
    """Whether something can have been, or can be going to be, published at the moment."""
    return moment.year >= FIRST_YEAR and moment <= now + LATEST
