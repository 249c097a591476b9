"""What a document says: the fields that staff fill in."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import NamedTuple

from newsapp.characters import clean_characters, clean_text


class FileLink(NamedTuple):
    """A stored file as a document lists it: its number, and the title that readers see."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """kind, legal_state and relation: values of documents.kinds, the last two empty where nothing is said."""

    number: str
    kind: str
    issuing_body: str
    abstract: str
    issued_on: date
    effective_on: date | None = None
    expires_on: date | None = None
    signer: str = ""
    subject: str = ""
    legal_state: str = ""
    relation: str = ""
    relates_to_id: int | None = None
    files: tuple[FileLink, ...] = ()

    def cleaned(self) -> DocumentContent:
        """The same in NFC, on single lines, without control characters; the abstract may have several lines."""
        texts = {name: clean_text(getattr(self, name)) for name in ("number", "issuing_body", "signer", "subject")}
        lines = (clean_text(line) for line in clean_characters(self.abstract).splitlines())
        files = tuple(FileLink(link.id, clean_text(link.title)[:200]) for link in self.files)
        told = {name: getattr(self, name) for name in NAMES} | texts
        return DocumentContent(**told | {"abstract": "\n".join(filter(None, lines)), "files": files})


NAMES = tuple(f.name for f in fields(DocumentContent) if f.name != "files")
"""Those that are columns."""
