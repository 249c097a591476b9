"""install.sh on a bare Debian, from the empty root to the site answering under its own systemd."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import docs
from tests.deploy.machine import NEWER, VERSION, Machine, why_not
from tests.deploy.running import DOMAIN, wait_for
from tests.pages import BROWSER

pytestmark = [pytest.mark.long, pytest.mark.skipif(why_not() is not None, reason=str(why_not()))]
PROGRAM = f"/root/newsapp-{VERSION}/deploy/install.sh"
INSTALL = (PROGRAM, "--domain", DOMAIN, "--email", "quantri@hunglac.example")
MAIL = "quantri@hunglac.example"
ELSEWHERE = "quantri@example.gov.vn"
"""The administrator of the documentation, who is not that of the tests."""
SELF_SIGNED = (
    "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={0}"
    " -keyout {1}/privkey.pem -out {1}/fullchain.pem"
)
READERS = """
import http.client, json, sys, threading, time
over, done, failed = threading.Event(), [], []
def read(method, path, wanted, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", timeout=30)
    headers = {"Host": sys.argv[1], "Content-Type": "application/x-www-form-urlencoded"}
    while not over.is_set():
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
            (done if answer.status == wanted else failed).append(answer.status)
        except OSError as error:
            failed.append(repr(error))
            connection.close()
for asked in (("GET", "/", 200), ("GET", "/", 200), ("POST", "/co-chu", 303, "step=larger")):
    threading.Thread(target=read, args=asked).start()
sys.stdin.readline()
over.set()
"""


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    machine = Machine(tmp_path_factory.mktemp("machine") / "root")
    machine.make()
    machine.bring_releases()
    try:
        yield machine
    finally:
        machine.end()
        left = [
            line
            for line in Path("/proc/mounts").read_text().splitlines()
            if str(machine.root) in line
        ]
        assert left == []


def test_it_installs_up_to_where_systemd_is_needed(machine: Machine) -> None:
    would = machine.run_unbooted(*INSTALL, "--dry-run")
    assert "Nothing was done." in would
    assert not (machine.root / "opt/newsapp").exists()
    said = machine.run_unbooted(*INSTALL)
    assert "Added quantri@hunglac.example as administrator" in said
    assert "the site stays on plain http" in said
    units = [
        str(path)
        for path in (machine.root / "etc/systemd/system").glob("newsapp*.*")
        if path.is_file()
    ]
    inside = [unit.removeprefix(str(machine.root)) for unit in units]
    assert machine.run_unbooted("systemd-analyze", "verify", "--man=no", *inside) == ""


def test_what_the_documentation_fetches_is_fetched(machine: Machine) -> None:
    """The machine has no network once it runs; what is there already is not fetched again."""
    machine.run_unbooted("apt-get", "install", "-y", "-qq", "postgresql", "rsync")
    machine.fetch("psycopg[binary]")
    pip = (
        "/opt/newsapp/current/.venv/bin/pip",
        "install",
        "--quiet",
        "--no-index",
        "--find-links=/tmp/wheels",
    )
    machine.run_unbooted(*pip, "psycopg[binary]")


def test_it_serves_once_systemd_runs(machine: Machine) -> None:
    machine.boot()
    again = machine.run(*INSTALL)
    assert "Installing" not in again
    assert "Added" not in again
    assert _get(machine, "/") == 200
    assert machine.run("systemctl", "--failed", "--no-legend") == ""
    assert "Serving on the socket" in machine.run("journalctl", "--no-pager", "-u", "newsapp")


def test_what_it_makes_is_nobody_elses(machine: Machine) -> None:
    modes = machine.run(
        "stat",
        "-c",
        "%a %U:%G %n",
        "/var/lib/newsapp",
        "/etc/newsapp/newsapp.env",
        "/var/backups/newsapp",
    )
    assert modes.splitlines() == [
        "750 newsapp:newsapp /var/lib/newsapp",
        "640 root:newsapp /etc/newsapp/newsapp.env",
        "700 newsapp:newsapp /var/backups/newsapp",
    ]
    assert "/var/lib/newsapp/secret_key" in machine.run(
        "find", "/var/lib/newsapp", "-name", "secret_key", "-perm", "600"
    )
    assert machine.run("find", "/opt/newsapp", "-not", "-user", "root") == ""


def test_it_runs_again_without_harm(machine: Machine) -> None:
    before = machine.run(
        "sh", "-c", "cat /etc/newsapp/* /etc/nginx/newsapp/* /var/lib/newsapp/secret_key"
    )
    started = machine.run("systemctl", "show", "-p", "ExecMainStartTimestamp", "newsapp")
    machine.run(*INSTALL)
    assert (
        machine.run(
            "sh", "-c", "cat /etc/newsapp/* /etc/nginx/newsapp/* /var/lib/newsapp/secret_key"
        )
        == before
    )
    assert machine.run("systemctl", "show", "-p", "ExecMainStartTimestamp", "newsapp") == started


def test_restarts_by_systemd_lose_no_request(machine: Machine) -> None:
    script = READERS + "\ntime.sleep(1)\nprint(json.dumps([len(done), failed]))"
    readers = machine.start("sh", "-c", f"(sleep 8; echo) | python3 -c '{script}' {DOMAIN}")
    for _restart in range(3):
        machine.run("systemctl", "restart", "newsapp")
        wait_for(lambda: _get(machine, "/") == 200, "the site answers")
    said, _nothing = readers.communicate(timeout=60)
    done, failed = json.loads(said)
    print(f"3 restarts by systemd: {done} requests, {len(failed)} failed")
    assert failed == []
    assert done > 100


def test_a_certificate_turns_the_site_to_https(machine: Machine) -> None:
    machine.run("sh", "-c", f"echo 127.0.0.1 {DOMAIN} >> /etc/hosts")
    assert "No certificate was given" in machine.run(*INSTALL), (
        "the name leads here, but nobody gives certificates"
    )
    folder = f"/etc/letsencrypt/live/{DOMAIN}"
    machine.run("mkdir", "-p", folder)
    machine.run("sh", "-c", SELF_SIGNED.format(DOMAIN, folder) + " 2>/dev/null")
    assert f"https://{DOMAIN}/" in machine.run(*INSTALL)
    assert _get(machine, "/tin-tuc/1?a=b") == 301
    page = machine.run("python3", "-c", _ASK_SECURELY, DOMAIN, BROWSER)
    assert page.startswith("200 ")
    assert "Secure" in page
    assert "max-age=31536000" in page


_ASK_SECURELY = """
import http.client, ssl, sys
connection = http.client.HTTPSConnection(sys.argv[1], context=ssl._create_unverified_context())
connection.request("GET", "/", headers={"User-Agent": sys.argv[2]})
answer = connection.getresponse()
print(answer.status, answer.headers["Set-Cookie"], answer.headers["Strict-Transport-Security"])
"""


@pytest.mark.parametrize("page", ["install", "trouble", "backup", "upgrade", "postgresql"])
def test_every_command_of_the_documentation(machine: Machine, page: str) -> None:
    machine.run("apt-get", "check")
    version = NEWER if page == "upgrade" else VERSION
    for block in docs.blocks("en", page):
        if "--uninstall" not in block:
            machine.run(
                "bash",
                "-e",
                "-c",
                f"cd /root\n{block.replace('VERSION', version).replace(ELSEWHERE, MAIL)}",
            )
            wait_for(lambda: _get(machine, "/") in (200, 301), f"the site answers after {block}")
            assert " administrator" in machine.run("newsapp", "user", "list"), (
                f"the content is there after {block}"
            )


@pytest.mark.parametrize("job", ["backup", "drill", "sweep"])
def test_the_nightly_work_is_done_in_its_confinement(machine: Machine, job: str) -> None:
    machine.run("systemctl", "start", f"newsapp-{job}.service")
    assert "code=exited, status=0" in machine.run(
        "sh", "-c", f"systemctl status --no-pager newsapp-{job} || true"
    )


def test_uninstalling_keeps_what_was_written(machine: Machine) -> None:
    said = machine.run(*INSTALL, "--uninstall")
    assert re.search(r"Kept: /var/lib/newsapp .*/etc/newsapp .*/var/backups/newsapp", said)
    for gone in (
        "opt/newsapp",
        "etc/systemd/system/newsapp.service",
        "usr/local/bin/newsapp",
        "etc/nginx/newsapp",
    ):
        assert not (machine.root / gone).exists()
    assert (machine.root / "var/lib/newsapp/content.db").exists()
    again = machine.run(*INSTALL)
    assert "Added" not in again, "the administrator is there still"
    assert machine.run("newsapp", "user", "list").split() == [
        "quantri@hunglac.example",
        "administrator",
    ]


def _get(machine: Machine, path: str) -> int:
    code = (
        "import http.client; c = http.client.HTTPConnection('127.0.0.1', timeout=20);"
        f"c.request('GET', '{path}', headers={{'Host': '{DOMAIN}'}}); print(c.getresponse().status)"
    )
    return int(machine.run("python3", "-c", code))
