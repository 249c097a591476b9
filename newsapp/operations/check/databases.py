"""The databases: their shape, and whether every page of them can be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from newsapp import migrating
from newsapp.database import db
from newsapp.findings import InstallationFinding, error, warning
from newsapp.operations import former_site


def look() -> Iterator[InstallationFinding]:
    for bind, engine in db.engines.items():
        if engine.dialect.name == "sqlite":
            findings = list(_look_at_sqlite(bind or "content", engine))
            yield from findings
            if any(finding.code == "damaged" for finding in findings):
                return
    lost = former_site.lost_databases()
    for name in lost:
        what = _(
            "cơ sở dữ liệu %(name)s trống hoặc không còn, mà ở đây từng có một trang", name=name
        )
        restore_all = former_site.restore_command()
        remedy = _("Dừng trang và chạy: %(command)s", command=restore_all)
        yield error("database-lost", what, remedy)
    for bind in migrating.pending():
        if (bind or "content") in lost:
            continue
        what = _("cơ sở dữ liệu %(name)s chưa được nâng cấp cấu trúc", name=bind or "content")
        yield error("not-migrated", what, _("Chạy: newsapp init"))


def look_at_redis() -> Iterator[InstallationFinding]:
    url = current_app.config["REDIS_URL"]
    if not url:
        return
    import redis

    from newsapp.cluster.redis_connection import RedisConnection

    connection = RedisConnection(url)
    try:
        with connection.asking() as client:
            client.ping()
    except redis.RedisError as problem:
        what = _("Redis không trả lời: %(problem)s", problem=problem)
        remedy = _("Xem: systemctl status redis-server, và NEWSAPP_REDIS_URL.")
        yield error("redis-silent", what, remedy)
    finally:
        connection.client.close()


def _look_at_sqlite(name: str, engine: Engine) -> Iterator[InstallationFinding]:
    orphan, mode = None, "wal"
    restore = _(
        "Dừng trang, giữ một bản của tệp, rồi khôi phục bản sao lưu gần nhất: newsapp restore"
    )
    try:
        with engine.connect() as connection:
            problem = str(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar())
            orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            mode = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())
    except (DatabaseError, sqlite3.DatabaseError) as failure:
        problem = str(getattr(failure, "orig", failure))
    if problem != "ok":
        what = _("cơ sở dữ liệu %(name)s bị hỏng: %(problem)s", name=name, problem=problem)
        yield error("damaged", what, restore)
    if orphan:
        what = _(
            "cơ sở dữ liệu %(name)s có dòng thiếu dòng gốc, ở %(table)s", name=name, table=orphan[0]
        )
        yield error("orphans", what, restore)
    if mode != "wal":
        what = _(
            "cơ sở dữ liệu %(name)s ghi ở chế độ %(mode)s: bạn đọc phải chờ biên tập",
            name=name,
            mode=mode,
        )
        remedy = _("Chuyển thư mục dữ liệu sang ổ đĩa của máy; ổ đĩa mạng không dùng được.")
        yield warning("not-wal", what, remedy)
