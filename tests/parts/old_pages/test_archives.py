"""Archives that anybody may have made."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
from flask import Flask

from newsapp.importing.incoming import Refused, Skipped
from newsapp.parts.old_pages import archives

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def room(tmp_path: Path) -> Path:
    folder = tmp_path / "room"
    folder.mkdir()
    return folder


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def tarred(path: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for member, content in members:
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def inside(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def names(left: list[Skipped]) -> list[str]:
    return [skipped.key for skipped in left]


def test_a_folder_is_taken_as_it_is(room: Path) -> None:
    assert archives.opened(room, room / "x") == (room, [])


def test_the_only_folder_of_an_archive_is_the_folder(tmp_path: Path, room: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"site/tin/1.html": b"a", "site/anh.jpg": b"b"})
    folder, left = archives.opened(path, room)
    assert (folder, left) == (room / "site", [])
    assert inside(folder) == {"tin/1.html", "anh.jpg"}


def test_names_that_lead_outside_are_left(tmp_path: Path, room: Path) -> None:
    path = zipped(
        tmp_path / "a.zip",
        {
            "../out.html": b"x",
            "/etc/out.html": b"x",
            "C:\\out.html": b"x",
            "a\\..\\..\\b": b"x",
            "in.html": b"x",
        },
    )
    assert len(archives.unpack(path, room)) == 4
    assert inside(room) == {"in.html"}
    assert not (tmp_path / "out.html").exists()


def test_links_and_devices_are_left(tmp_path: Path, room: Path) -> None:
    link, pipe = tarfile.TarInfo("link.html"), tarfile.TarInfo("pipe.html")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    pipe.type = tarfile.FIFOTYPE
    path = tarred(tmp_path / "a.tgz", (link, b""), (pipe, b""), (tarfile.TarInfo("in.html"), b"x"))
    assert names(archives.unpack(path, room)) == ["link.html", "pipe.html"]
    assert inside(room) == {"in.html"}
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        member = zipfile.ZipInfo("link.html")
        member.external_attr = 0o120777 << 16
        archive.writestr(member, "/etc/passwd")
    assert names(archives.unpack(tmp_path / "b.zip", room)) == ["link.html"]


def test_bombs_are_refused(tmp_path: Path, room: Path) -> None:
    zeros = bytes(archives.SMALL + 1_000_000)
    path = zipped(tmp_path / "a.zip", {"a.html": zeros})
    with pytest.raises(Refused):
        archives.unpack(path, room)
    path = tarred(tmp_path / "a.tgz", (tarfile.TarInfo("b.html"), zeros))
    with pytest.raises(Refused):
        archives.unpack(path, room)


def test_large_files_are_left(tmp_path: Path, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST", 1_000)
    path = zipped(tmp_path / "a.zip", {"a.html": os.urandom(2_000), "b.html": b"b"})
    assert names(archives.unpack(path, room)) == ["a.html"]
    assert inside(room) == {"b.html"}


def test_old_names_are_read(tmp_path: Path, room: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"hoi nghi.html": b"a"})
    written = b"hoi nghi.html"
    old = "hội ngh.html".encode()
    data = path.read_bytes().replace(written, old[: len(written)].ljust(len(written), b"x"))
    path.write_bytes(data)
    archives.unpack(path, room)
    assert [name.startswith("hội ngh") for name in inside(room)] == [True]


def test_the_second_of_a_name_is_left(tmp_path: Path, room: Path) -> None:
    members = [(tarfile.TarInfo(name), name.encode()) for name in ("a", "a", "a/b.html", "b.html")]
    path = tarred(tmp_path / "a.tgz", *members)
    assert names(archives.unpack(path, room)) == ["a", "a/b.html"]
    assert (room / "b.html").read_bytes() == b"b.html"


def test_broken_archives_give_what_they_can(tmp_path: Path, room: Path) -> None:
    members = [(tarfile.TarInfo(f"{n}.html"), os.urandom(50_000)) for n in range(4)]
    path = tarred(tmp_path / "a.tgz", *members)
    path.write_bytes(path.read_bytes()[:120_000])
    assert names(archives.unpack(path, room)) == ["a.tgz"]
    assert "0.html" in inside(room)


def test_what_is_no_archive_is_refused(app: Flask, tmp_path: Path, room: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04 no archive")
    with pytest.raises(Refused):
        archives.opened(path, room)
