"""`newsapp seal` and `newsapp links`."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from newsapp.database import writing


@click.command()
@with_appcontext
def seal() -> None:
    """Seal every live text as it is, after a look at what `newsapp check` has named."""
    from newsapp.parts.seals import sealing

    with writing():
        count = sealing.seal_all()
    click.echo(f"Sealed {count} live texts")


@click.command()
@with_appcontext
def links() -> None:
    """List the hosts that live texts link to, the newest first."""
    from newsapp.parts.seals import link_hosts

    for each in link_hosts.by_first_appearance():
        moment = f"{each.first_seen:%Y-%m-%d %H:%M}" if each.first_seen else "in no version"
        click.echo(f"{moment:16}  {each.host}  {each.article_id} {each.title}")
