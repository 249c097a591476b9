from __future__ import annotations

import errno
import io
import os
import stat
from pathlib import Path

import pytest

from newsapp.media import files


class TooLarge(Exception):
    pass


def inside(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


def full_disk(*_args: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_what_is_received_is_gone_unless_it_is_kept(tmp_path: Path) -> None:
    with files.received(io.BytesIO(b"abc"), tmp_path, 3, TooLarge()) as (path, digest, size):
        assert (path.read_bytes(), size, len(digest)) == (b"abc", 3, 32)
    assert inside(tmp_path) == []
    with files.received(io.BytesIO(b"abc"), tmp_path, 3, TooLarge()) as (path, _digest, _size):
        files.keep(path, tmp_path / "a" / "b" / "kept")
    assert inside(tmp_path) == ["kept"]
    assert stat.S_IMODE((tmp_path / "a" / "b" / "kept").stat().st_mode) == 0o640


def test_too_large_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(TooLarge), files.received(io.BytesIO(b"abcd"), tmp_path, 3, TooLarge()):
        pass
    assert inside(tmp_path) == []


def test_a_broken_connection_leaves_nothing(tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, *_args: object) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError), files.received(Broken(), tmp_path, 3, TooLarge()):
        pass
    assert inside(tmp_path) == []


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    if call == "fsync":
        monkeypatch.setattr(os, "fsync", full_disk)
    else:
        monkeypatch.setattr(Path, "replace", full_disk)
    with pytest.raises(OSError, match="No space"):
        files.write(b"abc", tmp_path / "a" / "final")
    assert inside(tmp_path) == []


def test_a_whole_file_is_written(tmp_path: Path) -> None:
    files.write(b"old", tmp_path / "final")
    files.write(b"new", tmp_path / "final")
    assert (tmp_path / "final").read_bytes() == b"new"
    assert inside(tmp_path) == ["final"]
