"""Saying in our few tags what markup from anywhere meant; dropping what a sanitiser would otherwise turn into text."""

from __future__ import annotations

import re

import lxml.html
from lxml.html import HtmlElement

from newsapp.articles import word_markup

CLASSES = frozenset({"align-left", "align-center", "align-right", "align-justify"})
CLASSED = frozenset(["p", "h2", "h3", "h4", "td", "th", "figure"])
DROPPED_WHOLE = [
    "script",
    "style",
    "head",
    "title",
    "template",
    "iframe",
    "object",
    "embed",
    "noscript",
    "textarea",
    "select",
    "svg",
    "math",
]
OWN_PICTURE = re.compile(r"^/media/[0-9a-f]{32}-\d+\.(?:jpg|webp)$")

_RENAMED = {"b": "strong", "i": "em", "h5": "h4", "h6": "h4", "strike": "s", "del": "s", "ins": "u"}
_SHIFTED = {"h1": "h2", "h2": "h3", "h3": "h4"}
"""Where a text has headings of the first level, which is the title's here, all go down by one."""
_CONTAINERS = frozenset({"div", "section", "article", "main", "header", "footer", "aside", "nav", "center"}) | {
    *("address", "details", "dialog", "dd", "dl", "dt", "fieldset", "form", "hgroup", "legend", "pre", "summary")
}
_BLOCKS = frozenset(["p", "h2", "h3", "h4", "ul", "ol", "blockquote", "table", "figure", "hr"]) | _CONTAINERS
_MEANING = (
    ("strong", re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")),
    ("em", re.compile(r"font-style\s*:\s*italic")),
    ("u", re.compile(r"text-decoration(?:-line)?\s*:[^;]*underline")),
    ("s", re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through")),
    ("sup", re.compile(r"vertical-align\s*:\s*super")),
    ("sub", re.compile(r"vertical-align\s*:\s*sub\b")),
)
_LINE_END = re.compile(r" *[\t\n\r\f][ \t\n\r\f]*")
"""White space that markup was laid out with. Two spaces between words are the writer's own."""


class TooDeep(Exception):
    """The markup is nested so deeply that the parser left some of it out."""


def tidy(html: str) -> str:
    """Return the body of `html` in our own tags, one top block a line. It is not safe yet. Raises TooDeep."""
    parser = lxml.html.HTMLParser(huge_tree=True)
    root = lxml.html.document_fromstring(f"<html><body>{html}", parser=parser).body
    if any("depth" in complaint.message for complaint in parser.error_log):
        raise TooDeep
    if word_markup.is_words(root):
        word_markup.translate(root)
    _drop_and_rename(root)
    for link in list(root.iter("a")):
        _stand_outside(link)
    _open_containers(root)
    _wrap_loose_text(root)
    _drop_empty(root)
    for table in root.iter("table"):
        _mend_table(table)
    for node in list(root.iter("li", "td", "th")):
        _unwrap_only_paragraph(node)
    _frame_pictures(root)
    return _written(root)


def _drop_and_rename(root: HtmlElement) -> None:
    renamed = _RENAMED | (_SHIFTED if root.find(".//h1") is not None else {})
    for node in list(root.iter()):
        if node is root:
            continue
        is_foreign_picture = node.tag == "img" and not OWN_PICTURE.match(node.get("src", ""))
        if not isinstance(node.tag, str) or node.tag in DROPPED_WHOLE or is_foreign_picture:
            node.drop_tree()
            continue
        _keep_alignment(node)
        _keep_meaning(node)
        if node.tag == "ol" and node.get("type") == "1":
            del node.attrib["type"]
        node.tag = renamed.get(node.tag, node.tag)


def _stand_outside(link: HtmlElement) -> None:
    """A link that is all there is of a raised number stands around it, as the editor writes it."""
    raised = link.getparent()
    if raised.tag not in ("sup", "sub") or len(raised) != 1 or (raised.text or "").strip() or (link.tail or "").strip():
        return
    raised.addprevious(link)
    link.tail, raised.tail = raised.tail, None
    raised.text, link.text = link.text, None
    raised.extend(list(link))
    link.append(raised)


def _keep_meaning(node: HtmlElement) -> None:
    """What a style said about a run of text, as tags. A bold tag may be styled not to be bold."""
    style = node.attrib.pop("style", "").lower()
    if not style:
        return
    if node.tag == "b" and re.search(r"font-weight\s*:\s*(?:normal|400)", style):
        node.tag = "span"
    if node.tag != "span":
        return
    for tag, pattern in _MEANING:
        if pattern.search(style):
            inner = lxml.html.Element(tag)
            inner.text, node.text = node.text, None
            inner.extend(list(node))
            node.append(inner)


def _keep_alignment(node: HtmlElement) -> None:
    """Alignment becomes a class; no other class is kept."""
    said = re.search(r"text-align\s*:\s*(\w+)", node.get("style", ""))
    fallback = "center" if node.tag == "center" else node.get("align", "")
    wanted = f"align-{said.group(1) if said else fallback}".lower()
    own = [name for name in (node.get("class") or "").split() if name in CLASSES]
    node.attrib.pop("class", None)
    chosen = wanted if wanted in CLASSES else next(iter(own), None)
    if chosen and chosen != "align-left" and node.tag in CLASSED | _CONTAINERS | {"h1"}:
        node.set("class", chosen)


def _open_containers(root: HtmlElement) -> None:
    """Containers become paragraphs or open up, handing their alignment to what they hold."""
    for node in list(root.iter(*_CONTAINERS)):
        if node is root:
            continue
        if not any(child.tag in _BLOCKS for child in node.iter() if child is not node):
            node.tag = "p"
            continue
        for child in node:
            if node.get("class") and child.tag in CLASSED | _CONTAINERS and not child.get("class"):
                child.set("class", node.get("class"))
        _wrap_loose_text(node)
        node.drop_tag()


def _wrap_loose_text(root: HtmlElement) -> None:
    """Text that stands in no block gets a paragraph."""
    paragraph: HtmlElement | None = None
    if root.text and root.text.strip():
        paragraph = lxml.html.Element("p")
        paragraph.text, root.text = root.text, None
        root.insert(0, paragraph)
    for node in list(root):
        if node is paragraph:
            continue
        if node.tag in _BLOCKS:
            paragraph = _after(root, node)
            continue
        if paragraph is None:
            paragraph = lxml.html.Element("p")
            root.insert(root.index(node), paragraph)
        paragraph.append(node)


def _after(root: HtmlElement, block: HtmlElement) -> HtmlElement | None:
    """A paragraph for the text that follows `block`, where there is any."""
    if not (block.tail and block.tail.strip()):
        return None
    paragraph = lxml.html.Element("p")
    paragraph.text, block.tail = block.tail, None
    root.insert(root.index(block) + 1, paragraph)
    return paragraph


def _drop_empty(root: HtmlElement) -> None:
    for node in list(root.iter("p", "h2", "h3", "h4", "strong", "em", "u", "s", "figcaption", "cite", "li", "a")):
        if node.text_content().strip() or node.find(".//img") is not None or node.getparent() is None:
            continue
        if node.tag in ("strong", "em", "u", "s", "a"):
            node.drop_tag()  # its space parts two words
        else:
            node.drop_tree()


def _mend_table(table: HtmlElement) -> None:
    """The rows at the top that are all headers are the table's head, and every header says what it is for."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    for cell in [cell for row in rows for cell in row.iterchildren("td", "th")]:
        for name in ("colspan", "rowspan"):
            if cell.get(name) == "1":
                del cell.attrib[name]
    headed = _head_rows(rows)
    for cell in [cell for row in rows[:headed] for cell in row.iterchildren("td")]:
        cell.tag = "th"
    head = table.find("thead")
    if head is None and 0 < headed < len(rows):
        head = lxml.html.Element("thead")
        group = rows[0].getparent()
        (rows[0] if group is table else group).addprevious(head)
    if head is not None:
        head.extend(rows[:headed])
    for number, row in enumerate(rows):
        for cell in row.iterchildren("th"):
            if not cell.get("scope"):
                cell.set("scope", "col" if number < headed else "row")


def _head_rows(rows: list[HtmlElement]) -> int:
    """How many rows at the top are the head's: those it has, those all of headers, and those their cells reach into."""
    headed = reached = 0
    for number, row in enumerate(rows):
        is_head = row.getparent().tag == "thead" or (len(row) > 0 and all(cell.tag == "th" for cell in row))
        if number > headed or not (is_head or number < reached):
            break
        headed = number + 1
        spans = [int(span) for cell in row if (span := cell.get("rowspan", "1")).isdecimal()]
        reached = max([reached, *(number + span for span in spans)])
    return headed


def _unwrap_only_paragraph(node: HtmlElement) -> None:
    paragraphs = node.findall("p")
    if len(paragraphs) != 1 or (node.text or "").strip() or (paragraphs[0].tail or "").strip():
        return
    if node.index(paragraphs[0]) != 0:
        return
    aligned = paragraphs[0].get("class")
    if aligned and (node.tag == "li" or len(node) > 1):
        return
    if aligned and not node.get("class"):
        node.set("class", aligned)
    paragraphs[0].drop_tag()


def _frame_pictures(root: HtmlElement) -> None:
    """A paragraph with nothing but a picture is a figure."""
    for paragraph in list(root.iter("p")):
        pictures = list(paragraph.iter("img"))
        if len(pictures) == 1 and not paragraph.text_content().strip():
            figure = lxml.html.Element("figure")
            if paragraph.get("class"):
                figure.set("class", paragraph.get("class"))
            figure.tail = paragraph.tail
            figure.append(pictures[0])
            pictures[0].tail = None
            paragraph.getparent().replace(paragraph, figure)


def _written(root: HtmlElement) -> str:
    """The markup without its layout, one top block a line."""
    for node in root.iter():
        node.text = _LINE_END.sub(" ", node.text) if node.text else node.text
        node.tail = _LINE_END.sub(" ", node.tail) if node.tail else node.tail
        _trim(node)
    lines = []
    for block in root:
        block.tail = None
        lines.append(str(lxml.html.tostring(block, encoding="unicode")))
    return "\n".join(lines)


def _trim(node: HtmlElement) -> None:
    """No space at the ends of a block, nor around the blocks in it."""
    if node.tag in _BLOCKS | {"li", "td", "th", "caption", "figcaption"}:
        node.text = (node.text or "").lstrip() or None
        if len(node):
            node[-1].tail = (node[-1].tail or "").rstrip() or None
        elif node.text:
            node.text = node.text.rstrip()
    if node.tag in _BLOCKS | {"li", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "figcaption"}:
        node.tail = node.tail if node.tail and node.tail.strip() else None
        before = node.getprevious()
        if node.tag in ("ul", "ol") and before is not None and before.tail:
            before.tail = before.tail.rstrip()
        elif node.tag in ("ul", "ol") and before is None and node.getparent() is not None and node.getparent().text:
            node.getparent().text = node.getparent().text.rstrip()
