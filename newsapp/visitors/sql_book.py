"""The counts in the visitors' database. One row is the lock under which a batch is added."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    JSON,
    BigInteger,
    Connection,
    Engine,
    Executable,
    String,
    bindparam,
    cast,
    delete,
    func,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from newsapp.visitors.book import KEPT, ONLINE, Batch, BookError, Counts, Hour
from newsapp.visitors.models import ArticleViews, HourlyCount, VisitorSession, VisitorTotal
from newsapp.visitors.sessions import number_of
from newsapp.visitors.tally import Calendar, tally

FORGETTING = 3600
"""Seconds between two deletions of sessions that are over."""


class SqlBook:
    def __init__(self, engine: Engine, zone: ZoneInfo) -> None:
        self._engine = engine
        self._calendar = Calendar(zone)
        self._forgot_at = 0

    def write(self, batch: Batch, now: int) -> Counts:
        try:
            with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
                self._add_batch(connection, batch, now)
                return self._read(connection, now)
        except SQLAlchemyError as error:
            raise BookError(str(error)) from error

    def read(self, now: int) -> Counts:
        try:
            with self._engine.begin() as connection:
                return self._read(connection, now)
        except SQLAlchemyError as error:
            raise BookError(str(error)) from error

    def hours(self, since: int, until: int) -> list[Hour]:
        query = select(HourlyCount.hour, HourlyCount.visits, HourlyCount.pages).where(
            HourlyCount.hour >= since, HourlyCount.hour < until
        )
        with self._engine.begin() as connection:
            return [Hour(*row) for row in connection.execute(query.order_by(HourlyCount.hour))]

    def views(self, since: int, until: int) -> dict[int, int]:
        query = (
            select(ArticleViews.article_id, func.sum(ArticleViews.views))
            .where(ArticleViews.day >= since, ArticleViews.day < until)
            .group_by(ArticleViews.article_id)
        )
        with self._engine.begin() as connection:
            return {article: int(views) for article, views in connection.execute(query)}

    def views_of(self, article: int) -> int:
        query = select(func.coalesce(func.sum(ArticleViews.views), 0)).where(ArticleViews.article_id == article)
        try:
            with self._engine.begin() as connection:
                return int(connection.execute(query).scalar_one())
        except SQLAlchemyError as error:
            raise BookError(str(error)) from error

    def first_hour(self) -> int | None:
        with self._engine.begin() as connection:
            return connection.scalar(select(func.min(HourlyCount.hour)))

    def set_initial(self, visits: int) -> None:
        with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            self._lock(connection)
            counted = select(func.coalesce(func.sum(HourlyCount.visits), 0)).scalar_subquery()
            connection.execute(update(VisitorTotal).values(visits=counted + visits))

    def _lock(self, connection: Connection) -> None:
        lock = select(VisitorTotal.visits).where(VisitorTotal.id == 1).with_for_update()
        if connection.execute(lock).first() is None:
            self._add(connection, VisitorTotal, [{"id": 1, "visits": 0, "pages": 0}])

    def _add_batch(self, connection: Connection, batch: Batch, now: int) -> None:
        self._lock(connection)
        numbers = {number_of(touch.session) for touch in batch.touches}
        sums = tally(batch.touches, self._last_seen(connection, numbers), self._calendar)
        hours = sorted(sums.visits.keys() | sums.pages.keys())
        self._add(
            connection, HourlyCount, [{"hour": h, "visits": sums.visits[h], "pages": sums.pages[h]} for h in hours]
        )
        views = [{"day": day, "article_id": article, "views": n} for (day, article), n in sorted(sums.views.items())]
        self._add(connection, ArticleViews, views)
        self._remember(connection, sums.seen, now)
        connection.execute(
            update(VisitorTotal).values(
                visits=VisitorTotal.visits + sums.visits.total(), pages=VisitorTotal.pages + sums.pages.total()
            )
        )

    def _last_seen(self, connection: Connection, numbers: Iterable[str]) -> dict[str, int]:
        statement, _remember = _of_sessions(connection.dialect.name)
        found = connection.scalar(statement, {"sessions": json.dumps(dict.fromkeys(numbers))})
        last_seen: dict[str, int] = json.loads(found or "{}")
        return last_seen

    def _remember(self, connection: Connection, seen: dict[str, int], now: int) -> None:
        _last_seen, statement = _of_sessions(connection.dialect.name)
        connection.execute(statement, {"sessions": json.dumps(seen)})
        if now - self._forgot_at > FORGETTING:
            connection.execute(delete(VisitorSession).where(VisitorSession.last_seen < now - KEPT))
            self._forgot_at = now

    def _add(
        self,
        connection: Connection,
        table: type[HourlyCount | VisitorTotal | ArticleViews],
        rows: list[dict[str, int]],
    ) -> None:
        """Insert the rows, or add their numbers to those that are there."""
        if not rows:
            return
        key = table.__mapper__.primary_key
        insert = _insert(connection.dialect.name)(table)
        numbers = [name for name in rows[0] if name not in {column.name for column in key}]
        statement = insert.on_conflict_do_update(
            index_elements=list(key),
            set_={name: getattr(table, name) + insert.excluded[name] for name in numbers},
        )
        connection.execute(statement, rows)

    def _read(self, connection: Connection, now: int) -> Counts:
        visits = func.coalesce(func.sum(HourlyCount.visits), 0)
        row: Any = connection.execute(
            select(
                select(func.count()).where(VisitorSession.last_seen > now - ONLINE).scalar_subquery(),
                select(visits).where(HourlyCount.hour >= self._calendar.day(now)).scalar_subquery(),
                select(visits).where(HourlyCount.hour >= self._calendar.month(now)).scalar_subquery(),
                select(func.coalesce(func.sum(VisitorTotal.visits), 0)).scalar_subquery(),
            )
        ).one()
        return Counts(*(int(number) for number in row))


def _insert(dialect: str) -> Callable[..., sqlite.Insert | postgresql.Insert]:
    return postgresql.insert if dialect == "postgresql" else sqlite.insert


@cache
def _of_sessions(dialect: str) -> tuple[Executable, Executable]:
    """What asks when the sessions :sessions were last seen, and what notes it: JSON, number to Unix time, both ways.

    The driver lets another thread run after each row. A batch of thousands would make it wait its turn as often, and
    every page with it; as JSON it is one row.
    """
    given, number, last_seen = bindparam("sessions", type_=String), VisitorSession.id, VisitorSession.last_seen
    if dialect == "postgresql":
        each, gathered = func.json_each_text(cast(given, JSON)), func.json_object_agg(number, last_seen)
    else:
        each, gathered = func.json_each(given), func.json_group_object(number, last_seen)
    sessions = each.table_valued("key", "value")
    ask = select(cast(gathered, String)).join(sessions, sessions.c.key == number)
    rows = select(sessions.c.key, cast(sessions.c.value, BigInteger)).where(true())
    insert = _insert(dialect)(VisitorSession).from_select(["id", "last_seen"], rows)
    return ask, insert.on_conflict_do_update(index_elements=["id"], set_={"last_seen": insert.excluded.last_seen})
