"""The restore drill: a backup counts as proven when a site was started on it and said what it should."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from flask.testing import FlaskClient
from markupsafe import escape
from sqlalchemy import select

from newsapp.articles.models import Article
from newsapp.articles.queries import published
from newsapp.backup import postgres, records
from newsapp.backup.manifest import BackupError, Manifest
from newsapp.backup.records import Record
from newsapp.backup.restore import SETTINGS, Urls, load_dump, migrate, site_environment, stage
from newsapp.database import db

SCRATCH = "drill-"


def drill(source: Path, instance: Path, urls: Urls, at: datetime) -> Record:
    """Restore the backup to a scratch folder, start the site on it, and note how that went in the instance folder.

    urls: as for restoring; a PostgreSQL dump is tried in a database made for it on the same server.
    Raises BackupError, OSError where it did not go well, which is noted too; the last success stays noted.
    """
    began = time.monotonic()
    proven = records.last(instance, "drill").get("proven")
    scratch = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=instance))
    try:
        manifest = stage(source, scratch)
        pages = _visit(scratch, manifest, urls, at)
    except Exception as error:
        problem = {"at": at.isoformat(), "ok": False, "backup": str(source), "problem": str(error), "proven": proven}
        records.note(instance, "drill", problem)
        raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    proof: Record = {
        "at": at.isoformat(),
        "backup": str(source),
        "made_at": manifest.made_at,
        "counts": manifest.counts,
        "articles": pages,
        "files": len(manifest.entries),
        "seconds": round(time.monotonic() - began, 1),
    }
    records.note(instance, "drill", proof | {"ok": True, "proven": proof})
    return proof


def _visit(folder: Path, manifest: Manifest, urls: Urls, now: datetime) -> int:
    """Start the site and read it as a reader does; return how many articles were read."""
    from newsapp import create_app

    with ExitStack() as stack:
        scratches = {
            name: stack.enter_context(_loaded(folder / f"{name}.dump", name, manifest, urls))
            for name in SETTINGS
            if (folder / f"{name}.dump").exists()
        }
        if scratches:
            migrate(folder, scratches)
        app = create_app(site_environment(folder, scratches))
        with app.app_context():
            try:
                return _read_pages(app.test_client(), manifest, now)
            finally:
                db.session.remove()
                for engine in db.engines.values():
                    engine.dispose()


@contextmanager
def _loaded(dump: Path, name: str, manifest: Manifest, urls: Urls) -> Iterator[str]:
    """The address of a database of its own that holds the dump."""
    if name not in urls:
        raise BackupError(f"{dump.name} is of PostgreSQL, and {SETTINGS[name]} names no server to try it on")
    with postgres.scratch(postgres.address(urls[name])) as url:
        load_dump(url, dump, name, manifest)
        yield url.render_as_string(hide_password=False)


def _read_pages(browser: FlaskClient, manifest: Manifest, now: datetime) -> int:
    _page(browser, "/")
    numbers = [int(number) for number in manifest.articles]
    seen = select(Article.id, Article.title).where(Article.id.in_(numbers), published(now))
    rows = db.session.execute(seen).all()
    for number, title in rows:
        page = _page(browser, f"/tin-tuc/{number}")
        if str(escape(title)) not in page:
            raise BackupError(f"the page of article {number} does not show its title")
    return len(rows)


def _page(browser: FlaskClient, address: str) -> str:
    answer = browser.get(address, follow_redirects=True, headers={"User-Agent": "newsapp drill (bot)"})
    if answer.status_code != 200:
        raise BackupError(f"{address} answers {answer.status_code} on the restored site")
    return answer.get_data(as_text=True)
