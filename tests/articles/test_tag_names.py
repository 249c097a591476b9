from __future__ import annotations

import unicodedata

import pytest

from newsapp.articles.tag_names import address, names_in


def test_names_stand_between_commas() -> None:
    assert names_in(" chuyển đổi số ,, #nông nghiệp;  cải cách\n hành chính，học bổng ") == [
        "chuyển đổi số", "nông nghiệp", "cải cách", "hành chính", "học bổng",
    ]  # fmt: skip
    assert names_in("") == names_in(" , # ;") == []


@pytest.mark.parametrize(
    "again",
    [
        "CHUYỂN ĐỔI SỐ",
        "chuyen doi so",
        unicodedata.normalize("NFD", "chuyển đổi số"),
        "chuyển \u00a0đổi\u200b số",
    ],
)
def test_a_name_written_otherwise_is_the_same_tag(again: str) -> None:
    assert names_in(f"chuyển đổi số, {again}") == ["chuyển đổi số"]


def test_old_and_new_places_of_the_tone_mark_are_the_same() -> None:
    assert address("hòa giải") == address("hoà giải") == "hoa-giai"


def test_names_without_letters_have_addresses_of_their_own() -> None:
    assert names_in("🎉, 🎊, 🎉") == ["🎉", "🎊"]
    assert address("🎉") != address("🎊")
    assert address("🎉").startswith("t-")


def test_marks_that_turn_the_writing_are_left_out() -> None:
    assert names_in("\u202etin\u202c, \u200fmới\u2069") == ["tin", "mới"]
