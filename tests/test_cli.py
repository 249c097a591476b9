from __future__ import annotations

import re
import socket
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from newsapp import cli
from newsapp.config import ConfigError
from tests.servers import free_port


class Command:
    """The `newsapp` command on an instance folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *args: str, typed: str | None = None, **environ: str) -> Result:
        variables = {"NEWSAPP_INSTANCE": str(self.folder)} | {
            f"NEWSAPP_{k}": v for k, v in environ.items()
        }
        return CliRunner().invoke(cli._group(), list(args), input=typed, env=variables)


@pytest.fixture
def newsapp(instance: Path) -> Command:
    return Command(instance)


def test_init_makes_a_site_and_again_touches_nothing(tmp_path: Path) -> None:
    newsapp = Command(tmp_path / "new")
    first = newsapp("init")
    assert first.exit_code == 0, first.output
    assert "secret key" in first.output
    assert "up to date" in first.output
    before = {
        p: p.stat().st_mtime_ns
        for p in newsapp.folder.iterdir()
        if p.suffix in ("", ".db") and p.is_file()
    }
    assert {p.name for p in before} == {"secret_key", "content.db", "visitors.db", "generation"}
    second = newsapp("init")
    assert (second.exit_code, second.output) == (0, "")
    assert {p: p.stat().st_mtime_ns for p in before} == before


def test_a_fresh_site_with_an_administrator_has_no_errors(tmp_path: Path) -> None:
    newsapp = Command(tmp_path / "new")
    newsapp("init")
    assert "chưa có quản trị viên nào" in newsapp("check").output
    newsapp("user", "add", "thu@hunglac.example", "--role", "administrator")
    checked = newsapp("check")
    assert checked.exit_code == 0, checked.output
    assert "lỗi" not in checked.output


def test_files_made_in_an_open_folder_are_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    command = [Path(sys.executable).with_name("newsapp"), "init"]
    subprocess.run(
        command, env={"NEWSAPP_INSTANCE": str(tmp_path)}, check=True, capture_output=True
    )
    for name in ("secret_key", "content.db", "visitors.db"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) & stat.S_IRWXO == 0, name


def test_commands_before_init_say_what_to_run(tmp_path: Path) -> None:
    refused = Command(tmp_path / "nothing")("check")
    assert isinstance(refused.exception, ConfigError)
    assert "newsapp init" in str(refused.exception)


def test_a_wrong_setting_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSAPP_INSTANCE", str(tmp_path))
    monkeypatch.setenv("NEWSAPP_PORT", "many")
    monkeypatch.setattr("sys.argv", ["newsapp", "serve"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert str(ended.value).startswith("newsapp: NEWSAPP_PORT='many': takes")


def test_user_add_makes_a_password_and_shows_it_once(newsapp: Command) -> None:
    added = newsapp("user", "add", "An@HungLac.example", "--role", "writer", "--name", "Nguyễn An")
    assert added.exit_code == 0, added.output
    assert "Added an@hunglac.example as writer" in added.output
    assert re.search(r"Password \(shown once\): (\w{4}-){3}\w{4}\n", added.output)


def test_user_add_reads_a_password(newsapp: Command) -> None:
    added = newsapp(
        "user",
        "add",
        "an@hunglac.example",
        "--role",
        "editor",
        "--password-stdin",
        typed="một câu dài dễ nhớ\n",
    )
    assert (added.exit_code, added.output) == (0, "Added an@hunglac.example as editor\n")


@pytest.mark.parametrize(
    ("args", "typed"),
    [
        (["an@hunglac.example", "--role", "writer", "--password-stdin"], "ngắn\n"),
        (["an@hunglac.example", "--role", "writer", "--password-stdin"], ""),
        (["no address", "--role", "writer"], None),
        (["an@hunglac.example", "--role", "king"], None),
        (["an@hunglac.example"], None),
    ],
)
def test_user_add_refuses(newsapp: Command, args: list[str], typed: str | None) -> None:
    refused = newsapp("user", "add", *args, typed=typed)
    assert refused.exit_code in (1, 2)
    assert "Error: " in refused.output
    assert "chưa có quản trị viên nào" in newsapp("check").output


def test_user_invite_prints_a_link_that_works_once(newsapp: Command) -> None:
    linh = ("user", "invite", "linh@hunglac.example", "--name", "Linh", "--role")
    invited = newsapp(*linh, "writer", HOSTS="tin.example")
    assert invited.exit_code == 0, invited.output
    assert re.search(r"^http://tin\.example/admin/link/[\w-]{43}$", invited.output, re.MULTILINE)
    assert "the address of the site" in newsapp(*linh, "editor").output
    assert newsapp("user", "list").output == "linh@hunglac.example editor invited\n"


def test_user_role_disable_and_enable(newsapp: Command) -> None:
    for name in ("an", "binh"):
        newsapp("user", "add", f"{name}@hunglac.example", "--role", "administrator")
    assert (
        newsapp("user", "role", "an@hunglac.example", "writer").output
        == "an@hunglac.example is writer now\n"
    )
    assert newsapp("user", "disable", "an@hunglac.example").exit_code == 0
    assert newsapp("user", "list").output.splitlines() == [
        "an@hunglac.example writer disabled",
        "binh@hunglac.example administrator",
    ]
    assert newsapp("user", "enable", "an@hunglac.example").exit_code == 0
    assert newsapp("user", "reset-second-factor", "an@hunglac.example").exit_code == 0
    assert "disabled" not in newsapp("user", "list").output


@pytest.mark.parametrize("args", [("disable",), ("role", "writer")])
def test_user_keeps_the_last_administrator(newsapp: Command, args: tuple[str, ...]) -> None:
    newsapp("user", "add", "an@hunglac.example", "--role", "administrator")
    refused = newsapp("user", args[0], "an@hunglac.example", *args[1:])
    assert refused.exit_code == 1
    assert newsapp("user", "list").output == "an@hunglac.example administrator\n"


def test_user_add_refuses_an_address_that_is_taken(newsapp: Command) -> None:
    assert newsapp("user", "add", "an@hunglac.example", "--role", "writer").exit_code == 0
    again = newsapp("user", "add", "AN@hunglac.example", "--role", "editor")
    assert again.exit_code == 1
    assert "an@hunglac.example" in again.output


def test_demo_refuses_a_site_that_is_used(newsapp: Command) -> None:
    newsapp("user", "add", "an@hunglac.example", "--role", "writer")
    refused = newsapp("demo")
    assert refused.exit_code == 1
    assert "accounts already" in refused.output
    assert newsapp("init", "--demo").exit_code == 0
    assert "0 versions" in newsapp("reclean").output


@pytest.fixture
def never_served(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What `newsapp serve` would have started."""
    served: list[Any] = []
    monkeypatch.setattr("newsapp.operations.serving.serve", lambda *args: served.append(args))
    return served


