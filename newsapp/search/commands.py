"""`newsapp search`."""

from __future__ import annotations

import sys

import click
from flask.cli import with_appcontext


@click.group()
def search() -> None:
    """What readers find."""


@search.command()
@with_appcontext
def rebuild() -> None:
    """Go through all live texts, and put right what the search does not know as it is."""
    from newsapp.articles import indexing

    there = max(1, indexing.count())
    with click.progressbar(length=there, label="Looking through the articles", file=sys.stderr) as bar:
        wrong = indexing.rebuild(bar.update)
    click.echo(f"{wrong} articles were indexed anew")
