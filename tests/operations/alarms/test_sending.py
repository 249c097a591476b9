"""Somebody is told of a night that failed, once, and of one that went well again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from newsapp import config
from newsapp.operations.alarms import outcomes
from tests import cast
from tests.operations.alarms.places import MailServer, WebServer, running

Command = Callable[..., Result]


@pytest.fixture
def mail(app: Flask) -> Iterator[MailServer]:
    server = MailServer()
    with running(server):
        app.config.update(SMTP=server.url, HOSTS=["tin.hunglac.example"])
        app.config["ALARMS"] = ["quantri@hunglac.example", "truc@hunglac.example"]
        yield server


@pytest.fixture
def web(app: Flask) -> Iterator[WebServer]:
    server = WebServer()
    with running(server):
        app.config["ALARMS"] = [f"{server.url}/one", f"{server.url}/{{task}}"]
        yield server


@pytest.fixture
def newsapp(app: Flask) -> Command:
    def run(*arguments: str, result: str = "success") -> Result:
        environ = {"MONITOR_SERVICE_RESULT": result}
        return app.test_cli_runner().invoke(args=arguments, env=environ)

    return run


def failing_backup(app: Flask, newsapp: Command) -> None:
    """A backup that has no place, and its service's end."""
    app.config["BACKUPS"] = Path("/proc/none")
    assert newsapp("backup").exit_code == 1
    assert newsapp("report", "newsapp-backup", result="exit-code").exit_code == 0


def test_a_failed_backup_is_mailed_at_once_with_its_reason(
    app: Flask, mail: MailServer, newsapp: Command
) -> None:
    failing_backup(app, newsapp)
    (told,) = mail.mails
    assert told["To"] == "quantri@hunglac.example, truc@hunglac.example"
    assert told["From"] == "newsapp@tin.hunglac.example"
    assert told["Subject"] == "tin.hunglac.example: không thành công: backup"
    assert "/proc/none" in told.get_content()


def test_the_same_failure_is_mailed_once_a_day(
    app: Flask, mail: MailServer, newsapp: Command, stopped_clock: cast.StoppedClock
) -> None:
    failing_backup(app, newsapp)
    failing_backup(app, newsapp)
    assert len(mail.mails) == 1
    stopped_clock.moment += timedelta(hours=25)
    failing_backup(app, newsapp)
    assert len(mail.mails) == 2


def test_another_reason_is_mailed_too_and_so_is_the_end(
    app: Flask, mail: MailServer, newsapp: Command, tmp_path: Path
) -> None:
    failing_backup(app, newsapp)
    outcomes.note_failure(app.config["INSTANCE"], "backup", "the disk is full")
    newsapp("report", "newsapp-backup", result="exit-code")
    app.config["BACKUPS"] = tmp_path / "backups"
    assert newsapp("backup").exit_code == 0
    newsapp("report", "newsapp-backup")
    assert [mail["Subject"].partition(": ")[2] for mail in mail.mails] == [
        "không thành công: backup",
        "không thành công: backup",
        "đã hoạt động trở lại: backup",
    ]


def test_a_task_that_was_killed_is_told_too(mail: MailServer, newsapp: Command) -> None:
    newsapp("report", "newsapp-backup", result="oom-kill")
    assert "ended with “oom-kill”" in mail.mails[0].get_content()


def test_addresses_are_called_as_healthchecks_io_has_it(web: WebServer, newsapp: Command) -> None:
    newsapp("report", "newsapp-backup", result="exit-code")
    newsapp("report", "newsapp-sweep")
    newsapp("report", "newsapp-backup")
    assert web.paths == ["/one/fail", "/backup/fail", "/sweep", "/one", "/backup"]


def test_a_check_that_finds_an_error_is_told_with_what_it_found(
    app: Flask, mail: MailServer, newsapp: Command
) -> None:
    assert newsapp("check").exit_code == 1
    newsapp("report", "newsapp-check", result="exit-code")
    assert "chưa có quản trị viên nào" in mail.mails[0].get_content()


def test_a_test_can_be_sent(app: Flask, mail: MailServer, newsapp: Command) -> None:
    done = newsapp("test-alarm")
    assert done.output == "Told quantri@hunglac.example\nTold truc@hunglac.example\n"
    assert len(mail.mails) == 1
    app.config["ALARMS"] = []
    assert "NEWSAPP_ALARMS names nobody" in newsapp("test-alarm").output


def test_nobody_to_tell_is_no_failure(app: Flask, newsapp: Command) -> None:
    assert newsapp("report", "newsapp-backup", result="signal").exit_code == 0
    assert "backup" in outcomes.failures(app.config["INSTANCE"])


def test_an_alarm_that_cannot_be_sent_is_noted(app: Flask, newsapp: Command) -> None:
    app.config.update(ALARMS=["a@b.example"], SMTP="smtp://127.0.0.1:9")
    done = newsapp("report", "newsapp-backup", result="signal")
    assert done.exit_code == 1
    assert "no mail can be sent to a@b.example" in done.output
    assert {"alarm", "backup"} == outcomes.failures(app.config["INSTANCE"]).keys()


@pytest.mark.parametrize("text", ["nobody", "ftp://x.example/", "a@b.example, c"])
def test_a_place_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(config.ConfigError, match="NEWSAPP_ALARMS"):
        config.load({"NEWSAPP_ALARMS": text, "NEWSAPP_SECRET_KEY": "x"})
