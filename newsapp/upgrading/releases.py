"""Releases as they stand on a server: BASE/releases/VERSION, each with its own environment, and BASE/current.

A release's environment holds its own path, so it is made where it stays; a mark is written last. A folder without
the mark is what an interrupted installation left, and is made anew.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from newsapp import config, release
from newsapp.media import files

READY = ".ready"
LARGEST = 2_000_000_000
"""Bytes that a release may unpack to."""
SIZE_OF_ENVIRONMENT = 6
"""How many times its archive a release takes on the disk, at most."""


class UpgradeError(Exception):
    """The upgrade cannot go on; the message says why."""


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
        from alembic.script import ScriptDirectory

        return str(ScriptDirectory(str(self.path / "migrations")).get_current_head())


def base_folder(given: Path | None) -> Path:
    """BASE: the one given, or the one that this release stands in. Raises UpgradeError."""
    base = given.resolve() if given else config.PROJECT.parent.parent
    if given is None and config.PROJECT.parent.name != "releases":
        raise UpgradeError(f"{config.PROJECT} is not BASE/releases/VERSION: name the base folder by --base")
    return base


def current(base: Path) -> Release:
    """The release that serves now. Raises UpgradeError."""
    link = base / "current"
    if not link.is_symlink() or not link.exists():
        raise UpgradeError(f"{link} does not lead to a release")
    return Release(link.resolve())


def switch(base: Path, to: Release) -> None:
    """Let `current` lead to the release, at one stroke."""
    aside = base / "current.new"
    aside.unlink(missing_ok=True)
    aside.symlink_to(Path("releases") / to.version)
    aside.replace(base / "current")
    files.sync(base)


def verify(archive: Path, sha256: str | None) -> None:
    """Raise UpgradeError where the archive is not the one whose checksum was given, or stands beside it."""
    beside = archive.with_name(archive.name + ".sha256")
    if sha256 is None and not beside.exists():
        raise UpgradeError(f"{beside.name} is missing: fetch it too, or give the checksum by --sha256")
    wanted = (sha256 or beside.read_text("ascii", "replace")).split()[:1]
    with archive.open("rb") as opened:
        found = hashlib.file_digest(opened, "sha256").hexdigest()
    if wanted != [found]:
        raise UpgradeError(f"{archive.name} is not the file that its checksum is of: fetch it again")


def version_in(archive: Path) -> str:
    """The version that the archive states of itself. Raises UpgradeError."""
    try:
        with tarfile.open(archive, "r:gz") as tar:
            first = tar.next()
    except (tarfile.TarError, OSError, EOFError):
        first = None
    match = re.fullmatch(r"newsapp-(\d+(?:\.\d+)+[a-z0-9.]*)(?:/.*)?", first.name) if first else None
    if match is None:
        raise UpgradeError(f"{archive.name} is no release of newsapp")
    return match[1]


def install(archive: Path, base: Path) -> Release:
    """Unpack a verified archive and make its environment from its own wheels, offline. Raises UpgradeError, OSError."""
    version = version_in(archive)
    found = Release(base / "releases" / version)
    if found.is_ready:
        return found
    shutil.rmtree(found.path, ignore_errors=True)
    os.umask(0o022)  # root installs it, the site's own user runs it
    found.path.mkdir(parents=True)
    try:
        unpack(archive, found.path, f"newsapp-{version}")
        _make_environment(found.path)
        shutil.rmtree(found.path / "wheels", ignore_errors=True)
        (found.path / READY).touch()
        files.sync(found.path)
    except BaseException:
        shutil.rmtree(found.path, ignore_errors=True)
        raise
    return found


def unpack(archive: Path, folder: Path, top: str) -> None:
    """Write the archive's regular files, those under `top` and nothing else. Raises UpgradeError."""
    left = LARGEST
    with tarfile.open(archive, "r:gz") as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            if not member.isreg() or path.parts[0] != top or ".." in path.parts or path.is_absolute():
                raise UpgradeError(f"{archive.name} holds something that no release of ours has: {member.name!r}")
            left -= member.size
            source = tar.extractfile(member)
            if left < 0 or source is None:
                raise UpgradeError(f"{archive.name} unpacks to more than any release of ours")
            target = folder.joinpath(*path.parts[1:])
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as opened:
                shutil.copyfileobj(source, opened)
            target.chmod(0o755 if member.mode & 0o100 else 0o644)


def _make_environment(folder: Path) -> None:
    """A virtual environment with exactly the locked packages, by hash, from the folder `wheels` alone."""
    python = os.path.realpath(sys.executable)
    _run([python, "-m", "venv", str(folder / ".venv")])
    pip = [str(folder / ".venv" / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    offline = ["--no-index", "--no-deps", f"--find-links={folder / 'wheels'}"]
    _run([*pip, *offline, "--require-hashes", "-r", str(folder / "requirements.txt")])
    _run([*pip, *offline, "--no-build-isolation", "--editable", str(folder)])


def _run(command: list[str]) -> None:
    environment = {name: value for name, value in config.inherited().items() if not name.startswith(("PIP_", "PYTHON"))}
    done = subprocess.run(  # noqa: S603 - our own command, no shell
        command, env=environment | {"PIP_CONFIG_FILE": os.devnull}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise UpgradeError(f"{' '.join(command[:4])} failed: {done.stderr.strip()[-600:]}")


def forget_others(base: Path, *kept: Release) -> None:
    """Delete the releases that nobody would go back to."""
    for path in (base / "releases").iterdir():
        if path.is_dir() and path not in [one.path for one in kept]:
            shutil.rmtree(path, ignore_errors=True)


def is_newer(version: str, than: str) -> bool:
    return release.order(version) > release.order(than)
