"""Text typed in the old Vietnamese encodings, TCVN3 (ABC, the .Vn fonts) and VNI, as Unicode.

It is converted only on request: told from the characters alone, French and German would be taken
for Vietnamese and spoilt.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import lxml.html

ENCODINGS = ("tcvn3", "vni")

_MISSING_IN_VIPARSE = {
    "aú": "ẳ",
    "AÚ": "Ẳ",
    "î": "ỵ",
    "Î": "Ỵ",
    "EÛ": "Ẻ",
    "uõ": "ũ",
    "yõ": "ỹ",
}
"""What viparse's table of VNI leaves out, after the layout of the VNI fonts."""


def to_unicode(text: str, encoding: str) -> str:
    """Return `text` from one of ENCODINGS in NFC; what is not in the table stays as it is."""
    from viparse.normalize.tables import convert  # here, since hardly a worker ever needs it

    return str(convert(text, _table(encoding)))


def html_to_unicode(html: str, encoding: str) -> str:
    """Return markup with its texts, descriptions and titles from one of ENCODINGS in Unicode."""
    if not html.strip():
        return ""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    convert_tree(root, encoding)
    inner = str(lxml.html.tostring(root, encoding="unicode"))
    return inner[inner.index(">") + 1 : inner.rindex("<")]


def convert_tree(root: lxml.html.HtmlElement, encoding: str) -> None:
    """Change the texts, descriptions and titles in a tree from one of ENCODINGS to Unicode."""
    for node in root.iter():
        if node.tail:
            node.tail = to_unicode(node.tail, encoding)
        if isinstance(node.tag, str):
            _convert_element(node, encoding)


def _convert_element(node: lxml.html.HtmlElement, encoding: str) -> None:
    if node.text:
        node.text = to_unicode(node.text, encoding)
    for name in ("alt", "title", "content"):
        if node.get(name):
            node.set(name, to_unicode(node.get(name), encoding))


@cache
def _table(encoding: str) -> Any:
    from viparse.normalize.tables import build_charmap
    from viparse.normalize.tcvn3 import TCVN3
    from viparse.normalize.vni import VNI

    if encoding == "tcvn3":
        return TCVN3
    pairs = dict(VNI.pairs) | _MISSING_IN_VIPARSE
    for typed, letter in list(pairs.items()):
        if len(typed) == 2:
            title = typed.title()  # "Aù" and "aÙ" are typed as often as "AÙ"
            pairs.setdefault(title, letter.upper())
            pairs.setdefault(typed.upper(), letter.upper())
            pairs.setdefault(title.swapcase(), letter.lower())
    return build_charmap("vni", pairs.items())
