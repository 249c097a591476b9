"""Putting bytes on the disk so that what was acknowledged is there: write aside, sync, rename, sync the folder."""

from __future__ import annotations

import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import IO

CHUNK = 1 << 16


class TooLarge(Exception):
    """The file is over its limit."""


def clean_name(filename: str) -> str:
    """The last part of the name, in NFC, without control characters; long names keep their ending."""
    name = unicodedata.normalize("NFC", filename).replace("\\", "/").rpartition("/")[2]
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C").strip(" .")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:150]}{dot}{ending[:10]}" if dot else name[:150]


@contextmanager
def received(stream: IO[bytes], folder: Path, limit: int) -> Iterator[tuple[Path, str, int]]:
    """Copy an upload of at most `limit` bytes to a temporary file; give its path, digest (hex) and size in bytes.

    The temporary file is gone afterwards unless it was moved. Raises TooLarge, OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="incoming-", dir=folder)
    path = Path(name)
    try:
        digest, size = hashlib.blake2b(digest_size=16), 0
        with os.fdopen(handle, "wb") as file:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > limit:
                    raise TooLarge
                digest.update(chunk)
                file.write(chunk)
        yield path, digest.hexdigest(), size
    finally:
        path.unlink(missing_ok=True)


def keep(path: Path, final: Path) -> None:
    """Make the finished temporary file `path` last under its name `final`."""
    final.parent.mkdir(parents=True, exist_ok=True)
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    path.chmod(0o640)
    path.replace(final)
    sync(final.parent)


def write(content: bytes, final: Path) -> None:
    """Write `content` under the name `final`, wholly or not at all."""
    final.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="incoming-", dir=final.parent)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        keep(path, final)
    finally:
        path.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """See to it that a file or a folder's list of names outlives a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        with suppress(OSError) if path.is_dir() else nullcontext():  # some network file systems cannot sync a folder
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_kept(final: Path) -> bool:
    """Whether the file is there already; if so it counts as new again, so that no sweep takes it from its next user."""
    try:
        os.utime(final)
    except FileNotFoundError:
        return False
    return True
