"""`newsapp backup`, `restore`, `drill`, `offsite` and `sweep`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from newsapp import clock, config
from newsapp.operations.errors import errors_as_messages

PATH = click.Path(path_type=Path)


@click.command()
@click.argument("target", type=PATH, required=False, metavar="[FILE_OR_FOLDER]")
@click.option(
    "--keep", type=click.IntRange(1), help="How many backups the folder holds on to; the oldest go."
)
@click.option(
    "--accept-loss", is_flag=True, help="The site is meant to hold so much less than before."
)
@with_appcontext
def backup(target: Path | None, keep: int | None, accept_loss: bool) -> None:
    """Back up databases, pictures, files, settings and secrets, while the site is used.

    FILE_OR_FOLDER is a file whose name ends in .tar.gz, which gets everything; or a folder of
    backups, in which each is a folder of its own and costs only what changed. Whoever can read a
    backup can sign in to the site: keep it safe. A backup that lacks what the one before has, or
    files that the content names, is kept apart, and deletes none.
    """
    from newsapp.operations.backup import archive, lock

    instance = current_app.config["INSTANCE"]
    with _nightly("backup", is_nightly=target is None), lock.exclusive(instance):
        place = target or current_app.config["BACKUPS"]
        settings = config.stated(config.inherited())
        made = archive.back_up(place, settings, at=clock.now(), keep=keep, accepts_loss=accept_loss)
    size, new = made.manifest.size / 1e6, made.new_bytes / 1e6
    click.echo(
        f"{made.path}: {len(made.manifest.entries)} files, {size:.1f} MB, {new:.1f} MB of it new"
    )


@click.command()
@click.argument("source", type=PATH, required=False, metavar="[FILE_OR_FOLDER]")
@click.option("--into", type=PATH, help="Another instance folder to restore to.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--forget-former", is_flag=True, help="Delete what earlier restores and upgrades put aside."
)
def restore(source: Path | None, into: Path | None, yes: bool, forget_former: bool) -> None:
    """Put a backup in the place of the site, which must be stopped.

    Everything is unpacked aside, checked and migrated first. What stood there before is kept in a
    folder former-… of the instance, until --forget-former deletes it.
    """
    from newsapp.operations.backup import lock
    from newsapp.operations.backup import restore as restoring

    instance = (into or config.instance_folder(config.inherited())).resolve()
    if forget_former and source is None:
        deleted = restoring.forget_former(instance)
        click.echo(
            f"Deleted {len(deleted)} former states" if deleted else "There is no former state"
        )
        return
    if source is None:
        raise click.UsageError("Name the backup, or --forget-former.")
    with errors_as_messages(), lock.exclusive(instance):
        lock.refuse_while_served(instance)
        if not yes and (instance / "content.db").exists():
            click.confirm(f"Put {source} in the place of {instance}?", abort=True)
        urls = config.urls(config.inherited(), into=into)
        manifest = restoring.restore(_backup_at(source), instance, urls, clock.now())
    click.echo(f"Restored the state of {manifest.made_at} to {instance}")
    for folder in restoring.former_states(instance):
        click.echo(
            f"A former state is kept in {folder}; `newsapp restore --forget-former` deletes it"
        )
    if differing := _differing_settings(instance / "settings.env"):
        click.echo(
            "Settings in the backup that differ from the present ones:"
            f" {', '.join(differing)} (see {instance / 'settings.env'})"
        )


@click.command()
@click.argument("source", type=PATH, required=False, metavar="[FILE_OR_FOLDER]")
@click.option("--accept-loss", is_flag=True, help="The site is meant to hold no article any more.")
@with_appcontext
def drill(source: Path | None, accept_loss: bool) -> None:
    """Prove that the latest backup, or the one named, restores: start a site on it and read it."""
    from newsapp.operations.backup import lock, records, restore_test

    instance = current_app.config["INSTANCE"]
    with _nightly("drill", is_nightly=source is None), lock.exclusive(instance):
        last = records.last(instance, "backup").get("backup", current_app.config["BACKUPS"])
        place = _backup_at(source or Path(last))
        urls = config.urls(config.inherited())
        proof = restore_test.drill(place, instance, urls, clock.now(), accepts_loss=accept_loss)
    click.echo(
        f"{proof['backup']} restores: {proof['files']} files match,"
        f" {proof['articles']} articles were read, {proof['seconds']} s"
    )


@click.command()
@with_appcontext
def offsite() -> None:
    """Copy the backups to where NEWSAPP_OFFSITE says; without it, do nothing."""
    from newsapp.operations.backup import lock
    from newsapp.operations.backup import offsite as other_place

    target = current_app.config["OFFSITE"]
    if not target:
        click.echo("NEWSAPP_OFFSITE names no place")
        return
    with _nightly("offsite"), lock.exclusive(current_app.config["INSTANCE"]):
        count = other_place.send(clock.now())
    click.echo(f"{count} backups are at {target}")


@click.command()
@with_appcontext
def sweep() -> None:
    """Clear away the debris of crashes and upgrades, and what has lain in the trash for thirty
    days.
    """
    from newsapp.articles import deleting
    from newsapp.operations.backup import lock, sweeping
    from newsapp.registry import registry

    with _nightly("sweep"), lock.exclusive(current_app.config["INSTANCE"]):
        paths = sweeping.sweep(current_app.config["BACKUPS"])
        numbers = deleting.empty_trash(clock.now())
        lines = [line for delete in registry().sweeps for line in delete(clock.now())]
    days = deleting.KEPT_IN_TRASH.days
    for number in numbers:
        click.echo(f"Deleted article {number}, which had lain in the trash for {days} days")
    for line in [*lines, *(f"Deleted {path}" for path in paths)]:
        click.echo(line)
    click.echo(f"Swept {len(paths)} leftovers")


@contextmanager
def _nightly(task: str, *, is_nightly: bool = True) -> Iterator[None]:
    """Let errors be messages; note how the task ends, unless somebody runs it on another place."""
    from newsapp.operations.alarms import outcomes

    noted = outcomes.noted(current_app.config["INSTANCE"], task) if is_nightly else nullcontext()
    with errors_as_messages(), noted:
        yield


def _backup_at(place: Path) -> Path:
    """The backup itself, or the newest where a folder of backups is named."""
    from newsapp.operations.backup import archive

    return (archive.latest(place) or place) if place.is_dir() else place


def _differing_settings(file: Path) -> list[str]:
    """Names of the settings that the file states otherwise than the environment."""
    present = config.stated(config.inherited())
    try:
        lines = file.read_text("utf8").splitlines()
    except OSError:
        return []
    backed_up = {}
    for line in lines:
        name, _sign, value = line.partition("=")
        backed_up[name] = value.strip('"')
    names = backed_up.keys() | present.keys()
    return sorted(name for name in names if backed_up.get(name, "") != present.get(name, ""))
