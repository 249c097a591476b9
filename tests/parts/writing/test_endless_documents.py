from __future__ import annotations

import pytest
from flask import Flask

from newsapp.parts.writing import word_archive
from tests.parts.writing import documents


@pytest.mark.parametrize("paragraphs", [25_000, 100_000])
def test_a_document_of_endless_paragraphs_is_refused_before_the_work(
    app: Flask, paragraphs: int
) -> None:
    with pytest.raises(word_archive.Unsafe, match="dài quá"):
        word_archive.look_over(documents.docx("<w:p/>" * paragraphs))


def test_a_long_document_is_read(app: Flask) -> None:
    paragraph = "<w:p><w:r><w:t>Một câu.</w:t></w:r></w:p>"
    assert word_archive.look_over(documents.docx(paragraph * 5000)) == []
