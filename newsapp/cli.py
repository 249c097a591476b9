"""The `newsapp` command: it puts together the commands of all packages."""

from __future__ import annotations

import os
import sys

import click
from flask import Flask
from flask.cli import FlaskGroup


def init_app(app: Flask) -> None:
    """Add the commands that need a site that is set up."""
    from newsapp.accounts.commands import user
    from newsapp.articles.commands import reclean, refold
    from newsapp.demo.commands import demo
    from newsapp.operations.alarms.commands import report, test_alarm
    from newsapp.operations.backup.commands import backup, drill, offsite, sweep
    from newsapp.operations.commands import check
    from newsapp.operations.upgrade.commands import rollback, upgrade

    nightly = (check, backup, drill, offsite, sweep, report, test_alarm)
    for command in (*nightly, upgrade, rollback, demo, user, reclean, refold):
        app.cli.add_command(command)


def main() -> None:
    """Run the command line; a wrong setting is a sentence, not a traceback."""
    from newsapp.config import ConfigError
    from newsapp.migrating import UnknownRevision
    from newsapp.operations.commands import serve
    from newsapp.write_pause import WritesPaused

    os.umask(0o027)  # databases and uploads are no business of the machine's other users
    try:
        if sys.argv[1:2] == ["serve"]:
            # FlaskGroup loads the commands of other packages too, and they would stay in memory.
            serve.main(sys.argv[2:], prog_name="newsapp serve")
        _group().main()
    except (ConfigError, UnknownRevision, WritesPaused) as error:
        sys.exit(f"newsapp: {error}")


def _group() -> FlaskGroup:
    from newsapp import create_app, migrating
    from newsapp.cluster.commands import copy_database
    from newsapp.operations.backup.commands import restore
    from newsapp.operations.commands import init, serve

    def site() -> Flask:
        app = create_app()
        migrating.init_app(app)
        return app

    group = FlaskGroup(
        create_app=site,
        help="A news site for a small public agency.",
        load_dotenv=False,
        add_version_option=False,
    )
    for command in (init, serve, copy_database, restore):
        group.add_command(command)
    message = "newsapp %(version)s"
    click.version_option(package_name="newsapp", message=message)(group)
    return group
