"""The counts in the visitors' database, SQLite or PostgreSQL. The row of the totals is the lock
under which a batch is added.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, delete, func, select, text, update
from sqlalchemy.exc import SQLAlchemyError

from newsapp.visitors.aggregate import Aggregate, Calendar, aggregate
from newsapp.visitors.counter_store import (
    ONLINE,
    SESSION_LIFETIME,
    Batch,
    CounterStoreError,
    Counts,
    Hour,
    counts_at,
)
from newsapp.visitors.models import ArticleViews, HourlyCount, VisitorSession, VisitorTotal
from newsapp.visitors.sessions import number_of

CLEANUP_INTERVAL = 3600
"""Seconds between two deletions of old sessions."""

# The driver lets another thread run after each row. A batch of thousands of rows would wait as
# often, and every page with it, so the sessions travel as one JSON object, number to Unix time.
LAST_SEEN = {
    "sqlite": text(
        "SELECT json_group_object(visitor_session.id, last_seen) FROM visitor_session"
        " JOIN json_each(:sessions) AS given ON given.key = visitor_session.id"
    ),
    "postgresql": text(
        "SELECT CAST(json_object_agg(visitor_session.id, last_seen) AS text) FROM visitor_session"
        " JOIN json_each_text(CAST(:sessions AS json)) AS given ON given.key = visitor_session.id"
    ),
}
SAVE_SESSIONS = {
    "sqlite": text(
        "INSERT INTO visitor_session (id, last_seen)"
        " SELECT key, value FROM json_each(:sessions) WHERE true"
        " ON CONFLICT (id) DO UPDATE SET last_seen = excluded.last_seen"
    ),
    "postgresql": text(
        "INSERT INTO visitor_session (id, last_seen)"
        " SELECT key, CAST(value AS bigint) FROM json_each_text(CAST(:sessions AS json))"
        " ON CONFLICT (id) DO UPDATE SET last_seen = excluded.last_seen"
    ),
}
ADD_HOUR = text(
    "INSERT INTO visitor_hour (hour, visits, pages) VALUES (:hour, :visits, :pages)"
    " ON CONFLICT (hour) DO UPDATE SET visits = visitor_hour.visits + excluded.visits,"
    " pages = visitor_hour.pages + excluded.pages"
)
ADD_VIEWS = text(
    "INSERT INTO article_views (day, article_id, views) VALUES (:day, :article, :views)"
    " ON CONFLICT (day, article_id) DO UPDATE SET views = article_views.views + excluded.views"
)
SET_FORMER_VIEWS = text(
    "INSERT INTO article_views (day, article_id, views) VALUES (0, :article, :views)"
    " ON CONFLICT (day, article_id) DO UPDATE SET views = excluded.views"
)
ADD_TOTAL = text(
    "INSERT INTO visitor_total (id, visits, pages) VALUES (1, :visits, :pages)"
    " ON CONFLICT (id) DO UPDATE SET visits = visitor_total.visits + excluded.visits,"
    " pages = visitor_total.pages + excluded.pages"
)
READ = text(
    "SELECT (SELECT count(*) FROM visitor_session WHERE last_seen > :online_since),"
    " (SELECT sum(visits) FROM visitor_hour WHERE hour >= :today),"
    " (SELECT sum(visits) FROM visitor_hour WHERE hour >= :month),"
    " (SELECT visits FROM visitor_total),"
    " (SELECT count(*) FROM visitor_session WHERE last_seen > :online_at_midnight"
    " AND last_seen < :today)"
)


class SqlCounterStore:
    def __init__(self, engine: Engine, zone: ZoneInfo) -> None:
        self._engine = engine
        self._calendar = Calendar(zone)
        self._cleaned_up_at = 0

    def write(self, batch: Batch, now: int) -> Counts:
        numbers = {number_of(hit.session) for hit in batch.hits}
        with self._transaction(writes=True) as connection:
            _lock(connection)
            last_seen = _last_seen(connection, numbers)
            sums = aggregate(batch.hits, last_seen, self._calendar)
            _add(connection, sums)
            self._save_sessions(connection, sums.seen, now)
            return self._read(connection, now)

    def read(self, now: int) -> Counts:
        with self._transaction() as connection:
            return self._read(connection, now)

    def hours(self, since: int, until: int) -> list[Hour]:
        query = (
            select(HourlyCount.hour, HourlyCount.visits, HourlyCount.pages)
            .where(HourlyCount.hour >= since, HourlyCount.hour < until)
            .order_by(HourlyCount.hour)
        )
        with self._transaction() as connection:
            return [Hour(*row) for row in connection.execute(query)]

    def views(self, since: int, until: int) -> dict[int, int]:
        query = (
            select(ArticleViews.article_id, func.sum(ArticleViews.views))
            .where(ArticleViews.day >= since, ArticleViews.day < until)
            .group_by(ArticleViews.article_id)
        )
        with self._transaction() as connection:
            return {article: int(views) for article, views in connection.execute(query)}

    def views_of(self, article: int) -> int:
        query = select(func.sum(ArticleViews.views)).where(ArticleViews.article_id == article)
        with self._transaction() as connection:
            return int(connection.scalar(query) or 0)

    def set_former_views(self, article: int, views: int) -> None:
        with self._transaction(writes=True) as connection:
            connection.execute(SET_FORMER_VIEWS, {"article": article, "views": views})

    def first_hour(self) -> int | None:
        with self._transaction() as connection:
            return connection.scalar(select(func.min(HourlyCount.hour)))

    def set_initial(self, visits: int) -> None:
        counted = select(func.coalesce(func.sum(HourlyCount.visits), 0)).scalar_subquery()
        with self._transaction(writes=True) as connection:
            _lock(connection)
            connection.execute(update(VisitorTotal).values(visits=counted + visits))

    @contextmanager
    def _transaction(self, *, writes: bool = False) -> Iterator[Connection]:
        try:
            connection = self._engine.connect().execution_options(writes=writes)
            with connection, connection.begin():
                yield connection
        except SQLAlchemyError as error:
            raise CounterStoreError(str(error)) from error

    def _save_sessions(self, connection: Connection, seen: dict[str, int], now: int) -> None:
        statement = SAVE_SESSIONS[connection.dialect.name]
        connection.execute(statement, {"sessions": json.dumps(seen)})
        if now - self._cleaned_up_at > CLEANUP_INTERVAL:
            self._cleaned_up_at = now
            is_old = VisitorSession.last_seen < now - SESSION_LIFETIME
            connection.execute(delete(VisitorSession).where(is_old))

    def _read(self, connection: Connection, now: int) -> Counts:
        today, month = self._calendar.day(now), self._calendar.month(now)
        parameters = {
            "online_since": now - ONLINE,
            "online_at_midnight": today - ONLINE,
            "today": today,
            "month": month,
        }
        row = connection.execute(READ, parameters).one()
        *visits, still_there = (int(number or 0) for number in row)
        return counts_at(Counts(*visits), still_there, is_first_of_month=today == month)


def _lock(connection: Connection) -> None:
    lock = select(VisitorTotal.id).with_for_update()
    if connection.scalar(lock) is None:
        connection.execute(ADD_TOTAL, {"visits": 0, "pages": 0})


def _last_seen(connection: Connection, numbers: Iterable[str]) -> dict[str, int]:
    statement = LAST_SEEN[connection.dialect.name]
    sessions = json.dumps(dict.fromkeys(numbers))
    answer = connection.scalar(statement, {"sessions": sessions})
    last_seen: dict[str, int] = json.loads(answer or "{}")
    return last_seen


def _add(connection: Connection, sums: Aggregate) -> None:
    hours = [
        {"hour": hour, "visits": sums.visits[hour], "pages": sums.pages[hour]}
        for hour in sums.visits.keys() | sums.pages.keys()
    ]
    if hours:
        connection.execute(ADD_HOUR, hours)
    views = [
        {"day": day, "article": article, "views": number}
        for (day, article), number in sums.views.items()
    ]
    if views:
        connection.execute(ADD_VIEWS, views)
    total = {
        "visits": sums.visits.total(),
        "pages": sums.pages.total(),
    }
    connection.execute(ADD_TOTAL, total)
