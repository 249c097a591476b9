"""`newsapp import docx`: Word files become articles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from newsapp.importing import commands


@click.command("docx")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@commands.options
@with_appcontext
def import_docx(paths: tuple[Path, ...], **given: Any) -> None:
    """Make an article of each Word file: files, or folders of them."""
    from dataclasses import replace

    from newsapp import clock
    from newsapp.parts.writing import docx_import

    options = commands.Options(**given)
    if options.uploads is None:
        first = paths[0]
        options = replace(options, uploads=first if first.is_dir() else first.parent)
    commands.run(lambda: docx_import.read_files(paths, clock.zone(), clock.now()), options)
