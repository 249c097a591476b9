"""`newsapp upgrade` and `newsapp rollback`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from flask import current_app
from flask.cli import with_appcontext

from newsapp import clock, config, write_pause
from newsapp.operations.errors import OperationError, errors_as_messages

if TYPE_CHECKING:
    from newsapp.operations.upgrade.switchover import Site

OPTIONS = (
    click.option(
        "--base",
        type=click.Path(path_type=Path),
        help="Folder of releases/ and current; default: where this release stands.",
    ),
    click.option(
        "--restart",
        default="systemctl reload-or-restart newsapp",
        show_default=True,
        help="Command after which the release that `current` leads to serves.",
    ),
    click.option(
        "--url",
        help="Where the server itself answers on this machine; default: by its settings.",
    ),
    click.option(
        "--patience",
        type=float,
        default=60,
        show_default=True,
        help="Seconds that the restarted site may take until it is well.",
    ),
)
"""Where the site runs, and how it is restarted."""


def _with_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in OPTIONS:
        command = option(command)
    return command


@click.command()
@click.argument("archive", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--sha256", help="The archive's checksum; default: from ARCHIVE.sha256.")
@_with_options
@with_appcontext
def upgrade(archive: Path, sha256: str | None, **options: Any) -> None:
    """Upgrade to the release in ARCHIVE, without the network.

    It is installed beside the present one, tried on a copy of the site, and only then switched to;
    where it is not well, the present one serves again by itself. Readers notice nothing; editors
    are asked to wait for some seconds.
    """
    from newsapp.operations import release
    from newsapp.operations.backup.archive import back_up
    from newsapp.operations.upgrade import releases, switchover

    with _exclusive_site(**options) as (site, _was_put_back):
        releases.verify(archive, sha256)
        old = releases.current(site.base)
        version = releases.version_in(archive)
        if release.order(version) <= release.order(old.version):
            raise OperationError(
                f"release {version} is not newer than the present one, {old.version}"
            )
        switchover.refuse_full_disks(site, archive)
        click.echo("Backing up")
        settings = config.stated(config.inherited())
        made = back_up(current_app.config["BACKUPS"], settings, at=clock.now())
        click.echo(f"Backed up to {made.path}. Installing release {version}")
        new = releases.install(archive, site.base)
        switchover.move(site, old, new, clock.now(), click.echo)
        releases.delete_others(site.base, old, new)
    click.echo(f"Release {new.version} serves. `newsapp rollback` goes back to {old.version}")


@click.command()
@_with_options
@with_appcontext
def rollback(**options: Any) -> None:
    """Go back to the release before the last upgrade, with everything that was written since.

    After an upgrade that was interrupted: put everything back as it was before.
    """
    from newsapp.operations.backup import records
    from newsapp.operations.upgrade import releases, switchover

    with _exclusive_site(**options) as (site, was_put_back):
        if was_put_back:
            return
        present = releases.current(site.base)
        before = records.last(site.instance, "upgrade").get("from", "")
        former = releases.Release(site.base / "releases" / before)
        if not before or former.path == present.path or not former.is_ready:
            raise OperationError("there is no release to go back to")
        switchover.move(site, present, former, clock.now(), click.echo)
    click.echo(f"Release {former.version} serves")


@contextmanager
def _exclusive_site(**options: Any) -> Iterator[tuple[Site, bool]]:
    """Lock the site, and put back first what an interrupted upgrade left.

    Gives the site, and whether there was something to put back.
    """
    from newsapp.operations.backup import lock
    from newsapp.operations.upgrade import switchover

    with errors_as_messages():
        site = _site(**options)
        with lock.exclusive(site.instance):
            was_interrupted = switchover.is_unfinished(site.instance)
            if was_interrupted:
                click.echo("An upgrade was interrupted: putting everything back")
                click.echo(f"Release {switchover.put_back(site)} serves again")
            else:
                write_pause.resume(site.instance)  # what an upgrade that was killed may have left
            yield site, was_interrupted


def _site(base: Path | None, restart: str, url: str | None, patience: float) -> Site:
    from newsapp.operations.upgrade import releases, switchover

    settings = current_app.config
    if config.urls(config.inherited()):
        raise OperationError("this upgrades sites on SQLite; for PostgreSQL, see the documentation")
    folder = releases.base_folder(base)
    instance: Path = settings["INSTANCE"].resolve()
    if instance.is_relative_to(folder / "releases"):
        raise OperationError(
            "NEWSAPP_INSTANCE stands in a release's folder: it would not outlive the release"
        )
    url = url or f"http://{settings['HOST']}:{settings['PORT']}"
    host = settings["HOSTS"][0] if settings["HOSTS"] else url.partition("//")[2]
    return switchover.Site(instance, folder, url.rstrip("/"), host, restart, patience)
