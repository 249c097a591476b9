from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.admin.articles import ROWS
from newsapp.articles import staff_search_index, workflow
from newsapp.categories.models import Category
from newsapp.database import db, writing
from tests import cast

LIST = "/admin/articles"


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL statements on the content database meanwhile."""
    said: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_it_works(editor: User, writer: User, news: Category, sign_in: cast.SignIn) -> None:
    cast.draft(writer, news, "Bản thảo")
    cast.live(editor, news, "Đang đăng & <mới>")
    answer = sign_in(editor).get(LIST)
    assert answer.words(".row-title") == ["Đang đăng & <mới>", "Bản thảo"]
    assert answer.words(".state") == ["Đã đăng", "Bản nháp"]
    assert writer.name in answer.words(".row-facts")[1]


def test_a_writer_sees_only_their_own(
    writer: User, other_writer: User, editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    cast.draft(writer, news, "Của tôi")
    cast.draft(other_writer, news, "Của người khác")
    assert sign_in(writer).get(LIST).words(".row-title") == ["Của tôi"]
    assert len(sign_in(editor).get(LIST).words(".row-title")) == 2


def test_it_is_narrowed_by_state(editor: User, news: Category, sign_in: cast.SignIn) -> None:
    cast.draft(editor, news, "Nháp")
    thrown = cast.live(editor, news, "Bỏ")
    with writing():
        workflow.trash(thrown, actor=editor, at=clock.now())
    browser = sign_in(editor)
    for state, titles in [("all", ["Nháp"]), ("draft", ["Nháp"]), ("live", []), ("trash", ["Bỏ"])]:
        answer = browser.get(LIST, query_string={"state": state})
        assert answer.words(".row-title") == titles
        assert answer.page.xpath("//ul[contains(@class, 'tabs')]//a[@aria-current]") != []
    assert "Không có bài nào ở đây." in browser.get(f"{LIST}?state=scheduled").text


@pytest.mark.parametrize("query", ["state=x", "state=", "page=0", "page=2", "page=abc"])
def test_what_is_no_list_is_not_found(editor: User, sign_in: cast.SignIn, query: str) -> None:
    assert sign_in(editor).get(f"{LIST}?{query}").status_code == 404


def test_pages_and_a_bounded_number_of_statements(
    app: Flask, editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    browser = sign_in(editor)
    with writing():
        for n in range(ROWS + 3):
            workflow.create(cast.content(news, f"Bài {n}"), actor=editor, at=clock.now())
    with statements() as many:
        first = browser.get(LIST)
    assert len(first.words(".row-title")) == ROWS
    assert first.page.xpath("//a[@rel='next']/@href") == [f"{LIST}?page=2"]
    with statements() as few:
        second = browser.get(f"{LIST}?page=2")
    assert len(second.words(".row-title")) == 3
    selects = [len([s for s in said if s.startswith("SELECT")]) for said in (many, few)]
    assert selects[0] == selects[1] <= 7, many


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=hoi+nghi", ["Hội nghị tổng kết"]),
        ("q=NGHỊ hội", ["Hội nghị tổng kết"]),
        ("q=thuy loi", ["Hội nghị tổng kết"]),  # in the text of the draft
        ("q=cu", []),  # which only readers still see
        ("q=oi", []),  # words are looked for by their beginning
        ("q=115/qd-ubnd", ["Lễ hội"]),
        ("q=%25", ["Hội nghị tổng kết", "Lễ hội"]),
        ("sort=title", ["Hội nghị tổng kết", "Lễ hội"]),
        ("sort=title-last", ["Lễ hội", "Hội nghị tổng kết"]),
        ("since=01/01/2100", []),
        ("since=x", ["Hội nghị tổng kết", "Lễ hội"]),
        ("category=999", []),
    ],
)
def test_it_is_searched_and_sorted(
    editor: User, news: Category, sign_in: cast.SignIn, asked: str, found: list[str]
) -> None:
    cast.draft(editor, news, "Lễ hội", body="<p>Theo Quyết định 115/QĐ-UBND.</p>")
    changed = cast.live(editor, news, "Bài cũ")
    with writing():
        said = cast.content(news, "Hội nghị tổng kết", body="<p>Công trình thủy lợi.</p>")
        workflow.save_draft(changed, said, base_version=1, actor=editor, at=clock.now())
    answer = sign_in(editor).get(f"{LIST}?{asked}")
    assert answer.words(".row-title") == found
    assert found or "Không có bài nào ở đây." in answer.text


def test_a_search_finds_only_what_the_person_may_see(
    writer: User, other_writer: User, news: Category, sign_in: cast.SignIn
) -> None:
    cast.draft(other_writer, news, "Chuyện riêng")
    browser = sign_in(writer)
    for asked in ("q=chuyen", f"author={other_writer.id}", "state=draft"):
        answer = browser.get(f"{LIST}?{asked}")
        assert answer.words(".row-title") == []
        assert "Chuyện riêng" not in answer.text


def test_what_it_is_searched_by_can_be_made_anew(
    editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    cast.draft(editor, news, "Tìm lại được")
    staff_search_index.forget_all()
    browser = sign_in(editor)
    assert browser.get(LIST).words(".row-title") == ["Tìm lại được"]
    assert browser.get(f"{LIST}?q=tim+lai").words(".row-title") == []
    assert staff_search_index.catch_up() == 1
    assert staff_search_index.catch_up() == 0
    assert browser.get(f"{LIST}?q=tim+lai").words(".row-title") == ["Tìm lại được"]
