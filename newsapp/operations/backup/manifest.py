"""The manifest of a backup: its files with their hashes, and what its databases held."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from newsapp.operations import release
from newsapp.operations.errors import OperationError

NAME = "manifest.json"
FORMAT = 1
LONGEST = 64_000_000
"""Bytes of a manifest that are read."""
CHUNK = 1 << 20
DAMAGED = "the manifest of this backup cannot be read: it is damaged"

_STORED_FILE = r"media(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,120}){1,5}"
_PATH = re.compile(
    rf"(?:content|visitors)\.(?:db|dump)|secret_key|settings\.env|{_STORED_FILE}", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file. size: bytes; sha256: hexadecimal; modified: nanoseconds of Unix time."""

    path: str
    size: int
    sha256: str
    modified: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """revisions: database -> migration; counts: database -> table -> rows; articles: number ->
    SHA-256; entries: path -> file.
    """

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
    """Read a manifest. Raises OperationError where it is damaged, made by another program or a
    newer release, or names a path that no backup has.
    """
    try:
        stated = json.loads(text)
        _refuse_other_maker(stated["application"], stated["format"], stated["version"])
        entries = [_entry(values) for values in stated["entries"]]
        counts = {
            str(database): {str(table): int(rows) for table, rows in tables.items()}
            for database, tables in stated["counts"].items()
        }
        manifest = Manifest(
            version=str(stated["version"]),
            made_at=str(stated["made_at"]),
            revisions={str(name): str(number) for name, number in stated["revisions"].items()},
            counts=counts,
            articles={str(int(number)): str(sha) for number, sha in stated["articles"].items()},
            entries={entry.path: entry for entry in entries},
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise OperationError(DAMAGED) from None
    if len(manifest.entries) != len(entries):
        raise OperationError("the manifest names a file twice")
    return manifest


def _refuse_other_maker(application: str, format_: int, version: str) -> None:
    if application != "newsapp":
        raise OperationError("this is not a backup of newsapp")
    own = release.version()
    if int(format_) > FORMAT or release.order(version) > release.order(own):
        raise OperationError(
            f"this backup was made by newsapp {version}, which is newer than this one ({own}):"
            " upgrade first"
        )


def _entry(values: Mapping[str, Any]) -> Entry:
    entry = Entry(
        str(values["path"]), int(values["size"]), str(values["sha256"]), int(values["modified"])
    )
    if not may_hold(entry.path):
        raise OperationError(
            f"the manifest names a path that no backup of ours has: {entry.path!r}"
        )
    if entry.size < 0 or not re.fullmatch(r"[0-9a-f]{64}", entry.sha256):
        raise OperationError(DAMAGED)
    return entry


def may_hold(path: str) -> bool:
    """Whether a backup may hold a file under this name."""
    return _PATH.fullmatch(path) is not None


def entry_of(root: Path, path: str) -> Entry:
    """The entry of a file as it stands on the disk."""
    with (root / path).open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    status = (root / path).stat()
    return Entry(path, status.st_size, digest, status.st_mtime_ns)


def copy_hashed(source: IO[bytes], target: IO[bytes], limit: int = sys.maxsize) -> tuple[int, str]:
    """Copy a stream, and return its size in bytes and its SHA-256 in hexadecimal.

    Where the stream is longer than `limit` bytes, one byte more than that is copied.
    """
    digest, size = hashlib.sha256(), 0
    while size <= limit and (chunk := source.read(min(CHUNK, limit + 1 - size))):
        digest.update(chunk)
        target.write(chunk)
        size += len(chunk)
    return size, digest.hexdigest()
