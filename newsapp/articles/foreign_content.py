"""What editors elsewhere write and the site has no tag for, as text: emoji, formulas, lines of
<pre>; and what their authors took back or noted beside the text, dropped.
"""

from __future__ import annotations

import re
import unicodedata

import lxml.html
from lxml.html import HtmlElement

from newsapp.articles.inline_style import values

_LONGEST_EMOJI = 16
"""Code points: a family of four with skin tones has eleven."""
_JOINERS = frozenset("\u200d\ufe0f\u20e3#*0123456789")
_KEYCAP = "\u20e3"
FORMULA_TAGS = frozenset(
    {"math", "semantics", "annotation", "annotation-xml", "mrow", "mi", "mn", "mo", "mtext"}
    | {"ms", "mspace", "mfrac", "msqrt", "mroot", "msup", "msub", "msubsup", "munder", "mover"}
    | {"munderover", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom", "mfenced"}
    | {"menclose", "merror", "maction", "mmultiscripts", "mprescripts"}
)
_UNSEEN_IN_FORMULAS = ("annotation", "annotation-xml", "script", "style")
_BETWEEN = {"mfrac": "/", "msup": "^", "msub": "_"}
"""What stands between the two parts of a formula's element."""
_PREFORMATTED = frozenset({"pre", "pre-wrap", "pre-line", "break-spaces"})
_NOTE_OF_DOCS = re.compile(r"#cmnt(?P<to_text>_ref)?\d{1,4}")


def translate(root: HtmlElement) -> None:
    """Turn these elements under `root` into text, in place."""
    drop_comments(root)
    accept_changes(root)
    for formula in list(root.iter("math")):
        _replace(formula, " ".join(_formula_text(formula).split()))
    for picture in list(root.iter("img")):
        if emoji := emoji_of(picture):
            _replace(picture, emoji)
    for node in list(root.iter("pre", "div", "p", "span")):
        if node.tag == "pre" or values(node, "white-space") & _PREFORMATTED:
            _keep_lines(node)


def accept_changes(root: HtmlElement) -> int:
    """Accept the changes that were tracked; return how many there were."""
    changes = list(root.iter("del", "ins"))
    for change in changes:
        if change.tag == "ins":
            change.drop_tag()
        else:
            change.drop_tree()
    return len(changes)


def drop_comments(root: HtmlElement) -> int:
    """Drop the comments of Word and of Google Docs; return how many there were."""
    return _drop_comments_of_word(root) + _drop_comments_of_docs(root)


def _drop_comments_of_word(root: HtmlElement) -> int:
    texts, marks = 0, 0
    for node in list(root.iterdescendants("a", "span", "div", "p")):
        names = node.get("class", "").lower().split()
        elements = values(node, "mso-element")
        is_mark = "msocommentreference" in names or "msocomanchor" in names
        texts += "comment" in elements
        marks += "msocomanchor" in names or ("msocommentreference" in names and not len(node))
        if is_mark or "comment-list" in elements or "msocommenttext" in names:
            node.drop_tree()
    return max(texts, marks)


def _drop_comments_of_docs(root: HtmlElement) -> int:
    count = 0
    for link in list(root.iter("a")):
        match = _NOTE_OF_DOCS.fullmatch(link.get("href", ""))
        if not match:
            continue
        if not match["to_text"]:
            link.drop_tree()
            continue
        count += 1
        box = next(link.iterancestors("div"), None)
        if box is not None and box is not root:
            box.drop_tree()
    return count


def emoji_of(picture: HtmlElement) -> str:
    """Return the emoji that a picture from elsewhere stands for, as Facebook and Zalo write it, or
    "".
    """
    description = (picture.get("alt") or "").strip()
    is_own = picture.get("src", "").startswith("/media/")
    if is_own or not description or len(description) > _LONGEST_EMOJI:
        return ""
    symbols = [letter for letter in description if letter not in _JOINERS]
    are_symbols = all(_is_symbol(letter) for letter in symbols)
    return description if are_symbols and (symbols or _KEYCAP in description) else ""


def _is_symbol(letter: str) -> bool:
    """Whether it is a pictograph or a part of one; © and ° are letters of a text."""
    return letter > "\u2000" and unicodedata.category(letter) in ("So", "Sk", "Cf")


def _replace(node: HtmlElement, text: str) -> None:
    """Put a text in the place of a node."""
    node.tail = f"{text}{node.tail or ''}"
    node.drop_tree()


def _formula_text(node: HtmlElement) -> str:
    if not isinstance(node.tag, str) or node.tag in _UNSEEN_IN_FORMULAS:
        return ""
    parts = [node.text or ""]
    between = _BETWEEN.get(node.tag, "")
    for number, child in enumerate(node):
        if number:
            parts.append(between)
        parts += [_formula_text(child), child.tail or ""]
    return "".join(parts)


def _keep_lines(node: HtmlElement) -> None:
    """Write the line ends of a text that is laid out by them as <br>."""
    if node.tag == "pre":
        node.text = (node.text or "").removeprefix("\n")
        _trim_last_line(node)
    for child in list(node.iter()):
        if child is not node and child.tail:
            _part_tail(child)
        lines = (child.text or "").split("\n") if isinstance(child.tag, str) else []
        if len(lines) > 1:
            child.text = lines[0]
            for line in reversed(lines[1:]):
                child.insert(0, _line_break(line))


def _trim_last_line(node: HtmlElement) -> None:
    if len(node):
        node[-1].tail = (node[-1].tail or "").rstrip()
    else:
        node.text = node.text.rstrip()


def _part_tail(child: HtmlElement) -> None:
    first, *others = child.tail.split("\n")
    child.tail = first
    for line in reversed(others):
        made = _line_break(line)
        child.addnext(made)
        child.tail = first


def _line_break(text: str) -> HtmlElement:
    made = lxml.html.Element("br")
    made.tail = text
    return made
