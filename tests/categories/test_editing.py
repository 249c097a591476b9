from __future__ import annotations

import unicodedata

import pytest
from sqlalchemy import select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.accounts.permissions import NotAllowed
from newsapp.audit import AuditEvent
from newsapp.categories import editing, queries
from newsapp.categories.models import Category
from newsapp.database import db, writing


def add(actor: User, name: str, description: str = "") -> Category:
    with writing():
        return editing.add(name, description, actor=actor, at=clock.now())


def change(actor: User, category: Category, **fields: object) -> Category:
    values: dict[str, object] = {name: getattr(category, name) for name in ("name", "description", "position")}
    with writing():
        return editing.change(category, **(values | fields), actor=actor, at=clock.now())  # type: ignore[arg-type]


def told() -> list[str]:
    events = db.session.scalars(select(AuditEvent).where(AuditEvent.target_type == "category").order_by(AuditEvent.id))
    return [event.action for event in events]


def test_a_category_goes_to_the_end_of_the_menu(editor: User, news: Category) -> None:
    added = add(editor, unicodedata.normalize("NFD", "  Thông  báo\n"), " Tin ")
    assert (added.name, added.slug, added.description, added.position) == ("Thông báo", "thong-bao", "Tin", 2)
    assert list(db.session.scalars(queries.in_menu_order())) == [news, added]
    assert db.session.scalar(queries.by_slug("thong-bao")) is added
    assert told() == ["category.add"]


def test_names_that_read_alike_get_addresses_of_their_own(editor: User) -> None:
    added = {name: add(editor, name).slug for name in ("Bàn", "Bán", "Bạn", "Ban bè", "🎉", "🎊")}
    assert list(added.values()) == ["ban", "ban-2", "ban-3", "ban-be", "chuyen-muc", "chuyen-muc-2"]


@pytest.mark.parametrize("name", ["", " \n ", "x" * 101, "THÔNG BÁO", "Thông   báo", "\x00\u200b"])
def test_names_that_cannot_be(editor: User, name: str) -> None:
    add(editor, "Thông báo")
    with pytest.raises(editing.CategoryError):
        add(editor, name)
    assert told() == ["category.add"]


def test_a_name_loses_what_is_unseen(editor: User) -> None:
    assert add(editor, "Thông\x00\u200b\u00a0báo").name == "Thông báo"


def test_changing_keeps_the_address(editor: User, news: Category) -> None:
    change(editor, news, name="Tin trong ngành", description="Mô tả", position=9)
    assert (news.name, news.slug, news.position) == ("Tin trong ngành", "hoat-dong-so-nganh", 9)
    event = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "category.change")).one()
    assert event.details == {
        "before": ["Hoạt động Sở, Ngành", "", 1],
        "after": ["Tin trong ngành", "Mô tả", 9],
    }


def test_changing_nothing_is_not_told(editor: User, news: Category) -> None:
    change(editor, news)
    assert told() == []


def test_a_name_may_change_its_case_but_not_to_anothers(editor: User, news: Category) -> None:
    change(editor, news, name=news.name.upper())
    add(editor, "Thông báo")
    with pytest.raises(editing.CategoryError):
        change(editor, news, name="thông báo")


def test_a_writer_may_not(writer: User, news: Category) -> None:
    with pytest.raises(NotAllowed):
        add(writer, "Thông báo")
    with pytest.raises(NotAllowed):
        change(writer, news, name="x")
