from __future__ import annotations

import pytest

from newsapp.page_reading import legacy_fonts


@pytest.mark.parametrize(
    ("encoding", "typed", "meant"),
    [
        ("tcvn3", "Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("tcvn3", "§éc lËp - H¹nh phóc; n\u00adíc", "Độc lập - Hạnh phúc; nước"),
        ("vni", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("vni", "Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
        ("vni", "bình ñaúng, thaúng", "bình đẳng, thẳng"),
        ("vni", "kî só", "kỵ sĩ"),
        ("vni", "Aùnh saùng, AÙNH SAÙNG", "Ánh sáng, ÁNH SÁNG"),
    ],
)  # fmt: skip
def test_old_text_is_read_right(encoding: str, typed: str, meant: str) -> None:
    assert legacy_fonts.to_unicode(typed, encoding) == meant


def test_markup_stays_and_its_texts_change() -> None:
    typed = '<p class="x">n\u00adíc <strong>ViÖt</strong> Nam<img alt="®Êt" src="/media/a.jpg"></p>'
    assert legacy_fonts.html_to_unicode(typed, "tcvn3") == (
        '<p class="x">nước <strong>Việt</strong> Nam<img alt="đất" src="/media/a.jpg"></p>'
    )


def test_vni_is_whole() -> None:
    letters = "ẳẲắẮằẰẵẴặẶấẤầẦẩẨẫẪậẬếẾềỀểỂễỄệỆốỐồỒổỔỗỖộỘớỚờỜởỞỡỠợỢứỨừỪửỬữỮựỰđĐịỊỉỈĩĨỵỴ"
    reachable = set(dict(legacy_fonts._table("vni").pairs).values())
    assert not [letter for letter in letters if letter not in reachable]
