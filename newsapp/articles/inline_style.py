"""The style attribute of an element, read by the names of its properties."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import lru_cache

import tinycss2
from lxml.html import HtmlElement

LONGEST = 5_000
"""Characters. A longer style is not read: it holds a picture or is meant to cost time."""
_POINTS = {"pt": 1, "px": 0.75, "in": 72, "cm": 28.35, "mm": 2.835}

Values = frozenset[str]


def properties(node: HtmlElement) -> Set[str]:
    """Return the names of the properties that the node's style sets, in lower case."""
    return _declarations(node.get("style", "")).keys()


def values(node: HtmlElement, *names: str) -> Values:
    """Return the keywords and numbers that the node's style gives these properties.

    They are in lower case and without order; strings, lengths and functions are left out.
    """
    declared = _declarations(node.get("style", ""))
    return Values().union(*(declared.get(name, Values()) for name in names))


def points(node: HtmlElement, name: str) -> float:
    """Return the length, in points, that the node's style gives this property; 0 without one."""
    length = 0.0
    for declaration in _parsed(node.get("style", "")):
        if declaration.lower_name == name:
            length = sum(map(_points_of, declaration.value))
    return length


def _points_of(token: tinycss2.ast.Node) -> float:
    is_length = token.type == "dimension"
    return float(token.value * _POINTS.get(token.lower_unit, 0)) if is_length else 0.0


@lru_cache(1024)
def _declarations(style: str) -> Mapping[str, Values]:
    """Parse a style as browsers do: the last or the important declaration of a property counts.

    Malformed declarations are skipped. Cached: a document repeats a few dozen styles.
    """
    return {node.lower_name: _values_of(node.value) for node in _parsed(style)}


def _parsed(style: str) -> list[tinycss2.ast.Declaration]:
    """Return the declarations, those that count most last."""
    if not style or len(style) > LONGEST:
        return []
    parsed = tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)
    declarations = [node for node in parsed if node.type == "declaration"]
    declarations.sort(key=lambda declaration: declaration.important)
    return declarations


def _values_of(tokens: list[tinycss2.ast.Node]) -> Values:
    keywords = [token.lower_value for token in tokens if token.type == "ident"]
    numbers = [token.representation for token in tokens if token.type == "number"]
    return Values(keywords + numbers)
