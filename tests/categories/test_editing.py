from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.accounts.permissions import NotAllowed
from newsapp.audit import AuditEvent
from newsapp.categories import editing, queries
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.redirects import FormerAddress


def add(actor: User, name: str, description: str = "") -> Category:
    with writing():
        return editing.add(name, description, actor=actor, at=clock.now())


def change(actor: User, category: Category, **fields: Any) -> Category:
    names = ("name", "description", "parent_id", "is_hidden")
    values = {name: getattr(category, name) for name in names} | {"moves_address": False}
    with writing():
        return editing.change(category, **(values | fields), actor=actor, at=clock.now())


def move(actor: User, category: Category, step: int) -> bool:
    with writing():
        return editing.move(category, step, actor=actor, at=clock.now())


def in_order() -> list[str]:
    return [one.name for one in db.session.scalars(queries.in_menu_order())]


def told() -> list[str]:
    events = db.session.scalars(
        select(AuditEvent).where(AuditEvent.target_type == "category").order_by(AuditEvent.id)
    )
    return [event.action for event in events]


def test_a_category_goes_to_the_end_of_the_menu(editor: User, news: Category) -> None:
    added = add(editor, unicodedata.normalize("NFD", "  Thông  báo\n"), " Tin ")
    assert (added.name, added.slug, added.description, added.position) == (
        "Thông báo",
        "thong-bao",
        "Tin",
        2,
    )
    assert list(db.session.scalars(queries.in_menu_order())) == [news, added]
    assert db.session.scalar(queries.by_slug("thong-bao")) is added
    assert told() == ["category.add"]


def test_names_that_read_alike_get_addresses_of_their_own(editor: User) -> None:
    added = {name: add(editor, name).slug for name in ("Bàn", "Bán", "Bạn", "Ban bè", "🎉", "🎊")}
    assert list(added.values()) == ["ban", "ban-2", "ban-3", "ban-be", "chuyen-muc", "chuyen-muc-2"]


@pytest.mark.parametrize(
    "name",
    ["", " \n ", "x" * 101, "THÔNG BÁO", "Thông   báo", "\x00\u200b", "\u202e", "\u202eThông báo"],
)
def test_names_that_cannot_be(editor: User, name: str) -> None:
    add(editor, "Thông báo")
    with pytest.raises(editing.CategoryError):
        add(editor, name)
    assert told() == ["category.add"]


def test_a_name_loses_what_is_unseen(editor: User) -> None:
    assert add(editor, "Thông\x00\u200b\u00a0báo").name == "Thông báo"


def test_changing_keeps_the_address(editor: User, news: Category) -> None:
    change(editor, news, name="Tin trong ngành", description="Mô tả", is_hidden=True)
    assert (news.name, news.slug, news.is_hidden) == ("Tin trong ngành", "hoat-dong-so-nganh", True)
    event = db.session.scalars(
        select(AuditEvent).where(AuditEvent.action == "category.change")
    ).one()
    assert event.details == {
        "before": ["Hoạt động Sở, Ngành", "hoat-dong-so-nganh", "", None, False],
        "after": ["Tin trong ngành", "hoat-dong-so-nganh", "Mô tả", None, True],
    }


def test_the_address_may_follow_the_name(editor: User, news: Category) -> None:
    change(editor, news, name="Tin trong ngành", moves_address=True)
    assert news.slug == "tin-trong-nganh"
    assert db.session.scalar(queries.once_at("hoat-dong-so-nganh")) is news


def test_addresses_there_and_back_again(editor: User) -> None:
    """A -> B -> C -> A: no chain and no circle, for a former address names the category itself."""
    one = add(editor, "A")
    for name in ("B", "C", "A"):
        change(editor, one, name=name, moves_address=True)
    assert one.slug == "a"
    assert db.session.scalar(queries.once_at("a")) is None
    assert db.session.scalar(queries.once_at("b")) is db.session.scalar(queries.once_at("c")) is one


def test_a_former_address_is_given_to_nobody_else(editor: User) -> None:
    one = add(editor, "A")
    change(editor, one, name="B", moves_address=True)
    other = add(editor, "A")
    assert other.slug == "a-2"
    change(editor, other, name="B b", moves_address=True)
    change(editor, one, name="A a", moves_address=True)
    assert {row.slug: row.target_id for row in db.session.scalars(select(FormerAddress))} == {
        "a": one.id, "b": one.id, "a-2": other.id,
    }  # fmt: skip


def test_moving_among_those_beside_it(editor: User) -> None:
    first, second, third = (add(editor, name) for name in ("A", "B", "C"))
    below = add(editor, "A1", ""), add(editor, "A2", "")
    for one in below:
        change(editor, one, parent_id=first.id)
    assert in_order() == ["A", "A1", "A2", "B", "C"]
    assert move(editor, third, -1)
    assert move(editor, below[1], -1)
    assert in_order() == ["A", "A2", "A1", "C", "B"]
    assert move(editor, first, 1)
    assert in_order() == ["C", "A", "A2", "A1", "B"]
    assert not move(editor, third, -1)
    assert not move(editor, second, 1)


def test_there_is_one_level_below(editor: User, news: Category) -> None:
    child, other = add(editor, "Con"), add(editor, "Khác")
    change(editor, child, parent_id=news.id)
    for one, parent in ((news, news.id), (news, other.id), (other, child.id), (other, 999)):
        with pytest.raises(editing.CategoryError):
            change(editor, one, parent_id=parent)
    with pytest.raises(editing.CategoryError), writing():
        editing.add("Cháu", parent_id=child.id, actor=editor, at=clock.now())


def test_two_who_rename_to_one_name(editor: User, app: Flask) -> None:
    """Both looked before either wrote: the second finds the name taken under the lock."""
    one, other = add(editor, "Một"), add(editor, "Hai")
    db.session.expunge(one)
    with writing():
        db.session.execute(update(Category).where(Category.id == other.id).values(name="Ba").execution_options(
            synchronize_session=False))  # fmt: skip
    one = db.session.get_one(Category, one.id)
    assert other.name == "Hai"  # as this session still has it
    with pytest.raises(editing.CategoryError):
        change(editor, one, name="ba")


def test_a_category_that_somebody_deleted_meanwhile(editor: User, news: Category) -> None:
    with writing():
        db.session.execute(delete(Category).execution_options(synchronize_session=False))
    with pytest.raises(editing.CategoryError):
        change(editor, news, name="Tin")


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
    with pytest.raises(NotAllowed):
        move(writer, news, 1)
