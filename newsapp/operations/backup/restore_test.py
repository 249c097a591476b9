"""The restore drill: a backup is proven once a site was started on it, had every file that its rows
name, and showed its articles and their pictures.
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from flask.testing import FlaskClient
from markupsafe import escape
from PIL import Image
from sqlalchemy import select

from newsapp import database
from newsapp.articles.models import Article
from newsapp.articles.queries import published
from newsapp.database import db
from newsapp.operations.backup import archive, losses, postgres, records
from newsapp.operations.backup.manifest import Manifest
from newsapp.operations.backup.records import Record
from newsapp.operations.backup.restore import (
    SETTINGS,
    Urls,
    load_dump,
    migrate,
    site_environment,
    stage,
)
from newsapp.operations.errors import OperationError

SCRATCH = "drill-"
UNCOUNTED = {"Sec-Purpose": "prefetch", "User-Agent": "Googlebot"}
"""Headers with which the counter of visitors leaves a request alone."""
Counts = Mapping[str, Mapping[str, int]]
"""Database -> table -> rows."""
_PICTURE = re.compile(r'"(/media/([0-9a-f]{32})-\d+\.(?:webp|jpg))[ "]')
"""The address of a stored picture in a page, and its digest."""


def drill(
    source: Path, instance: Path, urls: Urls, at: datetime, *, accepts_loss: bool = False
) -> Record:
    """Restore the backup to a scratch folder, start the site on it, and read its articles.

    accepts_loss: the site is meant to be empty, though earlier backups are not. How it went is
    noted in the instance folder, where the last success stays noted too. A dump of PostgreSQL is
    tried in a scratch database on the server that `urls` names. Raises OperationError, OSError.
    """
    began = time.monotonic()
    proven = records.last(instance, "drill").get("proven")
    scratch = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=instance))
    record: Record = {"at": at.isoformat(), "backup": str(source)}
    try:
        manifest = stage(source, scratch)
        if not accepts_loss:
            _refuse_empty(source, manifest, proven)
        articles = _start_and_read(scratch, manifest, urls, at)
    except Exception as error:
        failure = {"ok": False, "problem": str(error), "proven": proven}
        records.note(instance, "drill", record | failure)
        raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    record |= {
        "made_at": manifest.made_at,
        "counts": manifest.counts,
        "articles": articles,
        "files": len(manifest.entries),
        "seconds": round(time.monotonic() - began, 1),
    }
    records.note(instance, "drill", record | {"ok": True, "proven": record})
    return record


def _refuse_empty(source: Path, manifest: Manifest, proven: Record | None) -> None:
    """Raise OperationError where the site in the backup has no article, and had some before.

    proven: what was noted of the last backup that was proven to restore; where that one was empty,
    earlier ones do not count any more.
    """
    if _articles(manifest.counts):
        return
    last = proven or {}
    at, had = str(last.get("made_at", "")), _articles(last.get("counts") or {})
    since = "" if had else at
    for backup in archive.readable(source.parent):
        if not had and since < backup.manifest.made_at < manifest.made_at:
            at, had = backup.manifest.made_at, _articles(backup.manifest.counts)
    if had:
        raise OperationError(
            f"this backup holds no article, and that of {at} holds {had};"
            " if the site is meant to be empty: newsapp drill --accept-loss"
        )


def _articles(counts: Counts) -> int:
    return counts.get("content", {}).get("article", 0)


def _start_and_read(folder: Path, manifest: Manifest, urls: Urls, now: datetime) -> int:
    """Start the site and read it as a reader does; return how many articles were read."""
    from newsapp import create_app

    with ExitStack() as stack:
        scratches = {}
        for name in SETTINGS:
            dump = folder / f"{name}.dump"
            if dump.exists():
                scratches[name] = stack.enter_context(_loaded(dump, name, manifest, urls))
        if scratches:
            migrate(folder, scratches)
        app = create_app(site_environment(folder, scratches))
        with app.app_context():
            try:
                _refuse_missing_files(folder)
                return _read_pages(app.test_client(), manifest, now)
            finally:
                database.close()


@contextmanager
def _loaded(dump: Path, name: str, manifest: Manifest, urls: Urls) -> Iterator[str]:
    """The address of a scratch database that holds the dump."""
    if name not in urls:
        raise OperationError(
            f"{dump.name} is of PostgreSQL, and {SETTINGS[name]} names no server to try it on"
        )
    with postgres.scratch(postgres.address(urls[name])) as scratch:
        url = scratch.render_as_string(hide_password=False)
        load_dump(url, dump, name, manifest)
        yield url


def _refuse_missing_files(folder: Path) -> None:
    named = losses.expected_files(db.session.connection())
    if missing := losses.missing_files(named, losses.on_disk(folder, named)):
        raise OperationError(
            f"{len(missing)} files that its rows name are not in this backup,"
            f" the first is {missing[0]}"
        )


def _read_pages(browser: FlaskClient, manifest: Manifest, now: datetime) -> int:
    _page(browser, "/")
    numbers = [int(number) for number in manifest.articles]
    query = select(Article.id, Article.title).where(Article.id.in_(numbers), published(now))
    articles = db.session.execute(query).all()
    for number, title in articles:
        page = _page(browser, f"/tin-tuc/{number}").decode()
        if str(escape(title)) not in page:
            raise OperationError(f"the page of article {number} does not show its title")
        _open_pictures(browser, page)
    return len(articles)


def _open_pictures(browser: FlaskClient, page: str) -> None:
    """Open one size of each picture that the page shows."""
    addresses = {digest: address for address, digest in _PICTURE.findall(page)}
    for address in addresses.values():
        content = _page(browser, address)
        try:
            with Image.open(io.BytesIO(content)) as picture:
                picture.load()
        except OSError as error:
            raise OperationError(f"the picture {address} cannot be opened: {error}") from None


def _page(browser: FlaskClient, address: str) -> bytes:
    with browser.get(address, follow_redirects=True, headers=UNCOUNTED) as answer:
        if answer.status_code != 200:
            raise OperationError(f"{address} answers {answer.status_code} on the restored site")
        return answer.get_data()
