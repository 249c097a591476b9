"""What an article's page says of the articles that share its tags."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from newsapp.accounts.models import User
from newsapp.articles import workflow
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from tests import cast
from tests.pages import Answer, PageClient
from tests.statements import statements

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def show(client: PageClient, article: Article) -> Answer:
    answer: Answer = client.get(f"/tin-tuc/{article.id}/{article.slug}")
    return answer


def by_tags(answer: Answer) -> list[str]:
    return [str(a.text) for a in answer.page.xpath("//section[@class='related-by-tags']//a")]


def test_those_that_share_most_tags_come_first_then_the_newest(
    client: PageClient, editor: User, news: Category
) -> None:
    with writing():
        other = Category(name="Thông báo", slug="thong-bao", position=2)
        db.session.add(other)

    def live(hour: int, title: str, *tags: str) -> Article:
        return cast.live(editor, other, title, tags=list(tags), at=NOON.replace(hour=hour))

    live(1, "Chung hai", "Lúa", "Xâm nhập mặn")
    live(2, "Chung một, cũ", "lúa")
    live(3, "Chung một, mới", "Xâm nhập mặn", "Khác")
    live(4, "Không chung", "Khác")
    article = cast.live(editor, news, "Bài này", tags=["Lúa", "Xâm nhập mặn"], at=NOON)
    assert by_tags(show(client, article)) == ["Chung hai", "Chung một, mới", "Chung một, cũ"]


def test_what_readers_do_not_see_is_not_related(
    client: PageClient, editor: User, news: Category
) -> None:
    gone = cast.live(editor, news, "Đã gỡ", tags=["Lúa"])
    cast.draft(editor, news, "Nháp", tags=["Lúa"])
    with writing():
        workflow.unpublish(gone, actor=editor, at=NOON)
    article = cast.live(editor, news, "Bài này", tags=["Lúa"])
    assert by_tags(show(client, article)) == []


def test_what_is_named_by_tags_is_not_named_by_category_again(
    client: PageClient, editor: User, news: Category
) -> None:
    cast.live(editor, news, "Cùng thẻ", tags=["Lúa"], at=NOON.replace(hour=1))
    cast.live(editor, news, "Cùng chuyên mục", at=NOON.replace(hour=2))
    answer = show(client, cast.live(editor, news, "Bài này", tags=["Lúa"], at=NOON))
    assert by_tags(answer) == ["Cùng thẻ"]
    assert answer.words(".neighbours") == ["Tin cũ hơn Cùng chuyên mục"]
    assert answer.page.find_class("related") == []


@pytest.mark.sqlite
def test_a_tag_of_hundreds_costs_no_more_statements(
    app: Flask, editor: User, news: Category
) -> None:
    for n in range(40):
        cast.live(editor, news, f"Tin {n}", tags=["Lúa", f"Thẻ {n}"], at=NOON)
    client = PageClient(app)
    article = db.session.get_one(Article, 40)
    client.get("/")
    with statements() as sent:
        assert len(by_tags(show(client, article))) == 4
    assert len(sent) <= 4 + 1, sent  # and when the clock next changes what readers see
