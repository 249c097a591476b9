from __future__ import annotations

import pytest

from newsapp.articles import sanitise
from newsapp.text_cleaning import clean_text

PICTURE = f"/media/{'0123456789abcdef' * 2}-960.jpg"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<div>một<p>hai</p>ba</div>", "<p>một</p>\n<p>hai</p>\n<p>ba</p>"),
        ('<div align="center"><p>giữa</p></div>', '<p class="align-center">giữa</p>'),
        ("<h1>Một</h1><h2>Hai</h2><h3>Ba</h3>", "<h2>Một</h2>\n<h3>Hai</h3>\n<h4>Ba</h4>"),
        ("<h2>Hai</h2><h3>Ba</h3>", "<h2>Hai</h2>\n<h3>Ba</h3>"),
        (
            '<b style="font-weight:normal">không <span style="font-weight:700">đậm</span></b>',
            "<p>không <strong>đậm</strong></p>",
        ),
        ('<p><span style="color:red;font-style:italic">a</span></p>', "<p><em>a</em></p>"),
        ("<p>một<strong> </strong>hai</p>", "<p>một hai</p>"),
        ("<p>một</p><p> &nbsp;</p><p><br></p><p>hai</p>", "<p>một</p>\n<p>hai</p>"),
        ('<p>ảnh<img src="https://dem.example/1.gif" width="1"></p>', "<p>ảnh</p>"),
        ("<ul><li><p>một</p></li></ul>", "<ul><li>một</li></ul>"),
        ("<ul><li><p>một</p><p>hai</p></li></ul>", "<ul><li><p>một</p><p>hai</p></li></ul>"),
        (
            '<table><tr><td><p class="align-right">1</p></td></tr></table>',
            '<table><tbody><tr><td class="align-right">1</td></tr></tbody></table>',
        ),
        (
            '<table><tbody><tr><th colspan="1"><p>A</p></th></tr>'
            '<tr><td rowspan="1">1</td></tr></tbody></table>',
            '<table><thead><tr><th scope="col">A</th></tr></thead>'
            "<tbody><tr><td>1</td></tr></tbody></table>",
        ),
        (
            f'<p class="align-center"><img src="{PICTURE}" alt="" width="2" height="1"></p>',
            f'<figure class="align-center"><img src="{PICTURE}" alt="" width="2" height="1">'
            "</figure>",
        ),
        (
            f'<figure><img src="{PICTURE}">'
            "<figcaption><span>Chợ</span><cite>An</cite></figcaption></figure>",
            f'<figure><img src="{PICTURE}"><figcaption>Chợ<cite>An</cite></figcaption></figure>',
        ),
        ('<ol type="1" start="3"><li>ba</li></ol>', '<ol start="3"><li>ba</li></ol>'),
        ('<ol type="x" start="-1"><li id="menu">một</li></ol>', "<ol><li>một</li></ol>"),
    ],
)  # fmt: skip
def test_markup_from_anywhere_in_our_own_tags(given: str, kept: str) -> None:
    assert sanitise.clean(given) == kept
    assert sanitise.clean(kept) == kept, "cleaning again changes nothing"


@pytest.mark.parametrize(
    ("style", "tags"),
    [
        ("font-weight:bold", ["strong"]),
        ("FONT-WEIGHT : Bold", ["strong"]),
        ("font-weight:700", ["strong"]),
        ("font-weight:bold !important; font-weight:normal", ["strong"]),
        ("font-weight:bold; font-weight:normal", []),
        ("font-weight:400", []),
        ("font-style:italic", ["em"]),
        ("text-decoration:underline", ["u"]),
        ("text-decoration: underline dotted red", ["u"]),
        ("text-decoration-line:underline; text-decoration:underline", ["u"]),
        ("text-decoration:underline line-through", ["s", "u"]),
        ("vertical-align:super", ["sup"]),
        ("vertical-align:sub", ["sub"]),
        ("vertical-align:sub;font-style:italic;font-weight:bold", ["sub", "em", "strong"]),
        ("mso-bidi-font-weight:bold", []),
        ("mso-ansi-font-weight:bold", []),
        ("mso-bidi-font-style:italic", []),
        ("mso-text-decoration:underline", []),
        ("mso-text-decoration-line:line-through", []),
        ("mso-vertical-align:super", []),
        ("mso-vertical-align:sub", []),
        ("font-family:'x;font-weight:bold'", []),
        ("/* font-weight:bold */", []),
        ("--x-font-weight:bold", []),
        ("color;font-weight:bold", ["strong"]),
    ],
)
def test_a_style_of_a_run_becomes_the_tags_that_mean_the_same(style: str, tags: list[str]) -> None:
    opening = "".join(f"<{tag}>" for tag in tags)
    closing = "".join(f"</{tag}>" for tag in reversed(tags))
    marked = f'<p>một <span style="{style}">hai</span></p>'
    assert sanitise.clean(marked) == f"<p>một {opening}hai{closing}</p>"


@pytest.mark.parametrize(
    ("tag", "style", "kept"),
    [
        ("b", "mso-bidi-font-weight:normal", "strong"),
        ("b", "mso-ansi-font-weight:normal;mso-bidi-font-weight:normal", "strong"),
        ("b", "font-weight:bold;mso-bidi-font-weight:normal", "strong"),
        ("b", "font-weight:normal;mso-bidi-font-weight:bold", ""),
        ("b", "font-weight:400", ""),
        ("i", "mso-bidi-font-style:normal", "em"),
        ("u", "mso-text-decoration:none", "u"),
        ("s", "mso-text-decoration:none", "s"),
        ("sup", "mso-vertical-align:baseline", "sup"),
        ("sub", "mso-vertical-align:baseline", "sub"),
    ],
)
def test_a_property_of_word_alone_changes_no_tag(tag: str, style: str, kept: str) -> None:
    wanted = f"<{kept}>hai</{kept}>" if kept else "hai"
    marked = f"<p class=MsoNormal>một <{tag} style='{style}'>hai</{tag}></p>"
    assert sanitise.clean(marked) == f"<p>một {wanted}</p>"


@pytest.mark.parametrize(
    ("style", "aligned"),
    [
        ("text-align:center", ' class="align-center"'),
        ("mso-text-align:center", ""),
        ("-webkit-text-align:right", ""),
        ("text-align-last:center", ""),
        ("text-align:right;mso-text-align:center", ' class="align-right"'),
    ],
)
def test_only_the_property_itself_aligns(style: str, aligned: str) -> None:
    assert sanitise.clean(f'<p style="{style}">một</p>') == f"<p{aligned}>một</p>"


def test_a_row_span_of_thousands_of_digits_is_dropped() -> None:
    table = f"<table><tr><th rowspan={'9' * 5_000}>một</th></tr><tr><td>hai</td></tr></table>"
    assert "rowspan" not in sanitise.clean(table)


def test_tcvn3_keeps_its_soft_hyphens_and_other_text_does_not() -> None:
    assert clean_text("n­íc vµ ®Êt ¸o ¶nh") == "n­íc vµ ®Êt ¸o ¶nh"
    assert clean_text("khoa­học") == "khoahọc"


def test_the_writers_own_spaces_stay_and_the_layout_of_the_markup_goes() -> None:
    laid_out = "<p>Chỉ số &nbsp;cải cách  hành chính\n   năm 2019</p>"
    assert sanitise.clean(laid_out) == "<p>Chỉ số  cải cách  hành chính năm 2019</p>"
