from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

from newsapp.articles import sanitise
from newsapp.articles.word_markup import is_from_word

SAMPLES = Path(__file__).parent / "samples"


def test_words_clipboard_becomes_what_a_person_would_have_written() -> None:
    pasted = (SAMPLES / "word_clipboard.html").read_text()
    expected = (SAMPLES / "word_clipboard.expected.html").read_text().strip()
    assert sanitise.clean(pasted) == expected
    assert sanitise.clean(expected) == expected, "cleaning again changes nothing"


def _item(mark: str, text: str, level: int = 1) -> str:
    return (
        f'<p class=MsoListParagraph style="mso-list:l0 level{level} lfo1">'
        f'<span style="mso-list:Ignore">{mark}</span>{text}</p>'
    )


@pytest.mark.parametrize(
    ("mark", "start"),
    [
        ("·", "<ul>"),
        ("o", "<ul>"),
        ("-", "<ul>"),
        ("1.", "<ol>"),
        ("3)", '<ol start="3">'),
        ("a)", '<ol type="a">'),
        ("B.", '<ol type="A" start="2">'),
        ("ii.", '<ol type="i" start="2">'),
        ("IV.", '<ol type="I" start="4">'),
        ("1.2.", '<ol start="2">'),
    ],
)
def test_a_list_is_of_the_kind_that_its_marks_say(mark: str, start: str) -> None:
    assert sanitise.clean(_item(mark, "Một")) == f"{start}<li>Một</li></{start[1:3]}>"


def test_levels_may_be_skipped_and_come_back() -> None:
    pasted = _item("1.", "Một") + _item("-", "sâu", 3) + _item("2.", "Hai")
    assert sanitise.clean(pasted) == "<ol><li>Một<ul><li>sâu</li></ul></li><li>Hai</li></ol>"


def test_an_item_of_another_kind_starts_another_list() -> None:
    assert (
        sanitise.clean(_item("·", "chấm") + _item("1.", "số"))
        == "<ul><li>chấm</li></ul>\n<ol><li>số</li></ol>"
    )


def test_text_between_two_items_stays_between_two_lists() -> None:
    pasted = _item("1.", "Một") + "chữ rời" + _item("2.", "Hai")
    lists = ["<ol><li>Một</li></ol>", "<p>chữ rời</p>", '<ol start="2"><li>Hai</li></ol>']
    assert sanitise.clean(pasted) == "\n".join(lists)


@pytest.mark.parametrize(
    ("style", "is_seen"),
    [
        ("mso-hide:all", False),
        ("display:none", False),
        ("DISPLAY: None !important", False),
        ("mso-hide:none", True),
        ("mso-style-display:none", True),
        ("mso-border-display:none;display:inline", True),
        ("font-family:'a;display:none'", True),
    ],
)
def test_what_word_hides_is_dropped(style: str, is_seen: bool) -> None:
    pasted = f'<p class=MsoNormal>Một <span style="{style}">hai</span></p>'
    assert sanitise.clean(pasted) == ("<p>Một hai</p>" if is_seen else "<p>Một</p>")


@pytest.mark.parametrize(
    "style", ["x-mso-list:l0 level1 lfo1", "mso-list-x:level1", "mso-list:none"]
)
def test_only_the_list_property_makes_an_item(style: str) -> None:
    assert sanitise.clean(f'<p class=MsoNormal style="{style}">Một</p>') == "<p>Một</p>"


@pytest.mark.parametrize(
    ("markup", "is_words"),
    [
        ('<p class="MsoNormal">x</p>', True),
        ('<p style="color:red;mso-list:none">x</p>', True),
        ("<p>x<o:p></o:p></p>", True),
        ("<p style=\"font-family:'mso-x'\">x</p>", False),
        ('<p style="x-mso-list:none">x</p>', False),
        ("<p>mso-</p>", False),
    ],
)
def test_words_markup_is_told_by_its_names(markup: str, is_words: bool) -> None:
    root = lxml.html.fragment_fromstring(markup, create_parent="div")
    assert is_from_word(root) is is_words
