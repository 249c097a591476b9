"""Pages in whatever encoding they were saved."""

from __future__ import annotations

import unicodedata

import pytest

from newsapp.page_reading import decoding

pytestmark = pytest.mark.usefixtures("sentences")
TEXT = "<p>Sở Khoa học và Công nghệ: hội nghị sơ kết, đường dây nóng.</p>"


def windows_1258(text: str) -> bytes:
    """As Windows wrote it: the letter with its shape, then the tone as a character of its own."""
    letters = []
    for letter in text:
        try:
            letters.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            *base, tone = unicodedata.normalize("NFD", letter)
            if len(base) > 1 and ord(base[1]) == 0x323:  # NFD puts the dot below first
                base, tone = [base[0], tone], base[1]
            letters.append(unicodedata.normalize("NFC", "".join(base)).encode("cp1258"))
            letters.append(tone.encode("cp1258"))
    return b"".join(letters)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        unicodedata.normalize("NFD", TEXT).encode("utf-8"),
    ],
)
def test_unicode_is_read(data: bytes) -> None:
    assert decoding.decode(data) == decoding.Decoded(TEXT)


def test_vietnamese_windows_is_read_as_declared() -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=windows-1258">{TEXT}'
    assert decoding.decode(windows_1258(page)) == decoding.Decoded(page)


def test_an_encoding_that_is_not_declared_is_guessed_with_a_warning() -> None:
    decoded = decoding.decode(windows_1258(TEXT))
    assert decoded.text == TEXT
    assert decoded.warning
    assert decoding.decode(windows_1258(TEXT), "windows-1258") == decoding.Decoded(TEXT)


def test_a_damaged_text_is_read_with_a_warning() -> None:
    decoded = decoding.decode(TEXT.encode("utf-8")[:-6])
    assert decoded.text.startswith("<p>Sở Khoa học")
    cut = decoding.decode(b"<p>" + "Đường".encode()[:-3] + b"\xe1\xbb</p>")
    assert cut.warning


def test_tcvn3_is_suspected_and_never_assumed() -> None:
    typed = "Héi nghÞ s¬ kÕt c«ng t¸c c¶i c¸ch hµnh chÝnh, nhµ n\xadíc ®¸nh gi¸ c¸c mÆt c«ng t¸c"
    decoded = decoding.decode(typed.encode("latin-1"))
    assert decoded.warning
    assert "TCVN3" in decoding.decode(typed.encode("utf-8")).warning
    assert decoding.decode(typed.encode("latin-1"), "tcvn3").text == typed


@pytest.mark.parametrize("name", ["tcvn3", "vni", "windows-1258", "utf-16", "utf8"])
def test_encodings_can_be_asked_for(name: str) -> None:
    assert decoding.is_known(name)


@pytest.mark.parametrize("name", ["klingon", "base64", "utf-7", ""])
def test_others_cannot(name: str) -> None:
    assert not decoding.is_known(name)
