"""The language of a part of a text that is in another one than the rest: kept on blocks and, for
some words of a block, on a span.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from newsapp.articles import run_style

NAME = re.compile(r"[a-z]{2,3}")
"""A language of ISO 639. Office programs name one with its country, or in capitals, on each run of
letters, whatever language the words are in: what they say is dropped.
"""
HOLDERS = frozenset(
    {"h2", "h3", "h4", "p", "ul", "ol", "li", "blockquote", "table", "td", "th", "figure", "span"}
)
_INLINE = frozenset({"strong", "em", "u", "s", "sub", "sup", "a", "cite", "figcaption", "caption"})


def to_holders(root: HtmlElement, containers: frozenset[str]) -> None:
    """Keep the languages under `root` on `HOLDERS` and, for later, on `containers`, each once."""
    for node in list(root.iterdescendants()):
        language = node.attrib.pop("lang", "")
        if not NAME.fullmatch(language) or language == _around(node):
            language = ""
        if node.tag == "span":
            _mark_span(node, language, containers)
        elif language and node.tag in HOLDERS | containers:
            node.set("lang", language)
        elif language and node.tag in _INLINE:
            run_style.wrap_content(node, "span")
            node[0].set("lang", language)


def hand_down(container: HtmlElement) -> None:
    """Give the container's language to the blocks in it that have none."""
    language = container.get("lang")
    for child in container if language else ():
        if not child.get("lang"):
            child.set("lang", language)


def hand_up(paragraph: HtmlElement, holder: HtmlElement) -> bool:
    """Give the language of the only paragraph to what holds it; whether that says the same then."""
    language = paragraph.get("lang")
    if language and (len(holder) > 1 or holder.get("lang")):
        return False
    if language:
        holder.set("lang", language)
    return True


def _around(node: HtmlElement) -> str:
    """The language of the nearest element around it that has one."""
    named = (str(above.get("lang", "")) for above in node.iterancestors())
    return next(filter(None, named), "")


def _mark_span(span: HtmlElement, language: str, containers: frozenset[str]) -> None:
    if not language:
        span.drop_tag()
        return
    span.set("lang", language)
    if next(span.iterdescendants(*HOLDERS - {"span"}, *containers), None) is not None:
        span.tag = "div"
