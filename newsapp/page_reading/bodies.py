"""Where the text of an article stands in a page, and its markup without everything else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from html import escape

import lxml.html
from lxml.html import HtmlElement

from newsapp.page_reading.lines import Line, above
from newsapp.page_reading.page_lines import Read
from newsapp.page_reading.spelling import says_the_same, word_set

_NAMED = re.compile(
    r"articlebody|bodytext|bodyhtml|fckdetail|cmsbody|tdpostcontent"
    r"|journalcontentarticle|fieldnamebody"
    r"|(?:article|news|post|entry|detail|item|story|tin|bai|baiviet)[a-z]{0,4}"
    r"(?:content|body|text|noidung|fulltext)"
    r"|(?:content|noidung)[a-z]{0,4}(?:detail|news|article|tin|bai|chitiet)"
    r"|noidung|chitiettin|tinchitiet|fulltext"
)
"""What the element around the text of an article is called, by its class or id."""
_PARAGRAPH = 80
"""Letters of what is surely a paragraph of the text."""
_SHARE = 0.6
"""Of the text after the title that an element so called must hold."""
_KEPT_EMPTY = word_set("img br hr td th iframe video audio object embed")
_NOT_A_CONTAINER = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre"})
_PARTS_OF_TABLE = ("thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col")


def weight(reads: Iterable[Read]) -> int:
    """The letters of an article's own text."""
    return sum(len(read.text) for read in reads if read.is_prose and len(read.text) >= 30)


def holders(reads: Iterable[Read]) -> set[HtmlElement]:
    """The elements right around the paragraphs of the lines."""
    long = [read for read in reads if read.is_prose and len(read.text) >= _PARAGRAPH]
    return {read.line.node.getparent() for read in long if read.line.node.tag == "p"}


def inside(node: HtmlElement, reads: Iterable[Read]) -> list[Read]:
    """Those of the lines that stand in the element."""
    return [read for read in reads if node in _around(read.line)]


def _around(line: Line) -> list[HtmlElement]:
    return [line.node, *line.node.iterancestors()]


def container(root: HtmlElement, reads: Sequence[Read]) -> HtmlElement:
    """Return the element that holds the article's text, of whose lines `reads` are the last.

    reads: the lines that follow the title. What is named for it comes first, else what holds most.
    """
    texts = [read for read in reads if read.is_prose]
    long = [read for read in texts if len(read.text) >= 30] or texts
    most = sum(len(read.text) for read in long) * _SHARE
    letters: dict[HtmlElement, int] = {}
    for read in long:
        for node in _around(read.line):
            letters[node] = letters.get(node, 0) + len(read.text)
    named = [node for node in letters if letters[node] >= most and _is_named(node)]
    if named:
        return max(named, key=lambda node: sum(1 for _above in node.iterancestors()))
    points = _density(long)
    if not points:
        return root
    return _widened(max(points, key=lambda node: points[node]), letters, most)


def _is_named(node: HtmlElement) -> bool:
    for name in ("itemprop", "id", "class"):
        for word in node.get(name, "").split():
            if _NAMED.search(re.sub(r"[\W_\d]", "", word).lower()):
                return node.tag not in _NOT_A_CONTAINER
    return False


def _density(long: Sequence[Read]) -> dict[HtmlElement, float]:
    """Text counts whole for the block around it, and less for the two further out."""
    points: dict[HtmlElement, float] = {}
    for read in long:
        blocks = [block for block in _around(read.line) if block.tag not in _NOT_A_CONTAINER]
        for distance, block in enumerate(blocks[:3]):
            points[block] = points.get(block, 0) + len(read.text) / (1 + distance)
    return points


def _widened(node: HtmlElement, letters: dict[HtmlElement, int], most: float) -> HtmlElement:
    """Go outwards until enough of the text is inside."""
    while letters[node] < most and node.getparent() is not None:
        node = node.getparent()
    return node


