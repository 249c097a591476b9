"""Telling that a task failed, or that it went well, where the setting NEWSAPP_ALARMS says.

An address is called as healthchecks.io and its like have it: itself after a success, with /fail
added after a failure. `{task}` in it stands for the task's name. An address without that is told
of a success only while no task has failed.
"""

from __future__ import annotations

import http.client
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from urllib.request import Request, urlopen

from flask import current_app
from flask_babel import gettext as _

from newsapp import clock
from newsapp.operations.alarms import mail, outcomes
from newsapp.operations.backup import records
from newsapp.operations.errors import OperationError

AGAIN = timedelta(hours=24)
"""The same failure of the same task is told by mail only so often."""
PATIENCE = 10
"""Seconds that an address may take to answer."""
TASK = "{task}"


def report(task: str, result: str) -> None:
    """Tell how a task's service ended. result: as systemd has it, "success" or another word.

    Raises OperationError where somebody could not be told.
    """
    instance: Path = current_app.config["INSTANCE"]
    failure = outcomes.failures(instance).get(task)
    if result == "success":
        outcomes.note_success(instance, task)
        if outcomes.take_told(instance, task):
            tell(_("đã hoạt động trở lại: %(task)s", task=task), "", _addresses())
        is_well = not outcomes.failures(instance)
        _call([url for url in _urls() if is_well or TASK in url], task, "", "")
        return
    if failure is None:
        problem = f"the service newsapp-{task} ended with “{result}”: journalctl -u newsapp-{task}"
        outcomes.note_failure(instance, task, problem)
        failure = outcomes.failures(instance)[task]
    _call(_urls(), task, "/fail", failure["problem"])
    if _was_told(failure):
        return
    tell(_("không thành công: %(task)s", task=task), failure["problem"], _addresses())
    outcomes.note_told(instance, task)


def test() -> list[str]:
    """Tell everybody that this is a test; return whom. Raises OperationError."""
    if not current_app.config["ALARMS"]:
        raise OperationError("NEWSAPP_ALARMS names nobody")
    tell(_("thử cảnh báo"), _("Thư này do lệnh newsapp test-alarm gửi."), _addresses())
    _call(_urls(), "backup", "", "")
    return list(current_app.config["ALARMS"])


def tell(subject: str, text: str, addresses: Sequence[str]) -> None:
    """Send a mail about this site. Raises OperationError."""
    if not addresses:
        return
    hosts = current_app.config["HOSTS"]
    site = hosts[0] if hosts else str(current_app.config["INSTANCE"])
    hint = _("Xem tình trạng trên máy chủ: newsapp check")
    try:
        mail.send(addresses, f"{site}: {subject}", f"{text}\n\n{hint}\n")
    except OSError as error:
        raise OperationError(f"no mail can be sent to {', '.join(addresses)}: {error}") from None


def _was_told(failure: records.Record) -> bool:
    if failure.get("told") != failure["kind"]:
        return False
    return clock.now() - datetime.fromisoformat(failure["told_at"]) < AGAIN


def _addresses() -> list[str]:
    return [place for place in current_app.config["ALARMS"] if "://" not in place]


def _urls() -> list[str]:
    return [place for place in current_app.config["ALARMS"] if "://" in place]


def _call(urls: Sequence[str], task: str, ending: str, text: str) -> None:
    for url in urls:
        address = url.replace(TASK, task).rstrip("/") + ending
        try:
            request = Request(address, data=text.encode())  # noqa: S310 - https, by the setting
            urlopen(request, timeout=PATIENCE).close()  # noqa: S310
        except (OSError, http.client.HTTPException) as error:
            raise OperationError(f"{address} cannot be called: {error}") from None
