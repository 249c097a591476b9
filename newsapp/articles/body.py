"""The body of an article: from whatever was pasted to HTML that is safe, plain and our own.

Order: tidy (tidying.py; Word's own markup in word_markup.py) -> NFC and spaces -> bleach with the allow-list -> nh3 as
a second wall. Bleach has announced that it gets no more releases; `_sanitise` is the seam where it would be taken out.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape

import bleach
import lxml.html
import nh3

from newsapp.articles.tidying import CLASSED, CLASSES, DROPPED_WHOLE, TooDeep, tidy
from newsapp.characters import clean_characters, clean_text

__all__ = ["clean", "clean_text", "media_digests", "paragraphs", "plain"]

POLICY = 2
"""Goes up when the rules below change; a revision keeps the one that let its body in."""

MOST_ROUNDS = 5
"""One round does for well-formed HTML and another finds that; tags that overlap may need more to come to rest."""

TAGS = frozenset(
    [
        "p",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
        "img",
        "a",
        "strong",
        "em",
        "u",
        "s",
        "sub",
        "sup",
        "br",
        "hr",
        "cite",
    ]
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
    "id": re.compile(r"(?:ve-)?chu-thich-\d{1,4}"),  # a footnote's, so that its number can lead there and back
    "type": re.compile(r"[1aAiI]"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
    "start": re.compile(r"\d{1,4}"),
    "colspan": re.compile(r"\d{1,3}"),
    "rowspan": re.compile(r"\d{1,4}"),
}
"""What an attribute may say, where not everything is right."""
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_ELEMENTS = (
    "a abbr acronym address applet area article aside audio b base bdi bdo big blockquote body br button canvas "
    "caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed "
    "fieldset figcaption figure font footer form frame frameset h[1-6] head header hgroup hr html i iframe img "
    "input ins kbd label legend li link main map mark math menu meta nav nobr noframes noscript object ol "
    "optgroup option output p param picture pre progress q rp rt ruby s samp script section select small source "
    "span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr "
    "track tt u ul var video wbr"
)
_NAME = rf"(?:{'|'.join(_ELEMENTS.split())}|[a-z][a-z0-9]*[:-][a-z0-9:-]+)(?=[\s/>])"
_TAG = re.compile(rf"</?{_NAME}[^<>]*>|<!--", re.IGNORECASE)
"""What makes a text HTML. Other angle brackets, as in "<năm 2020>", are the writer's own."""
_OWN_BRACKET = re.compile(rf"<(?!/?{_NAME}|!--|!doctype|\?xml|!\[)", re.IGNORECASE)
_FRAME = re.compile(r"<\?xml[^>]*>|<!doctype[^>]*>|</?(?:html|body|frameset)(?=[\s/>])[^>]*>", re.IGNORECASE)
"""What stands around a whole document. A parser would stop at its end, and lose what follows."""
_EMPTY = re.compile(r"<(p|h2|h3|h4|strong|em|a|u|s|sub|sup)(?: [^<>]*)?>(?:\s|<br>)*</\1>")
_MEDIA = re.compile(r"/media/([0-9a-f]{32})")


def clean(text: str) -> str:
    """Return `text`, plain or HTML from anywhere, as safe HTML in the policy's own few tags."""
    text = clean_characters(text.replace("\r\n", "\n").replace("\r", "\n"))
    if not _TAG.search(text):
        return paragraphs(text)
    for _round in range(MOST_ROUNDS):
        before, text = text, _cleaned_once(text)
        if text == before:
            break
    return text


def _cleaned_once(html: str) -> str:
    marked = _OWN_BRACKET.sub("&lt;", _FRAME.sub("", html))
    try:
        tidied = tidy(marked)
    except TooDeep:
        tidied = paragraphs(unescape(nh3.clean(marked, tags=set())))
    return _without_empty(_sanitise(clean_characters(tidied))).strip()


def paragraphs(text: str) -> str:
    """Plain text as paragraphs: parted by blank lines, or, where there are none, by the ends of lines."""
    blocks = [block for block in re.split(r"\n[ \t]*\n", text) if block.strip()]
    if len(blocks) == 1:
        blocks = [line for line in text.split("\n") if line.strip()]
    return "\n".join(f"<p>{escape(block.strip(), quote=False).replace(chr(10), '<br>')}</p>" for block in blocks)


def media_digests(body: str) -> list[str]:
    """The names of our stored files that the body shows or links to."""
    return _MEDIA.findall(body)


def plain(body: str) -> str:
    """The text of a clean body on one line, without its tags."""
    if not body:
        return ""
    words = " ".join(lxml.html.fragment_fromstring(body, create_parent="div").itertext())
    return " ".join(words.split())


def _allowed_for_bleach(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return tag in CLASSED and value in CLASSES
    if name not in ATTRIBUTES.get(tag, ()):
        return False
    if name in _VALUES:
        return _VALUES[name].fullmatch(value) is not None
    return name != "href" or not value.lstrip().startswith(("//", "\\", "/\\"))


def _filter_for_nh3(tag: str, name: str, value: str) -> str | None:
    return value if _allowed_for_bleach(tag, name, value) else None


def _first_wall() -> bleach.Cleaner:
    """A new one for each text: it keeps its place while it reads, and two threads in one would mix their texts."""
    return bleach.Cleaner(tags=TAGS, attributes=_allowed_for_bleach, protocols=SCHEMES, strip=True, strip_comments=True)


@cache
def _second_wall() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()} | {"*": {"class"}},
        attribute_filter=_filter_for_nh3,
        url_schemes=set(SCHEMES),
        link_rel="noopener",
        clean_content_tags=set(DROPPED_WHOLE) - {"head", "title"},
    )


def _sanitise(html: str) -> str:
    return _second_wall().clean(_first_wall().clean(html))


def _without_empty(html: str) -> str:
    """Take out elements that say nothing; one that held only such ones says nothing either."""
    while (fuller := _EMPTY.sub("", html)) != html:
        html = fuller
    return html
