from __future__ import annotations

from pathlib import Path

import pytest

from newsapp.articles import body

SAMPLES = Path(__file__).parent / "samples"


def test_words_clipboard_becomes_what_a_person_would_have_written() -> None:
    pasted = (SAMPLES / "word_clipboard.html").read_text()
    expected = (SAMPLES / "word_clipboard.expected.html").read_text().strip()
    assert body.clean(pasted) == expected
    assert body.clean(expected) == expected, "cleaning again changes nothing"


def _item(mark: str, text: str, level: int = 1) -> str:
    return (
        f'<p class=MsoListParagraph style="mso-list:l0 level{level} lfo1"><span style="mso-list:Ignore">{mark}</span>'
        f"{text}</p>"
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
        ("ii.", '<ol type="i">'),
        ("IV.", '<ol type="I">'),
        ("1.2.", '<ol start="2">'),
    ],
)
def test_a_list_is_of_the_kind_that_its_marks_say(mark: str, start: str) -> None:
    assert body.clean(_item(mark, "Một")) == f"{start}<li>Một</li></{start[1:3]}>"


def test_levels_may_be_skipped_and_come_back() -> None:
    pasted = _item("1.", "Một") + _item("-", "sâu", 3) + _item("2.", "Hai")
    assert body.clean(pasted) == "<ol><li>Một<ul><li>sâu</li></ul></li><li>Hai</li></ol>"


def test_an_item_of_another_kind_starts_another_list() -> None:
    assert body.clean(_item("·", "chấm") + _item("1.", "số")) == "<ul><li>chấm</li></ul>\n<ol><li>số</li></ol>"
