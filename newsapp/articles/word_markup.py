"""Turns what Word puts on the clipboard into plain HTML: real lists, and footnotes with links."""

from __future__ import annotations

import re

import lxml.html
from lxml.html import HtmlElement

from newsapp.articles import word_lists
from newsapp.articles.inline_style import properties, values

_HIDDEN = frozenset({"xml", "style", "meta", "link"})
_TITLES = ("MsoTitle", "MsoSubtitle")
FIRST_ENDNOTE = 1_000
_NOTE_LINK = re.compile(r"#_(?P<kind>ftn|edn)(?P<to_text>ref)?(?P<number>\d{1,4})")


def is_from_word(root: HtmlElement) -> bool:
    """Whether Word, or a program that writes as it does, made this."""
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        if node.tag.startswith(("o:", "w:", "v:")) or node.get("class", "").startswith("Mso"):
            return True
        if any(name.startswith("mso-") for name in properties(node)):
            return True
    return False


def translate(root: HtmlElement) -> None:
    """Turn Word's markup under `root` into plain HTML, in place."""
    _drop_hidden(root)
    for link in list(root.iter("a")):
        _translate_link(link)
    for paragraph in list(root.iter("p")):
        if paragraph.get("class", "").startswith(_TITLES):
            paragraph.tag = "h2"
    word_lists.build_lists(root)
    for node in list(root.iterdescendants()):
        if ":" in node.tag:
            node.drop_tag()


def note_ids(number: int, *, is_endnote: bool) -> tuple[str, str]:
    """Return the id of a note, and that of its number in the text. Endnotes count from 1001."""
    count = number + FIRST_ENDNOTE if is_endnote else number
    return f"chu-thich-{count}", f"ve-chu-thich-{count}"


def _drop_hidden(root: HtmlElement) -> None:
    """Drop comments, what only Word reads, and what is styled not to be seen."""
    for node in list(root.iterdescendants()):
        is_element = isinstance(node.tag, str)
        if not is_element or node.tag in _HIDDEN or _is_hidden(node):
            node.drop_tree()


def _is_hidden(node: HtmlElement) -> bool:
    return "all" in values(node, "mso-hide") or "none" in values(node, "display")


def _translate_link(link: HtmlElement) -> None:
    """Give a link to a note our own names; take the tag off what only marks a place."""
    address = link.get("href", "")
    match = _NOTE_LINK.fullmatch(address)
    if not address:
        link.drop_tag()
    elif match:
        number = match["number"]
        is_endnote = match["kind"] == "edn"
        note, in_text = note_ids(int(number), is_endnote=is_endnote)
        words = " ".join(link.text_content().split())
        link.clear(keep_tail=True)
        link.text = words or f"[{number}]"
        if match["to_text"]:
            link.set("href", f"#{in_text}")
            link.set("id", note)
        else:
            link.set("href", f"#{note}")
            link.set("id", in_text)
            _raise_text(link)


def _raise_text(link: HtmlElement) -> None:
    """Raise the number of a note: <a>1</a> becomes <a><sup>1</sup></a>, as the editor writes it."""
    raised = lxml.html.Element("sup")
    raised.text = link.text
    link.text = None
    link.append(raised)
