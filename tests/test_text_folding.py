from __future__ import annotations

import unicodedata

import pytest

from newsapp.text_folding import accented, composed, fold, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Quyết định số 115/QĐ-UBND", "quyet dinh so 115 qd ubnd"),
        ("ĐỒNG BẰNG sông Cửu Long", "dong bang song cuu long"),
        ("Ðồng Tháp", "dong thap"),  # the Icelandic letter that old keyboards put in its place
        (
            "ăâêôơư ắằẳẵặ ấầẩẫậ ếềểễệ ốồổỗộ ớờởỡợ ứừửữự ỳýỷỹỵ",
            "aaeoou aaaaa aaaaa eeeee ooooo ooooo uuuuu yyyyy",
        ),
        ("5 km² (2020)", "5 km2  2020 "),
        ("İSTANBUL", "istanbul"),
        ("Ｔin ＨＯＴ", "tin hot"),
        ("a\x00b\ud800c", "a b c"),
        ("", ""),
    ],
)
def test_what_is_left_out_in_a_hurry_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_every_way_to_write_a_letter_folds_alike(form: str) -> None:
    assert (
        fold(unicodedata.normalize(form, "Nguyễn Thị Ánh Tuyết, Cần Đước"))
        == "nguyen thi anh tuyet  can duoc"
    )


def test_marks_in_the_wrong_order_are_left_out() -> None:
    assert fold("tie\u0301\u0302ng Vie\u0323\u0302t") == "tieng viet"


def test_what_is_not_seen_parts_no_word() -> None:
    assert fold("thông\u200b\xad\u200f báo") == "thong bao"


def test_letters_joined_in_print_stand_apart() -> None:
    assert words("o\ufb03ce \ufb01le") == ["office", "file"]


@pytest.mark.parametrize("step", [fold, accented])
def test_a_place_found_is_the_same_place_in_the_text(step: type) -> None:
    for code in range(0x30000):  # all the scripts that people write
        text = f"a{chr(code)}b"
        assert len(step(text)) == len(composed(text)), hex(code)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Khánh Hòa", "Khánh Hoà"),
        ("THỦY LỢI", "thuỷ lợi"),
        ("khỏe", "khoẻ"),
        ("ủy quyền", "uỷ quyền"),
        ("lóe", "loé"),
    ],
)
def test_the_old_and_the_new_place_of_a_tone_are_one(old: str, new: str) -> None:
    assert accented(old) == accented(new)


def test_accents_are_told_apart_where_they_matter() -> None:
    assert len({accented(word) for word in ("bàn", "bán", "bạn", "ban", "bản")}) == 5
    assert accented("Bàn giao: 115/QĐ") == "bàn giao  115 qđ"


def test_a_query_is_split_into_words() -> None:
    assert words('  "Hội nghị" NEAR(a OR b)* -c  ') == ["hoi", "nghi", "near", "a", "or", "b", "c"]
    assert words("…—!?") == []
