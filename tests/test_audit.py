from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import select

import newsapp
from newsapp import audit, clock
from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db, writing

RECORDED = re.compile(r"""audit\.record\(\s*"([\w.]+)\"""")


def test_every_action_that_is_recorded_is_declared_and_the_other_way_round() -> None:
    sources = Path(newsapp.__file__).parent.rglob("*.py")
    assert {name for path in sources for name in RECORDED.findall(path.read_text("utf8"))} == audit.ACTIONS.keys()


def test_a_row_says_who_did_what_to_what(editor: User, news: Category) -> None:
    now = clock.now()
    with writing():
        audit.record("category.add", actor=editor, target=news, at=now, name="Tên")
    event = db.session.scalars(select(audit.AuditEvent).where(audit.AuditEvent.action == "category.add")).one()
    assert (event.at, event.actor_id, event.target_type, event.target_id) == (now, editor.id, "category", news.id)
    assert event.details == {"name": "Tên"}


@pytest.mark.parametrize("details", [{}, {"name": "a", "more": 1}, {"title": "a"}])
def test_details_have_exactly_their_declared_keys(news: Category, details: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"category\.add takes"):
        audit.record("category.add", actor=None, target=news, at=clock.now(), **details)
