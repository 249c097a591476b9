from __future__ import annotations

import pytest

from newsapp.articles import sanitise

BETWEEN = "<p class=MsoNormal>giữa</p>"
FURTHER = "<p class=MsoListParagraphCxSpMiddle>tiếp</p>"


def _item(mark: str, text: str, level: int = 1, list_id: str = "l0 lfo1", margin: int = 36) -> str:
    style = f"margin-left:{margin}.0pt;mso-list:{list_id} level{level}"
    ignored = f"<span style='mso-list:Ignore'>{mark}<span>&nbsp; </span></span>"
    return f"<p class=MsoListParagraph style='{style}'>{ignored}{text}</p>"


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ([_item("1.", "A"), FURTHER, _item("2.", "B")],
         "<ol><li><p>A</p><p>tiếp</p></li><li>B</li></ol>"),
        ([_item("1.", "A"), _item("·", "x", 1, "l1 lfo2", 72), _item("2.", "B")],
         "<ol><li>A<ul><li>x</li></ul></li><li>B</li></ol>"),
        ([_item("1.", "A"), _item("·", "x", 1, "l1 lfo2"), _item("2.", "B")],
         '<ol><li>A</li></ol>\n<ul><li>x</li></ul>\n<ol start="2"><li>B</li></ol>'),
        ([_item("1.", "A"), _item("a.", "x", 2), _item("·", "y", 2), _item("2.", "B")],
         '<ol><li>A<ol type="a"><li>x</li></ol><ul><li>y</li></ul></li><li>B</li></ol>'),
        ([_item("iv.", "A"), BETWEEN, _item("v.", "B"), _item("vi.", "C")],
         '<ol type="i" start="4"><li>A</li></ol>\n<p>giữa</p>\n'
         '<ol type="i" start="5"><li>B</li><li>C</li></ol>'),
        ([_item("1.", "A"), BETWEEN, _item("2.", "B")],
         '<ol><li>A</li></ol>\n<p>giữa</p>\n<ol start="2"><li>B</li></ol>'),
        ([_item("1.", "A"), _item("1.", "B", 1, "l1 lfo2")],
         "<ol><li>A</li></ol>\n<ol><li>B</li></ol>"),
        ([_item("1.", "A"), _item("·", "x", 2), FURTHER],
         "<ol><li>A<ul><li><p>x</p><p>tiếp</p></li></ul></li></ol>"),
        (["<h1 style='mso-list:l0 level1 lfo1'><![if !supportLists]><span"
          " style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>H1 1</h1>"],
         "<h2>1. H1 1</h2>"),
        (["<h1>1. H1 1</h1><h1>2. H1 2</h1>"], "<h2>1. H1 1</h2>\n<h2>2. H1 2</h2>"),
    ],
)  # fmt: skip
def test_lists_of_word_keep_their_levels(pasted: list[str], kept: str) -> None:
    assert sanitise.clean("".join(pasted)) == kept
    assert sanitise.clean(kept) == kept, "cleaning again changes nothing"


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>",
         "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("<ol><ol><li>a</li></ol></ol>", "<ol><li>a</li></ol>"),
        ("<ol style='list-style-type:lower-alpha'><li>a</li></ol>",
         '<ol type="a"><li>a</li></ol>'),
        ("<ol><li style='list-style-type:upper-roman'>a</li></ol>",
         '<ol type="I"><li>a</li></ol>'),
        ("<ol start=2><li><h1>Một</h1></li><li><h1>Hai</h1></li></ol>",
         "<h2>2. Một</h2>\n<h2>3. Hai</h2>"),
        ("<ol><li><h1>Một</h1></li><li>hai</li></ol>",
         "<ol><li><h2>Một</h2></li><li>hai</li></ol>"),
    ],
)  # fmt: skip
def test_lists_of_other_editors_are_mended(pasted: str, kept: str) -> None:
    assert sanitise.clean(pasted) == kept
    assert sanitise.clean(kept) == kept, "cleaning again changes nothing"
