"""Reading a backup that may be damaged, forged or hostile.

Only regular files that the manifest names are written, one by one, each only as long as the
manifest says and with the hash it says. Links, devices, other files and missing ones are refused.
"""

from __future__ import annotations

import gzip
import os
import stat
import tarfile
import zlib
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from typing import IO, cast

from newsapp.media import files
from newsapp.operations.backup import manifest
from newsapp.operations.backup.manifest import Entry, Manifest
from newsapp.operations.errors import OperationError

SPARE = 1_000_000
"""Bytes that a tar file may take before a member's content: its headers and what fills blocks."""

Members = Generator[tuple[str, IO[bytes]]]
"""The name and content of each file of a backup, its manifest first."""


def unpack(backup: Path, folder: Path, accept: Callable[[Manifest], None]) -> Manifest:
    """Write every file of the backup into `folder`, which is empty, and return its manifest.

    accept: called with the manifest before anything is written; it may raise an error.
    Raises OperationError, OSError.
    """
    if backup.is_dir():
        members = _in_folder(backup.resolve())
    elif backup.is_file():
        members = _in_archive(backup)
    else:
        raise OperationError(f"{backup} is not there")
    try:
        with closing(members):
            return _unpack(members, folder, accept)
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise OperationError(f"{backup.name} is damaged or is no backup: {error}") from None


def _unpack(members: Members, folder: Path, accept: Callable[[Manifest], None]) -> Manifest:
    name, content = next(members, ("", None))
    if content is None or name != manifest.NAME:
        raise OperationError(
            "this file is no backup of newsapp: it does not begin with its manifest"
        )
    text = content.read(manifest.LONGEST + 1)
    if len(text) > manifest.LONGEST:
        raise OperationError(f"{name} is longer than any of ours")
    stated = manifest.parse(text)
    accept(stated)
    missing = dict(stated.entries)
    for name, content in members:
        entry = missing.pop(name, None)
        if entry is None:
            raise OperationError(
                f"this backup holds a file that its manifest does not name: {name!r}"
            )
        write(content, folder, entry)
    if missing:
        raise OperationError(f"{min(missing)} is missing from this backup")
    return stated


def _in_folder(root: Path) -> Members:
    names = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }
    for name in (manifest.NAME, *sorted(names - {manifest.NAME})):
        with _open_plain(root / name, name) as content:
            yield name, content


def _open_plain(path: Path, name: str) -> IO[bytes]:
    """Open a regular file at its own place, reached through no link."""
    if path.resolve() != path:
        raise OperationError(f"this backup holds a link: {name!r}")
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        raise OperationError(f"{name} is missing from this backup") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OperationError(f"this backup holds something that is no plain file: {name!r}")
    return os.fdopen(descriptor, "rb")


def _in_archive(path: Path) -> Members:
    with gzip.open(path) as unzipped:
        capped = _Capped(unzipped)
        with tarfile.open(fileobj=cast(IO[bytes], capped), mode="r|") as tar:
            while (member := tar.next()) is not None:
                content = tar.extractfile(member) if _is_plain(member) else None
                if content is None:
                    raise OperationError(
                        f"this backup holds something that is no plain file: {member.name!r}"
                    )
                capped.left = member.size + SPARE
                yield member.name, content
                capped.left = SPARE


class _Capped:
    """A stream that raises an error once `left` bytes were read.

    A small file may unpack to a very large one, and tarfile reads a header of any length at once.
    """

    def __init__(self, stream: gzip.GzipFile) -> None:
        self._stream = stream
        self.left = SPARE

    def read(self, size: int) -> bytes:
        chunk = self._stream.read(min(size, self.left + 1))
        self.left -= len(chunk)
        if self.left < 0:
            raise OperationError("this backup unpacks to more than its manifest says")
        return chunk


def _is_plain(member: tarfile.TarInfo) -> bool:
    return member.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not member.issparse()


def write(source: IO[bytes], folder: Path, entry: Entry) -> None:
    """Write one file with the stated length and hash, and wait until the disk has it."""
    target = folder / entry.path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as opened:
        size, digest = manifest.copy_hashed(source, opened, limit=entry.size)
    if size != entry.size:
        raise OperationError(f"{entry.path} is not as long as the manifest says")
    if digest != entry.sha256:
        raise OperationError(
            f"{entry.path} is not what was backed up: it is damaged or was changed"
        )
    target.chmod(0o600 if entry.path in ("secret_key", "settings.env") else 0o640)
    os.utime(target, ns=(entry.modified, entry.modified))
    files.sync(target)
