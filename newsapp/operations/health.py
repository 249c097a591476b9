"""Is the site well? Two words for anybody who asks; numbers for a program on this machine only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.test import EnvironBuilder, run_wsgi_app

from newsapp import clock, migrating, write_pause
from newsapp.articles import queries
from newsapp.articles.models import Article
from newsapp.database import db
from newsapp.operations import release
from newsapp.operations.backup import records
from newsapp.operations.check import databases, files
from newsapp.visitors import counter
from newsapp.visitors.models import VisitorTotal

health = Blueprint("health", __name__)

LOOPBACK = frozenset({"127.0.0.1", "::1", "::ffff:127.0.0.1"})
FORWARDED = (
    "Forwarded",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-IP",
    "Via",
)
"""A request with one of these headers came through a proxy."""
Measure = tuple[str, str, float]
"""Name, labels and value, as Prometheus writes them."""
HELP = {
    "newsapp_info": "The release that runs.",
    "newsapp_up": "1 where the site reaches it: a database, or Redis.",
    "newsapp_articles": "Articles, and those that readers see.",
    "newsapp_visitors_online": "Visitors of the last minutes.",
    "newsapp_visits_total": "Visits since counting began.",
    "newsapp_pages_total": "Pages read since counting began.",
    "newsapp_disk_free_bytes": "Free space for the instance folder.",
    "newsapp_writes_paused": "1 while an upgrade holds writes back.",
    "newsapp_pending_migrations": "Databases that are not migrated.",
    "newsapp_database_bytes": "Size of a database file.",
    "newsapp_last_backup_timestamp_seconds": "When the last backup was made; 0: never.",
    "newsapp_last_proven_restore_timestamp_seconds": "When a backup last restored; 0: never.",
}


@health.get("/healthz")
def alive() -> Response:
    """200 while readers can be served."""
    try:
        db.session.execute(text("SELECT 1 FROM article LIMIT 1"))
    except SQLAlchemyError:
        return _answer(is_well=False)
    return _answer(is_well=True)


@health.get("/healthz/ready")
def ready() -> Response:
    """200 while both databases are there and migrated, the disk takes writes, and readers get
    the home page.
    """
    try:
        is_whole = not migrating.pending() and files.takes_writes(current_app.config["INSTANCE"])
        return _answer(is_well=is_whole and _home_is_served())
    except (SQLAlchemyError, OSError):
        return _answer(is_well=False)


def _home_is_served() -> bool:
    environ = EnvironBuilder("/", base_url=request.host_url).get_environ()
    _body, status, _headers = run_wsgi_app(current_app.wsgi_app, environ, buffered=True)
    return status.startswith("200")


def _answer(*, is_well: bool) -> Response:
    word, status = ("ok\n", 200) if is_well else ("unavailable\n", 503)
    return Response(word, status, mimetype="text/plain", headers={"Cache-Control": "no-store"})


@health.get("/metrics")
def metrics() -> Response:
    """For Prometheus on this machine; for everybody else there is no such page."""
    if not _comes_from_this_machine():
        abort(404)
    lines: list[str] = []
    for name, labels, value in _measures():
        kind = "counter" if name.endswith("_total") else "gauge"
        header = [f"# HELP {name} {HELP[name]}", f"# TYPE {name} {kind}"]
        if header[0] not in lines:
            lines += header
        lines.append(f"{name}{labels} {value:.17g}")
    body = "\n".join([*lines, ""])
    return Response(body, content_type="text/plain; version=0.0.4; charset=utf-8")


def _comes_from_this_machine() -> bool:
    """Whether the connection itself is local, and no proxy passed the request on."""
    environ = request.environ
    is_local = environ.get("werkzeug.proxy_fix.orig", environ).get("REMOTE_ADDR") in LOOPBACK
    return is_local and not any(name in request.headers for name in FORWARDED)


def _measures() -> Iterator[Measure]:
    """What is known. What asks a database or Redis that does not answer is left out."""
    yield "newsapp_info", f'{{version="{release.version()}"}}', 1
    for look in (_of_articles, _of_visitors, _of_databases, _of_the_machine):
        try:
            yield from look()
        except (SQLAlchemyError, OSError):
            db.session.rollback()


def _of_articles() -> Iterator[Measure]:
    articles = select(func.count()).select_from(Article)
    published = articles.where(queries.published(clock.now()))
    yield "newsapp_articles", '{state="all"}', db.session.scalar(articles) or 0
    yield "newsapp_articles", '{state="published"}', db.session.scalar(published) or 0


def _of_visitors() -> Iterator[Measure]:
    if (counts := counter().counts()) is not None:
        yield "newsapp_visitors_online", "", counts.online
        yield "newsapp_visits_total", "", counts.total
        pages = db.session.scalar(select(func.sum(VisitorTotal.pages))) or 0
        yield "newsapp_pages_total", "", pages


def _of_databases() -> Iterator[Measure]:
    for bind, engine in db.engines.items():
        yield "newsapp_up", f'{{of="{bind or "content"}"}}', float(_answers(engine))
    if current_app.config["REDIS_URL"]:
        yield "newsapp_up", '{of="redis"}', float(not list(databases.look_at_redis()))
    for bind, engine in db.engines.items():
        file = Path(engine.url.database or "")
        if engine.dialect.name == "sqlite" and file.exists():
            labels = f'{{database="{bind or "content"}"}}'
            yield "newsapp_database_bytes", labels, file.stat().st_size
    yield "newsapp_pending_migrations", "", len(migrating.pending())


def _answers(engine: Engine) -> bool:
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1 FROM alembic_version"))
    except SQLAlchemyError:
        return False
    return True


def _of_the_machine() -> Iterator[Measure]:
    instance: Path = current_app.config["INSTANCE"]
    yield "newsapp_disk_free_bytes", "", files.free_bytes(instance)
    yield "newsapp_writes_paused", "", float(write_pause.is_paused(instance))
    backup, proven = records.last(instance, "backup"), records.last(instance, "drill").get("proven")
    yield "newsapp_last_backup_timestamp_seconds", "", _unix_time(backup)
    yield "newsapp_last_proven_restore_timestamp_seconds", "", _unix_time(proven or {})


def _unix_time(record: records.Record) -> float:
    """When the record was made; 0 where there is none."""
    try:
        return datetime.fromisoformat(record["at"]).timestamp()
    except (KeyError, TypeError, ValueError):
        return 0
