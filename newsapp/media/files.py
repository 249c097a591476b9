"""Writing files so that they survive a power cut: write to a temporary file, sync, rename, sync
the folder.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

CHUNK = 1 << 16


def clean_name(filename: str) -> str:
    """The last part of the path, in NFC, without control characters.

    A long name is cut to at most 161 characters and keeps its extension.
    """
    name = unicodedata.normalize("NFC", filename).replace("\\", "/").rpartition("/")[2]
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C").strip(" .")
    stem, dot, extension = name.rpartition(".")
    return f"{stem[:150]}{dot}{extension[:10]}" if dot else name[:150]


@contextmanager
def received(
    stream: IO[bytes], folder: Path, limit: int, too_large: Exception
) -> Iterator[tuple[Path, str, int]]:
    """Copy an upload to a temporary file; yield its path, its digest (hex) and its size in bytes.

    The temporary file is deleted afterwards unless `keep` has moved it. Raises `too_large` for
    more than `limit` bytes, and OSError.
    """
    digest, size = hashlib.blake2b(digest_size=16), 0
    with _temporary(folder) as (path, file):
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise too_large
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        yield path, digest.hexdigest(), size


def write(content: bytes, final: Path) -> None:
    """Write the whole of `content` to the path `final`, or nothing."""
    with being_written(final) as file:
        file.write(content)


@contextmanager
def being_written(final: Path) -> Iterator[IO[bytes]]:
    """A file that stands at the path `final` once the block has ended without an error."""
    with _temporary(final.parent) as (path, file):
        yield file
        file.flush()
        keep(path, final)


@contextmanager
def _temporary(folder: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="incoming-", dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield path, file
    finally:
        path.unlink(missing_ok=True)


def keep(path: Path, final: Path) -> None:
    """Move the complete temporary file `path` to `final`."""
    final.parent.mkdir(parents=True, exist_ok=True)
    sync(path)
    path.chmod(0o640)
    path.replace(final)
    sync(final.parent)


def sync(path: Path) -> None:
    """Make the content of a file, or the list of names in a folder, survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:
        if not path.is_dir():  # some network file systems cannot sync a folder
            raise
    finally:
        os.close(descriptor)


def exists_and_touched(final: Path) -> bool:
    """Whether the file exists; if so, set its time to now, so that no sweep deletes it."""
    try:
        os.utime(final)
    except FileNotFoundError:
        return False
    return True
