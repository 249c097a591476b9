"""Is the site well? Two words for anybody who asks; numbers only for a program on this machine itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from newsapp import clock, migrating, pausing, release
from newsapp.articles import queries
from newsapp.articles.models import Article
from newsapp.backup import records
from newsapp.checking import disk
from newsapp.database import db
from newsapp.visitors.ledger import Ledger
from newsapp.visitors.models import VisitorTotal

health = Blueprint("health", __name__)

LOOPBACK = frozenset({"127.0.0.1", "::1", "::ffff:127.0.0.1"})
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")
"""A request that carries one of these came through a proxy, whoever sent it there."""
Measure = tuple[str, str, str, float]


@health.get("/healthz")
def alive() -> Response:
    """200 while readers can be served."""
    try:
        db.session.execute(text("SELECT 1 FROM article LIMIT 1"))
    except SQLAlchemyError:
        return _word("unavailable", 503)
    return _word("ok", 200)


@health.get("/healthz/ready")
def ready() -> Response:
    """200 once this release can do everything: both databases are there, migrated, and the disk takes writes."""
    try:
        is_ready = not migrating.pending() and disk.takes_writes(current_app.config["INSTANCE"])
    except (SQLAlchemyError, OSError):
        is_ready = False
    return _word("ok", 200) if is_ready else _word("unavailable", 503)


@health.get("/metrics")
def metrics() -> Response:
    """For Prometheus on this machine; for everybody else there is no such page."""
    if not _asks_from_this_machine():
        abort(404)
    lines: list[str] = []
    for name, kind, labels, value in _measures():
        if not any(line.startswith(f"# TYPE {name} ") for line in lines):
            lines.append(f"# TYPE {name} {kind}")
        lines.append(f"{name}{labels} {value:.17g}")
    return Response("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


def _word(said: str, status: int) -> Response:
    return Response(said + "\n", status, mimetype="text/plain", headers={"Cache-Control": "no-store"})


def _asks_from_this_machine() -> bool:
    """Whether the connection itself is local and nobody passed it on."""
    asked = request.environ
    is_local = asked.get("werkzeug.proxy_fix.orig", asked).get("REMOTE_ADDR") in LOOPBACK
    return is_local and not any(name in request.headers for name in FORWARDED)


def _measures() -> Iterator[Measure]:
    """(name, type, labels, value)"""
    instance: Path = current_app.config["INSTANCE"]
    now = clock.now()
    yield "newsapp_info", "gauge", f'{{version="{release.version()}"}}', 1
    articles = db.session.scalar(select(func.count()).select_from(Article)) or 0
    shown = db.session.scalar(select(func.count()).select_from(Article).where(queries.published(now))) or 0
    yield "newsapp_articles", "gauge", '{state="all"}', articles
    yield "newsapp_articles", "gauge", '{state="published"}', shown
    ledger: Ledger = current_app.extensions["ledger"]
    if (counts := ledger.counts()) is not None:
        yield "newsapp_visitors_online", "gauge", "", counts.online
        yield "newsapp_visits_total", "counter", "", counts.total
        pages = db.session.scalar(select(func.coalesce(func.sum(VisitorTotal.pages), 0))) or 0
        yield "newsapp_pages_total", "counter", "", pages
    yield "newsapp_disk_free_bytes", "gauge", "", disk.free(instance)
    yield "newsapp_writes_paused", "gauge", "", float(pausing.is_paused(instance))
    yield "newsapp_pending_migrations", "gauge", "", len(migrating.pending())
    for bind, engine in db.engines.items():
        if engine.dialect.name == "sqlite" and (file := Path(engine.url.database or "")).exists():
            yield "newsapp_database_bytes", "gauge", f'{{database="{bind or "content"}"}}', file.stat().st_size
    yield from _moment("newsapp_last_backup_timestamp_seconds", records.last(instance, "backup").get("at"))
    proven = records.last(instance, "drill").get("proven") or {}
    yield from _moment("newsapp_last_proven_restore_timestamp_seconds", proven.get("at"))


def _moment(name: str, said: str | None) -> Iterator[Measure]:
    """A gauge of Unix time; 0 where it has never been."""
    try:
        yield name, "gauge", "", datetime.fromisoformat(said).timestamp() if said else 0
    except ValueError:
        yield name, "gauge", "", 0
