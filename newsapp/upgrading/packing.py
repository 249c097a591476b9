"""`make dist`: the archive of a release, with the wheels it is installed from, so that no server needs the network.

The same commit gives the same archive, byte for byte: sorted names, one moment, no owners.
"""

from __future__ import annotations

import configparser
import gzip
import hashlib
import io
import platform
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from newsapp import config

SHIPPED = (
    "newsapp",
    "migrations",
    "deploy",
    "docs",
    "wsgi.py",
    "setup.cfg",
    "pyproject.toml",
    "requirements.txt",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
)
PYTHONS = ("3.11", "3.12", "3.13")
"""The Pythons of Debian 12, Ubuntu 24.04 and Debian 13."""
LIBRARIES = ("manylinux_2_28", "manylinux_2_17", "manylinux2014")
"""What a server's C library is at least as new as."""


def main(folder: Path) -> None:
    archive = pack(config.PROJECT, folder)
    print(f"{archive}  ({archive.stat().st_size / 1e6:.0f} MB, and its checksum beside it)")


def pack(project: Path, folder: Path, wheels: Path | None = None) -> Path:
    """Write newsapp-VERSION.tar.gz and its .sha256 to `folder`; `wheels`: a folder of them, otherwise downloaded."""
    folder.mkdir(parents=True, exist_ok=True)
    top = f"newsapp-{version_of(project)}"
    archive = folder / f"{top}.tar.gz"
    with tempfile.TemporaryDirectory() as scratch:
        if wheels is None:
            wheels = Path(scratch)
            download_wheels(project / "requirements.txt", wheels)
        members = [*_sources(project), *((f"wheels/{path.name}", path) for path in wheels.glob("*.whl"))]
        _write(archive, top, sorted(members), _moment(project))
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    archive.with_name(archive.name + ".sha256").write_text(f"{digest}  {archive.name}\n", "ascii")
    return archive


def version_of(project: Path) -> str:
    described = configparser.ConfigParser()
    described.read(project / "setup.cfg", "utf8")
    return described["metadata"]["version"]


def download_wheels(requirements: Path, folder: Path) -> None:
    """Fetch the locked wheels, by hash, for every Python that a server may have."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    locked = ["--require-hashes", "--only-binary=:all:", "--implementation=cp", f"--dest={folder}"]
    platforms = [f"--platform={library}_{platform.machine()}" for library in LIBRARIES]
    for python in PYTHONS:
        abis = [f"--abi=cp{python.replace('.', '')}", "--abi=abi3", "--abi=none"]
        command = [*pip, *locked, f"--python-version={python}", *abis, *platforms, "-r", str(requirements)]
        subprocess.run(command, check=True)  # noqa: S603 - our own command, no shell


def _sources(project: Path) -> Iterator[tuple[str, Path]]:
    """What is shipped of the files that belong to the project."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *SHIPPED]
    listed = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)  # noqa: S603
    for name in filter(None, listed.stdout.split("\0")):
        if (project / name).is_file():
            yield name, project / name


def _moment(project: Path) -> int:
    """Unix time of the last commit, or what SOURCE_DATE_EPOCH says."""
    if stated := config.inherited().get("SOURCE_DATE_EPOCH"):
        return int(stated)
    command = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)  # noqa: S603
    return int(done.stdout)


def _write(archive: Path, top: str, members: list[tuple[str, Path]], moment: int) -> None:
    aside = archive.with_name(archive.name + ".part")
    with (
        aside.open("wb") as file,
        gzip.GzipFile("", "wb", 6, file, mtime=moment) as zipped,
        tarfile.open(fileobj=zipped, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        for name, path in members:
            content = path.read_bytes()
            info = tarfile.TarInfo(f"{top}/{name}")
            info.size, info.mtime = len(content), moment
            info.mode = 0o755 if path.stat().st_mode & 0o100 else 0o644
            tar.addfile(info, io.BytesIO(content))
    aside.replace(archive)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
