from __future__ import annotations

import random
import sys
import time
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import escape
from urllib.parse import unquote

import html5lib
import pytest
from lxml import html

from newsapp.articles import sanitise
from newsapp.text_cleaning import clean_text


def clean(dirty: str) -> str:
    """The cleaned body, without the ends of lines that part its blocks."""
    return sanitise.clean(dirty).replace(">\n<", "><")


PICTURE = "/media/0123456789abcdef0123456789abcdef-480.jpg"


def test_plain_text_becomes_paragraphs_at_blank_lines() -> None:
    assert (
        sanitise.clean("Đoạn một\ndòng hai\n\nĐoạn hai")
        == "<p>Đoạn một<br>dòng hai</p>\n<p>Đoạn hai</p>"
    )


def test_plain_text_without_blank_lines_becomes_a_paragraph_a_line() -> None:
    assert (
        sanitise.clean("Đoạn một\r\nĐoạn hai\rĐoạn ba")
        == "<p>Đoạn một</p>\n<p>Đoạn hai</p>\n<p>Đoạn ba</p>"
    )


@pytest.mark.parametrize(
    "nothing", ["", "  \n \t\n", "<p></p>", "<!-- x -->", "<p>&nbsp;</p>", "<br>", "</p>"]
)
def test_nothing_stays_nothing(nothing: str) -> None:
    assert clean(nothing) == ""


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Tổng kết <năm 2020> & 2 < 3", "<p>Tổng kết &lt;năm 2020&gt; &amp; 2 &lt; 3</p>"),
        (
            "<p>Tổng kết <năm 2020> và <tên cơ quan></p>",
            "<p>Tổng kết &lt;năm 2020&gt; và &lt;tên cơ quan&gt;</p>",
        ),
        ("<p>nếu a<5 thì 3 > 2</p>", "<p>nếu a&lt;5 thì 3 &gt; 2</p>"),
    ],
)
def test_the_writers_own_brackets_are_text(written: str, kept: str) -> None:
    assert clean(written) == kept


def test_letters_are_composed_and_spaces_plain() -> None:
    decomposed = unicodedata.normalize("NFD", "Nghị quyết về é, ễ, ự")
    assert clean(decomposed) == "<p>Nghị quyết về é, ễ, ự</p>"
    assert clean("<p>một\u00a0hai&nbsp;ba\u200b\ufeff bốn\u00ad</p>") == "<p>một hai ba bốn</p>"
    assert clean("<p>a\x00b\x07c\u2028d</p>") == "<p>abc d</p>"


def test_one_line_of_text_is_folded() -> None:
    assert clean_text("  Hội\u00a0nghị \n\t về\x00 e\u0301 ") == "Hội nghị về é"


@pytest.mark.parametrize(
    "whole",
    [
        "<script>alert('văn bản lạ')</script>",
        "<style>p { color: red } văn bản lạ</style>",
        "<svg><text>văn bản lạ</text><script>x</script></svg>",
        '<iframe src="https://evil.example">văn bản lạ</iframe>',
        "<object><p>văn bản lạ</p></object>",
        "<template><p>văn bản lạ</p></template>",
        "<textarea>văn bản lạ</textarea>",
        "<noscript><p>văn bản lạ</p></noscript>",
        "<head><title>văn bản lạ</title></head>",
        "<select><option>văn bản lạ</option></select>",
    ],
)
def test_what_is_no_text_is_dropped_with_what_it_holds(whole: str) -> None:
    assert clean(f"<p>trước</p>{whole}<p>sau</p>") == "<p>trước</p><p>sau</p>"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_a_hostile_link_is_no_link(address: str) -> None:
    assert clean(f'<p><a href="{address}">chữ</a></p>') == "<p>chữ</p>"


@pytest.mark.parametrize(
    "address",
    [
        "https://co-quan.example/?a=1",
        "/tin-tuc/1",
        "mailto:a@b.example",
        "tel:+84299",
        "#muc-2",
        "trang.html",
    ],
)
def test_an_honest_link_stays(address: str) -> None:
    assert f'href="{address}"' in clean(f'<p><a href="{address}">chữ</a></p>')


def test_only_own_pictures_stay() -> None:
    assert f'src="{PICTURE}"' in clean(
        f'<p><img src="{PICTURE}" alt="x" width="480" height="300"></p>'
    )
    for foreign in (
        "https://evil.example/x.jpg",
        "x",
        "data:image/png;base64,AA",
        "/media/../x.jpg",
        f"//e.vn{PICTURE}",
    ):
        assert clean(f'<p>a<img src="{foreign}" onerror="alert(1)"></p>') == "<p>a</p>"


def test_handlers_styles_and_classes_go() -> None:
    dirty = (
        '<p onclick="x()" style="color:red" class="MsoNormal x" id="a" dir="rtl">'
        '<span style="x">chữ</span></p>'
    )
    assert clean(dirty) == "<p>chữ</p>"


