"""The menu as staff arranged it: what readers see of it, hour by hour."""

from __future__ import annotations

from typing import Any

from flask import Flask

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.categories import editing
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.pages import menu_editing
from newsapp.parts.pages.models import MenuEntry
from newsapp.registry import MenuItem, MenuTarget
from tests import cast
from tests.pages import PageClient
from tests.statements import statements


def place(actor: User, kind: str, number: int | None = None, **fields: Any) -> MenuEntry:
    with writing():
        return menu_editing.add(kind, number=number, actor=actor, at=clock.now(), **fields)


def labels(client: PageClient, address: str = "/") -> list[str]:
    return [link.text for link in client.get(address).page.xpath("//nav[@class='menu']//a")]


def test_a_page_comes_and_goes_by_the_clock(
    client: PageClient, editor: User, news: Category, stopped_clock: cast.StoppedClock
) -> None:
    page = cast.page(editor, "Giới thiệu", live=True)
    place(editor, "page", page.id)
    with writing():
        page.go_live_at = clock.now().replace(hour=3)
        page.expire_at = clock.now().replace(hour=4)
    assert labels(client) == ["Trang chủ", news.name]
    stopped_clock.move(hours=1)
    assert labels(client) == ["Trang chủ", news.name, "Giới thiệu"]
    assert client.get("/trang/gioi-thieu").page.xpath(
        "//nav[@class='menu']//a[@aria-current='page']/text()"
    ) == ["Giới thiệu"]
    stopped_clock.move(hours=1)
    assert labels(client) == ["Trang chủ", news.name]


def test_a_category_brings_those_below_it_unless_staff_placed_some(
    client: PageClient, editor: User, news: Category
) -> None:
    with writing():
        editing.add("Đoàn thể", parent_id=news.id, actor=editor, at=clock.now())
    link = place(editor, "link", address="https://dvc.example", label="Dịch vụ công")
    assert labels(client) == ["Trang chủ", news.name, "Đoàn thể", "Dịch vụ công"]
    with writing():
        menu_editing.change(link, label="Dịch vụ công", parent_id=2, actor=editor, at=clock.now())
    assert labels(client) == ["Trang chủ", news.name, "Dịch vụ công"]


def test_an_entry_follows_the_name_of_what_it_leads_to(
    client: PageClient, editor: User, news: Category
) -> None:
    place(editor, "category", news.id, label="Tên riêng")
    with writing():
        editing.change(
            news, name="Tin", description="", parent_id=None, is_hidden=False, moves_address=True,
            actor=editor, at=clock.now(),
        )  # fmt: skip
    assert labels(client) == ["Trang chủ", "Tin", "Tên riêng"]
    assert client.get("/").page.xpath("//nav[@class='menu']//a/@href") == [
        "/",
        "/chuyen-muc/tin",
        "/chuyen-muc/tin",
    ]


def test_the_entries_are_one_statement_and_what_they_lead_to_one_for_each_kind(
    client: PageClient, editor: User, news: Category
) -> None:
    page = cast.page(editor, "Giới thiệu", live=True)
    article = cast.live(editor, news, "Một bài", tags=["học bổng"])
    for kind, number in (("page", page.id), ("tag", 1), ("category", news.id)):
        place(editor, kind, number)
    db.session.remove()
    with statements() as sent:
        assert client.get(f"/tin-tuc/{article.id}/mot-bai").status_code == 200
    assert len([statement for statement in sent if "FROM menu_entry" in statement]) == 1
    assert len([statement for statement in sent if statement.startswith("SELECT tag.")]) == 1
    db.session.remove()
    with statements() as sent:
        client.get("/trang/gioi-thieu")
    assert [statement for statement in sent if "menu_entry" in statement] == []


def test_a_new_kind_of_thing_is_a_target_by_one_registration(
    app: Flask, client: PageClient, editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    begins = clock.now()
    item = MenuItem("Góp ý", "public.home", begins=begins, own_page="public.home")
    targets: list[MenuTarget] = app.extensions["registry"].menu_targets
    targets.append(MenuTarget("feedback", "Chung", lambda _numbers: [item], usual=lambda: [item]))
    assert labels(client) == ["Trang chủ", news.name, "Góp ý"]
    browser = sign_in(editor)
    assert browser.send("/admin/menu", {"target": "feedback", "label": "Khác"}).status_code == 303
    assert labels(client) == ["Trang chủ", news.name, "Góp ý", "Khác"]
    targets.pop()
    with writing():
        news.description = "Một thay đổi"
    assert labels(client) == ["Trang chủ", news.name]
    assert browser.get("/admin/menu").words("td")[::2] == ["Trang chủ", news.name]
