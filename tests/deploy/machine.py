"""A bare Debian of the tests' own: made by debootstrap, and booted with its own systemd, network
and mounts.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from deploy import build_archive
from tests.deploy.running import wait_for

PROJECT = Path(__file__).parents[2]
VERSION = build_archive.version_of(PROJECT)
NEWER = f"{VERSION}.1"
CLEAN = [
    "env",
    "-i",
    "HOME=/root",
    "LANG=C.UTF-8",
    "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
]
IN_ROOT = """set -e
mount -t proc proc "$0/proc"
cp /etc/resolv.conf "$0/etc/resolv.conf"
exec chroot "$0" "$@"
"""
BOOT = """set -e
ip link set lo up
cd "$0"
mount --bind . . && cd "$0"
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount -t tmpfs tmpfs run
mkdir -p dev/shm && mount -t tmpfs tmpfs dev/shm
mount -t tmpfs tmpfs sys/fs/cgroup
mkdir sys/fs/cgroup/systemd sys/fs/cgroup/unified
mount -t cgroup -o none,name=systemd cgroup sys/fs/cgroup/systemd
mount -t cgroup2 cgroup2 sys/fs/cgroup/unified
pivot_root . .
umount -l .
exec env -i container=namespace PATH=/usr/sbin:/usr/bin:/sbin:/bin \\
  /lib/systemd/systemd --system --show-status=no
"""


def why_not() -> str | None:
    """What is missing here for a machine of one's own, or None."""
    if not any(
        os.environ.get(name) for name in ("CI", "NEWSAPP_TESTS_COMPLETE", "NEWSAPP_TEST_INSTALL")
    ):
        return "takes minutes: NEWSAPP_TEST_INSTALL=1 runs it"
    if os.geteuid():
        return "needs root"
    missing = [
        name for name in ("debootstrap", "unshare", "nsenter", "ip") if not shutil.which(name)
    ]
    return f"{', '.join(missing)} not installed" if missing else None


class Machine:
    """A Debian in the folder `root`. What is mounted for it is seen by it alone, and gone when it
    ends.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        command = [
            "debootstrap",
            "--variant=minbase",
            "--include=systemd,systemd-sysv,dbus",
            *_suite_and_mirror(),
        ]
        _done(["unshare", "-m", *command[:3], command[3], str(self.root), command[4]])
        (self.root / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")
        (self.root / "usr/sbin/policy-rc.d").chmod(0o755)

    def bring_releases(self) -> None:
        """The archive of this release, and of one that is the same but for its number, in root's
        folder.
        """
        folder = self.root / "root"
        wheels = self.root / "tmp" / "wheels"
        build_archive.download_wheels(PROJECT / "requirements.txt", wheels, ["3.11"])
        archive = build_archive.pack(PROJECT, folder, wheels)
        _done(
            [
                "tar",
                "--extract",
                "--no-same-owner",
                "--file",
                str(archive),
                "--directory",
                str(folder),
            ]
        )
        with tempfile.TemporaryDirectory() as scratch:
            shutil.copytree(folder / f"newsapp-{VERSION}", newer := Path(scratch) / "newer")
            _done(["git", "-C", str(newer), "init", "--quiet"])
            stated = (newer / "setup.cfg").read_text()
            (newer / "setup.cfg").write_text(
                stated.replace(f"version = {VERSION}", f"version = {NEWER}")
            )
            os.environ.setdefault("SOURCE_DATE_EPOCH", "1700000000")
            build_archive.pack(newer, folder, wheels)

    def fetch(self, *packages: str) -> None:
        """Download packages for the machine's Python to its /tmp/wheels; package indexes may not be
        open to itself.
        """
        pip = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--only-binary=:all:",
            "--python-version=3.11",
        ]
        _done([*pip, "-d", str(self.root / "tmp" / "wheels"), *packages])

    def run_unbooted(self, *command: str) -> str:
        """Run a command where no systemd runs yet, with this machine's network."""
        return _done(["unshare", "-m", "sh", "-c", IN_ROOT, str(self.root), *CLEAN, *command])

    def boot(self) -> None:
        (self.root / "usr/sbin/policy-rc.d").unlink()
        for unit in ("systemd-logind.service", "console-getty.service", "getty.target"):
            (self.root / "etc/systemd/system" / unit).symlink_to("/dev/null")
        namespaces = ["unshare", "-mpfniuC", "--propagation", "private", "--kill-child"]
        self._process = subprocess.Popen([*namespaces, "sh", "-c", BOOT, str(self.root)])
        wait_for(self._is_up, "systemd is up")

    def run(self, *command: str) -> str:
        return _done([*self._inside(), *command])

    def start(self, *command: str) -> subprocess.Popen[str]:
        return subprocess.Popen([*self._inside(), *command], stdout=subprocess.PIPE, text=True)

    def end(self) -> None:
        if self._process is not None:
            os.kill(self._first(), signal.SIGKILL)
            self._process.wait(30)

    def _first(self) -> int:
        assert self._process is not None
        number = self._process.pid
        return int(Path(f"/proc/{number}/task/{number}/children").read_text().split()[0])

    def _inside(self) -> list[str]:
        return [
            "nsenter",
            "-t",
            str(self._first()),
            *["-m", "-p", "-n", "-i", "-u", "-C", "--"],
            *CLEAN,
        ]

    def _is_up(self) -> bool:
        try:
            asked = subprocess.run(
                [*self._inside(), "systemctl", "is-system-running"],
                capture_output=True,
                text=True,
                check=False,
            )
        except (OSError, IndexError):
            return False
        return asked.stdout.strip() in ("running", "degraded")


def _suite_and_mirror() -> tuple[str, str]:
    """Debian 12 from the mirror that this machine uses itself."""
    sources = "".join(
        path.read_text() for path in Path("/etc/apt/sources.list.d").glob("debian.sources")
    )
    found = re.search(r"^URIs: (\S+)$", sources, re.MULTILINE)
    return "bookworm", found[1] if found else "http://deb.debian.org/debian"


def _done(command: list[str]) -> str:
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}"
    return done.stdout
