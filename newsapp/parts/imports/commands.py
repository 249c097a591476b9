"""`newsapp import wordpress` and `newsapp import feed`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from newsapp.importing import commands

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("wordpress")
@click.argument("file", type=_FILE)
@commands.options
@with_appcontext
def import_wordpress(file: Path, **given: Any) -> None:
    """Take the posts and pages of a WordPress export (WXR)."""
    from newsapp.parts.imports import wordpress

    commands.run(lambda: wordpress.read(file), commands.Options(**given))


@click.command("feed")
@click.argument("file", type=_FILE)
@commands.options
@with_appcontext
def import_feed(file: Path, **given: Any) -> None:
    """Take the articles of a feed, RSS or Atom, that was saved as a file."""
    from newsapp.parts.imports import feed

    commands.run(lambda: feed.read(file), commands.Options(**given))


ALL = (import_wordpress, import_feed)
