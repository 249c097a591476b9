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
    from newsapp.parts.search import article_index

    length, label = max(1, article_index.count()), "Looking through the articles"
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        wrong = article_index.rebuild(bar.update)
    click.echo(f"{wrong} articles were indexed anew")
