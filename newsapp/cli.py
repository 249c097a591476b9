"""The `newsapp` command: thin, each command one call into the part of the site that does it."""

from __future__ import annotations

import os
import socket
import sys

import click
from flask import Flask
from flask.cli import FlaskGroup, with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from newsapp.importing.commands import importing


def init_app(app: Flask) -> None:
    from newsapp.accounts.commands import user
    from newsapp.backup import commands as backup
    from newsapp.checking.commands import check
    from newsapp.search.commands import search
    from newsapp.upgrading import commands as upgrading
    from newsapp.visitors.commands import visitors

    for command in (check, *backup.ON_A_SITE, *upgrading.ON_A_SITE):
        app.cli.add_command(command)
    app.cli.add_command(demo)
    app.cli.add_command(user)
    app.cli.add_command(reclean)
    app.cli.add_command(refold)
    app.cli.add_command(visitors)
    app.cli.add_command(importing)
    app.cli.add_command(search)


def main() -> None:
    """Run the command line; a wrong setting is a sentence, not a traceback."""
    from newsapp.config import ConfigError
    from newsapp.pausing import WritesPaused

    os.umask(0o027)  # databases and uploads are no business of the machine's other users
    try:
        if sys.argv[1:2] == ["serve"]:  # the group below also loads what other packages add to it, and keeps it
            serve.main(sys.argv[2:], prog_name="newsapp serve")
        _group().main()
    except (ConfigError, WritesPaused) as reason:
        sys.exit(f"newsapp: {reason}")


def _group() -> FlaskGroup:
    from newsapp import create_app, migrating
    from newsapp.backup import commands as backup

    def site() -> Flask:
        app = create_app()
        migrating.init_app(app)
        return app

    group = FlaskGroup(create_app=site, help="A news site for a small public agency.", load_dotenv=False)
    group.add_command(init)
    group.add_command(serve)
    group.add_command(copy_database)
    group.add_command(backup.restore)
    return group


@click.command()
@click.option("--demo", "with_demo", is_flag=True, help="On the first run, load the demo content.")
def init(with_demo: bool) -> None:
    """Create or migrate the databases, and make the secret key."""
    from newsapp import config, create_app, migrating
    from newsapp.demo import loading
    from newsapp.desk import latest
    from newsapp.web import error_pages

    folder = config.instance_folder(os.environ)
    if config.make_secret_key(folder):
        click.echo(f"Made a secret key in {folder}")
    app = create_app()
    with app.app_context():
        if migrating.upgrade():
            click.echo("Databases are up to date now")
        latest.catch_up()
        if with_demo and loading.is_empty():
            _load_demo()
    error_pages.prepare(app)


@click.command()
@with_appcontext
def demo() -> None:
    """Load the demo content and a first administrator into an empty site."""
    from newsapp.demo import loading

    if not loading.is_empty():
        raise click.ClickException("This site has accounts already; demo content goes into an empty one only.")
    _load_demo()


def _load_demo() -> None:
    from newsapp.demo import loading

    with click.progressbar(length=loading.STEPS, label="Loading the demo content", file=sys.stderr) as bar:
        email, password = loading.load(progress=bar.update)
    click.echo(f"\n  First administrator:  {email}\n  Password (shown once): {password}\n")


@click.command()
@with_appcontext
def reclean() -> None:
    """Clean again the bodies that an older sanitising policy let in."""
    from newsapp.articles.recleaning import reclean_all

    click.echo(f"Cleaned {reclean_all()} versions again")


@click.command()
@with_appcontext
def refold() -> None:
    """Make anew what the staff's list of articles is searched by."""
    from newsapp.desk import latest

    latest.forget_all()
    click.echo(f"Made it anew for {latest.catch_up()} articles")


@click.command("copy-database")
@click.argument("source")
@click.argument("target")
def copy_database(source: str, target: str) -> None:
    """Copy the database at address SOURCE into the empty one at TARGET, be it SQLite or PostgreSQL.

    Content and visitors are two databases: run it once for each. Stop the site first: what is written meanwhile stays
    behind. Nothing is left in TARGET unless every row is there, and like the original.
    """
    from newsapp import copying, create_app, migrating
    from newsapp.database import db

    def migrate(environ: dict[str, str]) -> None:
        app = create_app(environ)
        with app.app_context():
            migrating.upgrade()
            for engine in db.engines.values():
                engine.dispose()

    with click.progressbar(length=1, label="Copying", file=sys.stderr) as bar:

        def progress(done: int, steps: int) -> None:
            bar.length = max(1, steps)
            bar.update(done)

        try:
            copied = copying.copy_site(source, target, migrate, progress)
        except (copying.CopyError, SQLAlchemyError) as reason:
            raise click.ClickException(str(reason).partition("\n")[0]) from None
    for table in copied:
        click.echo(f"{table.rows:8} {table.table}  {table.digest[:16]}")
    click.echo("Every row is there, and like the original.")


@click.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--workers", type=click.IntRange(1), help="Server processes.")
def serve(host: str | None, port: int | None, workers: int | None) -> None:
    """Serve the site."""
    from newsapp import config, serving

    settings = config.load(os.environ)
    host, port = host or settings["HOST"], port or settings["PORT"]
    workers, threads = workers or settings["WORKERS"], settings["THREADS"]
    if (given := serving.given_socket(os.environ)) is not None:
        click.echo(f"Serving on the socket that was given: {given.getsockname()}")
        serving.serve(host, port, workers, threads, given)
        return
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as reason:
        raise click.ClickException(
            f"cannot listen on {host} port {port}: {reason.strerror}. Another program may be using the port;"
            f" choose another: --port {port + 1}, or PORT={port + 1} with make"
        ) from None
    click.echo(f"Serving on http://{host}:{port}  (Ctrl+C stops it)")
    serving.serve(host, port, workers, threads)
