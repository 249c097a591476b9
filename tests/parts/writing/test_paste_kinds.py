"""What each kind of text on the clipboard becomes, by the real address."""

from __future__ import annotations

import pytest

from newsapp.accounts.models import User
from tests import cast
from tests.parts.writing.test_paste_api import paste


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<b style='mso-bidi-font-weight:normal'>đậm</b>", "<p><strong>đậm</strong></p>"),
        ("<p style='font-weight:bold'>đậm</p>", "<p><strong>đậm</strong></p>"),
        ("<html><head><style>.x{font-style:italic}</style></head><body><p class=x>nghiêng</p>"
         "</body></html>", "<p><em>nghiêng</em></p>"),
        ("<style>span.Manh{font-weight:bold}</style><p>chữ <span class=Manh>đậm</span></p>",
         "<p>chữ <strong>đậm</strong></p>"),
        ("<img alt='😀'>", "<p>😀</p>"),
        ("<p>Chào <img class=emoji alt='1️⃣' src='https://static.example/1.png'> bà con "
         "<img alt='👨‍👩‍👧‍👦'><img alt='🇻🇳'><img alt='❤️'></p>", "<p>Chào 1️⃣ bà con 👨‍👩‍👧‍👦🇻🇳❤️</p>"),
        ("<p>a</p><p><img src='/media/0123456789abcdef0123456789abcdef-480.jpg' alt='😀'></p>",
         '<p>a</p><figure><img src="/media/0123456789abcdef0123456789abcdef-480.jpg" alt="😀">'
         "</figure>"),
        ("<pre>một\n <b>hai\nba</b>\n\nbốn\n</pre>",
         "<p>một<br> <strong>hai<br>ba</strong><br><br>bốn</p>"),
        ("<div style='white-space:pre-wrap'>một\nhai</div>", "<p>một<br>hai</p>"),
        ("<p><a href='file:///C:/a.doc'>một</a> <a href='#_Toc12'>hai</a> <a name=x>ba</a></p>",
         "<p>một hai ba</p>"),
        ("<p><a href='javascript:x'>một</a> <a href='//vd.example/'>hai</a></p>", "<p>một hai</p>"),
        ("<p style='margin-left:36pt;mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span>"
         "Một</p><p class=MsoListParagraph>tiếp</p><p style='margin-left:72pt;mso-list:l1 level1"
         " lfo2'><span style='mso-list:Ignore'>·</span>con</p><p style='margin-left:36pt;mso-list:l0"
         " level1 lfo1'><span style='mso-list:Ignore'>2.</span>Hai</p><h1>1. H1 1</h1>",
         "<ol><li><p>Một</p><p>tiếp</p><ul><li>con</li></ul></li><li>Hai</li></ol><h2>1. H1 1</h2>"),
    ],
)  # fmt: skip
def test_it_comes_in_whole(sign_in: cast.SignIn, writer: User, given: str, kept: str) -> None:
    answer = paste(sign_in(writer), given)
    assert answer.json["html"].replace("\n", "") == kept
    assert answer.json["notices"] == []


CHANGES = "Dấu vết sửa đổi: bài lấy theo bản đã chấp nhận sửa."
FORMULA = "Công thức toán chỉ còn là chữ. Hãy so với bản gốc."
COMMENTS_OF_WORD = (
    "<p class=MsoNormal>Một <a style='mso-comment-reference:A_1;mso-comment-date:20260101T1200'>hai"
    "</a><span class=MsoCommentReference><span style='font-size:8.0pt'><a class=msocomanchor"
    " id='_anchor_1' href='#_msocom_1' name='_msoanchor_1'>[A1]</a><span"
    " style='mso-special-character:comment'>&nbsp;</span></span></span> ba</p>"
    "<div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff>"
    "<![endif]><div style='mso-element:comment'><div id='_com_1' class=msocomtxt><p"
    " class=MsoCommentText>Xem lại</p></div></div></div>"
)


@pytest.mark.parametrize(
    ("given", "kept", "notice"),
    [
        ("<p>Một<span class=MsoCommentReference>[A1]</span></p>"
         "<div style='mso-element:comment-list'><div style='mso-element:comment'>Xem lại</div>"
         "</div>", "<p>Một</p>", "Đã bỏ 1 ghi chú của người góp ý."),
        (COMMENTS_OF_WORD, "<p>Một hai ba</p>", "Đã bỏ 1 ghi chú của người góp ý."),
        ("<p>Một<sup><a href='#cmnt1' id=cmnt_ref1>[a]</a></sup> hai</p>"
         "<div><p><a href='#cmnt_ref1' id=cmnt1>[a]</a><span>Xem lại</span></p></div>",
         "<p>Một hai</p>", "Đã bỏ 1 ghi chú của người góp ý."),
        ("<p>Một <del>hai</del><ins>ba</ins></p>", "<p>Một ba</p>", CHANGES),
        ("<p class=MsoNormal>Một <s><del cite='mailto:An' datetime='2026-01-01T08:00'>hai</del></s>"
         "<span class=msoIns><ins cite='mailto:An'>ba</ins></span></p>", "<p>Một ba</p>", CHANGES),
        ("<p><math><mi>a</mi><mo>+</mo><mi>b</mi></math></p>", "<p>a+b</p>", FORMULA),
        ("<p>x <math><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><mfrac><mi>a</mi>"
         "<mi>b</mi></mfrac></mrow><annotation>x^2</annotation></semantics></math> y</p>",
         "<p>x x^2=a/b y</p>", FORMULA),
    ],
)  # fmt: skip
def test_what_is_left_out_is_said(
    sign_in: cast.SignIn, writer: User, given: str, kept: str, notice: str
) -> None:
    answer = paste(sign_in(writer), given)
    assert answer.json["html"] == kept
    assert answer.json["notices"] == [notice]
