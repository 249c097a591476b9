"""Hostile and damaged backups: each is refused before anything is touched, and says why."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsapp.operations.backup import manifest
from newsapp.operations.backup.archive import Backup
from newsapp.operations.backup.restore import stage
from newsapp.operations.errors import OperationError
from tests.operations.backup.conftest import back_up

Members = dict[str, tuple[tarfile.TarInfo, bytes]]


def members(path: Path) -> Members:
    with tarfile.open(path) as tar:
        return {info.name: (info, tar.extractfile(info).read()) for info in tar}  # type: ignore[union-attr]


def pack(found: Members, path: Path) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for info, content in found.values():
            info.size = len(content) if info.isreg() else info.size
            tar.addfile(info, io.BytesIO(content))
    return path


def restate(found: Members, change: Callable[[Any], Any]) -> None:
    info, text = found[manifest.NAME]
    stated = json.loads(text)
    change(stated)
    found[manifest.NAME] = (info, json.dumps(stated).encode())


def special(kind: bytes, name: str, link: str = "") -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info, b""


def a_changed_file(found: Members) -> None:
    info, content = found["content.db"]
    found["content.db"] = info, content[:5000] + b"x" + content[5001:]


def a_longer_file(found: Members) -> None:
    info, content = found["content.db"]
    found["content.db"] = info, content + b"more"


def a_missing_file(found: Members) -> None:
    del found["visitors.db"]


def a_stranger(found: Members) -> None:
    found["media/pictures/00/stranger.jpg"] = (
        tarfile.TarInfo("media/pictures/00/stranger.jpg"),
        b"x",
    )


def a_path_outside(found: Members) -> None:
    found["../outside"] = tarfile.TarInfo("../outside"), b"x"
    restate(
        found,
        lambda m: m["entries"].append(
            {"path": "../outside", "size": 1, "sha256": "0" * 64, "modified": 0}
        ),
    )


def an_absolute_path(found: Members) -> None:
    restate(
        found,
        lambda m: m["entries"].append(
            {"path": "/etc/x", "size": 1, "sha256": "0" * 64, "modified": 0}
        ),
    )


def a_symlink(found: Members) -> None:
    found["secret_key"] = special(tarfile.SYMTYPE, "secret_key", "/etc/passwd")


def a_hard_link(found: Members) -> None:
    found["secret_key"] = special(tarfile.LNKTYPE, "secret_key", "content.db")


def a_device(found: Members) -> None:
    found["secret_key"] = special(tarfile.CHRTYPE, "secret_key")


def a_fifo(found: Members) -> None:
    found["secret_key"] = special(tarfile.FIFOTYPE, "secret_key")


def a_folder(found: Members) -> None:
    found["media"] = special(tarfile.DIRTYPE, "media")


def an_untrue_size(found: Members) -> None:
    restate(found, lambda m: m["entries"][0].update(size=m["entries"][0]["size"] - 1))


def an_impossible_size(found: Members) -> None:
    restate(found, lambda m: m["entries"][0].update(size=10**15))


def a_negative_size(found: Members) -> None:
    restate(found, lambda m: m["entries"][0].update(size=-1))


def a_newer_release(found: Members) -> None:
    restate(found, lambda m: m.update(version="999.0"))


def a_newer_format(found: Members) -> None:
    restate(found, lambda m: m.update(format=99))


def an_unknown_migration(found: Members) -> None:
    restate(found, lambda m: m["revisions"].update(content="feedbeef"))


def a_former_migration(found: Members) -> None:
    restate(found, lambda m: m["revisions"].update(visitors="0012"))


def another_count(found: Members) -> None:
    restate(found, lambda m: m["counts"]["content"].update(article=11))


def another_article(found: Members) -> None:
    restate(found, lambda m: m["articles"].update({next(iter(m["articles"])): "0" * 64}))


def another_program(found: Members) -> None:
    restate(found, lambda m: m.update(application="other"))


def no_entries(found: Members) -> None:
    restate(found, lambda m: m.pop("entries"))


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (a_changed_file, "content.db is not what was backed up"),
        (a_longer_file, "not as long as the manifest says"),
        (a_missing_file, "visitors.db is missing"),
        (a_stranger, "manifest does not name"),
        (a_path_outside, "path that no backup of ours has"),
        (an_absolute_path, "path that no backup of ours has"),
        (a_symlink, "no plain file"),
        (a_hard_link, "no plain file"),
        (a_device, "no plain file"),
        (a_fifo, "no plain file"),
        (a_folder, "no plain file"),
        (an_untrue_size, "not as long as the manifest says"),
        (an_impossible_size, "MB are free"),
        (a_negative_size, "damaged"),
        (a_newer_release, "newer than this one"),
        (a_newer_format, "newer than this one"),
        (an_unknown_migration, "does not know"),
        (a_former_migration, "visitors database is at migration 0012.*release 0.1.0 first"),
        (another_count, "12 rows in article, where 11 were backed up"),
        (another_article, "does not read as it did"),
        (another_program, "not a backup of newsapp"),
        (no_entries, "damaged"),
    ],
)
def test_it_refuses(
    packed: Backup, tmp_path: Path, harm: Callable[[Members], None], reason: str
) -> None:
    found = members(packed.path)
    harm(found)
    staging = tmp_path / "staging"
    staging.mkdir()
    with pytest.raises(OperationError, match=reason):
        stage(pack(found, tmp_path / "harmed.tar.gz"), staging)
    assert not (tmp_path / "outside").exists()


def test_a_small_file_that_unpacks_to_a_huge_one_is_stopped(packed: Backup, tmp_path: Path) -> None:
    text = b"0" * 80_000_000
    bomb = tarfile.TarInfo("pax")
    bomb.type, bomb.size = tarfile.XHDTYPE, len(text)
    path = tmp_path / "bomb.tar.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(bomb.tobuf(tarfile.USTAR_FORMAT) + text)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(OperationError, match="unpacks to more"):
        stage(path, tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"", b"not a backup", gzip.compress(b"", mtime=0), gzip.compress(b"x" * 5000, mtime=0)],
)
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "some.tar.gz"
    path.write_bytes(content)
    with pytest.raises(OperationError):
        stage(path, tmp_path)


def test_a_cut_off_file_is_refused(packed: Backup, tmp_path: Path) -> None:
    whole = packed.path.read_bytes()
    packed.path.write_bytes(whole[: len(whole) * 2 // 3])
    (tmp_path / "staging").mkdir()
    with pytest.raises(OperationError):
        stage(packed.path, tmp_path / "staging")


def test_nothing_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(OperationError, match="is not there"):
        stage(tmp_path / "none", tmp_path)


@pytest.mark.parametrize(
    "harm", ["changed", "missing", "stranger", "symlink", "symlinked folder", "fifo"]
)
def test_a_folder_is_refused_alike(
    packed: Backup, backups: Path, tmp_path: Path, harm: str
) -> None:
    import os

    folder = back_up(backups).path
    key = folder / "secret_key"
    if harm == "changed":
        key.write_text("0" * 64 + "\n")
    if harm == "stranger":
        (folder / "media" / "more").write_text("x")
    if harm in ("missing", "symlink", "fifo"):
        key.rename(tmp_path / "key")
    if harm == "symlink":
        key.symlink_to(tmp_path / "key")
    if harm == "fifo":
        os.mkfifo(key)
    if harm == "symlinked folder":
        (folder / "media").rename(tmp_path / "media")
        (folder / "media").symlink_to(tmp_path / "media")
    (tmp_path / "staging").mkdir()
    with pytest.raises(OperationError):
        stage(folder, tmp_path / "staging")
