"""`newsapp reclean` and `newsapp refold`."""

from __future__ import annotations

import click
from flask.cli import with_appcontext


@click.command()
@with_appcontext
def reclean() -> None:
    """Clean again the bodies that an older sanitising policy let in."""
    from newsapp.articles.resanitise import reclean_all

    click.echo(f"Cleaned {reclean_all()} versions again")


@click.command()
@with_appcontext
def refold() -> None:
    """Make anew what the staff's list of articles is searched by."""
    from newsapp.articles import staff_search_index

    staff_search_index.forget_all()
    click.echo(f"Made it anew for {staff_search_index.catch_up()} articles")
