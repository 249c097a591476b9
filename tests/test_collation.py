from __future__ import annotations

from newsapp.collation import sort_key


def test_letters_come_before_tones() -> None:
    names = [
        "10",
        "an",
        "ăn",
        "ân",
        "ba",
        "bà",
        "bả",
        "bã",
        "bá",
        "bạ",
        "bán hàng",
        "ban hành",
        "Dạ",
        "Đá",
        "Đà Nẵng",
    ]
    keys = [sort_key(name) for name in names]
    assert keys == sorted(set(keys))


def test_signs_and_capitals_do_not_count() -> None:
    assert sort_key("“Ánh sáng”") == sort_key("ánh   sáng")
    assert sort_key("").isdecimal()
