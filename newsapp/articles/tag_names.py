"""The names of tags as writers type them.

A tag is known by its address, its name in plain letters: "Chuyen doi so" means "Chuyển đổi số".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b

from newsapp.slugs import slug
from newsapp.text_cleaning import clean_text

LONGEST = 60
"""Characters of a tag's name."""
MOST = 20
"""Tags of one article."""
_SEPARATORS = re.compile(r"[,;\n\uff0c\u3001]")


def names_in(text: str) -> list[str]:
    """The names in a comma-separated text, cleaned, each once."""
    return once_each(clean_text(part).strip("# ") for part in _SEPARATORS.split(text))


def once_each(names: Iterable[str]) -> list[str]:
    """The names without those that mean the same tag as one before."""
    by_address: dict[str, str] = {}
    for name in names:
        if name:
            by_address.setdefault(address(name), name)
    return list(by_address.values())


def address(name: str) -> str:
    """The readable part of a tag's address; a hash for a name without letters or digits."""
    digest = blake2b(name.casefold().encode(), digest_size=5).hexdigest()
    return slug(name, fallback=f"t-{digest}")
