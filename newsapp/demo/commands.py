"""`newsapp demo`."""

from __future__ import annotations

import sys

import click
from flask.cli import with_appcontext


@click.command()
@with_appcontext
def demo() -> None:
    """Load the demo content and a first administrator into an empty site."""
    from newsapp.demo import loading

    if not loading.is_empty():
        raise click.ClickException(
            "This site has accounts already; demo content goes into an empty one only."
        )
    load()


def load() -> None:
    """Load the demo content, with a progress bar, and print how to sign in."""
    from newsapp.demo import loading

    with click.progressbar(
        length=loading.STEPS, label="Loading the demo content", file=sys.stderr
    ) as bar:
        email, password = loading.load(progress=bar.update)
    click.echo(f"\n  First administrator:  {email}\n  Password (shown once): {password}\n")
