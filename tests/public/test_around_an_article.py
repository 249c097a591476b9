"""What stands around an article's text: where it belongs, how long it takes, what goes with it, ways to hand it on."""

from __future__ import annotations

import json
from base64 import b64decode
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from newsapp.accounts.models import User
from newsapp.articles import reading_time, workflow
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.public.counting import ledger
from newsapp.visitors.sessions import session
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


def test_what_readers_do_not_see_is_not_related(client: PageClient, editor: User, news: Category) -> None:
    gone = cast.live(editor, news, "Đã gỡ", tags=["Lúa"])
    cast.draft(editor, news, "Nháp", tags=["Lúa"])
    with writing():
        workflow.unpublish(gone, actor=editor, at=NOON)
    article = cast.live(editor, news, "Bài này", tags=["Lúa"])
    assert by_tags(show(client, article)) == []


def test_what_is_named_by_tags_is_not_named_by_category_again(client: PageClient, editor: User, news: Category) -> None:
    cast.live(editor, news, "Cùng thẻ", tags=["Lúa"], at=NOON.replace(hour=1))
    cast.live(editor, news, "Cùng chuyên mục", at=NOON.replace(hour=2))
    answer = show(client, cast.live(editor, news, "Bài này", tags=["Lúa"], at=NOON))
    assert by_tags(answer) == ["Cùng thẻ"]
    assert [a.text for a in answer.page.xpath("//section[@class='related']//a")] == ["Cùng chuyên mục"]


@pytest.mark.sqlite
def test_a_tag_of_hundreds_costs_no_more_statements(app: Flask, editor: User, news: Category) -> None:
    for n in range(40):
        cast.live(editor, news, f"Tin {n}", tags=["Lúa", f"Thẻ {n}"], at=NOON)
    client = PageClient(app)
    article = db.session.get_one(Article, 40)
    client.get("/")
    with statements() as sent:
        assert len(by_tags(show(client, article))) == 4
    assert len(sent) <= 4 + 1, sent  # and when the clock next changes what readers see


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
        ledger().touch(session(f"somebody-{n}", 1_700_000_000), is_page=True, article=article.id)
    ledger().flush()
    with writing():
        workflow.publish(article, actor=editor, at=NOON)
    assert show(client, article).words(".reading") == ["1 phút đọc · 3 lượt đọc"]


def test_it_is_handed_on_by_plain_links(client: PageClient, editor: User, news: Category) -> None:
    article = cast.live(editor, news, 'Nước & "mặn" 100 % <b>')
    answer = show(client, article)
    own = f"http://localhost/tin-tuc/{article.id}/{article.slug}"
    zalo, facebook, email = answer.page.xpath("//p[@class='passing-on']//a/@href")
    assert parse_qs(urlsplit(facebook).query) == {"u": [own]}
    assert urlsplit(facebook)._replace(query="").geturl() == "https://www.facebook.com/sharer/sharer.php"
    assert parse_qs(urlsplit(email).query) == {"subject": ['Nước & "mặn" 100 % <b>'], "body": [own]}
    moved = client.get(zalo)
    assert (moved.status_code, urlsplit(moved.location).netloc) == (302, "button-share.zalo.me")
    said = parse_qs(urlsplit(moved.location).query)["d"][0]
    assert json.loads(b64decode(said)) == {"url": own}
    assert {urlsplit(src).netloc for src in answer.page.xpath("//script/@src | //img/@src")} == {""}


def test_what_readers_do_not_see_is_not_handed_on(client: PageClient, editor: User, news: Category) -> None:
    draft = cast.draft(editor, news)
    assert client.get(f"/tin-tuc/{draft.id}/{draft.slug}/zalo").status_code == 404


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
    assert revise(NOON.replace(day=22), "<p>Sửa hôm sau</p>") == ["1 phút đọc · Cập nhật 22/11/2026"]
