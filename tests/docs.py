"""The documentation's commands: the fenced blocks marked `sh test`."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "docs"
LANGUAGES = ("en", "vi")


def pages(language: str) -> list[str]:
    return sorted(path.stem for path in (FOLDER / language).glob("*.md"))


def blocks(language: str, page: str) -> list[str]:
    """The commands of a page, in their order."""
    return re.findall(r"^```sh test\n(.*?)^```$", read(language, page), re.MULTILINE | re.DOTALL)


def read(language: str, page: str) -> str:
    return (FOLDER / language / f"{page}.md").read_text("utf8")
