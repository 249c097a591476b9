"""Reading a backup that may be damaged, forged or hostile. Nothing of it is believed before it was checked.

Only regular files whose names are ours and stand in the manifest are written, one by one, each no longer than the
manifest says and with the hash it says. Links, devices, folders, strangers and leftovers are refused.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import stat
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol, cast

from newsapp.backup import manifest
from newsapp.backup.manifest import BackupError, Entry, Manifest
from newsapp.media import files

OVERHEAD = 2048
"""Bytes that a tar file takes for a member beside its content: its header and the filling of its last block."""
SPARE = 1_000_000


class Opened(Protocol):
    """A backup whose manifest has been read."""

    manifest: Manifest

    def unpack(self, folder: Path) -> None:
        """Write every file into `folder`, which is empty. Raises BackupError, OSError."""


@contextmanager
def open_backup(path: Path) -> Iterator[Opened]:
    """The backup at `path`. Raises BackupError."""
    if path.is_dir():
        yield _Folder(path)
    elif path.is_file():
        try:
            with gzip.open(path) as unzipped:
                yield _Packed(unzipped)
        except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise BackupError(f"{path.name} is damaged or is no backup: {error}") from None
    else:
        raise BackupError(f"{path} is not there")


class _Folder:
    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self.manifest = manifest.parse(self._read(manifest.NAME, manifest.LONGEST))

    def unpack(self, folder: Path) -> None:
        found = {path.relative_to(self._root).as_posix() for path in self._root.rglob("*") if not path.is_dir()}
        found |= {path.relative_to(self._root).as_posix() for path in self._root.rglob("*") if path.is_symlink()}
        if stranger := sorted(found - self.manifest.entries.keys() - {manifest.NAME}):
            raise BackupError(f"this backup holds a file that its manifest does not name: {stranger[0]!r}")
        for entry in self.manifest.entries.values():
            with self._open(entry.path) as source:
                write(source, folder, entry)

    def _read(self, name: str, limit: int) -> bytes:
        with self._open(name) as source:
            text = source.read(limit + 1)
        if len(text) > limit:
            raise BackupError(f"{name} is longer than any of ours")
        return text

    def _open(self, name: str) -> IO[bytes]:
        """A regular file at its own place, reached through no link."""
        path = self._root / name
        if path.resolve() != path:
            raise BackupError(f"this backup holds a link: {name!r}")
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except FileNotFoundError:
            raise BackupError(f"{name} is missing from this backup") from None
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise BackupError(f"this backup holds something that is no plain file: {name!r}")
        return os.fdopen(descriptor, "rb")


class _Packed:
    def __init__(self, unzipped: gzip.GzipFile) -> None:
        self._capped = _Capped(unzipped, manifest.LONGEST + SPARE)
        self._tar = tarfile.open(fileobj=cast(IO[bytes], self._capped), mode="r|")  # noqa: SIM115 - closed with `unzipped`
        first = self._tar.next()
        if first is None or first.name != manifest.NAME or not _is_plain(first) or first.size > manifest.LONGEST:
            raise BackupError("this file is no backup of newsapp: it does not begin with its manifest")
        self.manifest = manifest.parse(self._content(first).read())
        self._capped.left = self.manifest.size + OVERHEAD * (len(self.manifest.entries) + 10) + SPARE

    def unpack(self, folder: Path) -> None:
        awaited = dict(self.manifest.entries)
        while (member := self._tar.next()) is not None:
            if not _is_plain(member):
                raise BackupError(f"this backup holds something that is no plain file: {member.name!r}")
            entry = awaited.pop(member.name, None)
            if entry is None:
                raise BackupError(f"this backup holds a file that its manifest does not name: {member.name!r}")
            if member.size != entry.size:
                raise BackupError(f"{member.name} is not as long as the manifest says")
            write(self._content(member), folder, entry)
        if awaited:
            raise BackupError(f"{min(awaited)} is missing from this backup")

    def _content(self, member: tarfile.TarInfo) -> IO[bytes]:
        content: IO[bytes] | None = self._tar.extractfile(member)
        if content is None:
            raise BackupError(f"{member.name} cannot be read")
        return content


class _Capped:
    """A stream that ends in an error after `left` bytes: a small file may unpack to a very large one."""

    def __init__(self, stream: gzip.GzipFile, left: int) -> None:
        self._stream = stream
        self.left = left

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(min(size, self.left + 1) if size >= 0 else self.left + 1)
        self.left -= len(chunk)
        if self.left < 0:
            raise BackupError("this backup unpacks to more than its manifest says")
        return chunk


def _is_plain(member: tarfile.TarInfo) -> bool:
    return member.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not member.issparse()


def write(source: IO[bytes], folder: Path, entry: Entry) -> None:
    """Write one file, at most as long as stated and with the stated hash, and see it on to the disk."""
    target = folder / entry.path
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, left = hashlib.sha256(), entry.size
    with target.open("xb") as opened:
        while chunk := source.read(min(1 << 20, left + 1)):
            left -= len(chunk)
            if left < 0:
                raise BackupError(f"{entry.path} is longer than the manifest says")
            digest.update(chunk)
            opened.write(chunk)
    if left or digest.hexdigest() != entry.sha256:
        raise BackupError(f"{entry.path} is not what was backed up: it is damaged or was changed")
    target.chmod(0o600 if entry.path in ("secret_key", "settings.env") else 0o640)
    os.utime(target, ns=(entry.modified, entry.modified))
    files.sync(target)
