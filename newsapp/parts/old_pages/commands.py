"""`newsapp import portal`: the pages of an old site, saved in a folder or an archive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from newsapp.importing import commands


@click.command("portal")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--encoding", help="Of all pages, where they do not say it right: windows-1258, tcvn3, vni …"
)
@click.option(
    "--profile",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="TOML file with the CSS selector of each field.",
)
@commands.options
@with_appcontext
def import_portal(path: Path, encoding: str | None, profile: Path | None, **given: Any) -> None:
    """Bring in articles from saved pages: a folder, a zip or a tar."""
    import tempfile
    from dataclasses import replace

    from newsapp.importing.incoming import Refused
    from newsapp.parts.old_pages import archives, reading

    manner = _manner(encoding, profile)
    options = commands.Options(**given)
    with tempfile.TemporaryDirectory(prefix="newsapp-import-") as room:
        try:
            folder, left = archives.opened(path, Path(room))
        except (Refused, OSError) as reason:
            raise click.ClickException(str(reason)) from None
        if options.uploads is None:
            options = replace(options, uploads=folder)
        commands.run(lambda: reading.read_folder(folder, manner, left), options)


def _manner(encoding: str | None, profile: Path | None) -> Any:
    from newsapp import clock
    from newsapp.page_reading import decoding
    from newsapp.page_reading import profile as profiles
    from newsapp.parts.old_pages.reading import Manner

    if encoding is not None and not decoding.is_known(encoding):
        raise click.BadParameter(f"there is no encoding {encoding}", param_hint="--encoding")
    chosen = None
    if profile is not None:
        try:
            chosen = profiles.read(profile.read_text("utf-8"))
        except (profiles.ProfileError, UnicodeDecodeError) as reason:
            raise click.BadParameter(str(reason), param_hint="--profile") from None
    return Manner(clock.zone(), clock.now(), encoding, chosen)
