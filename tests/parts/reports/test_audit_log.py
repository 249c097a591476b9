from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.audit import AuditEvent
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.reports import audit_log
from newsapp.parts.reports.audit_log import Filter, Position

AT = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)


def record(action: str, target: Any, actor: User | None, days: int = 0, **details: Any) -> None:
    with writing():
        audit.record(action, actor=actor, target=target, at=AT + timedelta(days=days), **details)


@pytest.fixture
def recorded(editor: User, writer: User, news: Category) -> None:
    record("category.add", news, editor, 0, name="Hoạt động Sở, Ngành")
    record("category.add", news, writer, 1, name='50 % "ĐẶC BIỆT" c:\\tệp_1')
    record("user.set_password", writer, None, 2)
    record("user.set_password", editor, editor, 3)


def found(**wanted: Any) -> list[int]:
    """The days on which what was found was done, latest first; the fixtures'
    own rows came later.
    """
    rows = db.session.scalars(audit_log.events(Filter(until=AT + timedelta(days=4), **wanted)))
    return [(event.at - AT).days for event in rows]


def test_latest_first(recorded: None) -> None:
    assert found() == [3, 2, 1, 0]


def test_each_way_to_narrow(recorded: None, editor: User, writer: User, news: Category) -> None:
    assert found(actor=editor.id) == [3, 0]
    assert found(actor=audit_log.COMMAND_LINE) == [2]
    assert found(action="category.add") == [1, 0]
    assert found(target_type="category", target_id=news.id) == [1, 0]
    assert found(target_type="user_account", target_id=writer.id) == [2]
    assert found(since=AT + timedelta(days=1), actor=editor.id) == [3]


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("Sở, Ngành", [0]),
        ("hoạt động", [0]),
        ("HOẠT ĐỘNG", [0]),
        ("đặc biệt", [1]),
        ("50 %", [1]),
        ("%", [1]),
        ("_", [1]),
        ('"', [1]),
        ("c:\\tệp", [1]),
        ("không có", []),
    ],
)
def test_text_is_found_with_its_accents_and_signs(
    recorded: None, typed: str, days: list[int]
) -> None:
    assert found(text=typed) == days


def test_going_on_from_a_position_misses_nothing_and_repeats_nothing(
    editor: User, news: Category
) -> None:
    for n in range(9):
        record("category.add", news, editor, n // 4, name=f"{n}")
    wanted, position, seen = Filter(action="category.add"), None, []
    while rows := list(db.session.scalars(audit_log.events(wanted, position).limit(2))):
        seen += [event.details["name"] for event in rows]
        position = Position.parse(str(Position(rows[-1].at, rows[-1].id)))
    assert seen == [str(n) for n in reversed(range(9))]


@pytest.mark.parametrize("wrong", ["", "1", "a.b", "-1.2", "1.2.3", "9" * 30 + ".1", "².1"])
def test_what_is_no_position_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError):
        Position.parse(wrong)


def test_counting_goes_no_further_than_asked(recorded: None) -> None:
    assert db.session.scalar(audit_log.count(Filter(), 2)) == 2
    assert db.session.scalar(audit_log.count(Filter(action="category.add"), 100)) == 2


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (Filter(), "ix_audit_event_at"),
        (Filter(actor=1), "ix_audit_event_actor_id_at"),
        (Filter(action="category.add"), "ix_audit_event_action_at"),
        (Filter(target_type="article", target_id=1), "ix_audit_event_target_type_target_id"),
        (Filter(since=AT, until=AT), "ix_audit_event_at"),
    ],
)
def test_each_search_has_its_index(recorded: None, wanted: Filter, index: str) -> None:
    statement = audit_log.events(wanted).limit(50)
    compiled = statement.compile(db.engine, compile_kwargs={"literal_binds": True})
    plan = [row.detail for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {compiled}"))]
    assert index in plan[0]
    assert wanted.target_id or not any("TEMP B-TREE" in step for step in plan), plan


def test_no_row_is_changed_by_looking(recorded: None) -> None:
    before = [
        (e.id, e.at, e.action, e.details)
        for e in db.session.query(AuditEvent).order_by(AuditEvent.id)
    ]
    found(text="Sở")
    assert before == [
        (e.id, e.at, e.action, e.details)
        for e in db.session.query(AuditEvent).order_by(AuditEvent.id)
    ]
