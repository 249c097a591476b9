"""`newsapp copy-database`."""

from __future__ import annotations

import sys

import click
from sqlalchemy.exc import SQLAlchemyError


@click.command("copy-database")
@click.argument("source")
@click.argument("target")
def copy_database(source: str, target: str) -> None:
    """Copy the database at address SOURCE into the empty one at TARGET, be it SQLite or PostgreSQL.

    Content and visitors are two databases: run it once for each. Stop the site first: what is
    written meanwhile stays behind. Nothing is left in TARGET unless every row is there, and like
    the original.
    """
    from newsapp.cluster import database_copy

    with click.progressbar(length=1, label="Copying", file=sys.stderr) as bar:

        def progress(done: int, steps: int) -> None:
            bar.length = max(1, steps)
            bar.update(done)

        try:
            copied = database_copy.copy_site(source, target, progress)
        except (database_copy.CopyError, SQLAlchemyError) as error:
            raise click.ClickException(str(error).partition("\n")[0]) from None
    for table, checksum in copied.items():
        click.echo(f"{checksum.rows:8} {table}  {checksum.hexadecimal[:16]}")
    click.echo("Every row is there, and like the original.")
