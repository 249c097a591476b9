"""What Vietnamese offices write short: a search for one name of a thing finds all its names."""

from __future__ import annotations

from importlib.resources import files

from newsapp.text_folding import accented, words

NAMES = (files("newsapp.parts.search") / "abbreviations.txt").read_text("utf8")
"""A thing in each line, its names separated by semicolons."""

Spelling = tuple[tuple[str, ...], tuple[str, ...]]
"""The words of one name: with their accents, and folded."""


def _other_spellings() -> dict[tuple[str, ...], list[Spelling]]:
    """Return the folded words of a name -> the other names of the same thing."""
    others = {}
    for line in NAMES.splitlines():
        names = [(tuple(accented(name).split()), tuple(words(name))) for name in line.split(";")]
        for name in names:
            others[name[1]] = [other for other in names if other is not name]
    return others


OTHERS = _other_spellings()
LONGEST = max(map(len, OTHERS))
"""Words of the longest name."""
