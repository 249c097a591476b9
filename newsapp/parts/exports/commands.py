"""`newsapp export` and `newsapp import newsapp`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import click
from flask import current_app
from flask.cli import with_appcontext

PATH = click.Path(path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("target", type=PATH, metavar="FILE_OR_FOLDER")
@click.option("--wordpress", is_flag=True, help="Articles and pages as WXR, for WordPress.")
@click.option("--static", is_flag=True, help="What readers see as a folder of plain files.")
@click.option("--site", metavar="https://NAME", help="The address that the pages or WordPress use.")
@with_appcontext
def export(target: Path, wordpress: bool, static: bool, site: str | None) -> None:
    """Write all that the site has to FILE_OR_FOLDER, for another site.

    The file is a ZIP archive of JSON Lines, a file for each table, with the pictures and files; in
    a folder it is named by the day. Passwords, second factors and sessions stay here.
    """
    from newsapp import clock
    from newsapp.parts.exports import exporting

    if wordpress and static:
        raise click.UsageError("Say --wordpress or --static, not both.")
    if wordpress:
        _export_wordpress(target, site or _own_address())
        return
    if static:
        _export_static(target, site or _own_address())
        return
    day = clock.local_date(clock.now()).isoformat()
    path = target / f"newsapp-{day}.zip" if target.is_dir() else target
    with _errors_as_messages(), _bar("Exporting", exporting.count()) as bar:
        exported = exporting.export(path, bar.update)
    for missing in exported.missing:
        click.echo(f"missing in the library: {missing}", err=True)
    size = path.stat().st_size / 1e6
    click.echo(f"{path}: {exported.rows} rows, {exported.files} files, {size:.1f} MB")


def _export_wordpress(target: Path, site: str) -> None:
    from sqlalchemy import func, select

    from newsapp.articles.models import Article
    from newsapp.database import db
    from newsapp.parts.exports import wordpress

    length = db.session.scalar(select(func.count(Article.id))) or 0
    with _errors_as_messages(), _bar("Exporting", length) as bar:
        count = wordpress.export(target, site.rstrip("/"), bar.update)
    click.echo(f"{target}: {count} articles and pages; their pictures stay at {site}")


def _export_static(target: Path, site: str) -> None:
    from newsapp.parts.exports import static_site

    split = urlsplit(site.rstrip("/").lower())
    if (
        split.scheme not in ("http", "https")
        or split.geturl() != f"{split.scheme}://{split.netloc}"
    ):
        raise click.UsageError("Say --site as a scheme and a name, such as https://so.example.")
    with _errors_as_messages(), _bar("Exporting", 1) as bar:

        def progress(ready: int, known: int) -> None:
            bar.length = known
            bar.update(ready - bar.pos)

        count = static_site.export(target, split.geturl(), progress)
    click.echo(f"{target}: {count} files for {site}")


def _own_address() -> str:
    hosts = current_app.config["HOSTS"]
    if not hosts:
        raise click.UsageError("Say with --site where the site is, such as https://so.example.")
    return f"{'https' if current_app.config['HTTPS'] else 'http'}://{hosts[0]}"


@click.command("newsapp")
@click.argument("source", type=FILE, metavar="FILE")
@click.option("--dry-run", is_flag=True, help="Only check the file and say what it holds.")
@with_appcontext
def import_newsapp(source: Path, dry_run: bool) -> None:
    """Bring an export of newsapp into this site, which must be empty.

    Everything comes, or nothing does. Nobody has a password afterwards: `newsapp user password`
    gives one.
    """
    from newsapp.parts.exports import archive, loading

    with _errors_as_messages(), archive.reading(source) as reader:
        loading.refuse_unless_empty()
        free = archive.free_bytes(current_app.config["INSTANCE"])
        with _bar("Checking", reader.size) as bar:
            reader.verify(free, bar.update)
        if dry_run:
            for path in reader.members:
                if not path.startswith("media/"):
                    click.echo(f"{sum(1 for _line in reader.lines(path)):8} {path}")
            return
        with _bar("Importing", reader.size) as bar:
            count = loading.load(reader, bar.update)
    click.echo(f"{count} rows are here. `newsapp user password EMAIL` lets somebody sign in")


@contextmanager
def _bar(label: str, length: int) -> Iterator[click._termui_impl.ProgressBar[int]]:
    with click.progressbar(length=max(1, length), label=label, file=sys.stderr) as bar:
        yield bar


@contextmanager
def _errors_as_messages() -> Iterator[None]:
    from newsapp.parts.exports.values import ExportError

    try:
        yield
    except (ExportError, OSError) as error:
        raise click.ClickException(str(error)) from None
