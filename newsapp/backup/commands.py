"""`newsapp backup`, `restore`, `drill` and `sweep`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from newsapp import clock, config

PATH = click.Path(path_type=Path)


@contextmanager
def told_plainly() -> Iterator[None]:
    """What goes wrong here is a sentence, not a traceback."""
    from newsapp.backup.manifest import BackupError
    from newsapp.backup.turns import Busy

    try:
        yield
    except (BackupError, Busy, OSError, SQLAlchemyError) as reason:
        raise click.ClickException(str(reason).partition("\n")[0]) from None


@click.command()
@click.argument("target", type=PATH, required=False, metavar="[FILE_OR_FOLDER]")
@click.option("--keep", type=click.IntRange(1), help="How many backups the folder holds on to; the oldest go.")
@with_appcontext
def backup(target: Path | None, keep: int | None) -> None:
    """Back up databases, pictures, files, settings and secrets, while the site is used.

    FILE_OR_FOLDER is a file whose name ends in .tar.gz, which gets everything; or a folder of backups, in which each
    is a folder of its own and costs only what changed. Whoever can read a backup can sign in to the site: keep it safe.
    """
    from newsapp.backup import archive, turns

    with told_plainly(), turns.turn(current_app.config["INSTANCE"]):
        place = target or current_app.config["BACKUPS"]
        made = archive.back_up(place, config.stated(config.inherited()), at=clock.now(), keep=keep)
    click.echo(f"{made.path}: {len(made.manifest.entries)} files, {_megabytes(made.manifest.size)}, "
               f"{_megabytes(made.fresh)} of it new")  # fmt: skip


@click.command()
@click.argument("source", type=PATH, required=False, metavar="[FILE_OR_FOLDER]")
@click.option("--into", type=PATH, help="Another instance folder to restore to.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--forget-former", is_flag=True, help="Delete what earlier restores and upgrades put aside.")
def restore(source: Path | None, into: Path | None, yes: bool, forget_former: bool) -> None:
    """Put a backup in the place of the site, which must be stopped.

    Everything is unpacked aside, checked and migrated first. What stood there before is kept in a folder former-… of
    the instance, until --forget-former deletes it.
    """
    from newsapp.backup import restore as restoring
    from newsapp.backup import turns

    instance = (into or config.instance_folder(config.inherited())).resolve()
    if forget_former and source is None:
        gone = restoring.forget_former(instance)
        click.echo(f"Deleted {len(gone)} former states" if gone else "There is no former state")
        return
    if source is None:
        raise click.UsageError("Name the backup, or --forget-former.")
    with told_plainly(), turns.turn(instance):
        turns.refuse_while_served(instance)
        if not yes and (instance / "content.db").exists():
            click.confirm(f"Put {source} in the place of {instance}?", abort=True)
        urls = config.urls(config.inherited(), into=into)
        manifest = restoring.restore(_backup_at(source), instance, urls, clock.now())
    click.echo(f"Restored the state of {manifest.made_at} to {instance}")
    for folder in restoring.former_states(instance):
        click.echo(f"A former state is kept in {folder}; `newsapp restore --forget-former` deletes it")
    if kept := _settings_to_look_at(instance):
        click.echo(f"Settings in the backup that differ from the present ones: {', '.join(kept)}"
                   f" (see {instance / 'settings.env'})")  # fmt: skip


@click.command()
@click.argument("source", type=PATH, required=False, metavar="[FILE_OR_FOLDER]")
@with_appcontext
def drill(source: Path | None) -> None:
    """Prove that the latest backup, or the one named, restores: start a site on it and read it."""
    from newsapp.backup import drill as drilling
    from newsapp.backup import records, turns

    instance = current_app.config["INSTANCE"]
    with told_plainly(), turns.turn(instance):
        place = source or Path(records.last(instance, "backup").get("backup", current_app.config["BACKUPS"]))
        proof = drilling.drill(_backup_at(place), instance, config.urls(config.inherited()), clock.now())
    click.echo(f"{proof['backup']} restores: {proof['files']} files match, {proof['articles']} articles were read, "
               f"{proof['seconds']} s")  # fmt: skip


@click.command()
@with_appcontext
def sweep() -> None:
    """Clear away the debris of crashes and upgrades, and what has lain in the trash for thirty days."""
    from newsapp.articles import deleting
    from newsapp.backup import sweeping, turns

    with told_plainly(), turns.turn(current_app.config["INSTANCE"]):
        gone = sweeping.sweep(current_app.config["BACKUPS"])
        numbers = deleting.empty_trash(clock.now())
    for number in numbers:
        click.echo(f"Deleted article {number}, which had lain in the trash for {deleting.KEPT_IN_TRASH.days} days")
    for path in gone:
        click.echo(f"Deleted {path}")
    click.echo(f"Swept {len(gone)} leftovers")


ON_A_SITE = (backup, drill, sweep)
"""The commands that need a site that is set up."""


def _backup_at(place: Path) -> Path:
    """The backup itself, or the newest where a folder of backups is named."""
    from newsapp.backup import archive

    return (archive.latest(place) or place) if place.is_dir() else place


def _settings_to_look_at(instance: Path) -> list[str]:
    """Names of the settings that the backup states otherwise than the environment."""
    present = config.stated(config.inherited())
    try:
        lines = (instance / "settings.env").read_text("utf8").splitlines()
    except OSError:
        return []
    kept = dict(line.split("=", 1) for line in lines if "=" in line)
    return sorted(name for name in kept | present if kept.get(name, "").strip('"') != present.get(name, ""))


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
