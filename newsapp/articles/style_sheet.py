"""The style sheets that the clipboard brings along, written into the style of each element."""

from __future__ import annotations

import re
from collections.abc import Mapping

import tinycss2
from lxml.html import HtmlElement

LONGEST = 200_000
"""Characters of all sheets. Word's own stay below 100,000."""
_PROPERTIES = frozenset(
    {"font", "font-weight", "font-style", "text-decoration", "text-decoration-line"}
    | {"display", "mso-hide"}
)
_SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:\.(?P<name>[\w-]+))?")
_WORDS_OWN = """
.MsoIntenseEmphasis, .MsoSubtleEmphasis, .MsoQuote, .MsoIntenseQuote {font-style: italic}
.MsoIntenseReference, .MsoBookTitle {font-weight: bold}
"""
"""Styles of Word that say what they look like only in the sheet, which not every browser copies."""

Sheet = dict[tuple[str, str], str]
"""Tag and class, of which one may be empty, and a style."""


def apply(root: HtmlElement) -> None:
    """Put what the sheets under `root` say before what each element's own style says."""
    sheet = _read("\n".join([_WORDS_OWN, *(node.text or "" for node in root.iter("style"))]))
    for node in root.iter():
        if isinstance(node.tag, str) and (style := _style_of(node, sheet)):
            node.set("style", f"{style}{node.get('style', '')}")


def _style_of(node: HtmlElement, sheet: Mapping[tuple[str, str], str]) -> str:
    """Return what the sheet says of this element, the more particular rule last."""
    names = node.get("class", "").split()
    keys = [(node.tag, "")]
    keys += [("", name) for name in names]
    keys += [(node.tag, name) for name in names]
    return "".join(sheet.get(key, "") for key in keys)


def _read(text: str) -> Sheet:
    """Read the rules for a tag, a class, or a tag with a class; all others are passed over."""
    sheet: Sheet = {}
    if len(text) > LONGEST:
        return sheet
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        style = _style(rule.content) if rule.type == "qualified-rule" else ""
        if not style:
            continue
        for selector in tinycss2.serialize(rule.prelude).split(","):
            match = _SELECTOR.fullmatch(selector.strip())
            if match:
                key = (match["tag"] or "", match["name"] or "")
                sheet[key] = sheet.get(key, "") + style
    return sheet


def _style(content: list[tinycss2.ast.Node]) -> str:
    """Return the declarations that count here, as a style attribute writes them."""
    declarations = [
        f"{node.lower_name}:{tinycss2.serialize(node.value).strip()};"
        for node in tinycss2.parse_blocks_contents(content)
        if node.type == "declaration" and node.lower_name in _PROPERTIES
    ]
    return "".join(declarations)
