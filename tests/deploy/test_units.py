"""The systemd units, as systemd itself judges them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

UNITS = Path(__file__).parents[2] / "deploy" / "systemd"
SERVICES = sorted(path.name for path in UNITS.glob("*.service"))
MOST = 1.5

pytestmark = pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed"
)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_hardened(name: str) -> None:
    command = ["systemd-analyze", "security", "--offline=yes", "--no-pager", UNITS / name]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    level = re.search(r"Overall exposure level for \S+: ([\d.]+)", said)
    assert level, said
    assert float(level[1]) <= MOST


def test_systemd_finds_nothing_to_say(tmp_path: Path) -> None:
    for path in UNITS.iterdir():
        unit = path.read_text().replace("/opt/newsapp/current/.venv/bin/newsapp", "/bin/true")
        (tmp_path / path.name).write_text(unit)
    command = ["systemd-analyze", "verify", "--man=no", *sorted(tmp_path.iterdir())]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (said.stdout, said.stderr, said.returncode) == ("", "", 0)


def test_every_timer_has_its_service() -> None:
    assert {path.stem for path in UNITS.glob("*.timer")} == {Path(n).stem for n in SERVICES} - {
        "newsapp",
        "newsapp-offsite",
        "newsapp-report@",
    }


def test_every_task_of_a_timer_is_reported() -> None:
    for timer in UNITS.glob("*.timer"):
        lines = timer.with_suffix(".service").read_text().splitlines()
        assert "OnFailure=newsapp-report@%N.service" in lines, timer.name
        assert "OnSuccess=newsapp-report@%N.service" in lines, timer.name


def test_backups_are_sent_once_they_are_made() -> None:
    assert "OnSuccess=newsapp-offsite.service" in (UNITS / "newsapp-backup.service").read_text()
