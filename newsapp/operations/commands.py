"""`newsapp init`, `serve` and `check`."""

from __future__ import annotations

import ipaddress
import json
import socket
import sys
from dataclasses import asdict

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _

from newsapp import config
from newsapp.operations.errors import errors_as_messages

WITHOUT_PROXY = (
    "Warning: other machines can reach this address. Slow clients can hold every thread of the"
    " server; put nginx in front of it (docs/en/install.md), or listen on 127.0.0.1."
)


@click.command()
@click.option("--demo", "with_demo", is_flag=True, help="On the first run, load the demo content.")
@click.option(
    "--accept-loss", is_flag=True, help="Make an empty database even where a site stood before."
)
def init(with_demo: bool, accept_loss: bool) -> None:
    """Create or migrate the databases, and make the secret key.

    Where a site stood before and its database is gone, it says how to bring that back.
    """
    from newsapp import create_app, migrating
    from newsapp.articles import staff_search_index
    from newsapp.demo import commands, loading
    from newsapp.operations import error_pages, former_site

    environ = config.inherited()
    folder = config.instance_folder(environ)
    has_key_of_its_own = bool(environ.get("NEWSAPP_SECRET_KEY"))
    if not has_key_of_its_own and not (folder / "secret_key").exists():
        environ |= {"NEWSAPP_SECRET_KEY": "until there is one"}
    app = create_app(environ)
    with app.app_context():
        with errors_as_messages():
            if not has_key_of_its_own:
                former_site.refuse_new_key()
            if not accept_loss:
                former_site.refuse_empty_databases()
        if migrating.upgrade():
            click.echo("Databases are up to date now")
        # last, so that what was interrupted before is still seen to be a first run
        if config.make_secret_key(folder):
            click.echo(f"Made a secret key in {folder}")
        staff_search_index.catch_up()
        if with_demo and loading.is_empty():
            commands.load()
    error_pages.prepare(app)


@click.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--workers", type=click.IntRange(1), help="Server processes.")
def serve(host: str | None, port: int | None, workers: int | None) -> None:
    """Serve the site. Put a proxy such as nginx in front where others than this machine reach it:
    a form that somebody sends slowly holds a thread for as long as it takes.
    """
    from newsapp.operations import serving

    settings = config.load(config.inherited())
    host, port = host or settings["HOST"], port or settings["PORT"]
    given = serving.given_socket()
    if given is None:
        _refuse_used_port(host, port)
        click.echo(f"Serving on http://{host}:{port}  (Ctrl+C stops it)")
        if not _is_loopback(host):
            click.echo(WITHOUT_PROXY, err=True)
    else:
        click.echo(f"Serving on the socket that was given: {given.getsockname()}")
    serving.serve(host, port, workers or settings["WORKERS"], settings["THREADS"], given)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _refuse_used_port(host: str, port: int) -> None:
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise click.ClickException(
            f"cannot listen on {host} port {port}: {error.strerror}."
            " Another program may be using the port;"
            f" choose another: --port {port + 1}, or PORT={port + 1} with make"
        ) from None


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs: a list of objects.")
@with_appcontext
def check(as_json: bool) -> None:
    """Say what is wrong with this installation, and what to do; exit with 1 where something is."""
    from newsapp.operations import check

    found = check.full_findings()
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in found], indent=1, ensure_ascii=False))
    elif not found:
        click.echo(_("Không có gì sai."))
    else:
        for finding in found:
            grade = _("lỗi") if finding.severity == "error" else _("lưu ý")
            click.echo(f"{grade}: {finding.what}\n    {finding.remedy}")
    if any(finding.severity == "error" for finding in found):
        sys.exit(1)
