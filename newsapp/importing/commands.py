"""`newsapp import`: the group of the readers' commands, and what they all share.

A part adds its command to `registry.import_commands`. The command takes `options`, opens its file,
and gives the reading to `run`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from newsapp.accounts.models import User
    from newsapp.importing.incoming import Reading
    from newsapp.importing.report import Report
    from newsapp.registry import Registry

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Options:
    """What is said on the command line, whatever the reader."""

    uploads: Path | None
    email: str | None
    category: str
    publish: bool
    dry_run: bool
    report: Path | None


def add_group(registry: Registry) -> None:
    """Add `newsapp import` with the commands of the parts, if there are any."""
    if registry.import_commands:
        group = click.Group("import", help="Bring articles in from elsewhere.")
        for command in registry.import_commands:
            group.add_command(command)
        registry.app.cli.add_command(group)


def options(function: Function) -> Function:
    """Let a command take the arguments of `Options`; it gets them as keywords."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    owner_help = "Whose articles they become; the first administrator's if not said."
    category_help = "For articles without one; the first one if not said."
    publish_help = "Publish also what is not known to have been public."
    report_help = "Write what came, changed and was left, and why, as CSV."
    report = click.Path(dir_okay=False, path_type=Path)
    for option in (
        click.option("--report", type=report, metavar="FILE", help=report_help),
        click.option("--dry-run", is_flag=True, help="Only say what would come."),
        click.option("--publish", is_flag=True, help=publish_help),
        click.option("--category", default="", metavar="NAME", help=category_help),
        click.option("--as", "email", metavar="EMAIL", help=owner_help),
        click.option("--uploads", type=folder, help="The old site's pictures and files."),
    ):
        function = option(function)
    return function


def run(read: Callable[[], Reading], given: Options) -> None:
    """Save what the reading gives, item by item, and tell what became of it."""
    from newsapp.accounts.permissions import NotAllowed
    from newsapp.importing import report
    from newsapp.importing.incoming import Refused

    with report.Report(given.report) as made:
        try:
            _save_all(read(), given, made)
        except (Refused, OSError) as reason:
            raise click.ClickException(str(reason)) from None
        except NotAllowed as reason:
            raise click.ClickException(f"the account may not do {reason.action}") from None
        finally:
            for line in made.summary():
                click.echo(line)


def _save_all(reading: Reading, given: Options, made: Report) -> None:
    from newsapp import clock
    from newsapp.database import db
    from newsapp.importing import report
    from newsapp.importing.saving import Saver
    from newsapp.importing.uploads import Uploads

    saver = Saver(
        actor=owner(given.email),
        at=clock.now(),
        uploads=Uploads(given.uploads),
        category=given.category,
        publishes_unknown=given.publish,
        is_dry=given.dry_run,
    )
    if given.dry_run:
        click.echo(report.heading())
    with click.progressbar(length=reading.count, label="Importing", file=sys.stderr) as bar:
        for item in reading.items:
            outcome = saver.save(item)
            made.add(outcome)
            if given.dry_run:
                click.echo("\n".join(report.line(outcome)))
            db.session.expunge_all()
            bar.update(1)


def owner(email: str | None) -> User:
    """The account of that address; the first administrator where none is said."""
    from sqlalchemy import select

    from newsapp.accounts.models import Role, User
    from newsapp.database import db

    is_owner = User.email == email.lower() if email else User.role == Role.ADMINISTRATOR
    found = db.session.scalars(select(User).where(is_owner).order_by(User.id)).first()
    if found is None:
        missing = f"account {email}" if email else "administrator"
        raise click.ClickException(f"there is no {missing}")
    return found
