"""`newsapp upgrade` and `newsapp rollback`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from flask import current_app
from flask.cli import with_appcontext

from newsapp import clock, config, pausing

if TYPE_CHECKING:
    from newsapp.upgrading.moving import Site

PATH = click.Path(path_type=Path)


def _place(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say where the site runs and how it is restarted."""
    for option in (
        click.option("--base", type=PATH, help="Folder of releases/ and current; default: where this release stands."),
        click.option("--restart", default="systemctl reload-or-restart newsapp", show_default=True,
                     help="Command after which the release that `current` leads to serves."),
        click.option("--url", help="Where the server itself answers on this machine; default: by its settings."),
        click.option("--patience", type=float, default=60, show_default=True,
                     help="Seconds that the restarted site may take until it is well."),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command()
@click.argument("archive", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--sha256", help="The archive's checksum; default: from ARCHIVE.sha256.")
@_place
@with_appcontext
def upgrade(
    archive: Path, sha256: str | None, base: Path | None, restart: str, url: str | None, patience: float
) -> None:
    """Upgrade to the release in ARCHIVE, without the network.

    It is installed beside the present one, tried on a copy of the site, and only then switched to; where it is not
    well, the present one serves again by itself. Readers notice nothing; editors are asked to wait for some seconds.
    """
    from newsapp.backup import archive as backups
    from newsapp.upgrading import moving, releases

    site = _site(base, restart, url)
    with _alone(site, patience):
        releases.verify(archive, sha256)
        old = releases.current(site.base)
        if not releases.is_newer(version := releases.version_in(archive), old.version):
            raise releases.UpgradeError(f"release {version} is not newer than the present one, {old.version}")
        moving.ask_for_room(site, archive)
        click.echo("Backing up")
        made = backups.back_up(current_app.config["BACKUPS"], config.stated(config.inherited()), at=clock.now())
        click.echo(f"Backed up to {made.path}. Installing release {version}")
        new = releases.install(archive, site.base)
        moving.move(site, old, new, clock.now(), click.echo, patience)
        releases.forget_others(site.base, old, new)
    click.echo(f"Release {new.version} serves. `newsapp rollback` goes back to {old.version}")


@click.command()
@_place
@with_appcontext
def rollback(base: Path | None, restart: str, url: str | None, patience: float) -> None:
    """Go back to the release before the last upgrade, with everything that was written since.

    After an upgrade that was interrupted: put everything back as it was before.
    """
    from newsapp.backup import records
    from newsapp.upgrading import moving, releases

    site = _site(base, restart, url)
    with _alone(site, patience) as was_put_back:
        if was_put_back:
            return
        present = releases.current(site.base)
        before = records.last(site.instance, "upgrade").get("from", "")
        former = releases.Release(site.base / "releases" / before)
        if not before or former.path == present.path or not former.is_ready:
            raise releases.UpgradeError("there is no release to go back to")
        moving.move(site, present, former, clock.now(), click.echo, patience)
    click.echo(f"Release {former.version} serves")


ON_A_SITE = (upgrade, rollback)


@contextmanager
def _alone(site: Site, patience: float) -> Iterator[bool]:
    """Hold the installation; first put back what an interrupted upgrade left. Gives whether there was such a thing."""
    from newsapp.backup import turns
    from newsapp.backup.manifest import BackupError
    from newsapp.upgrading import moving, releases

    try:
        with turns.turn(site.instance):
            was_interrupted = moving.is_unfinished(site.instance)
            if was_interrupted:
                click.echo("An upgrade was interrupted: putting everything back")
                click.echo(f"Release {moving.put_back(site, patience)} serves again")
            elif pausing.is_paused(site.instance):  # it was cut off after its last step but this
                pausing.resume(site.instance)
            yield was_interrupted
    except (turns.Busy, releases.UpgradeError, BackupError, OSError) as reason:
        raise click.ClickException(str(reason)) from None


def _site(base: Path | None, restart: str, url: str | None) -> Site:
    from newsapp.upgrading import moving, releases

    settings = current_app.config
    if config.urls(config.inherited()):
        raise click.ClickException("this upgrades sites on SQLite; for PostgreSQL, see the documentation")
    try:
        folder = releases.base_folder(base)
    except releases.UpgradeError as reason:
        raise click.ClickException(str(reason)) from None
    instance: Path = settings["INSTANCE"].resolve()
    if instance.is_relative_to(folder / "releases"):
        raise click.ClickException("NEWSAPP_INSTANCE stands in a release's folder: it would not outlive the release")
    where = url or f"http://{settings['HOST']}:{settings['PORT']}"
    host = settings["HOSTS"][0] if settings["HOSTS"] else where.partition("//")[2]
    return moving.Site(instance, config.inherited(), folder, where.rstrip("/"), host, restart)
