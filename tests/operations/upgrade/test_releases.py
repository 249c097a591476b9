"""The archive of a release: made, verified, unpacked, installed without the network."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from deploy import build_archive
from newsapp import config
from newsapp.operations.errors import OperationError
from newsapp.operations.upgrade import releases
from newsapp.operations.upgrade.releases import Release


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The locked wheels for the Python of these tests."""
    folder = tmp_path_factory.mktemp("wheels")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--require-hashes", "--only-binary=:all:", "-d", str(folder)]
    command += ["-r", str(config.PROJECT / "requirements.txt")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"the package index cannot be reached: {done.stderr.strip()[-200:]}")
    return folder


def archive_with(folder: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    path = folder / "newsapp-9.9.9.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for info, content in members:
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


@pytest.mark.long
def test_a_release_is_packed_and_installed_without_the_network(
    tmp_path: Path, wheels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = build_archive.pack(config.PROJECT, tmp_path / "dist", wheels)
    releases.verify(archive, None)
    for name in ("http_proxy", "https_proxy", "PIP_INDEX_URL"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")  # where nobody answers
    installed = releases.install(archive, tmp_path)
    assert installed.is_ready
    assert installed.version == build_archive.version_of(config.PROJECT)
    assert installed.head == Release(config.PROJECT).head
    assert not (installed.path / "wheels").exists()
    assert not (installed.path / "tests").exists()
    environ = {"NEWSAPP_INSTANCE": str(tmp_path / "site")}
    done = subprocess.run(
        [installed.command, "init", "--demo"],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    where = "import newsapp, granian; print(newsapp.__file__, granian.__file__)"
    python = installed.path / ".venv/bin/python"
    printed = subprocess.run(
        [python, "-c", where], cwd=tmp_path, capture_output=True, text=True, check=True
    ).stdout
    assert all(path.startswith(str(installed.path)) for path in printed.split())
    before = (installed.path / releases.READY).stat().st_mtime_ns
    assert releases.install(archive, tmp_path) == installed
    assert (installed.path / releases.READY).stat().st_mtime_ns == before, (
        "what is ready is not made anew"
    )


def test_the_same_sources_give_the_same_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "a-1-py3-none-any.whl").write_bytes(b"wheel")
    made = [
        build_archive.pack(config.PROJECT, tmp_path / name, tmp_path / "wheels")
        for name in ("one", "two")
    ]
    assert made[0].read_bytes() == made[1].read_bytes()
    said = made[0].with_name(made[0].name + ".sha256").read_text()
    assert said == f"{hashlib.sha256(made[0].read_bytes()).hexdigest()}  {made[0].name}\n"
    with tarfile.open(made[0]) as tar:
        members = tar.getmembers()
    assert [m.name for m in members] == sorted(m.name for m in members)
    assert {(m.uid, m.gid, m.mtime) for m in members} == {(0, 0, 1700000000)}
    inside = {m.name.partition("/")[2] for m in members}
    assert {
        "newsapp/cli.py",
        "migrations/env.py",
        "requirements.txt",
        "wheels/a-1-py3-none-any.whl",
    } <= inside
    assert not [name for name in inside if name.startswith(("tests/", "instance/", ".git"))]


def test_a_checksum_is_asked_for(tmp_path: Path) -> None:
    archive = archive_with(tmp_path, (tarfile.TarInfo("newsapp-9.9.9/x"), b"x"))
    with pytest.raises(OperationError, match="sha256 is missing"):
        releases.verify(archive, None)
    releases.verify(archive, hashlib.sha256(archive.read_bytes()).hexdigest())
    with pytest.raises(OperationError, match="not the file"):
        releases.verify(archive, "0" * 64)


def special(kind: bytes, name: str) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, "/etc/passwd"
    return info, b""


@pytest.mark.parametrize(
    "member",
    [
        (tarfile.TarInfo("newsapp-9.9.9/../../outside"), b"x"),
        (tarfile.TarInfo("/etc/outside"), b"x"),
        (tarfile.TarInfo("other/file"), b"x"),
        special(tarfile.SYMTYPE, "newsapp-9.9.9/link"),
        special(tarfile.LNKTYPE, "newsapp-9.9.9/link"),
        special(tarfile.CHRTYPE, "newsapp-9.9.9/device"),
    ],
    ids=lambda member: member[0].name,
)
def test_what_no_release_holds_is_refused_and_nothing_is_left(
    tmp_path: Path, member: tuple[tarfile.TarInfo, bytes]
) -> None:
    archive = archive_with(tmp_path, (tarfile.TarInfo("newsapp-9.9.9/setup.cfg"), b""), member)
    with pytest.raises(OperationError, match="no release of ours has"):
        releases.install(archive, tmp_path / "base")
    assert list((tmp_path / "base" / "releases").iterdir()) == []
    assert not (tmp_path / "outside").exists()


def test_another_archive_is_no_release(tmp_path: Path) -> None:
    for content in (b"", b"not an archive"):
        (tmp_path / "x.tar.gz").write_bytes(content)
        with pytest.raises(OperationError, match="no release of newsapp"):
            releases.version_in(tmp_path / "x.tar.gz")


def test_switching_is_one_step_that_can_be_done_again(tmp_path: Path) -> None:
    for version in ("1.0", "1.1"):
        (tmp_path / "releases" / version).mkdir(parents=True)
    (tmp_path / "current").symlink_to("releases/1.0")
    (tmp_path / "current.new").symlink_to("left/by/a/crash")
    for _ in range(2):
        releases.switch(tmp_path, Release(tmp_path / "releases" / "1.1"))
        assert (tmp_path / "current").readlink() == Path("releases/1.1")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "releases"]
