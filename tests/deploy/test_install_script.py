"""install.sh as far as it goes without changing a machine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.deploy.running import DOMAIN, INSTALL, environment

WHO = ("--domain", DOMAIN, "--email", "quantri@hunglac.example")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [INSTALL, *arguments],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )


@pytest.mark.parametrize(("shell", "name"), [("bash", "install.sh"), ("sh", "newsapp.sh")])
def test_the_shell_understands_it(shell: str, name: str) -> None:
    subprocess.run([shell, "-n", INSTALL.with_name(name)], check=True)


def test_a_dry_run_says_everything_and_does_nothing() -> None:
    done = run(*WHO, "--dry-run")
    assert done.returncode == 0, done.stderr
    for step in (
        "useradd",
        "-m venv",
        "--require-hashes",
        "newsapp init",
        "user add",
        "systemctl enable",
        "nginx -t",
    ):
        assert step in done.stdout
    assert "would write" in done.stdout
    assert done.stdout.endswith("Nothing was done.\n")
    assert not Path("/opt/newsapp").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--dry-run", "--email", "a@b.vn"), "--domain is missing, and there is nobody to ask"),
        (("--dry-run", "--domain", DOMAIN), "--email is missing, and there is nobody to ask"),
        (("--dry-run", "--domain", "not a name", "--email", "a@b.vn"), "no domain name"),
        (("--dry-run", "--domain", "x.vn; rm -rf /", "--email", "a@b.vn"), "no domain name"),
        (("--dry-run", "--domain", DOMAIN, "--email", "nobody"), "no email address"),
        (("--domain",), "--domain needs a value"),
        (("--nonsense",), "unknown option --nonsense"),
    ],
)
def test_a_wrong_answer_is_told(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 1
    assert said in done.stderr


def test_nothing_is_left_to_fill_in(tmp_path: Path) -> None:
    subprocess.run(
        [INSTALL, "--render", tmp_path, "--domain", DOMAIN], env=environment(tmp_path), check=True
    )
    written = {path.name: path.read_text() for path in tmp_path.glob("*.conf")}
    assert written.keys() == {
        "plain.conf",
        "secure.conf",
        "site.conf",
        "upstream.conf",
        "headers.conf",
        "proxy.conf",
        "forms.conf",
        "transport.conf",
    }
    for name, text in written.items():
        assert not re.search(r"@[A-Z_]+@", text), name