def test_serve_says_that_the_port_is_taken(newsapp: Command, never_served: list[Any]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = newsapp("serve", "--port", str(port))
    assert refused.exit_code == 1
    assert f"cannot listen on 127.0.0.1 port {port}" in refused.output
    assert "--port" in refused.output
    assert never_served == []


def test_serve_names_a_host_that_is_none(newsapp: Command, never_served: list[Any]) -> None:
    assert (
        "cannot listen on no.such.host.invalid"
        in newsapp("serve", "--host", "no.such.host.invalid").output
    )
    assert never_served == []


@pytest.mark.parametrize(
    ("host", "is_warned"),
    [
        ("127.0.0.1", False),
        ("localhost", False),
        ("::1", False),
        ("0.0.0.0", True),  # noqa: S104 - nothing is served
        ("::", True),
    ],
)
def test_serve_warns_where_others_reach_it(
    newsapp: Command, never_served: list[Any], host: str, is_warned: bool
) -> None:
    if host.startswith("::") and not socket.has_dualstack_ipv6():
        pytest.skip("this machine has no IPv6")
    output = newsapp("serve", "--host", host, "--port", str(free_port())).output
    assert ("Slow clients can hold every thread" in output) is is_warned
    assert len(never_served) == 1


def test_options_win_over_settings(newsapp: Command, never_served: list[Any]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    newsapp("serve", "--port", str(port), "--workers", "3", PORT="1", THREADS="7", WORKERS="5")
    assert never_served == [("127.0.0.1", port, 3, 7, None)]


def test_every_command_says_what_it_does(newsapp: Command) -> None:
    group = cli._group()
    with click.Context(group) as context:
        ours = [
            name
            for name in group.list_commands(context)
            if (c := group.get_command(context, name)) and not c.help
        ]
    assert ours == []
