"""`newsapp report` and `test-alarm`."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from newsapp import config
from newsapp.operations.errors import errors_as_messages


@click.command()
@click.argument("task")
@with_appcontext
def report(task: str) -> None:
    """Tell whom NEWSAPP_ALARMS names how a nightly task ended; the units of systemd call it.

    TASK is backup, check, drill, offsite or sweep; MONITOR_SERVICE_RESULT says how it ended.
    """
    from newsapp.operations.alarms import outcomes, sending

    result = config.inherited().get("MONITOR_SERVICE_RESULT", "success")
    with errors_as_messages(), outcomes.noted(current_app.config["INSTANCE"], "alarm"):
        sending.report(task.removeprefix("newsapp-"), result)


@click.command("test-alarm")
@with_appcontext
def test_alarm() -> None:
    """Send a test to everybody whom NEWSAPP_ALARMS names."""
    from newsapp.operations.alarms import outcomes, sending

    with errors_as_messages(), outcomes.noted(current_app.config["INSTANCE"], "alarm"):
        for place in sending.test():
            click.echo(f"Told {place}")
