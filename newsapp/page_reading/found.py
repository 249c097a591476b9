"""What was found in an old page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


class NoArticle(ValueError):
    """The page is no article; the message says what it seems to be."""


@dataclass(slots=True)
class Found:
    """What a page says.

    body: HTML as it was found. moment: None where no day is to be found. address: where the page
    stood. warnings: a sentence for each thing that a person should look at. is_doubtful: one of
    these is about the day or the end of the text, so that it should not go live unseen.
    """

    title: str = ""
    title_is_guess: bool = False
    body: str = ""
    moment: datetime | None = None
    category: str = ""
    summary: str = ""
    byline: str = ""
    source: str = ""
    signature: str = ""
    tags: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    cover: str = ""
    views: int = 0
    address: str = ""
    warnings: list[str] = field(default_factory=list)
    is_doubtful: bool = False

    def warn(self, sentence: str, *, doubt: bool = False) -> None:
        """Add a sentence, once."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)
        self.is_doubtful = self.is_doubtful or doubt
