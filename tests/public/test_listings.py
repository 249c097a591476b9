from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsapp.accounts.models import User
from newsapp.articles import workflow
from newsapp.categories.models import Category
from newsapp.database import db, writing
from tests import cast
from tests.pages import PageClient

THEN = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def many(actor: User, category: Category, count: int) -> None:
    with writing():
        for n in range(count):
            at = THEN - timedelta(minutes=n)
            article = workflow.create(cast.content(category, f"Bài {n}"), actor=actor, at=at)
            workflow.publish(article, actor=actor, at=at)


def titles(page: object) -> list[str]:
    return page.words(".card-title")  # type: ignore[attr-defined, no-any-return]


def test_the_pages_of_a_category(client: PageClient, editor: User, news: Category) -> None:
    many(editor, news, 25)
    address = f"/chuyen-muc/{news.slug}"
    first, last = client.get(address), client.get(f"{address}?page=3")
    assert titles(first) == [f"Bài {n}" for n in range(12)]
    assert titles(client.get(f"{address}?page=2")) == [f"Bài {n}" for n in range(12, 24)]
    assert titles(last) == ["Bài 24"]
    assert first.page.xpath("//a[@rel='next']/@href") == [f"{address}?page=2"]
    assert last.page.xpath("//a[@rel='prev']/@href") == [f"{address}?page=2"]
    assert last.page.xpath("//link[@rel='canonical']/@href") == [
        f"http://localhost{address}?page=3"
    ]
    assert last.words("title")[0].startswith(f"{news.name} - Trang 3")


@pytest.mark.parametrize("page", ["0", "-1", "abc", "2", "1" + "0" * 21, "", "1e1", "٢"])
def test_what_is_no_page_is_not_found(
    client: PageClient, editor: User, news: Category, page: str
) -> None:
    many(editor, news, 1)
    assert client.get(f"/chuyen-muc/{news.slug}", query_string={"page": page}).status_code == 404


@pytest.mark.parametrize("slug", ["khong-co", "%25", "a'b", "\u1ec5"])
def test_a_category_that_is_not_there(client: PageClient, news: Category, slug: str) -> None:
    assert client.get(f"/chuyen-muc/{slug}").status_code == 404


def test_an_empty_category_says_so(client: PageClient, news: Category) -> None:
    answer = client.get(f"/chuyen-muc/{news.slug}")
    assert answer.words(".empty") == ["Chuyên mục này chưa có bài viết nào."]
    assert answer.words(".pagination") == []


def test_home_of_an_empty_site(client: PageClient) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.words("h1")) == (200, ["Trang tin điện tử"])
    assert answer.words(".empty") == ["Chưa có bài viết nào."]


def test_home_leads_with_the_newest_and_repeats_nothing(
    client: PageClient, editor: User, news: Category
) -> None:
    with writing():
        other = Category(name="Thông báo", slug="thong-bao", position=2)
        empty = Category(name="Trống", slug="trong", position=3)
        db.session.add_all([other, empty])
    many(editor, news, 15)
    cast.live(editor, other, "Thông báo cũ", at=THEN - timedelta(days=9))
    answer = client.get("/")
    assert answer.words(".lead-title") == ["Bài 0"]
    shown = [a.text for a in answer.page.xpath("//main//a[starts-with(@href, '/tin-tuc/')]")]
    assert shown == [
        *(f"Bài {n}" for n in range(7)),
        *(f"Bài {n}" for n in range(7, 11)),
        "Thông báo cũ",
    ]
    assert [a.text for a in answer.page.xpath("//section[@class='block']/h2/a")] == [
        news.name,
        "Thông báo",
    ]


def test_the_menu_names_every_category_in_order(client: PageClient, news: Category) -> None:
    with writing():
        db.session.add(Category(name="Trước nhất", slug="truoc-nhat", position=0))
    links = client.get(f"/chuyen-muc/{news.slug}").page.xpath("//nav[@class='menu']//a")
    assert [link.text for link in links] == ["Trang chủ", "Trước nhất", news.name]
    assert [link.get("aria-current") for link in links] == [None, None, "true"]
