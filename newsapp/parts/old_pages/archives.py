"""Unpacks an archive that anybody may have made: plain files alone, within bounds."""

from __future__ import annotations

import stat
import tarfile
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from flask_babel import gettext as _

from newsapp.importing.incoming import Refused, Skipped
from newsapp.text_cleaning import clean_text

MEMBERS = 200_000
UNPACKED = 20_000_000_000
LARGEST = 200_000_000
"""Bytes: of all files, and of one; a larger one is left."""
RATIO, SMALL = 200, 50_000_000
"""How many times its packed size an archive may have once it holds more than SMALL bytes."""
LONGEST_PART = 200
"""Bytes in the name of a folder or file, which file systems bound at 255."""
_CHUNK = 1_000_000
_BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    UnicodeError,
)
_ENCODINGS = ("utf-8", "cp1258")
"""Of names in archives that do not say theirs."""


@dataclass
class Unpacked:
    """How much has come out, and what has not: a line for each."""

    packed: int
    bytes: int = 0
    left: list[Skipped] = field(default_factory=list)

    def leave(self, name: str, why: str) -> None:
        self.left.append(Skipped(clean_text(name) or "?", why))

    def count(self, size: int) -> None:
        """Raises Refused where the archive unpacks to far more than it can rightly hold."""
        self.bytes += size
        is_dense = self.bytes > SMALL and self.bytes > self.packed * RATIO
        if is_dense or self.bytes > UNPACKED:
            raise Refused(_("Tệp nén bung ra quá lớn nên không nhập, để an toàn."))


def opened(path: Path, room: Path) -> tuple[Path, list[Skipped]]:
    """Return the folder, or the one that an archive unpacks to in `room`; and what was left.

    Raises Refused where the whole archive cannot be trusted or read, and OSError on a full disk.
    """
    if path.is_dir():
        return path, []
    if not zipfile.is_zipfile(path) and not tarfile.is_tarfile(path):
        raise Refused(_("Hãy chọn một thư mục, hoặc một tệp nén zip hay tar."))
    left = unpack(path, room)
    return _top(room), left


def unpack(path: Path, into: Path) -> list[Skipped]:
    """Unpack the plain files of an archive into a folder; return what was left, and why.

    Raises Refused where the whole archive cannot be trusted or read, and OSError on a full disk.
    """
    unpacked = Unpacked(path.stat().st_size)
    try:
        if zipfile.is_zipfile(path):
            _unpack_zip(path, into, unpacked)
        else:
            _unpack_tar(path, into, unpacked)
    except _BROKEN:
        if not unpacked.bytes:
            raise Refused(_("Tệp nén bị hỏng nên không đọc được.")) from None
        unpacked.leave(path.name, _("Tệp nén bị hỏng giữa chừng: phần sau không đọc được."))
    return unpacked.left


def _unpack_zip(path: Path, into: Path, unpacked: Unpacked) -> None:
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
        _refuse_many(len(members))
        for member in members:
            name = _zip_name(member)
            mode = member.external_attr >> 16
            if member.is_dir():
                continue
            if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
                unpacked.leave(name, _("Liên kết tới tệp khác không được lấy."))
            elif member.flag_bits & 1:
                unpacked.leave(name, _("Tệp có mật khẩu."))
            elif place := _place(name, member.file_size, into, unpacked):
                _take_member(archive, member, place, name, unpacked)


def _take_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: Path, name: str, unpacked: Unpacked
) -> None:
    try:
        with archive.open(member) as source:
            _write(source, place, unpacked)
    except _BROKEN:
        place.unlink(missing_ok=True)
        unpacked.leave(name, _("Tệp bị hỏng trong tệp nén."))


def _zip_name(member: zipfile.ZipInfo) -> str:
    """The name, which older programs wrote in the encoding of their Windows."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        written = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in _ENCODINGS:
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _unpack_tar(path: Path, into: Path, unpacked: Unpacked) -> None:
    with tarfile.open(path, "r|*") as archive:
        for number, member in enumerate(archive):
            _refuse_many(number)
            name = _readable(member.name)
            if member.isdir():
                continue
            source = archive.extractfile(member) if member.isreg() else None
            if source is None:
                unpacked.leave(name, _("Liên kết tới tệp khác không được lấy."))
            elif place := _place(name, member.size, into, unpacked):
                _write(source, place, unpacked)


def _readable(name: str) -> str:
    """The name of a member, whose bytes tarfile keeps where they are no UTF-8."""
    written = name.encode("utf-8", "surrogateescape")
    for encoding in _ENCODINGS:
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return written.decode("utf-8", "replace")


def _refuse_many(count: int) -> None:
    if count > MEMBERS:
        raise Refused(_("Tệp nén có quá nhiều tệp: hơn %(count)s.", count=MEMBERS))


def _place(name: str, size: int, into: Path, unpacked: Unpacked) -> Path | None:
    """Where a member goes, its folder made; None where it may not come."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    is_outside = not parts or ".." in parts or parts[0] == "/" or ":" in parts[0] or "\0" in name
    if is_outside:
        unpacked.leave(name, _("Tên dẫn ra ngoài thư mục nên không lấy, để an toàn."))
    elif size > LARGEST:
        unpacked.leave(name, _("Tệp lớn quá %(limit)s MB.", limit=LARGEST // 1_000_000))
    elif any(len(part.encode("utf-8", "replace")) > LONGEST_PART for part in parts):
        unpacked.leave(name, _("Tên tệp quá dài."))
    else:
        return _made(into.joinpath(*parts), name, unpacked)
    return None


def _made(place: Path, name: str, unpacked: Unpacked) -> Path | None:
    """The place, with the folders above it, if no file stands there or in their way."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        unpacked.leave(name, _("Trùng tên với tệp khác."))
        return None
    if place.exists():
        unpacked.leave(name, _("Trùng tên với tệp khác."))
        return None
    return place


def _write(source: IO[bytes], place: Path, unpacked: Unpacked) -> None:
    with place.open("xb") as target:
        for chunk in iter(lambda: source.read(_CHUNK), b""):
            unpacked.count(len(chunk))
            target.write(chunk)


def _top(folder: Path) -> Path:
    """The folder, or the only one in it: an archive of a folder reads as the folder does."""
    entries = list(folder.iterdir())
    return entries[0] if len(entries) == 1 and entries[0].is_dir() else folder
