from __future__ import annotations

import unicodedata

import pytest

from newsapp.slugs import LONGEST, slug


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Hoạt động Sở, Ngành", "hoat-dong-so-nganh"),
        ("ĐỔI MỚI đô thị", "doi-moi-do-thi"),
        (unicodedata.normalize("NFD", "Quyết định số 115/QĐ-UBND"), "quyet-dinh-so-115-qd-ubnd"),
        ("  <b>2020</b> & 2021 ", "b-2020-b-2021"),
        ("🎉🎉", "tin"),
        ("", "tin"),
        ("../../etc/passwd", "etc-passwd"),
        ("Số ①, ½ và ﬁ", "so-1-1-2-va-fi"),
        ("Tin Наука từ 日本", "tin-tu"),
    ],
)
def test_addresses_are_readable(text: str, address: str) -> None:
    assert slug(text, fallback="tin") == address


def test_a_long_title_is_cut_at_a_word() -> None:
    cut = slug("nghiên cứu " * 30, fallback="tin")
    assert len(cut) <= LONGEST
    assert set(cut.split("-")) == {"nghien", "cuu"}


def test_a_word_without_end_is_cut_where_it_must_be() -> None:
    assert slug("x" * 200, fallback="tin") == "x" * LONGEST


def test_a_title_of_just_the_length_stays_whole() -> None:
    title = "a" * (LONGEST - 4) + " bcd"
    assert slug(title, fallback="tin") == title.replace(" ", "-")
    assert slug(title + " e", fallback="tin") == title.replace(" ", "-")
