"""The body of an article: from whatever was pasted to HTML that is safe, plain and our own.

Order: tidy (lxml) -> NFC and spaces -> bleach with the allow-list -> nh3 as a second wall. Bleach has announced that it
gets no more releases; `_sanitise` is the seam where it would be taken out.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape

import bleach
import lxml.html
import nh3
from lxml.html import HtmlElement

from newsapp.characters import clean_characters, clean_text

__all__ = ["clean", "clean_text", "media_digests", "paragraphs", "plain"]

POLICY = 1
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
    ]
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
}
CLASSES = frozenset({"align-left", "align-center", "align-right", "align-justify"})
CLASSED = frozenset(["p", "h2", "h3", "h4", "td", "th", "figure"])
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
_DROPPED_WHOLE = [
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
_RENAMED = {
    "b": "strong",
    "i": "em",
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
    "strike": "s",
    "del": "s",
    "ins": "u",
}
_MEDIA = re.compile(r"/media/([0-9a-f]{32})")
_OWN_PICTURE = re.compile(r"^/media/[0-9a-f]{32}-\d+\.(?:jpg|webp)$")


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
    return _without_empty(_sanitise(clean_characters(_tidy(marked)))).strip()


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


def _tidy(html: str) -> str:
    """Say in our tags what the markup meant; drop what a sanitiser would otherwise turn into text."""
    parser = lxml.html.HTMLParser(huge_tree=True)
    root = lxml.html.document_fromstring(f"<html><body>{html}", parser=parser).body
    if any("depth" in complaint.message for complaint in parser.error_log):
        return paragraphs(unescape(nh3.clean(html, tags=set())))  # the parser left out what is nested too deep
    for node in list(root.iter()):
        if node is root:
            continue
        if (
            not isinstance(node.tag, str)
            or node.tag in _DROPPED_WHOLE
            or (node.tag == "img" and not _OWN_PICTURE.match(node.get("src", "")))
        ):
            node.drop_tree()
        else:
            node.tag = _RENAMED.get(node.tag, node.tag)
            _keep_alignment(node)
    _wrap_loose_text(root)
    for node in list(root.iter("p", "h2", "h3", "h4", "strong", "em")):
        if not node.text_content().strip() and node.find(".//img") is None and node.getparent() is not None:
            node.drop_tree()
    inner = str(lxml.html.tostring(root, encoding="unicode"))
    return inner[inner.index(">") + 1 : inner.rindex("<")]


def _keep_alignment(node: HtmlElement) -> None:
    """Alignment becomes a class; no other class, and no style, is kept."""
    said = re.search(r"text-align\s*:\s*(\w+)", node.get("style", ""))
    wanted = f"align-{said.group(1) if said else node.get('align', '')}".lower()
    own = [name for name in (node.get("class") or "").split() if name in CLASSES]
    node.attrib.pop("class", None)
    chosen = wanted if wanted in CLASSES else next(iter(own), None)
    if chosen and chosen != "align-left" and node.tag in CLASSED | _CONTAINERS:
        node.set("class", chosen)


_CONTAINERS = frozenset({"div", "section", "article", "main", "header", "footer", "aside", "nav", "center"}) | {
    *("address", "details", "dialog", "dd", "dl", "dt", "fieldset", "form", "hgroup", "legend", "pre", "summary")
}
_BLOCKS = _CONTAINERS | {"p", "h2", "h3", "h4", "ul", "ol", "blockquote", "table", "figure", "hr"}


def _wrap_loose_text(root: HtmlElement) -> None:
    """Containers become paragraphs or open up; text that stands in no block gets a paragraph."""
    for node in list(root.iter(*_CONTAINERS)):
        if any(child.tag in _BLOCKS for child in node.iterdescendants()):
            _hand_down_alignment(node)
            node.drop_tag()
        else:
            node.tag = "p"
    paragraph: HtmlElement | None = None
    for node in list(root):
        if node.tag in _BLOCKS:
            paragraph = _after(root, node)
            continue
        if paragraph is None:
            paragraph = lxml.html.Element("p")
            root.insert(root.index(node), paragraph)
        paragraph.append(node)
    if root.text and root.text.strip():
        first = lxml.html.Element("p")
        first.text, root.text = root.text, None
        following = root[0] if len(root) else None
        root.insert(0, first)
        if (
            following is not None
            and following.tag == "p"
            and not following.text
            and len(following)
            and _loose(following)
        ):
            first.extend(list(following))
            following.drop_tree()


def _hand_down_alignment(container: HtmlElement) -> None:
    if alignment := container.get("class"):
        for child in container:
            if child.tag in CLASSED | _CONTAINERS and not child.get("class"):
                child.set("class", alignment)


def _after(root: HtmlElement, block: HtmlElement) -> HtmlElement | None:
    """A paragraph for the text that follows `block`, where there is any."""
    if not (block.tail and block.tail.strip()):
        return None
    paragraph = lxml.html.Element("p")
    paragraph.text, block.tail = block.tail, None
    root.insert(root.index(block) + 1, paragraph)
    return paragraph


def _loose(paragraph: HtmlElement) -> bool:
    return not paragraph.attrib and all(child.tag not in _BLOCKS for child in paragraph)


def _allowed_for_bleach(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return tag in CLASSED and value in CLASSES
    if name not in ATTRIBUTES.get(tag, ()):
        return False
    return name != "href" or not value.lstrip().startswith(("//", "\\", "/\\"))


def _filter_for_nh3(tag: str, name: str, value: str) -> str | None:
    return value if _allowed_for_bleach(tag, name, value) else None


@cache
def _walls() -> tuple[bleach.Cleaner, nh3.Cleaner]:
    first = bleach.Cleaner(
        tags=TAGS, attributes=_allowed_for_bleach, protocols=SCHEMES, strip=True, strip_comments=True
    )
    second = nh3.Cleaner(
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()} | {"*": {"class"}},
        attribute_filter=_filter_for_nh3,
        url_schemes=set(SCHEMES),
        link_rel="noopener",
        clean_content_tags=set(_DROPPED_WHOLE) - {"head", "title"},
    )
    return first, second


def _sanitise(html: str) -> str:
    first, second = _walls()
    return second.clean(first.clean(html))


def _without_empty(html: str) -> str:
    """Take out elements that say nothing; one that held only such ones says nothing either."""
    while (fuller := _EMPTY.sub("", html)) != html:
        html = fuller
    return html