@pytest.mark.parametrize(
    ("dirty", "aligned"),
    [
        ('<p style="text-align: CENTER">a</p>', '<p class="align-center">a</p>'),
        ('<p align="right">a</p>', '<p class="align-right">a</p>'),
        ('<p class="x align-justify">a</p>', '<p class="align-justify">a</p>'),
        ('<p style="text-align:left">a</p>', "<p>a</p>"),
        ('<div style="text-align:right"><p>a</p><p align="center">b</p></div>',
         '<p class="align-right">a</p><p class="align-center">b</p>'),
        ('<div align="center">a</div>', '<p class="align-center">a</p>'),
    ],
)  # fmt: skip
def test_alignment_is_kept_as_a_class(dirty: str, aligned: str) -> None:
    assert clean(dirty) == aligned


@pytest.mark.parametrize(
    ("dirty", "ours"),
    [
        ("<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>"),
        ("<section><article><p>a</p></article></section>", "<p>a</p>"),
        ("<div><center><p>a</p></center></div>", '<p class="align-center">a</p>'),
        ("<form><p>a</p></form>", "<p>a</p>"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<p>a</p><p>b</p>"),
        ("<em><div>a</div></em>", "<p><em>a</em></p>"),
        (
            "chữ <b>đậm</b> trước<p>b</p>sau<br>nữa",
            "<p>chữ <strong>đậm</strong> trước</p><p>b</p><p>sau<br>nữa</p>",
        ),
        ("<h1>a</h1><h6>b</h6><strike>c</strike>", "<h2>a</h2><h4>b</h4><p><s>c</s></p>"),
        ("<ul><li>a<ul><li>b</ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<p>a<o:p></o:p></p><v:shape>b</v:shape>", "<p>a</p><p>b</p>"),
        ("<html><frameset><frame></frameset></html>", ""),
        (
            '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html>'
            "<html><body><p>a</p></body></html>",
            "<p>a</p>",
        ),
        ("</body></html><p>a</p></div><p>b</p>", "<p>a</p><p>b</p>"),
    ],
)
def test_foreign_markup_is_said_in_our_tags(dirty: str, ours: str) -> None:
    assert clean(dirty) == ours


def test_a_table_keeps_its_spans() -> None:
    dirty = (
        "<table border=1><caption>Biểu</caption>"
        '<tr><th scope="col" colspan="2" bgcolor="red">a</th></tr>'
        '<tr><td rowspan="2" style="text-align:right">b</td><td>c</td></tr></table>'
    )
    assert clean(dirty) == (
        '<table><caption>Biểu</caption><thead><tr><th scope="col" colspan="2">a</th></tr></thead>'
        '<tbody><tr><td rowspan="2" class="align-right">b</td><td>c</td></tr></tbody></table>'
    )


@pytest.mark.parametrize("depth", [300, 5_000])
def test_text_that_is_nested_deep_is_not_lost(depth: int) -> None:
    assert clean("<div>" * depth + "ở tận trong" + "</div>" * depth) == "<p>ở tận trong</p>"


def test_digests_of_shown_and_linked_files() -> None:
    shown = clean(
        f'<p><img src="{PICTURE}" alt=""><a href="/media/{"ab" * 16}/to-trinh.pdf">tệp</a></p>'
    )
    assert sanitise.media_digests(shown) == ["0123456789abcdef0123456789abcdef", "ab" * 16]


def test_plain_gives_the_words() -> None:
    assert (
        sanitise.plain("<p>Một &amp; hai</p><ul><li>ba</li><li>bốn</li></ul>") == "Một & hai ba bốn"
    )
    assert sanitise.plain("") == ""


PIECES = (
    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i>", "<a href='javascript:x'>",
    "<a href=//e.vn>", "</a>", "chữ ", "<năm 2020>", "<table>", "<tr>", "<td align=right>",
    "</table>", "<ul>", "<li>", "</ul>", "<script>", "</script>", "<style>", "</style>", "<svg>",
    "</svg>", "<math><mtext>", "</math>", "<!--", "-->", "<img src=x onerror=alert(1)>",
    f"<img src={PICTURE} alt=a>", '<p title="', '">', "'", "<h1>", "</h1>", "<h3>",
    "<blockquote>", "</blockquote>", "<section>", "</section>", "<br>", "<hr>", "&lt;script&gt;",
    "&amp;lt;b>", "&#0;", "&nbsp;", "\x00", "\u00a0", "<o:p>", "<form>", "<noscript>",
    "</noscript>", "<textarea>", "</textarea>", "<title>", "</title>", "<figure>", "<figcaption>",
    "</figure>", "<u>", "<sub>", "<font color=red>", "</font>", "<details>", "<summary>",
    "<center>", "<mglyph>", "<![CDATA[", "]]>", "<?php ?>", "</", "<", ">", "<body onload=x>",
    "<html>", "\n\n", "e\u0301", "<ol start=2>", "<template>", "</template>", "<select>",
    "<option>", "<x-y>", "<svg/onload=alert(1)>", "<td>", "<caption>", "<th scope=x>",

)  # fmt: skip


def hostile_fragments(seed: int, count: int) -> list[str]:
    dice = random.Random(seed)
    return ["".join(dice.choices(PIECES, k=dice.randint(1, 25))) for _ in range(count)]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_comes_in_only_the_policy_comes_out(seed: int) -> None:
    for fragment in hostile_fragments(seed, 150):
        cleaned = clean(fragment)
        assert unicodedata.is_normalized("NFC", cleaned)
        for node in html.fragment_fromstring(cleaned, create_parent="div").iterdescendants():
            assert node.tag in sanitise.TAGS, (fragment, cleaned)
            allowed = sanitise.ATTRIBUTES.get(node.tag, set()) | {"class", "rel"}
            assert set(node.attrib) <= allowed, (fragment, cleaned)
            assert node.get("class", "align-left") in sanitise.CLASSES
            assert not node.get("href", "").startswith(("javascript", "//")), (fragment, cleaned)


@pytest.mark.parametrize("seed", range(4))
def test_cleaning_what_is_clean_changes_nothing(seed: int) -> None:
    for fragment in hostile_fragments(100 + seed, 150):
        cleaned = clean(fragment)
        assert clean(cleaned) == cleaned, fragment


MARKS = (
    '"', "'", "<", ">", "&", "&amp;", "&quot;", "&lt;", "&lt", "&copy", "&copy;", "&#34;",
    "&#x3c;", "&amp;amp;", "&nbsp;", "&NotAnEntity;", "%22", "%3C", "%20", "%", "#", ";", "=",
    "?", "/", "\\", "a", "ữ", "b=1", " ", "(", "]", "|", "{", "^", "`", "+", ",", "~", "<b>",
    "</a>", "<!--", "-->", "]]>", "javascript:", "amp;",

)  # fmt: skip


def quoted(dice: random.Random, value: str) -> str:
    """The value of an attribute as one editor or another writes it."""
    mark = dice.choice("\"'")
    few = value.replace(mark, "&quot;" if mark == '"' else "&#39;")
    return mark + dice.choice([escape(value), few]) + mark


def read(markup: str, tag: str, name: str) -> str:
    """What a browser understands by an attribute, spaces apart."""
    root = html5lib.parseFragment(markup, namespaceHTMLElements=False)
    found = root.find(f".//{tag}").get(name) or ""
    return " ".join(unquote(found).replace("<! --", "<!--").replace("\u00a0", " ").split())


@pytest.mark.parametrize("seed", range(4))
def test_links_and_descriptions_stay_what_they_say(seed: int) -> None:
    dice = random.Random(200 + seed)
    for start in [
        "https://vd.example/?",
        "/van-ban/",
        "mailto:a@vd.example?subject=",
        "#",
        "http://vd.example/a",
    ] * 30:
        href, title, alt = ("".join(dice.choices(MARKS, k=dice.randint(0, 14))) for _ in range(3))
        written = (
            f"<p>Trước <a href={quoted(dice, start + href)} title={quoted(dice, title)}>chữ</a> "
            f"<img src={quoted(dice, PICTURE)} alt={quoted(dice, alt)}> {escape(alt)}</p>"
        )
        cleaned = clean(written)
        assert clean(cleaned) == cleaned, written
        for tag, name in [("a", "href"), ("a", "title"), ("img", "alt"), ("img", "src")]:
            assert read(cleaned, tag, name) == read(written, tag, name), written


def test_the_longest_body_is_cleaned_in_bounded_time() -> None:
    """The bound is far above what it takes; work that grows with the square of the length would
    pass it.
    """
    paragraph = (
        '<p class="MsoNormal" style="text-align:justify">'
        "<span>Nội dung của một đoạn văn dài.</span></p>"
    )
    for whole in (
        paragraph * (300_000 // len(paragraph)),
        "<b>x " * 60_000,
        "a<" * 150_000,
        "<p " * 100_000,
    ):
        began = time.process_time()
        clean(whole)
        assert time.process_time() - began < 20


@pytest.fixture
def quick_turns() -> Iterator[None]:
    """Threads take turns after every few instructions, as they do now and then in a busy worker."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("quick_turns")
def test_texts_that_are_cleaned_at_the_same_time_do_not_mix() -> None:
    texts = [f"<p>Bài {n} <em>của người {n}</em></p><ul><li>ý {n}</li></ul>" * 2 for n in range(16)]
    with ThreadPoolExecutor(4) as threads:
        at_once = list(threads.map(clean, texts))
    assert at_once == texts


def test_bleach_reads_a_well_formed_text_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is slow; that the tidying and nh3 leave its result as it is shows that it is at rest."""
    walls = []
    first_wall = sanitise._first_wall

    def note_and_make() -> object:
        walls.append(first_wall())
        return walls[-1]

    monkeypatch.setattr(sanitise, "_first_wall", note_and_make)
    written = '<p>Một <b>hai</b> <a href="/tin?a=1&b=2">ba</a>.</p><ul><li><p>bốn</p></li></ul>'
    sanitise.clean(written)
    assert len(walls) == 1
