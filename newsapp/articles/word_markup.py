"""What Word puts on the clipboard, said in plain HTML: real lists, footnotes that lead there and back, no `mso`."""

from __future__ import annotations

import re
from dataclasses import dataclass

import lxml.html
from lxml.html import HtmlElement

_LEVEL = re.compile(r"mso-list\s*:\s*(\S+)\s+level(\d+)", re.IGNORECASE)
_IGNORED = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:mso-hide\s*:\s*all|display\s*:\s*none)", re.IGNORECASE)
_NOTE = re.compile(r"^#_(ftn|edn)(ref)?(\d{1,4})$")
_ROMAN = re.compile(r"^[ivxl]{2,}$|^i$")
_LIST_KINDS = (("1", re.compile(r"^\d+$")), ("i", _ROMAN), ("I", re.compile(r"^[IVXL]{2,}$|^I$")),
               ("a", re.compile(r"^[a-zđ]$")), ("A", re.compile(r"^[A-ZĐ]$")))  # fmt: skip


def is_words(root: HtmlElement) -> bool:
    """Whether Word, or a program that writes as it does, made this."""
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        if node.tag.startswith(("o:", "w:", "v:")) or "mso-" in node.get("style", ""):
            return True
        if (node.get("class") or "").startswith("Mso"):
            return True
    return False


def translate(root: HtmlElement) -> None:
    """Turn Word's markup under `root` into plain HTML, in place."""
    _drop_what_nobody_sees(root)
    _link_notes(root)
    for node in list(root.iter("p")):
        if (node.get("class") or "").startswith(("MsoTitle", "MsoSubtitle")):
            node.tag = "h2"
    _build_lists(root)
    for node in list(root.iter()):
        if isinstance(node.tag, str) and ":" in node.tag:
            node.drop_tag()


def _drop_what_nobody_sees(root: HtmlElement) -> None:
    for node in list(root.iter()):
        if node is root or node.getparent() is None:
            continue
        if (
            not isinstance(node.tag, str)
            or _HIDDEN.search(node.get("style", ""))
            or node.tag in ("xml", "style", "meta", "link")
        ):
            node.drop_tree()


def _link_notes(root: HtmlElement) -> None:
    """`#_ftn1` and `#_ftnref1` under our own names; the number in the text goes up."""
    for node in list(root.iter("a")):
        match = _NOTE.match(node.get("href", ""))
        if match is None:
            if not node.get("href"):
                node.drop_tag()
            continue
        kind, is_back, number = match.groups()
        number = number if kind == "ftn" else str(1000 + int(number))
        words = " ".join(node.text_content().split())
        for name in list(node.attrib):
            del node.attrib[name]
        for child in list(node):
            child.drop_tree()
        node.text = words or f"[{number}]"
        node.set("href", f"#ve-chu-thich-{number}" if is_back else f"#chu-thich-{number}")
        node.set("id", f"chu-thich-{number}" if is_back else f"ve-chu-thich-{number}")
        if not is_back:
            _raise(node)


def _raise(node: HtmlElement) -> None:
    raised = lxml.html.Element("sup")
    raised.tail, node.tail = node.tail, None
    node.getparent().replace(node, raised)
    raised.append(node)


@dataclass(slots=True)
class _Level:
    depth: int
    list: HtmlElement


def _build_lists(root: HtmlElement) -> None:
    """Runs of MsoListParagraph become nested lists, each of the kind that its own marks say."""
    for first in list(root.iter("p")):
        if first.getparent() is None or _depth(first) is None:
            continue
        open_lists: list[_Level] = []
        node: HtmlElement | None = first
        place = first
        while node is not None and node.tag == "p" and (depth := _depth(node)) is not None:
            following = node.getnext()
            if not open_lists:
                made = _new_list(_take_mark(node), depth)
                place.addprevious(made)
                open_lists.append(_Level(depth, made))
            else:
                _open_or_close(open_lists, node, depth)
            _append_item(open_lists[-1].list, node)
            node = following


def _open_or_close(open_lists: list[_Level], node: HtmlElement, depth: int) -> None:
    mark = _take_mark(node)
    while len(open_lists) > 1 and open_lists[-1].depth > depth:
        open_lists.pop()
    top = open_lists[-1]
    if depth > top.depth:
        made = _new_list(mark, depth)
        top.list[-1].append(made)
        open_lists.append(_Level(depth, made))
    elif _kind(mark)[0] != top.list.tag and len(open_lists) == 1:
        made = _new_list(mark, depth)
        top.list.addnext(made)
        open_lists[-1] = _Level(depth, made)


def _append_item(into: HtmlElement, paragraph: HtmlElement) -> None:
    item = lxml.html.Element("li")
    item.text = paragraph.text
    item.extend(list(paragraph))
    paragraph.getparent().remove(paragraph)
    into.append(item)


def _depth(node: HtmlElement) -> int | None:
    said = _LEVEL.search(node.get("style", ""))
    return int(said.group(2)) if said else None


def _take_mark(paragraph: HtmlElement) -> str:
    """Remove the mark that Word wrote out before the text, and return it."""
    for node in paragraph.iter("span"):
        if _IGNORED.search(node.get("style", "")):
            mark = " ".join(node.text_content().split())
            node.drop_tree()
            return mark
    return ""


def _kind(mark: str) -> tuple[str, str, int]:
    """(tag, type, number) of the list that an item marked so stands in: `b)` is ("ol", "a", 2)."""
    core = mark.rstrip(".):").lstrip("(").rpartition(".")[2]
    if mark == core and not core.isdecimal():
        return "ul", "", 1  # Word draws some bullets with the letter o
    for kind, pattern in _LIST_KINDS:
        if pattern.match(core):
            number = int(core) if kind == "1" else ord(core.lower()) - 96 if kind in "aA" and core.isascii() else 1
            return "ol", kind, number
    return "ul", "", 1


def _new_list(mark: str, _depth: int) -> HtmlElement:
    tag, kind, number = _kind(mark)
    made = lxml.html.Element(tag)
    if kind not in ("", "1"):
        made.set("type", kind)
    if tag == "ol" and number > 1:
        made.set("start", str(number))
    return made
