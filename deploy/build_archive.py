"""`make dist`: a release as one archive, with its wheels, so that no server needs the network.

The same commit gives the same archive, byte for byte: sorted names, one moment, no owners.
"""

from __future__ import annotations

import configparser
import gzip
import hashlib
import io
import platform
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
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
    """Write newsapp-VERSION.tar.gz and its .sha256 to `folder`; return the archive's path.

    wheels: a folder of them; without it, they are downloaded.
    """
    folder.mkdir(parents=True, exist_ok=True)
    top = f"newsapp-{version_of(project)}"
    archive = folder / f"{top}.tar.gz"
    with tempfile.TemporaryDirectory() as scratch:
        if wheels is None:
            wheels = Path(scratch)
            download_wheels(project / "requirements.txt", wheels)
        members = list(_sources(project))
        members += [(f"wheels/{path.name}", path) for path in wheels.glob("*.whl")]
        _write(archive, top, sorted(members), _moment(project))
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    archive.with_name(archive.name + ".sha256").write_text(f"{digest}  {archive.name}\n", "ascii")
    return archive


def version_of(project: Path) -> str:
    settings = configparser.ConfigParser()
    settings.read(project / "setup.cfg", "utf8")
    return settings["metadata"]["version"]


def download_wheels(requirements: Path, folder: Path, pythons: Sequence[str] = PYTHONS) -> None:
    """Fetch the locked wheels, by hash, for every Python that a server may have.

    pip asks the Python that runs it whether a package is for certain versions only, so those
    conditions are left out: Debian 12 has 3.11.2, which needs what 3.11.3 does not.
    """
    unconditional = re.sub(r" ; python_[^\\\n]*", " ", requirements.read_text("utf8"))
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf8") as file:
        file.write(unconditional)
        file.flush()
        for python in pythons:
            _download(file.name, folder, python)


def _download(requirements: str, folder: Path, python: str) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--require-hashes", "--only-binary=:all:", f"--dest={folder}"]
    command += ["--implementation=cp", f"--python-version={python}"]
    command += [f"--abi=cp{python.replace('.', '')}", "--abi=abi3", "--abi=none"]
    command += [f"--platform={library}_{platform.machine()}" for library in LIBRARIES]
    subprocess.run([*command, "-r", requirements], check=True)  # noqa: S603 - our own command


def _sources(project: Path) -> Iterator[tuple[str, Path]]:
    """The shipped files among those that belong to the project."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *SHIPPED]
    for name in filter(None, _output(command, project).split("\0")):
        if (project / name).is_file():
            yield name, project / name


def _moment(project: Path) -> int:
    """Unix time of the last commit, or what SOURCE_DATE_EPOCH says."""
    stated = config.inherited().get("SOURCE_DATE_EPOCH")
    return int(stated or _output(["git", "log", "-1", "--format=%ct"], project))


def _output(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)  # noqa: S603 - our own command
    return done.stdout


def _write(archive: Path, top: str, members: list[tuple[str, Path]], moment: int) -> None:
    unfinished = archive.with_name(archive.name + ".part")
    with (
        unfinished.open("wb") as file,
        gzip.GzipFile("", "wb", 6, file, mtime=moment) as zipped,
        tarfile.open(fileobj=zipped, mode="w|", format=tarfile.PAX_FORMAT) as tar,
    ):
        for name, path in members:
            content = path.read_bytes()
            info = tarfile.TarInfo(f"{top}/{name}")
            info.size, info.mtime = len(content), moment
            info.mode = 0o755 if path.stat().st_mode & 0o100 else 0o644
            tar.addfile(info, io.BytesIO(content))
    unfinished.replace(archive)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
