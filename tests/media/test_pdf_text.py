from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask import Flask

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.media import pdf_text, receiving
from newsapp.media.pdf_text import PdfText
from tests.media.pdfs import pdf


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pdf("Ke hoach nam 2026", pages=2), PdfText("Ke hoach nam 2026 Ke hoach nam 2026", is_scan=False)),
        (pdf(), PdfText("", is_scan=True)),
        (b"%PDF-1.4 broken", PdfText("", is_scan=False)),
        (b"", PdfText("", is_scan=False)),
    ],
    ids=["text", "scan", "broken", "empty"],
)
def test_what_a_pdf_says(tmp_path: Path, content: bytes, said: PdfText) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert pdf_text.read(path) == said


def test_one_that_never_ends_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf("x"))
    monkeypatch.setattr(pdf_text, "TIMEOUT", -9.99)
    assert pdf_text.read(path) == PdfText("", is_scan=False)


def test_the_library_keeps_its_text_and_flags_a_scan(app: Flask, editor: User) -> None:
    words = receiving.receive_attachment(io.BytesIO(pdf("Quyet dinh")), "qd.pdf", actor=editor, at=clock.now())
    scan = receiving.receive_attachment(io.BytesIO(pdf()), "quét.pdf", actor=editor, at=clock.now())
    assert (words.text, words.is_scan) == ("Quyet dinh", False)
    assert (scan.text, scan.is_scan) == ("", True)
