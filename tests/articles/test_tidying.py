from __future__ import annotations

import pytest

from newsapp.articles import body

DIGEST = "0123456789abcdef" * 2


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
        ('<p><span style="color:red;font-style:italic">nghiêng</span></p>', "<p><em>nghiêng</em></p>"),
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
            '<table><tbody><tr><th colspan="1"><p>A</p></th></tr><tr><td rowspan="1">1</td></tr></tbody></table>',
            '<table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>',
        ),
        (
            f'<p class="align-center"><img src="/media/{DIGEST}-960.jpg" alt="" width="2" height="1"></p>',
            f'<figure class="align-center"><img src="/media/{DIGEST}-960.jpg" alt="" width="2" height="1"></figure>',
        ),
        (
            f'<figure><img src="/media/{DIGEST}-960.jpg">'
            "<figcaption><span>Chợ</span><cite>An</cite></figcaption></figure>",
            f'<figure><img src="/media/{DIGEST}-960.jpg"><figcaption>Chợ<cite>An</cite></figcaption></figure>',
        ),
        ('<ol type="1" start="3"><li>ba</li></ol>', '<ol start="3"><li>ba</li></ol>'),
        ('<ol type="x" start="-1"><li id="menu">một</li></ol>', "<ol><li>một</li></ol>"),
    ],
)  # fmt: skip
def test_markup_from_anywhere_in_our_own_tags(given: str, kept: str) -> None:
    assert body.clean(given) == kept
    assert body.clean(kept) == kept, "cleaning again changes nothing"


def test_tcvn3_keeps_its_soft_hyphens_and_other_text_does_not() -> None:
    assert body.clean_text("n­íc vµ ®Êt ¸o ¶nh") == "n­íc vµ ®Êt ¸o ¶nh"
    assert body.clean_text("khoa­học") == "khoahọc"


def test_the_writers_own_spaces_stay_and_the_layout_of_the_markup_goes() -> None:
    laid_out = "<p>Chỉ số &nbsp;cải cách  hành chính\n   năm 2019</p>"
    assert body.clean(laid_out) == "<p>Chỉ số  cải cách  hành chính năm 2019</p>"
