"""Releases as they stand on a server: BASE/releases/VERSION, each with its own environment, and
the link BASE/current.

An environment holds its own path, so it is made where it stays. A mark is written last: a folder
without the mark is what an interrupted installation left, and is made anew.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from newsapp import config, migrating
from newsapp.media import files
from newsapp.operations import programs
from newsapp.operations.errors import OperationError

READY = ".ready"
LARGEST = 2_000_000_000
"""Bytes that a release may unpack to."""


@dataclass(frozen=True, slots=True)
class Release:
    """One installed release, by its folder."""

    path: Path

    @property
    def version(self) -> str:
        return self.path.name

    @property
    def command(self) -> Path:
        return self.path / ".venv" / "bin" / "newsapp"

    @property
    def is_ready(self) -> bool:
        return (self.path / READY).exists()

    @property
    def head(self) -> str:
        """The migration that this release's databases are at."""
        return migrating.head(self.path / "migrations")


def base_folder(named: Path | None) -> Path:
    """BASE: the folder that is named, or the one that this release stands in."""
    if named is not None:
        return named.resolve()
    if config.PROJECT.parent.name != "releases":
        raise OperationError(
            f"{config.PROJECT} is not BASE/releases/VERSION: name the base folder by --base"
        )
    return config.PROJECT.parent.parent


def current(base: Path) -> Release:
    """The release that serves now."""
    link = base / "current"
    if not link.is_symlink() or not link.exists():
        raise OperationError(f"{link} does not lead to a release")
    return Release(link.resolve())


def switch(base: Path, to: Release) -> None:
    """Let `current` lead to the release, in one step."""
    link = base / "current.new"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases") / to.version)
    link.replace(base / "current")
    files.sync(base)


def verify(archive: Path, sha256: str | None) -> None:
    """Raise OperationError unless the archive has the given checksum, or that of the file beside
    it.
    """
    beside = archive.with_name(archive.name + ".sha256")
    if sha256 is None and not beside.exists():
        raise OperationError(
            f"{beside.name} is missing: fetch it too, or give the checksum by --sha256"
        )
    stated = (sha256 or beside.read_text("ascii", "replace")).split()[:1]
    with archive.open("rb") as opened:
        actual = hashlib.file_digest(opened, "sha256").hexdigest()
    if stated != [actual]:
        raise OperationError(
            f"{archive.name} is not the file that its checksum is of: fetch it again"
        )


def version_in(archive: Path) -> str:
    """The version that the archive states of itself."""
    try:
        with tarfile.open(archive, "r:gz") as tar:
            first = tar.next()
    except (tarfile.TarError, OSError, EOFError):
        first = None
    name = first.name if first else ""
    match = re.fullmatch(r"newsapp-(\d+(?:\.\d+)+[a-z0-9.]*)(?:/.*)?", name)
    if match is None:
        raise OperationError(f"{archive.name} is no release of newsapp")
    return match[1]


def install(archive: Path, base: Path) -> Release:
    """Unpack a verified archive and make its environment from its own wheels, offline.

    Raises OperationError, OSError.
    """
    version = version_in(archive)
    release = Release(base / "releases" / version)
    if release.is_ready:
        return release
    shutil.rmtree(release.path, ignore_errors=True)
    os.umask(0o022)  # root installs it, the site's own user runs it
    release.path.mkdir(parents=True)
    try:
        _unpack(archive, release.path, f"newsapp-{version}")
        _make_environment(release.path)
        shutil.rmtree(release.path / "wheels", ignore_errors=True)
        (release.path / READY).touch()
        files.sync(release.path)
    except BaseException:
        shutil.rmtree(release.path, ignore_errors=True)
        raise
    return release


def _unpack(archive: Path, folder: Path, top: str) -> None:
    """Write the archive's regular files, those under `top` and nothing else."""
    left = LARGEST
    with tarfile.open(archive, "r:gz") as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            content = tar.extractfile(member) if member.isreg() else None
            if content is None or path.parts[0] != top or ".." in path.parts:
                raise OperationError(
                    f"{archive.name} holds something that no release of ours has: {member.name!r}"
                )
            left -= member.size
            if left < 0:
                raise OperationError(f"{archive.name} unpacks to more than any release of ours")
            target = folder.joinpath(*path.parts[1:])
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as opened:
                shutil.copyfileobj(content, opened)
            target.chmod(0o755 if member.mode & 0o100 else 0o644)


def _make_environment(folder: Path) -> None:
    """Make a virtual environment with exactly the locked packages, by hash, from `wheels` alone."""
    _run([os.path.realpath(sys.executable), "-m", "venv", str(folder / ".venv")])
    python = str(folder / ".venv" / "bin" / "python")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pip += ["--no-index", "--no-deps", f"--find-links={folder / 'wheels'}"]
    _run([*pip, "--require-hashes", "-r", str(folder / "requirements.txt")])
    _run([*pip, "--no-build-isolation", "--editable", str(folder)])


def _run(command: list[str]) -> None:
    environ = {
        name: value
        for name, value in config.inherited().items()
        if not name.startswith(("PIP_", "PYTHON"))
    }
    environ["PIP_CONFIG_FILE"] = os.devnull
    programs.run(command, f"{' '.join(command[:4])} failed", env=environ)


def delete_others(base: Path, *releases: Release) -> None:
    """Delete all releases but these."""
    paths = [release.path for release in releases]
    for path in (base / "releases").iterdir():
        if path.is_dir() and path not in paths:
            shutil.rmtree(path, ignore_errors=True)
