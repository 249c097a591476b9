from __future__ import annotations

import io
from pathlib import Path

import pytest
from flask import Flask

from newsapp.media import attachments
from newsapp.media.models import Attachment
from tests.media.samples import PDF, picture, zipped


def store(content: bytes, name: str) -> Attachment:
    return attachments.store(io.BytesIO(content), name)


def kept(app: Flask) -> list[Path]:
    return [path for path in app.config["MEDIA"].rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Tờ trình.pdf", PDF),
        ("a.PDF", PDF),
        ("a.docx", zipped("word/document.xml")),
        ("a.xlsx", zipped("xl/workbook.xml")),
        ("a.pptx", zipped("ppt/presentation.xml")),
        ("a.odt", zipped("content.xml")),
        ("a.zip", zipped("x.txt")),
        ("a.mp3", b"ID3" + bytes(50)),
        ("a.mp4", b"\x00\x00\x00\x18ftypmp42"),
    ],
)
def test_what_it_says_it_is_is_kept(app: Flask, name: str, content: bytes) -> None:
    stored = store(content, name)
    assert (stored.filename, stored.size) == (name, len(content))
    path = attachments.path(app.config["MEDIA"], stored.digest, stored.extension)
    assert path.read_bytes() == content
    assert kept(app) == [path]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"),
        ("a.html", b"<html>"),
        ("a.svg", b"<svg/>"),
        ("a", PDF),
        ("", PDF),
        (".pdf", PDF),
        ("a.pdf.exe", PDF),
        ("a.pdf", b"<html><script>alert(1)</script>"),
        ("a.pdf", b""),
        ("a.docx", zipped("evil.xml")),
        ("a.docx", PDF),
        ("a.zip", b"PK\x03\x04 not really"),
        ("a.xlsx", zipped("xl/workbook.xml")[:-30]),
        ("a.docx", zipped("word/document.xml").replace(b"PK\x01\x02", b"PK\x09\x09")),
        ("a.mp3", picture("JPEG")),
        ("a.mp4", PDF),
    ],
)
def test_what_is_disguised_or_not_on_the_list_is_refused(
    app: Flask, name: str, content: bytes
) -> None:
    with pytest.raises(attachments.AttachmentError):
        store(content, name)
    assert kept(app) == []


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\an\\Báo cáo.pdf", "Báo cáo.pdf"),
        ("a\x00\n\u202eb.pdf", "ab.pdf"),
        ("  .a.pdf. ", "a.pdf"),
        ("e\u0301.pdf", "é.pdf"),
    ],
)
def test_names_lose_paths_and_what_is_unseen(app: Flask, name: str, clean: str) -> None:
    assert store(PDF, name).filename == clean


def test_a_long_name_keeps_its_ending(app: Flask) -> None:
    name = store(PDF, "x" * 500 + ".pdf").filename
    assert len(name) <= 200
    assert name.endswith(".pdf")


def test_a_file_over_the_limit_is_refused_and_leaves_nothing(app: Flask) -> None:
    app.config["ATTACHMENT_LIMIT"] = len(PDF) - 1
    with pytest.raises(attachments.AttachmentError):
        store(PDF, "a.pdf")
    assert kept(app) == []


def test_an_ending_that_the_administrator_added(app: Flask) -> None:
    app.config["ATTACHMENT_TYPES"] = ["csv"]
    assert store(b"a;b", "a.csv").extension == "csv"
    with pytest.raises(attachments.AttachmentError):
        store(PDF, "a.pdf")


def test_the_same_file_is_kept_once(app: Flask) -> None:
    assert store(PDF, "a.pdf").digest == store(PDF, "b.pdf").digest
    assert len(kept(app)) == 1
