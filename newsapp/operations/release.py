"""Which release this is."""

from __future__ import annotations

import re
from importlib.metadata import version as installed_version


def version() -> str:
    return installed_version("newsapp")


def order(text: str) -> tuple[int, ...]:
    """A release's number as something to compare: 0.10.0 comes after 0.9.1."""
    return tuple(int(number) for number in re.findall(r"\d+", text)[:4])
