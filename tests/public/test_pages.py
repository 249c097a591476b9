from __future__ import annotations

from datetime import timedelta

import pytest

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles import pages, workflow
from newsapp.categories.models import Category
from newsapp.database import writing
from tests import cast
from tests.pages import PageClient
from tests.statements import statements


def test_it_works(client: PageClient, editor: User) -> None:
    cast.page(editor, "Giới thiệu", live=True)
    with statements() as sent:
        answer = client.get("/trang/gioi-thieu")
    assert (answer.status_code, answer.words("h1"), answer.words("dt")[:1]) == (
        200,
        ["Giới thiệu"],
        ["Đang truy cập"],
    )
    assert answer.page.xpath("//link[@rel='canonical']/@href") == [
        "http://localhost/trang/gioi-thieu"
    ]
    assert len(sent) <= 8, sent


@pytest.mark.parametrize("tail", ["", "/gioi-thieu", "/khac/in"])
def test_its_number_leads_to_its_address(client: PageClient, editor: User, tail: str) -> None:
    page = cast.page(editor, "Giới thiệu", live=True)
    answer = client.get(f"/tin-tuc/{page.id}{tail}")
    assert (answer.status_code, answer.location) == (301, "/trang/gioi-thieu")


def test_a_former_address_leads_on(client: PageClient, editor: User) -> None:
    page = cast.page(editor, "Giới thiệu", live=True)
    for address in ("b", "c", "b"):
        with writing():
            pages.change_address(page, address, actor=editor, at=clock.now())
    for former in ("gioi-thieu", "c"):
        assert client.get(f"/trang/{former}").location == "/trang/b"
    assert client.get("/trang/b").status_code == 200


@pytest.mark.parametrize(
    ("fields", "expected"),
    [({"live_version": None, "first_published_at": None}, 404), ({"go_live_at": timedelta(hours=1)}, 404),
     ({"expire_at": timedelta(0)}, 410), ({"withdrawn_at": timedelta(0)}, 410), ({"trashed_at": timedelta(0)}, 410)],
)  # fmt: skip
def test_readers_see_what_is_published(
    client: PageClient, editor: User, fields: dict[str, timedelta | None], expected: int
) -> None:
    page, now = cast.page(editor, "Giới thiệu", live=True), clock.now()
    with writing():
        for name, moved in fields.items():
            setattr(page, name, None if moved is None else now + moved)
    for address in ("/trang/gioi-thieu", f"/tin-tuc/{page.id}"):
        assert client.get(address).status_code == expected, address


def test_it_stands_in_no_list_of_news(client: PageClient, editor: User, news: Category) -> None:
    cast.live(editor, news, "Một bài")
    cast.page(editor, "Giới thiệu", live=True)
    for address in ("/", f"/chuyen-muc/{news.slug}"):
        text = client.get(address).text
        assert "Một bài" in text, address
        assert "Giới thiệu" not in text, address


@pytest.mark.parametrize("slug", ["khong-co", "\u1ec5", "a'b", "x" * 3000, "\u202e"])
def test_a_page_that_is_not_there(client: PageClient, editor: User, slug: str) -> None:
    cast.page(editor, "Giới thiệu", live=True)
    assert client.get(f"/trang/{slug}").status_code == 404


def test_a_reworked_page_shows_the_published_text(client: PageClient, editor: User) -> None:
    page = cast.page(editor, "Giới thiệu", live=True)
    with writing():
        content = cast.page_content("Giới thiệu", body="<p>Bản chưa đăng</p>")
        workflow.save_draft(page, content, base_version=1, actor=editor, at=clock.now())
    assert "Bản chưa đăng" not in client.get("/trang/gioi-thieu").text
