"""What stands around an article's text: where it belongs, how long it takes, what goes with it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsapp.accounts.models import User
from newsapp.articles import reading_time, workflow
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.visitors import counter
from newsapp.visitors.sessions import session
from tests import cast
from tests.pages import Answer, PageClient

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def show(client: PageClient, article: Article) -> Answer:
    answer: Answer = client.get(f"/tin-tuc/{article.id}/{article.slug}")
    return answer


def test_where_it_stands(client: PageClient, editor: User, news: Category) -> None:
    with writing():
        below = Category(name="Chuyên mục con", slug="con", position=2, parent_id=news.id)
        db.session.add(below)
    answer = show(client, cast.live(editor, below))
    assert answer.page.xpath("//nav[@class='breadcrumbs']//a/@href") == [
        "/", f"/chuyen-muc/{news.slug}", "/chuyen-muc/con",
    ]  # fmt: skip


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (10, 1), (370, 1), (380, 2), (2500, 10)])
def test_how_long_it_takes_to_read(words: int, minutes: int) -> None:
    assert reading_time.minutes("<p>từ</p>" * words) == minutes


def test_how_often_it_was_read(client: PageClient, editor: User, news: Category) -> None:
    article = cast.live(editor, news)
    assert show(client, article).words(".reading") == ["1 phút đọc"]
    for n in range(3):
        counter().hit(session(f"somebody-{n}", 1_700_000_000), is_page=True, article=article.id)
    counter().flush()
    with writing():
        workflow.publish(article, actor=editor, at=NOON)
    assert show(client, article).words(".reading") == ["1 phút đọc · 3 lượt đọc"]


def test_the_day_of_a_new_text_is_told_where_it_is_another(
    client: PageClient, editor: User, news: Category, stopped_clock: cast.StoppedClock
) -> None:
    article = cast.live(editor, news, at=NOON)

    def revise(at: datetime, body: str) -> list[str]:
        with writing():
            text = cast.content(news, body=body)
            workflow.save_draft(article, text, base_version=article.version, actor=editor, at=at)
            workflow.publish(article, actor=editor, at=at)
        return show(client, article).words(".reading")

    assert revise(NOON.replace(hour=6), "<p>Sửa trong ngày</p>") == ["1 phút đọc"]
    assert revise(NOON.replace(day=22), "<p>Sửa hôm sau</p>") == [
        "1 phút đọc · Cập nhật 22/11/2026"
    ]
