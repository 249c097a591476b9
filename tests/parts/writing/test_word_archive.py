from __future__ import annotations

import io
import zipfile

import pytest
from flask import Flask

from newsapp.parts.writing import word_archive
from tests.parts.writing import documents
from tests.parts.writing.documents import paragraph, run


def test_a_document_of_word_passes(app: Flask) -> None:
    assert word_archive.look_over(documents.report()) == []


def _zip(**members: bytes) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream


XXE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        (io.BytesIO(b"<html>not a document</html>"), "không phải là tệp Word"),
        (io.BytesIO(b""), "không phải là tệp Word"),
        (io.BytesIO(documents.report().getvalue()[:-300]), "không phải là tệp Word"),
        (io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)), "lưu lại thành .docx"),
        (_zip(a=b"x"), "không phải là tệp Word"),
        (_zip(word__media__bomb=bytes(60_000_000)), "bung ra quá lớn"),
        (documents.docx(paragraph(run("x")), word__evil_xml=XXE), "khai báo lạ"),
        (documents.docx(paragraph(run("x")), word__evil_xml=XXE.encode("utf-16")), "khai báo lạ"),
    ],
    ids=["html", "empty", "cut off", "old", "another zip", "bomb", "entity", "entity in utf-16"],
)
def test_what_is_no_document_or_means_harm_is_refused(
    app: Flask, stream: io.BytesIO, said: str
) -> None:
    with pytest.raises(word_archive.Unsafe, match=said):
        word_archive.look_over(stream)
