"""Trying a release on a copy of the site, and waiting until a server is well."""

from __future__ import annotations

import ctypes
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
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from newsapp import clock
from newsapp.backup import snapshots
from newsapp.ownership import give_to_owner_of
from newsapp.upgrading.releases import Release, UpgradeError

PREFIX = "trial-"
PR_SET_PDEATHSIG = 1
OWN = ("INSTANCE", "DATABASE_URL", "VISITORS_URL", "REDIS_URL", "HOSTS", "HTTPS", "PROXIES", "HOST", "PORT", "WORKERS")
"""Settings that a copy does not share with the site."""


def run(instance: Path, environ: Mapping[str, str], old: Release, new: Release, patience: float) -> None:
    """Migrate a copy, start the new release on it, and read it as a reader does. Raises UpgradeError."""
    copy = Path(tempfile.mkdtemp(prefix=PREFIX, dir=instance))
    try:
        for name in ("content", "visitors"):
            snapshots.copy_sqlite(instance / f"{name}.db", copy / f"{name}.db")
        with snapshots.reading(copy / "content.db") as connection:
            numbers = snapshots.proof_articles(connection, clock.now())
        if (instance / "secret_key").exists():
            shutil.copyfile(instance / "secret_key", copy / "secret_key")
        (copy / "media").symlink_to((instance / "media").resolve())
        give_to_owner_of(instance, copy)
        own = {name: value for name, value in environ.items() if name.removeprefix("NEWSAPP_") not in OWN}
        migrate(copy, own, old, new)
        with _served(copy, own, new) as url:
            wait_until_well(url, urlsplit(url).netloc, new.version, patience)
            for address in ("/", *(f"/tin-tuc/{number}" for number in numbers[-2:])):
                _read(url + address)
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def migrate(instance: Path, environ: Mapping[str, str], old: Release, new: Release) -> None:
    """Bring the databases to the new release's shape, up or down. The newer of the two knows the way."""
    knows = old if _is_down(old, new) else new
    step = ["db", "downgrade", new.head] if knows is old else ["init"]
    done = subprocess.run(  # noqa: S603 - our own command, no shell
        [knows.command, *step],
        env={**environ, "NEWSAPP_INSTANCE": str(instance)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_end_with_parent,
        **as_owner_of(instance),
    )
    if done.returncode:
        raise UpgradeError(f"the databases could not be migrated: {done.stderr.strip()[-600:]}")


def _is_down(old: Release, new: Release) -> bool:
    """Whether the new release does not know the migration that the old one is at."""
    return old.head != new.head and not list((new.path / "migrations" / "versions").glob(f"{old.head}_*.py"))


def _end_with_parent() -> None:
    """Run in a started program: where this one is killed, that one ends too, and serves no copy for ever."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def as_owner_of(instance: Path) -> dict[str, Any]:
    """Options of subprocess: root runs the site's commands as the site's own user, whose files they write."""
    owner = instance.stat()
    if os.geteuid() or not owner.st_uid:
        return {}
    return {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}


@contextmanager
def _served(instance: Path, environ: Mapping[str, str], release: Release) -> Iterator[str]:
    """The release's own server on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603 - our own command, no shell
        [release.command, "serve", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"],
        env={**environ, "NEWSAPP_INSTANCE": str(instance)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_end_with_parent,
        **as_owner_of(instance),
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
    """Return once that version answers at `url`, is ready, and shows its home page. Raises UpgradeError."""
    deadline, reason = time.monotonic() + patience, "it does not answer"
    while time.monotonic() < deadline:
        try:
            _read(f"{url}/healthz/ready", host)
            if f'newsapp_info{{version="{version}"}}' in _read(f"{url}/metrics", host):
                _read(f"{url}/", host)
                return
            reason = "another release answers"
        except UpgradeError as error:
            reason = str(error)
        time.sleep(0.1)
    raise UpgradeError(f"release {version} is not well after {patience:.0f} s: {reason}")


def _read(url: str, host: str | None = None) -> str:
    """What stands at `url`. Raises UpgradeError unless that is a good answer."""
    try:
        request = Request(url, headers={"Host": host} if host else {})  # noqa: S310 - our own server's address
        with urlopen(request, timeout=10) as answer:  # noqa: S310
            return str(answer.read().decode("utf8", "replace"))
    except (URLError, OSError, http.client.HTTPException) as error:
        raise UpgradeError(f"{urlsplit(url).path} does not work: {error}") from None
