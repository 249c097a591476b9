"""The body of an article: from whatever was pasted to HTML that is safe, plain and our own.

The steps are: tidying.py, NFC and spaces, bleach with the allow-list, nh3 as a second wall. Bleach
has announced that it gets no more releases; it can be taken out in `_sanitise`.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape

import bleach
import lxml.html
import nh3
from lxml.html import defs

from newsapp.articles import language_marks
from newsapp.articles.foreign_content import FORMULA_TAGS
from newsapp.articles.tidying import (
    ALIGNABLE,
    CLASSES,
    DROPPED_WHOLE,
    HEADINGS,
    TooDeep,
    tidy,
)
from newsapp.text_cleaning import clean_characters

POLICY = 2
"""Goes up when the rules below change; a revision keeps the one that let its body in."""

MOST_ROUNDS = 5
"""One round does for well-formed HTML. Tags that overlap may need more to come to rest."""

TAGS = (
    HEADINGS
    | {"p", "ul", "ol", "li", "blockquote", "hr", "br", "figure", "figcaption", "img", "cite"}
    | {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
    | {"a", "strong", "em", "u", "s", "sub", "sup", "span"}
)
ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start", "type"},
    "li": {"id"},
}
_VALUES = {
    "id": re.compile(r"(?:ve-)?chu-thich-\d{1,4}"),  # a footnote and its number lead to one another
    "type": re.compile(r"[aAiI]"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
    "start": re.compile(r"\d{1,4}"),
    "colspan": re.compile(r"(?!1$)\d{1,3}"),
    "rowspan": re.compile(r"(?!1$)\d{1,4}"),
}
"""What an attribute may say, where not every value is right; what it says anyway is dropped."""
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_OTHER_HOSTS = ("//", "\\", "/\\")
"""What an address begins with that leads to another host without naming a scheme."""

_NOT_IN_ADDRESSES = re.compile(r"[\s\"'<>\\`]")

_ELEMENTS = defs.tags.union(
    ["bdi", "data", "dialog", "frame", "main", "nobr", "noframes", "picture", "template"],
    FORMULA_TAGS,
)
_NAME = rf"(?:{'|'.join(_ELEMENTS)}|[a-z][a-z0-9]*[:-][a-z0-9:-]+)(?=[\s/>])"
_TAG = re.compile(rf"</?{_NAME}[^<>]*>|<!--", re.IGNORECASE)
"""What makes a text HTML. Other angle brackets, as in "<năm 2020>", are the writer's own."""
_OWN_BRACKET = re.compile(rf"<(?!/?{_NAME}|!--|!doctype|\?xml|!\[)", re.IGNORECASE)
_DOCUMENT_TAG = re.compile(
    r"<\?xml[^>]*>|<!doctype[^>]*>|</?(?:html|body|frameset)(?=[\s/>])[^>]*>", re.IGNORECASE
)
"""What stands around a whole document. A parser would stop at its end, and lose what follows."""
_EMPTY = re.compile(r"<(p|h2|h3|h4|strong|em|a|u|s|sub|sup|span)(?: [^<>]*)?>(?:\s|<br>)*</\1>")
_MEDIA = re.compile(r"/media/([0-9a-f]{32})")


def clean(text: str) -> str:
    """Return `text`, plain or HTML from anywhere, as safe HTML in the policy's own few tags."""
    text = clean_characters(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not _TAG.search(text):
        return paragraphs(text)
    for _round in range(MOST_ROUNDS):
        before = text
        text = _drop_empty(_sanitise(_tidied(text))).strip()
        if text == before or _is_stable(text):
            break
    return text


def renew(body: str, policy: int) -> str:
    """Return a stored body, cleaned again where an older policy let it in."""
    return clean(body) if policy < POLICY else body


def paragraphs(text: str) -> str:
    """Return plain text as paragraphs: its blocks between blank lines; where there are none, its
    lines.
    """
    blocks = re.split(r"\n[ \t]*\n", text)
    blocks = [block.strip() for block in blocks if block.strip()]
    if len(blocks) == 1:
        blocks = [line.strip() for line in text.split("\n") if line.strip()]
    markup = [escape(block, quote=False).replace("\n", "<br>") for block in blocks]
    return "\n".join(f"<p>{block}</p>" for block in markup)


def without_document_tags(html: str) -> str:
    """Return a whole document as a fragment, its style sheets among its text."""
    return _DOCUMENT_TAG.sub("", html)


def without_own_brackets(html: str) -> str:
    """Return a document or fragment as a fragment, angle brackets that are no tags written as text.

    A parser would take them for tags that it does not know.
    """
    return _OWN_BRACKET.sub("&lt;", without_document_tags(html))


def media_digests(body: str) -> list[str]:
    """Return the digests of our stored files that the body shows or links to."""
    return _MEDIA.findall(body)


def is_link_address(address: str) -> bool:
    """Whether a link in a body may lead there, to a page of this site or with a scheme."""
    if _NOT_IN_ADDRESSES.search(address) or not (address.startswith("/") or ":" in address):
        return False
    link = clean(f'<p><a href="{escape(address)}">x</a></p>')
    return f' href="{escape(address)}"' in link


def plain(body: str) -> str:
    """Return the text of a clean body on one line, without its tags."""
    if not body:
        return ""
    words = " ".join(lxml.html.fragment_fromstring(body, create_parent="div").itertext())
    return " ".join(words.split())


def _tidied(html: str) -> str:
    marked = without_own_brackets(html)
    try:
        return clean_characters(tidy(marked))
    except TooDeep:
        return paragraphs(unescape(nh3.clean(marked, tags=set())))


def _is_stable(html: str) -> bool:
    """Whether a body that has passed both walls comes out of another round as it is.

    Bleach is left out: it reads HTML as nh3 does, and takes three quarters of a round's time.
    """
    return _tidied(html) == html == _second_wall().clean(html)


def _is_allowed(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return tag in ALIGNABLE and value in CLASSES
    if name == "lang":
        return tag in language_marks.HOLDERS and bool(language_marks.NAME.fullmatch(value))
    if name not in ATTRIBUTES.get(tag, ()):
        return False
    if name in _VALUES:
        return _VALUES[name].fullmatch(value) is not None
    return name != "href" or not value.lstrip().startswith(_OTHER_HOSTS)


def _filter_for_nh3(tag: str, name: str, value: str) -> str | None:
    return value if _is_allowed(tag, name, value) else None


def _first_wall() -> bleach.Cleaner:
    """Return a new cleaner for each text: it keeps its place while it reads, so that two threads
    in one would mix their texts.
    """
    wall = bleach.Cleaner(
        tags=TAGS,
        attributes=_is_allowed,
        protocols=SCHEMES,
        strip=True,
        strip_comments=True,
    )
    # Bleach unescapes a value again only within double quotes. In single ones every round would add
    # an "amp;".
    wall.serializer.use_best_quote_char = False
    return wall


@cache
def _second_wall() -> nh3.Cleaner:
    attributes = {tag: set(names) for tag, names in ATTRIBUTES.items()}
    attributes["*"] = {"class", "lang"}
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes=attributes,
        attribute_filter=_filter_for_nh3,
        url_schemes=set(SCHEMES),
        link_rel="noopener",
        clean_content_tags=set(DROPPED_WHOLE) - {"head", "title"},
    )


def _sanitise(html: str) -> str:
    return _second_wall().clean(_first_wall().clean(html))


def _drop_empty(html: str) -> str:
    """Drop elements that say nothing, and those that held only such ones."""
    while (fuller := _EMPTY.sub("", html)) != html:
        html = fuller
    return html
