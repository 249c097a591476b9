"""`newsapp import nukeviet`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from newsapp.importing import commands


@click.command("nukeviet")
@click.argument("dump", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@commands.options
@with_appcontext
def import_nukeviet(dump: Path, **given: Any) -> None:
    """Take the news in a dump of a NukeViet site's database (.sql or .sql.gz)."""
    from newsapp.parts.nukeviet import reading

    commands.run(lambda: reading.read(dump), commands.Options(**given))
