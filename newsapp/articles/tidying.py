"""Writes markup from anywhere in our own few tags, and drops what a sanitiser would turn into text.

The result is not safe yet: sanitise.py cleans it afterwards.
"""

from __future__ import annotations

import re

import lxml.html
from lxml.html import HtmlElement

from newsapp.articles import (
    foreign_content,
    language_marks,
    list_markup,
    run_style,
    style_sheet,
    table_markup,
    word_markup,
)
from newsapp.articles.inline_style import values

HEADINGS = frozenset({"h2", "h3", "h4"})
CLASSES = frozenset({"align-left", "align-center", "align-right", "align-justify"})
ALIGNABLE = HEADINGS | {"p", "td", "th", "figure"}
DROPPED_WHOLE = frozenset(
    {"script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math"}
    | {"head", "title", "textarea", "select"}
)
"""Elements that go with all that they hold."""
_OWN_PICTURE = re.compile(r"^/media/[0-9a-f]{32}-\d+\.(?:jpg|webp)$")


_RENAMED = {"b": "strong", "i": "em", "h5": "h4", "h6": "h4", "strike": "s"}
_LOWERED = _RENAMED | {"h1": "h2", "h2": "h3", "h3": "h4"}
"""Where a text has headings of the first level, which is the title's here, all go down by one."""
_CONTAINERS = frozenset(
    {"div", "section", "article", "main", "header", "footer", "aside", "nav", "center"}
    | {"address", "details", "dialog", "fieldset", "form", "hgroup", "legend", "summary"}
    | {"dd", "dl", "dt", "pre"}
)
_ALIGNED = ALIGNABLE | _CONTAINERS | {"h1"}
_BLOCKS = _CONTAINERS | HEADINGS | {"p", "ul", "ol", "blockquote", "table", "figure", "hr"}
_TEXT_HOLDERS = _BLOCKS | {"li", "td", "th", "caption", "figcaption"}
_TRIMMED_AROUND = _TEXT_HOLDERS | {"tr", "thead", "tbody", "tfoot"}
_INLINE = frozenset({"strong", "em", "u", "s", "a", "span"})
_EMPTY_GOES = HEADINGS | _INLINE | {"p", "figcaption", "cite", "li"}

_LINE_END = re.compile(r" *[\t\n\r\f][ \t\n\r\f]*")
"""White space that markup was laid out with. Two spaces between words are the writer's own."""


class TooDeep(Exception):
    """The markup is nested so deeply that the parser left some of it out."""


def tidy(html: str) -> str:
    """Return the body of `html` in our own tags, one top block a line. Raises TooDeep."""
    parser = lxml.html.HTMLParser(huge_tree=True)
    root = lxml.html.document_fromstring(f"<html><body>{html}", parser=parser).body
    if any("depth" in complaint.message for complaint in parser.error_log):
        raise TooDeep
    style_sheet.apply(root)
    foreign_content.translate(root)
    if word_markup.is_from_word(root):
        word_markup.translate(root)
    list_markup.mend(root)
    run_style.to_tags(root)
    _drop_and_rename(root)
    language_marks.to_holders(root, _CONTAINERS)
    for link in list(root.iter("a")):
        if _leads_nowhere(link):
            link.drop_tag()
        else:
            _move_link_outside(link)
    _open_containers(root)
    _wrap_loose_text(root)
    _drop_empty(root)
    for table in root.iter("table"):
        table_markup.mend(table)
    for cell in list(root.iter("li", "td", "th")):
        _unwrap_only_paragraph(cell)
    for paragraph in list(root.iter("p")):
        _make_figure(paragraph)
    return _serialise(root)


def _has_text(text: str | None) -> bool:
    return bool(text and text.strip())


def _paragraph(text: str | None = None) -> HtmlElement:
    paragraph = lxml.html.Element("p")
    paragraph.text = text
    return paragraph


def _drop_and_rename(root: HtmlElement) -> None:
    has_title = root.find(".//h1") is not None
    renamed = _LOWERED if has_title else _RENAMED
    for node in list(root.iterdescendants()):
        if _is_dropped(node):
            node.drop_tree()
            continue
        _keep_alignment(node)
        node.attrib.pop("style", None)
        node.tag = renamed.get(node.tag, node.tag)


def _is_dropped(node: HtmlElement) -> bool:
    """Whether it is a comment, an element that goes with its text, or a picture from elsewhere."""
    if node.tag == "img":
        return not _OWN_PICTURE.match(node.get("src", ""))
    return not isinstance(node.tag, str) or node.tag in DROPPED_WHOLE


def _keep_alignment(node: HtmlElement) -> None:
    """Write the alignment as a class, and drop every other class."""
    attribute = "center" if node.tag == "center" else node.get("align", "").lower()
    alignments = values(node, "text-align") or {attribute}
    names = [f"align-{alignment}" for alignment in alignments]
    names += node.attrib.pop("class", "").split()
    chosen = next((name for name in names if name in CLASSES), "align-left")
    if node.tag in _ALIGNED and chosen != "align-left":
        node.set("class", chosen)


