"""What a backup says of itself: its files with their hashes, where it comes from, and what it counted."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from newsapp import release

NAME = "manifest.json"
FORMAT = 1
LONGEST = 64_000_000
"""Bytes of a manifest that are read."""

_OURS = re.compile(
    r"(?:content|visitors)\.(?:db|dump)|secret_key|settings\.env|media(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,120}){1,5}",
    re.ASCII,
)


class BackupError(Exception):
    """The backup cannot be made or used; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file. size: bytes; sha256: hex; modified: nanoseconds of Unix time."""

    path: str
    size: int
    sha256: str
    modified: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """revisions: database -> migration; counts: database -> table -> rows; articles: number -> sha256."""

    version: str
    made_at: str
    revisions: dict[str, str]
    counts: dict[str, dict[str, int]]
    articles: dict[str, str]
    entries: dict[str, Entry]

    @property
    def size(self) -> int:
        return sum(entry.size for entry in self.entries.values())

    def text(self) -> str:
        stated = asdict(self) | {"format": FORMAT, "application": "newsapp"}
        stated["entries"] = [asdict(entry) for _path, entry in sorted(self.entries.items())]
        return json.dumps(stated, indent=1, sort_keys=True) + "\n"


def parse(text: bytes) -> Manifest:
    """The manifest that `text` states. Raises BackupError where it is not ours, newer, or names a foreign path."""
    try:
        raw = json.loads(text)
        if raw["application"] != "newsapp":
            raise BackupError("this is not a backup of newsapp")
        if int(raw["format"]) > FORMAT or release.order(raw["version"]) > release.order(release.version()):
            raise BackupError(
                f"this backup was made by newsapp {raw['version']}, which is newer than this one"
                f" ({release.version()}): upgrade first"
            )
        entries = [_entry(stated) for stated in raw["entries"]]
        manifest = Manifest(
            version=str(raw["version"]),
            made_at=str(raw["made_at"]),
            revisions={str(name): str(number) for name, number in raw["revisions"].items()},
            counts={str(n): {str(t): int(c) for t, c in tables.items()} for n, tables in raw["counts"].items()},
            articles={str(int(number)): str(digest) for number, digest in raw["articles"].items()},
            entries={entry.path: entry for entry in entries},
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BackupError("the manifest of this backup cannot be read: it is damaged") from None
    if len(manifest.entries) != len(entries):
        raise BackupError("the manifest names a file twice")
    return manifest


def _entry(stated: Mapping[str, Any]) -> Entry:
    entry = Entry(str(stated["path"]), int(stated["size"]), str(stated["sha256"]), int(stated["modified"]))
    if not _OURS.fullmatch(entry.path):
        raise BackupError(f"the manifest names a path that no backup of ours has: {entry.path!r}")
    if entry.size < 0 or not re.fullmatch(r"[0-9a-f]{64}", entry.sha256):
        raise BackupError("the manifest of this backup cannot be read: it is damaged")
    return entry


def is_ours(path: str) -> bool:
    """Whether a backup may hold a file under this name."""
    return _OURS.fullmatch(path) is not None


def entry_of(root: Path, path: str) -> Entry:
    """The entry of a file as it stands on the disk."""
    file = root / path
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    stated = file.stat()
    return Entry(path, stated.st_size, digest, stated.st_mtime_ns)
