from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask import Flask

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.media import attachments, library, pdf_text
from tests.media.pdfs import pdf


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            pdf("Ke hoach nam 2026", pages=2),
            ("Ke hoach nam 2026 Ke hoach nam 2026", False),
        ),
        (pdf(), ("", True)),
        (b"%PDF-1.4 broken", ("", False)),
        (b"", ("", False)),
    ],
    ids=["text", "scan", "broken", "empty"],
)
def test_what_a_pdf_says(
    app: Flask, tmp_path: Path, content: bytes, said: tuple[str, bool]
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert pdf_text.read(path) == said


def test_one_that_never_ends_is_given_up(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf("x"))
    monkeypatch.setattr(pdf_text, "TIMEOUT", -9.99)
    assert pdf_text.read(path) == ("", False)


def test_the_library_keeps_its_text_and_flags_a_scan(app: Flask, editor: User) -> None:
    words = library.receive(
        attachments.store, io.BytesIO(pdf("Quyet dinh")), "qd.pdf", actor=editor, at=clock.now()
    )
    scan = library.receive(
        attachments.store, io.BytesIO(pdf()), "quét.pdf", actor=editor, at=clock.now()
    )
    assert (words.text, words.is_scan) == ("Quyet dinh", False)
    assert (scan.text, scan.is_scan) == ("", True)
