"""Which language a few words are in, such as the name of a category, where nobody has said it."""

from __future__ import annotations

import re
from functools import lru_cache

_VIETNAMESE = re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
"""A letter of the Vietnamese alphabet that English does without."""
_WORD = re.compile(r"[A-Za-z]+")
_SYLLABLE = re.compile(
    r"(?:ngh?|gh?|kh?|nh?|ch?|ph|th?|tr|qu|[bdhlmrsvx])?"
    r"(?:uyu|uye|yeu|uou|uoi|ieu|oa[ioy]|oeo|uay|a[iouy]?|e[ou]?|i[aeu]?|o[aei]?|u[aeioy]?|y[ae]?)"
    r"(?:nh|ng|ch|[cmnpt])?",
    re.IGNORECASE,
)
"""A Vietnamese syllable, its marks left out."""


@lru_cache(4096)
def language_of(words: str) -> str:
    """Return "vi", "en", or "" where the words would do for both, as names and numbers do."""
    if _VIETNAMESE.search(words):
        return "vi"
    plain = [word for word in _WORD.findall(words) if len(word) > 1 and not word.isupper()]
    foreign = [word for word in plain if not _SYLLABLE.fullmatch(word)]
    return "en" if len(foreign) * 2 > len(plain) else ""