def _leads_nowhere(link: HtmlElement) -> bool:
    """Whether a link has no address, or one that Word or LibreOffice gave to a place of its own."""
    address = link.get("href", "")
    return not address or address.startswith("#_")


def _move_link_outside(link: HtmlElement) -> None:
    """Write <sup><a>1</a></sup> as <a><sup>1</sup></a>, as the editor does."""
    raised = link.getparent()
    has_more = len(raised) > 1 or _has_text(raised.text) or _has_text(link.tail)
    if raised.tag not in ("sup", "sub") or has_more:
        return
    run_style.wrap_content(link, raised.tag)
    raised.text = link.tail = None
    raised.drop_tag()


def _open_containers(root: HtmlElement) -> None:
    """Make a paragraph of a container that holds text, and take the tag off every other one."""
    for node in list(root.iterdescendants(*_CONTAINERS)):
        holds_blocks = next(node.iterdescendants(*_BLOCKS), None) is not None
        if not holds_blocks:
            node.tag = "p"
            continue
        _hand_down_alignment(node)
        _wrap_loose_text(node)
        language_marks.hand_down(node)
        node.drop_tag()


def _hand_down_alignment(container: HtmlElement) -> None:
    alignment = container.get("class")
    if not alignment:
        return
    for child in container.iterchildren(*_ALIGNED):
        if not child.get("class"):
            child.set("class", alignment)


def _wrap_loose_text(parent: HtmlElement) -> None:
    """Put text and inline elements that stand directly in `parent` into paragraphs."""
    children = list(parent)
    paragraph: HtmlElement | None = None
    if _has_text(parent.text):
        paragraph = _paragraph(parent.text)
        parent.text = None
        parent.insert(0, paragraph)
    for node in children:
        if node.tag in _BLOCKS:
            paragraph = _wrap_text_after(node)
            continue
        if paragraph is None:
            paragraph = _paragraph()
            node.addprevious(paragraph)
        paragraph.append(node)


def _wrap_text_after(block: HtmlElement) -> HtmlElement | None:
    """Put the text after `block`, where there is any, into a paragraph; return that."""
    if not _has_text(block.tail):
        return None
    paragraph = _paragraph(block.tail)
    block.tail = None
    block.addnext(paragraph)
    return paragraph


def _drop_empty(root: HtmlElement) -> None:
    """Drop elements without text and picture; the space in an inline one parts two words."""
    for node in list(root.iterdescendants(*_EMPTY_GOES)):
        has_content = _has_text(node.text_content()) or node.find(".//img") is not None
        if has_content or node.getparent() is None:
            continue
        if node.tag in _INLINE:
            node.drop_tag()
        else:
            node.drop_tree()


def _unwrap_only_paragraph(node: HtmlElement) -> None:
    """Take the tag off the only paragraph of a list item or table cell."""
    paragraphs = node.findall("p")
    if len(paragraphs) != 1 or node[0] is not paragraphs[0] or _has_text(node.text):
        return
    paragraph = paragraphs[0]
    alignment = paragraph.get("class")
    cannot_align = node.tag == "li" or len(node) > 1
    if _has_text(paragraph.tail) or (alignment and cannot_align):
        return
    if not language_marks.hand_up(paragraph, node):
        return
    if alignment and not node.get("class"):
        node.set("class", alignment)
    paragraph.drop_tag()


def _make_figure(paragraph: HtmlElement) -> None:
    """Make a figure of a paragraph with nothing but a picture."""
    pictures = list(paragraph.iter("img"))
    if len(pictures) == 1 and not _has_text(paragraph.text_content()):
        pictures[0].tail = None
        paragraph.text = None
        paragraph[:] = pictures
        paragraph.tag = "figure"


def _serialise(root: HtmlElement) -> str:
    """Return the markup without its layout, one top block a line."""
    for node in root.iter():
        node.text = _LINE_END.sub(" ", node.text or "") or None
        node.tail = _LINE_END.sub(" ", node.tail or "") or None
        _escape_comment_marks(node)
        _trim(node)
    blocks = [lxml.html.tostring(block, encoding="unicode", with_tail=False) for block in root]
    return "\n".join(blocks)


def _escape_comment_marks(node: HtmlElement) -> None:
    """Part "<!--" in attributes: after it libxml2 would write the rest of the value unescaped."""
    for name, value in node.attrib.items():
        if "<!--" in value:
            parted = "%3C!--" if name in ("href", "src") else "<! --"
            node.set(name, value.replace("<!--", parted))


def _trim(node: HtmlElement) -> None:
    """Remove the spaces at the ends of a block, and around the blocks in it."""
    if node.tag in _TEXT_HOLDERS:
        node.text = (node.text or "").lstrip() or None
        _trim_end(node, node[-1] if len(node) else None)
    if node.tag in _TRIMMED_AROUND and not _has_text(node.tail):
        node.tail = None
    if node.tag in ("ul", "ol"):
        _trim_end(node.getparent(), node.getprevious())


def _trim_end(parent: HtmlElement, child: HtmlElement | None) -> None:
    """Remove the spaces at the end of the text after `child`, or of the parent's first text."""
    if child is not None:
        child.tail = (child.tail or "").rstrip() or None
    else:
        parent.text = (parent.text or "").rstrip() or None
