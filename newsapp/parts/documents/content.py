"""What a document says: the fields that staff fill in."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import NamedTuple

from newsapp.text_cleaning import clean_characters, clean_text


class FileLink(NamedTuple):
    """A stored file as a document lists it: its number, and the title that readers see."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """kind, legal_state, relation: values of kinds.py; the last two are empty if not stated."""

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
        """Return the same in NFC, without control characters; only the abstract keeps lines."""
        lines = [clean_text(line) for line in clean_characters(self.abstract).splitlines()]
        return replace(
            self,
            number=clean_text(self.number),
            issuing_body=clean_text(self.issuing_body),
            signer=clean_text(self.signer),
            subject=clean_text(self.subject),
            abstract="\n".join(line for line in lines if line),
            files=tuple(FileLink(file.id, clean_text(file.title)[:200]) for file in self.files),
        )


NAMES = tuple(field.name for field in fields(DocumentContent) if field.name != "files")
"""The fields that are columns."""
