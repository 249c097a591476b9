from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from newsapp.importing.uploads import Uploads


@pytest.mark.parametrize(
    "reference",
    [
        "/uploads/2020_05/h%E1%BB%99i%20ngh%E1%BB%8B.jpg",
        "https://cu.gov.vn/wp-content/uploads/2020_05/hội nghị.jpg?v=2#x",
        "2020_05/hội nghị-300x200.jpg",
        "2020_05\\hội nghị-scaled.jpg",
        "./2020_05/" + unicodedata.normalize("NFD", "hội nghị.jpg"),
    ],
)
def test_a_file_is_found_by_what_the_old_site_called_it(uploads: Path, reference: str) -> None:
    assert Uploads(uploads).find(reference) == uploads / "2020_05" / "hội nghị.jpg"


@pytest.mark.parametrize(
    "reference",
    [
        "../secret.jpg",
        "/uploads/%2e%2e/secret.jpg",
        "2020_05/link.jpg",
        "away/secret.jpg",
        "2020_05",
        "",
        "\0",
        "http://[",
        "x" * 5000 + ".jpg",
        "/".join("a" * 50),
    ],
)
def test_nothing_else_is(uploads: Path, reference: str) -> None:
    (uploads.parent / "secret.jpg").write_bytes(b"x")
    (uploads / "2020_05" / "link.jpg").symlink_to(uploads.parent / "secret.jpg")
    (uploads / "away").symlink_to(uploads.parent)
    assert Uploads(uploads).find(reference) is None


def test_without_a_folder_nothing_is_found(uploads: Path) -> None:
    assert Uploads().find("anh.jpg") is None
