"""The folder with the pictures and files of an old site."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

_SIZE = re.compile(r"(?:-\d{1,5}x\d{1,5}|-scaled)(?=\.\w{1,5}$)")
"""What stands at the end of the name of a smaller copy of a picture, as WordPress makes them."""
MOST_FOLDERS = 20


class Uploads:
    """Finds files by what the old site called them. Without a folder it finds none."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder.resolve() if folder is not None else None

    def find(self, reference: str) -> Path | None:
        """The file that an address or a path names, or the picture of which it names a copy.

        The reference may begin with folders above this one. What leads out of the folder, by its
        name or by a symbolic link, is not found.
        """
        names = _names(reference)
        if self._folder is None or not names:
            return None
        for last in _spellings(names[-1]):
            for first in range(len(names)):
                path = self._folder.joinpath(*names[first:-1], last)
                if _is_plain_file(path):
                    return path
        return None


def _names(reference: str) -> list[str]:
    """The folders and the file of a reference; none where it leads elsewhere."""
    try:
        path = unquote(urlsplit(reference.strip()).path).replace("\\", "/")
    except ValueError:
        return []
    names = [name for name in path.split("/") if name not in ("", ".")]
    is_strange = ".." in names or "\0" in path or len(names) > MOST_FOLDERS
    return [] if is_strange else names


def _spellings(name: str) -> Iterator[str]:
    original = _SIZE.sub("", name)
    for spelling in dict.fromkeys((name, original)):
        yield from dict.fromkeys(
            (
                spelling,
                unicodedata.normalize("NFC", spelling),
                unicodedata.normalize("NFD", spelling),
            )
        )


def _is_plain_file(path: Path) -> bool:
    """Whether it is a file to which no symbolic link leads."""
    try:
        return path.is_file() and path.resolve() == path
    except (OSError, ValueError):
        return False