def is_list(reads: Sequence[Read]) -> bool:
    """Whether the lines are a list of other articles: links, most with a day or some text."""
    linked = [at for at, read in enumerate(reads) if _is_headline(read)]
    described = 0
    for at in linked:
        near = reads[at + 1 : at + 3]
        has_text = any(read.is_prose and len(read.text) >= 40 for read in near)
        described += has_text or any(read.kind == "day" for read in near)
    return len(linked) >= 3 and (described >= 3 or weight(reads) < 300)


def _is_headline(read: Read) -> bool:
    is_link = read.kind == "text" and read.line.is_link
    return is_link and len(read.text) >= 25 and not leads_to_file(read.line)


def trailing_links(reads: Sequence[Read]) -> int:
    """How many lines at the end are a list of links to other articles; 0 where they are few."""
    at = len(reads)
    while at and (_is_headline(reads[at - 1]) or reads[at - 1].kind in ("day", "tools", "picture")):
        at -= 1
    links = sum(_is_headline(read) for read in reads[at:])
    return len(reads) - at if links >= 3 else 0


def leads_to_file(line: Line) -> bool:
    """Whether a line holds a link to something other than a page."""
    return any(is_file(link.get("href", "")) for link in links_in(line))


def links_in(line: Line) -> list[HtmlElement]:
    """The links of a line."""
    nodes = [node for node, place in line.pieces if place == "text"]
    found = [link for node in nodes for link in above(node, 6) if link.tag == "a"]
    return list(dict.fromkeys(found))


def is_file(address: str) -> bool:
    """Whether an address is that of a document."""
    path = address.partition("#")[0].partition("?")[0].lower()
    return re.search(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|odt|ods|7z)$", path) is not None


def cut(body: HtmlElement, reads: Sequence[Read], kept: Collection[Read]) -> str:
    """Return the markup of the lines `kept`, and of them alone. The tree is changed."""
    keeps = set(kept)
    strangers = [read for read in inside(body, reads) if read not in keeps]
    layouts = [node for read in strangers for node in read.line.node.iterancestors("table")]
    for read in strangers:
        _remove(read.line)
    for table in list(body.iter("table")):
        if table in layouts or _has_one_cell(table):
            _open_table(table)
    is_open = body.tag in _PARTS_OF_TABLE or body in layouts
    _prune(body)
    if body.tag in _NOT_A_CONTAINER or (body.tag in ("table", "ul", "ol") and not is_open):
        return str(lxml.html.tostring(body, encoding="unicode", with_tail=False))
    children = [lxml.html.tostring(child, encoding="unicode") for child in body]
    return "".join([escape(body.text or "", quote=False), *children])


def _remove(line: Line) -> None:
    if line.picture is not None:
        line.picture.drop_tree()
    for node, place in line.pieces:
        setattr(node, place, None)


def _has_one_cell(table: HtmlElement) -> bool:
    return len(list(table.iter("td", "th"))) == 1


def _open_table(table: HtmlElement) -> None:
    """Make blocks of the cells of a table that only lays out the page."""
    for part in list(table.iter(*_PARTS_OF_TABLE)):
        if next(part.iterancestors("table"), None) is table:
            part.tag = "div"
    table.tag = "div"


def _prune(body: HtmlElement) -> None:
    """Drop the elements that hold nothing, and the breaks at both ends."""
    for node in reversed(list(body.iterdescendants())):
        if node.tag not in _KEPT_EMPTY and not len(node) and not (node.text or "").strip():
            node.drop_tree()
    for table in list(body.iter("table")):
        if not table.text_content().strip() and table.find(".//img") is None:
            table.drop_tree()
    while len(body) and body[0].tag in ("br", "hr") and not (body.text or "").strip():
        body[0].drop_tree()
    while len(body) and body[-1].tag in ("br", "hr") and not (body[-1].tail or "").strip():
        body[-1].drop_tree()


def repeats(text: str, titles: Iterable[str]) -> bool:
    """Whether a line says a title again."""
    return any(says_the_same(text, title) for title in titles)
