"""What an article says: the fields that a writer fills in, and that a revision keeps."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from typing import TypedDict


class AttachmentLink(TypedDict):
    """An attached file as an article lists it."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class Content:
    """The values of one version of an article. `body` is clean HTML; None where a date or picture is not given.

    category_id: None on a page, which stands in no category.
    """

    title: str
    body: str
    category_id: int | None
    summary: str = ""
    byline: str = ""
    signature: str = ""
    source: str = ""
    published_on: date | None = None
    cover_id: int | None = None
    cover_alt: str = ""
    cover_decorative: bool = False
    cover_caption: str = ""
    cover_credit: str = ""
    attachments: list[AttachmentLink] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    language: str = "vi"


NAMES = tuple(f.name for f in fields(Content))
