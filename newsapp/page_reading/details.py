"""What stands around an article's text: labels, summary, category, tags, files and cover."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsapp.page_reading import bodies, labels, lines, metadata
from newsapp.page_reading.found import Found
from newsapp.page_reading.metadata import Metadata
from newsapp.page_reading.page_lines import Read
from newsapp.page_reading.signing import is_name, source_of
from newsapp.page_reading.spelling import says_the_same, trimmed, word_set, words

SUMMARY_WORDS = word_set(
    "summary sapo hometext description desc lead intro introtext excerpt tomtat chapeau teaser"
    " abstract trichyeu trichdan"
)
TAG_WORDS = frozenset({"tag", "tags", "keyword", "keywords", "tukhoa"})
_CATEGORY_WORDS = frozenset(["category", "categories", "cat", "cate", "chuyenmuc", "danhmuc"])
_AUTHOR_WORDS = frozenset({"author", "tacgia", "byline", "writer", "user"})
_INFO_WORDS = frozenset({"meta", "info", "author", "byline", "thongtin"})
_HEADING_WORDS = frozenset({"title", "heading", "tieude"})
_NO_CATEGORIES = frozenset(
    {"chi tiet", "chi tiet tin", "chi tiet tin tuc", "chi tiet bai viet", "noi dung chi tiet"}
    | {"bai viet", "noi dung", "xem tin", "detail", "details", "doc tin", "uncategorized"}
)
_OFFICE = re.compile(r"(?:so|ubnd|uy ban|cong thong tin|trang thong tin|bo|cuc|chi cuc|https?)\b")
LONGEST_CATEGORY, LONGEST_NAME, MOST_TAGS = 80, 200, 10


def read_around(around: Sequence[Read], found: Found) -> None:
    """Add what the lines before and after the text say; what is found already stays."""
    for read in around:
        take_labels(read, found)
        if read.kind == "text":
            take_summary(read, found)
            _take_names(read, found)
        if read.moment is not None:
            _take_name_beside(read, found)


def take_labels(read: Read, found: Found) -> None:
    """Add what the labels of a line say."""
    for name in ("byline", "source", "signature"):
        value = read.values.get(name, "")[:LONGEST_NAME]
        if value and not getattr(found, name):
            setattr(found, name, value)
    found.views = found.views or labels.count(read.values.get("views", ""))
    for tag in read.values.get("tags", "").split(","):
        if trimmed(tag) and len(found.tags) < MOST_TAGS:
            found.tags.append(trimmed(tag))


def take_summary(read: Read, found: Found) -> None:
    """Take a line for the summary that its element is named for."""
    if SUMMARY_WORDS & read.line.names and not found.summary:
        found.summary = read.text


def _take_names(read: Read, found: Found) -> None:
    """Take the writer from an element named for it, the source from "Theo TTXVN"."""
    if not found.byline and _AUTHOR_WORDS & read.line.names and is_name(read.text):
        found.byline = trimmed(read.text)
    if not found.source:
        found.source = source_of(read.text)


def _take_name_beside(read: Read, found: Found) -> None:
    """Take the writer named beside the day: "Minh Hà 20/05/2020 08:30"."""
    if found.byline or read.moment is None or not read.line.names & _INFO_WORDS:
        return
    for part in read.moment.rest.split("|"):
        name = trimmed(part)
        if " " in name and is_name(name) and not labels.is_account(name):
            found.byline = name
            return


def told_byline(meta: Metadata) -> str:
    """Who the page tells search engines has written it, where that is a person."""
    sites = [words(name) for name in (meta.site, *meta.heads)]
    for name in meta.authors:
        is_person = not labels.is_account(name) and words(name) not in sites
        if is_person and len(name) <= LONGEST_CATEGORY and not _OFFICE.match(words(name)):
            return name
    return ""


def category(
    around: Sequence[Read],
    before: Sequence[Read],
    title: Read | None,
    meta: Metadata,
    *,
    is_text: bool,
) -> str:
    """The category by its label, the breadcrumbs, the page's own data, or the line above.

    around: the lines with labels; before: those before the title.
    """
    labelled = [read.values["category"] for read in around if read.values.get("category")]
    crumbs = _crumbs(before, title, meta)
    above = _text_above(before) if is_text else _line_above(before, title, meta)
    for name in [*labelled[:1], *reversed(crumbs), meta.category, above]:
        if name and len(name) <= LONGEST_CATEGORY and words(name) not in _NO_CATEGORIES:
            return name
    return ""


def _crumbs(before: Sequence[Read], title: Read | None, meta: Metadata) -> list[str]:
    """The breadcrumbs, from the page's data or from a line that begins at the home page."""
    trails = [metadata.trail_of(read.text) for read in before if read.kind == "text"]
    shown = [trail for trail in trails if trail]
    names = meta.trail or (shown[-1] if shown else [])
    said = title.text if title is not None else ""
    return [name for name in names if not says_the_same(name, said)]


def _text_above(before: Sequence[Read]) -> str:
    return before[-1].text if before and before[-1].kind == "text" else ""


def _line_above(before: Sequence[Read], title: Read | None, meta: Metadata) -> str:
    """The line above the title, where it looks like the name of a category."""
    if title is None:
        return ""
    sites = [words(name) for name in (meta.site, *meta.heads)]
    above = [read for read in before[-3:] if read.kind == "text"]
    for read in reversed(above):
        is_named = bool(read.line.names & _CATEGORY_WORDS)
        is_marked = read.line.stands_out or bool(read.line.names & _HEADING_WORDS)
        is_last = read is above[-1] and not read.line.is_link
        is_category = is_named or (is_last and is_marked)
        if is_category and _is_near(read, title) and words(read.text) not in sites:
            return read.text
    return ""


def _is_near(read: Read, title: Read) -> bool:
    """Whether a line stands in the same box as the title."""
    if read.line.node.getparent() is title.line.node.getparent():
        return True
    around = list(lines.above(title.line.node, 5))
    return any(node in around for node in lines.above(read.line.node, 5))


def files(outside: Sequence[Read]) -> list[str]:
    """The addresses of documents to which lines lead that are not in the text."""
    links = [link for read in outside for link in bodies.links_in(read.line)]
    addresses = [link.get("href", "") for link in links]
    return list(dict.fromkeys(address for address in addresses if bodies.is_file(address)))


def cover(outside: Sequence[Read], first: Read | None) -> str:
    """The address of the first picture between the title and the text."""
    for read in outside:
        if read.picture_address and first is not None and read.number < first.number:
            return read.picture_address
    return ""
