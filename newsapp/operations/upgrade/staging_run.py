"""Trying a release on a copy of the site, and waiting until a server is well."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from newsapp import clock, config
from newsapp.file_owner import give_to_owner_of
from newsapp.operations import programs
from newsapp.operations.backup import snapshots
from newsapp.operations.errors import OperationError
from newsapp.operations.upgrade.releases import Release

PREFIX = "trial-"
OWN_SETTINGS = (
    "DATABASE_URL",
    "HOST",
    "HOSTS",
    "HTTPS",
    "INSTANCE",
    "PORT",
    "PROXIES",
    "REDIS_URL",
    "VISITORS_URL",
    "WORKERS",
)
"""Settings that a copy does not share with the site."""


def run(instance: Path, old: Release, new: Release, patience: float) -> None:
    """Migrate a copy of the site, start the new release on it, and read it as a reader does.

    patience: seconds that the release may take until it is well. Raises OperationError, OSError.
    """
    copy = Path(tempfile.mkdtemp(prefix=PREFIX, dir=instance))
    environ = {
        name: value
        for name, value in config.inherited().items()
        if name.removeprefix(config.PREFIX) not in OWN_SETTINGS
    }
    try:
        numbers = _copy_site(instance, copy)
        migrate(copy, environ, old, new)
        with _served(copy, environ, new) as url:
            wait_until_well(url, urlsplit(url).netloc, new.version, patience)
            for number in numbers[-2:]:
                _read(f"{url}/tin-tuc/{number}")
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def _copy_site(instance: Path, copy: Path) -> list[int]:
    """Copy all but the stored files; return the numbers of some published articles."""
    for name in ("content", "visitors"):
        snapshots.copy_sqlite(instance / f"{name}.db", copy / f"{name}.db")
    if (instance / "secret_key").exists():
        shutil.copyfile(instance / "secret_key", copy / "secret_key")
    (copy / "media").symlink_to((instance / "media").resolve())
    give_to_owner_of(instance, copy)
    with snapshots.reading(copy / "content.db") as connection:
        return snapshots.proof_articles(connection, clock.now())


def migrate(instance: Path, environ: Mapping[str, str], old: Release, new: Release) -> None:
    """Bring the databases to the new release's shape, up or down.

    Only the newer of the two releases knows the way between them.
    """
    is_downgrade = _is_downgrade(old, new)
    programs.run(
        [old.command, "db", "downgrade", new.head] if is_downgrade else [new.command, "init"],
        "the databases could not be migrated",
        env={**environ, "NEWSAPP_INSTANCE": str(instance)},
        preexec_fn=programs.end_with_parent,
        **programs.as_owner_of(instance),
    )


def _is_downgrade(old: Release, new: Release) -> bool:
    """Whether the new release does not know the migration that the old one is at."""
    known = (new.path / "migrations" / "versions").glob(f"{old.head}_*.py")
    return old.head != new.head and not list(known)


@contextmanager
def _served(instance: Path, environ: Mapping[str, str], release: Release) -> Iterator[str]:
    """The address of the release's own server, on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603 - our own command, no shell
        [release.command, "serve", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"],
        env={**environ, "NEWSAPP_INSTANCE": str(instance)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=programs.end_with_parent,
        **programs.as_owner_of(instance),
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_until_well(url: str, host: str, version: str, patience: float) -> None:
    """Return once that version answers at `url`, is ready, and shows its home page.

    Raises OperationError after `patience` seconds.
    """
    deadline, reason = time.monotonic() + patience, "it does not answer"
    while time.monotonic() < deadline:
        try:
            _read(f"{url}/healthz/ready", host)
            if f'newsapp_info{{version="{version}"}}' in _read(f"{url}/metrics", host):
                _read(f"{url}/", host)
                return
            reason = "another release answers"
        except OperationError as error:
            reason = str(error)
        time.sleep(0.1)
    raise OperationError(f"release {version} is not well after {patience:.0f} s: {reason}")


def _read(url: str, host: str | None = None) -> str:
    """The page at `url`. Raises OperationError unless the answer is a good one."""
    try:
        request = Request(url, headers={"Host": host} if host else {})  # noqa: S310 - our own server's address
        with urlopen(request, timeout=10) as answer:  # noqa: S310
            return str(answer.read().decode("utf8", "replace"))
    except (URLError, OSError, http.client.HTTPException) as error:
        raise OperationError(f"{urlsplit(url).path} does not work: {error}") from None
