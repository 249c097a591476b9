from __future__ import annotations

import time

import pytest

from newsapp.accounts.models import User
from newsapp.parts.writing.rtf_pictures import pictures
from tests import cast
from tests.admin import forms
from tests.pages import PageClient

HEX = forms.photo().getvalue().hex()
PNG = (
    r"{\*\shppict{\pict{\*\picprop\shplid1025{\sp{\sn shapeType}{\sv 75}}}\picscalex100\pngblip"
    rf"\bliptag-12{{\*\blipuid ab12}}{HEX[:64]}" + f"\r\n{HEX[64:]}}}}}"
    r"{\nonshppict{\pict\picw10\wmetafile8 0102}}"
)
EMF = r"{\*\shppict{\pict\emfblip 01020304}}{\nonshppict {\pict\wmetafile8 0102}}"
MARK = r"{\*\listpicture{\pict\pngblip 89504e47}}"
IMG = "<p class=MsoNormal><img width=300 height=200 src='file:///C:/clip_image00{}.png'></p>"
NOTICE = "ảnh trong Word không dán kèm được"


def answer(browser: PageClient, count: int, rtf: str) -> tuple[str, list[str]]:
    html = "".join(IMG.format(number) for number in range(count))
    asked = {"html": html, "rtf": rtf}
    got = browser.post("/admin/paste", json=asked, headers=forms.json_headers(browser)).json
    return got["html"], got["notices"]


@pytest.mark.parametrize(
    ("count", "rtf", "taken", "lost"),
    [
        (1, rf"{{\rtf1 chữ {PNG}}}", 1, 0),
        (2, rf"{{\rtf1 {EMF}{PNG}}}", 1, 1),
        (1, rf"{{\rtf1 {MARK}{PNG}}}", 1, 0),
        (2, rf"{{\rtf1 {PNG}}}", 0, 2),
        (1, r"{\rtf1 {\*\shppict{\pict\pngblip 89504e47}}}", 0, 1),
        (1, "", 0, 1),
    ],
    ids=["png", "emf first", "list mark", "too few", "broken", "no rtf"],
)
def test_pictures_of_word_come_from_its_rtf(
    sign_in: cast.SignIn, writer: User, count: int, rtf: str, taken: int, lost: int
) -> None:
    html, notices = answer(sign_in(writer), count, rtf)
    assert html.count('src="/media/') == taken
    assert [notice.split(". ")[0] for notice in notices] == ([f"{lost} {NOTICE}"] if lost else [])


@pytest.mark.parametrize("rtf", [r"{\pict" * 300_000, r"{\pict}" * 300_000, "{" * 2_000_000])
def test_rtf_that_is_meant_to_cost_time_costs_little(rtf: str) -> None:
    began = time.process_time()
    assert not any(pictures(rtf))
    assert time.process_time() - began < 5
