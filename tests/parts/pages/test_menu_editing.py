from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.accounts.permissions import NotAllowed
from newsapp.audit import AuditEvent
from newsapp.categories import editing
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.pages import menu_editing
from newsapp.parts.pages.menu import placed_entries
from newsapp.parts.pages.menu_editing import MenuError
from newsapp.parts.pages.models import MenuEntry
from tests import cast


def do(verb: Any, *given: Any, actor: User, **named: Any) -> Any:
    with writing():
        result = verb(*given, **named, actor=actor, at=clock.now())
    db.session.expire_all()
    return result


def link(actor: User, label: str, **fields: Any) -> MenuEntry:
    named = {"address": "https://dvc.example/", "label": label} | fields
    entry: MenuEntry = do(menu_editing.add, "link", actor=actor, **named)
    return entry


def in_order() -> list[str]:
    """The names of the entries; those that readers do not see stand in brackets."""
    named = [(str(placed.item.label), placed.item.is_hidden) for placed in placed_entries()]
    return [f"[{name}]" if is_hidden else name for name, is_hidden in named]


def test_the_first_entry_goes_behind_what_the_menu_had(editor: User, news: Category) -> None:
    link(editor, "Dịch vụ công")
    assert in_order() == ["Trang chủ", news.name, "Dịch vụ công"]
    told = list(db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id)))
    assert told == ["user.add", "menu.begin", "menu.add"]


def test_entries_lead_to_what_we_have(editor: User, news: Category) -> None:
    cast.live(editor, news, tags=["học bổng"])
    page = cast.page(editor, "Giới thiệu")
    for kind, number in (
        ("page", page.id),
        ("tag", 1),
        ("documents", None),
        ("category", news.id),
    ):
        do(menu_editing.add, kind, number=number, actor=editor)
    assert in_order() == [
        "Trang chủ", news.name, "[Giới thiệu]", "học bổng", "Văn bản", news.name,
    ]  # fmt: skip


def test_one_level_below_and_the_order_in_each(editor: User) -> None:
    first, second = link(editor, "A"), link(editor, "B")
    below = [link(editor, f"A{n}", parent_id=first.id) for n in (1, 2)]
    assert in_order() == ["Trang chủ", "A", "A1", "A2", "B"]
    assert do(menu_editing.move, below[1], -1, actor=editor)
    assert do(menu_editing.move, second, -1, actor=editor)
    assert not do(menu_editing.move, below[1], -1, actor=editor)
    assert in_order() == ["Trang chủ", "B", "A", "A2", "A1"]
    do(menu_editing.change, below[0], label="B1", parent_id=second.id, actor=editor)
    assert in_order() == ["Trang chủ", "B", "B1", "A", "A2"]
    for one, parent in (
        (first, second.id),
        (second, second.id),
        (below[1], below[0].id),
        (below[1], 99),
    ):
        with pytest.raises(MenuError):
            do(menu_editing.change, one, label="x", parent_id=parent, actor=editor)


def test_moving_several_times_in_one_transaction(editor: User, news: Category) -> None:
    entry = link(editor, "A")
    with writing():
        moved = [menu_editing.move(entry, -1, actor=editor, at=clock.now()) for _step in range(3)]
    assert moved == [True, True, False]
    assert in_order() == ["A", "Trang chủ", news.name]


def test_removing_takes_what_stands_below_along(editor: User, news: Category) -> None:
    first = link(editor, "A")
    link(editor, "A1", parent_id=first.id)
    do(menu_editing.remove, first, actor=editor)
    assert in_order() == ["Trang chủ", news.name]
    do(menu_editing.reset, actor=editor)
    assert in_order() == []


def test_what_is_gone_leaves_the_menu(editor: User, news: Category) -> None:
    link(editor, "A")
    with writing():
        db.session.execute(delete(Category))
    assert in_order() == ["Trang chủ", "A"]


def test_a_hidden_category_keeps_its_place(editor: User, news: Category) -> None:
    with writing():
        editing.add("Đoàn thể", parent_id=news.id, actor=editor, at=clock.now())
    do(menu_editing.add, "category", number=2, actor=editor)
    with writing():
        news.is_hidden = True
    assert in_order() == ["Trang chủ", f"[{news.name}]", "[Đoàn thể]"]


@pytest.mark.parametrize(
    "address",
    ["", "dvc.example", "javascript:alert(1)", "//evil.example", "/\\evil.example", "https://", "https:///x",
     "https://a b.example", "ftp://dvc.example", "https://ai@dvc.example", "https://x.example/\u202e", "/" + "x" * 500],
)  # fmt: skip
def test_addresses_that_cannot_be(app: Flask, editor: User, address: str) -> None:
    with pytest.raises(MenuError):
        link(editor, "A", address=address)
    assert in_order() == []


@pytest.mark.parametrize(
    "address", ["https://dvc.example", "http://dvc.example:8080/a?b=ô#c", "/tim-kiem", " /van-ban "]
)
def test_addresses_that_can_be(editor: User, address: str) -> None:
    assert link(editor, "A", address=address).address == address.strip()


@pytest.mark.parametrize("label", ["", " \u202e ", "x" * 101])
def test_labels_that_cannot_be(editor: User, label: str) -> None:
    with pytest.raises(MenuError):
        link(editor, label)


def test_an_article_is_no_page_and_there_is_an_end(
    editor: User, news: Category, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = cast.live(editor, news)
    for kind, number in (("page", article.id), ("page", None), ("tag", 9)):
        with pytest.raises(MenuError):
            do(menu_editing.add, kind, number=number, actor=editor)
    monkeypatch.setattr(menu_editing, "MOST", 3)
    link(editor, "A")
    with pytest.raises(MenuError):
        link(editor, "B")


def test_an_entry_that_somebody_removed_meanwhile(editor: User) -> None:
    entry = link(editor, "A")
    number = entry.id
    do(menu_editing.remove, entry, actor=editor)
    for verb, named in (
        (menu_editing.remove, {}),
        (menu_editing.change, {"label": "B", "parent_id": None}),
    ):
        with pytest.raises(MenuError):
            do(verb, MenuEntry(id=number), actor=editor, **named)


def test_a_writer_may_not(writer: User, editor: User) -> None:
    entry = link(editor, "A")
    with pytest.raises(NotAllowed):
        link(writer, "B")
    for verb, given in (
        (menu_editing.begin, ()),
        (menu_editing.reset, ()),
        (menu_editing.remove, (entry,)),
    ):
        with pytest.raises(NotAllowed):
            do(verb, *given, actor=writer)
