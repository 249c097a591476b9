"""The file of an export: a ZIP archive of JSON Lines, the stored files, and a list of them all.

The same content gives the same bytes: members stand in one order, without the time.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from newsapp.parts.exports.values import ExportError

FORMAT = 1
"""Goes up when an older release could not read what is written."""
MANIFEST = "manifest.json"
LONGEST_MANIFEST = 200_000_000
LONGEST_LINE = 50_000_000
"""Bytes. A body has at most some hundred thousand."""
CHUNK = 1 << 18
LEVEL = 6
_PATH = re.compile(
    r"(?:content|visitors)/[a-z_]{1,40}\.jsonl|media(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,120}){1,5}",
    re.ASCII,
)
DAMAGED = "the file is damaged"
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What Python's zipfile raises over a damaged, encrypted or strangely packed archive."""
Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the archive. size: bytes; sha256: hexadecimal."""

    path: str
    size: int
    sha256: str


class Writer:
    """Adds members to an archive, one after the other."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w")
        self._members: list[Member] = []

    def add(self, path: str, chunks: Iterator[bytes], *, is_packed: bool) -> None:
        """Add a file. is_packed: for texts; pictures do not get smaller."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(_info(path, is_packed), "w", force_zip64=True) as member:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                member.write(chunk)
        self._members.append(Member(path, size, digest.hexdigest()))

    def finish(self) -> None:
        members = [asdict(member) for member in self._members]
        stated = {"application": "newsapp", "format": FORMAT, "members": members}
        text = json.dumps(stated, indent=1, sort_keys=True) + "\n"
        self._zip.writestr(_info(MANIFEST, True), text)
        self._zip.close()


def _info(path: str, is_packed: bool) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED
    info._compresslevel = LEVEL  # type: ignore[attr-defined]
    info.create_system, info.external_attr = 3, 0o640 << 16
    return info


class Reader:
    """An archive whose list of members is right; `verify` reads them all."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._zip = archive
        self.members = {member.path: member for member in _members_of(archive)}
        names = [info.filename for info in archive.infolist()]
        if sorted(names) != sorted([*self.members, MANIFEST]):
            raise ExportError("the file holds other files than its list names")

    @property
    def size(self) -> int:
        """Bytes of all members, unpacked."""
        return sum(member.size for member in self.members.values())

    def verify(self, free: int, progress: Progress) -> None:
        """Read every member once. free: bytes that there is room for.

        Raises ExportError where one is not what the list says.
        """
        if self.size > free:
            raise ExportError(
                f"unpacked it takes {self.size / 1e6:.0f} MB, and {free / 1e6:.0f} MB are free"
            )
        for member in self.members.values():
            digest, size = hashlib.sha256(), 0
            with self.open(member.path) as file:
                while chunk := file.read(CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    progress(len(chunk))
                    if size > member.size:
                        break
            if (size, digest.hexdigest()) != (member.size, member.sha256):
                raise ExportError(f"{DAMAGED}: {member.path} is not what its list says")

    @contextmanager
    def open(self, path: str) -> Iterator[IO[bytes]]:
        """Raises ExportError where the member cannot be read."""
        try:
            with self._zip.open(path) as file:
                yield file
        except UNREADABLE as error:
            raise ExportError(f"{DAMAGED}: {path} cannot be read: {error}") from None

    def lines(self, path: str) -> Iterator[bytes]:
        """The lines of a member; none where the archive has no such member."""
        if path not in self.members:
            return
        with self.open(path) as file:
            while line := file.readline(LONGEST_LINE + 1):
                if len(line) > LONGEST_LINE:
                    raise ExportError(f"{path} has a line longer than any of ours")
                yield line


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """Open an export. Raises ExportError where it is none, and OSError."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise ExportError("the file is no ZIP archive, or its end is missing") from None
    with archive:
        yield Reader(archive)


def _members_of(archive: zipfile.ZipFile) -> Iterator[Member]:
    """Raises ExportError."""
    stated = _manifest(archive)
    if stated.get("application") != "newsapp":
        raise ExportError("the file is no export of newsapp")
    if stated.get("format") != FORMAT:
        raise ExportError(
            f"the export has format {stated.get('format')!r}, and this release reads {FORMAT}:"
            " use the release that wrote it, or a newer one"
        )
    try:
        for values in stated["members"]:
            member = Member(str(values["path"]), int(values["size"]), str(values["sha256"]))
            if not _PATH.fullmatch(member.path):
                raise ExportError(f"the list names a path that no export has: {member.path!r}")
            if archive.getinfo(member.path).file_size != member.size:
                raise ExportError(f"{DAMAGED}: {member.path} has not the size that its list says")
            yield member
    except (KeyError, TypeError, ValueError):
        raise ExportError(f"{DAMAGED}: its list does not name its files") from None


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Raises ExportError."""
    if MANIFEST not in archive.namelist():
        raise ExportError("the file is no export of newsapp: it has no list of files")
    if archive.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
        raise ExportError("the list of files is longer than any of ours")
    try:
        return dict(json.loads(archive.read(MANIFEST)))
    except (ValueError, TypeError, RecursionError, *UNREADABLE):
        raise ExportError(f"{DAMAGED}: its list of files cannot be read") from None


def free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free
