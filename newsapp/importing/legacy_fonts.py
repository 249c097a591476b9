"""Text typed in the old Vietnamese encodings, TCVN3 (ABC, the .Vn fonts) and VNI, as Unicode.

Only when asked: told from the characters alone, French and German would be taken for Vietnamese and spoilt.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import lxml.html

if TYPE_CHECKING:
    from viparse.normalize.tables import Charmap

ENCODINGS = ("tcvn3", "vni")

_VNI_LACKS = {"aú": "ẳ", "AÚ": "Ẳ", "î": "ỵ", "Î": "Ỵ", "EÛ": "Ẻ", "uõ": "ũ", "yõ": "ỹ"}
"""What the table of viparse leaves out, after the layout of the VNI fonts."""


def to_unicode(text: str, encoding: str) -> str:
    """`text` from one of ENCODINGS, in NFC; what is not in the table stays as it is."""
    from viparse.normalize.tables import convert  # here, since hardly a worker ever needs it

    return str(convert(text, _table(encoding)))


def html_to_unicode(html: str, encoding: str) -> str:
    """The same for the texts of some markup; tags and attributes stay, but for what is read out."""
    if not html.strip():
        return ""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        node.text = to_unicode(node.text, encoding) if node.text else node.text
        if node is not root:
            node.tail = to_unicode(node.tail, encoding) if node.tail else node.tail
        for name in ("alt", "title"):
            if node.get(name):
                node.set(name, to_unicode(node.get(name), encoding))
    inner = str(lxml.html.tostring(root, encoding="unicode"))
    return inner[inner.index(">") + 1 : inner.rindex("<")]


@cache
def _table(encoding: str) -> Charmap:
    from viparse.normalize.tables import build_charmap
    from viparse.normalize.tcvn3 import TCVN3
    from viparse.normalize.vni import VNI

    if encoding == "tcvn3":
        return TCVN3
    pairs = dict(VNI.pairs) | _VNI_LACKS
    for letters, meant in list(pairs.items()):
        if len(letters) == 2:  # "Aù" and "aÙ" are typed as often as "AÙ"
            base, mark = letters
            pairs.setdefault(base.upper() + mark.lower(), meant.upper())
            pairs.setdefault(base.upper() + mark.upper(), meant.upper())
            pairs.setdefault(base.lower() + mark.upper(), meant.lower())
    return build_charmap("vni", pairs.items())
