"""Bodies of WordPress posts as plain HTML."""

from __future__ import annotations

from collections.abc import Sequence
from time import process_time

import pytest

from newsapp.articles import sanitise
from newsapp.parts.imports.wordpress_body import Media, plain_html, with_paragraphs

LIBRARY = {"1": Media("1", "/a.jpg", "Một"), "2": Media("2", "/b.jpg", caption="Hai & ba")}


def gallery(numbers: Sequence[str] | None) -> Sequence[Media]:
    return [LIBRARY[number] for number in numbers or LIBRARY if number in LIBRARY]


def plain(body: str) -> tuple[str, list[str]]:
    warnings: list[str] = []
    return plain_html(body, gallery, warnings), warnings


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Một.\n\nHai.\nBa.", "<p>Một.</p>\n<p>Hai.<br>Ba.</p>"),
        ("Một.\r\n\r\nHai.", "<p>Một.</p>\n<p>Hai.</p>"),
        ("<h2>Đề</h2>\nChữ.", "<h2>Đề</h2>\n<p>Chữ.</p>"),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>\nSau.", "<ul><li>a</li><li>b</li></ul>\n<p>Sau.</p>"),
        ("<p>a</p>\n<p>b</p>", "<p>a</p>\n<p>b</p>"),
        ("<blockquote>a\n\nb</blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("<strong>a</strong>\n\n<em>b</em>", "<p><strong>a</strong></p>\n<p><em>b</em></p>"),
        ("<pre>a\n\nb</pre>", "<p>a<br><br>b</p>"),
        ("a<br />\nb", "<p>a<br>b</p>"),
        ("<div>a\n\nb</div>\nc", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
    ],
)
def test_lines_become_paragraphs(body: str, expected: str) -> None:
    assert sanitise.clean(with_paragraphs(body)) == expected


def test_blocks_keep_their_own_paragraphs() -> None:
    body = '<!-- wp:heading {"level":3} -->\n<h3>Đề</h3>\n<!-- /wp:heading -->\n\n<p>a\nb</p>'
    assert sanitise.clean(plain(body)[0]) == "<h3>Đề</h3>\n<p>a b</p>"


def test_blocks_that_hold_nothing_are_told() -> None:
    body, warnings = plain('<p>a</p><!-- wp:latest-posts {"n":"--"} /--><!-- wp:rss /-->')
    assert (body, warnings) == (
        "<p>a</p>",
        ["Khối WordPress không có nội dung: latest-posts, rss."],
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            '[caption width="3"]<img src="x.jpg"> Lời[/caption]',
            '<figure><img src="x.jpg"><figcaption>Lời</figcaption></figure>',
        ),
        (
            '[caption caption="Lời"]<img src="x.jpg">[/caption]',
            '<figure><img src="x.jpg"><figcaption>Lời</figcaption></figure>',
        ),
        (
            '[gallery link="file" ids="2,9,1"]',
            '<figure><img src="/b.jpg" alt=""><figcaption>Hai &amp; ba</figcaption></figure>'
            '<figure><img src="/a.jpg" alt="Một"></figure>',
        ),
        (
            "[embed width='9']https://x.vn/?a=1&b=2[/embed]",
            '<p><a href="https://x.vn/?a=1&amp;b=2">https://x.vn/?a=1&amp;b=2</a></p>',
        ),
        ('[audio mp3="/a.mp3"][/audio]', '<p><a href="/a.mp3">/a.mp3</a></p>'),
        ("a<!--more Đọc tiếp-->b", "<p>ab</p>"),
        ("[[gallery]]", "<p>[gallery]</p>"),
        ("Chữ [sic] và [1].", "<p>Chữ [sic] và [1].</p>"),
    ],
)
def test_shortcodes_are_understood(body: str, expected: str) -> None:
    html, warnings = plain(body)
    assert (html.replace("\n", ""), warnings) == (expected, [])


def test_other_shortcodes_stay_and_are_told() -> None:
    html, warnings = plain('[contact-form id="3"] [tabs]x[/tabs]')
    assert "[contact-form" in html
    assert warnings == ["Mã ngắn không hiểu, để nguyên là chữ: contact-form, tabs."]


@pytest.mark.parametrize(
    "part", ["[caption]", "<!-- wp:a ", "<pre>", "[gallery ", '[x a="', "<blockquote>", "[embed]"]
)
def test_unfinished_marks_cost_time_in_proportion(part: str) -> None:
    """A hostile body of a megabyte must not take minutes."""
    began = process_time()
    plain(part * (200_000 // len(part)))
    assert process_time() - began < 30
