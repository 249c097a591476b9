"""Passwords that are guessed first: common ones, and what a stranger knows of the person.

common_passwords.txt holds one a line, folded, without the digits at either end: those of the
20,000 commonest leaked ones that Django ships (BSD licence), and what Vietnamese people choose.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from newsapp.text_folding import fold

LIST = Path(__file__).with_suffix(".txt")
DIGITS = "0123456789"
LONGEST_NUMBER = 15
"""Digits of a password without letters that is easy to guess: telephone numbers, days, accounts."""
SHORTEST_WORD = 4
FEWEST_LEFT = 6
"""Letters and digits that a password must have beside what is known of the person."""


def is_common(password: str, known: Iterable[str] = ()) -> bool:
    """Whether `password` is guessed first. known: the person's email and name, the agency's."""
    letters = _letters(password)
    if not letters.strip(DIGITS):
        return len(letters) <= LONGEST_NUMBER
    return _core(letters) in _common() or len(_without(letters, known)) < FEWEST_LEFT


def _letters(text: str) -> str:
    """Its letters and digits, folded: "Mật khẩu 123" becomes "matkhau123"."""
    return "".join(sign for sign in fold(text) if sign.isalnum())


def _core(letters: str) -> str:
    """The letters without digits at either end; of a word that is repeated, the word."""
    core = letters.strip(DIGITS)
    place = (core + core).find(core, 1)
    return core[:place]


def _without(letters: str, known: Iterable[str]) -> str:
    words = [text for each in known for text in (each, *each.replace("@", " ").split())]
    for word in sorted(map(_letters, words), key=len, reverse=True):
        if len(word) >= SHORTEST_WORD:
            letters = letters.replace(word, "")
    return letters


@cache
def _common() -> frozenset[str]:
    return frozenset(LIST.read_text("utf8").split())
