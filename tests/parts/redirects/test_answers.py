from __future__ import annotations

import logging
from urllib.parse import quote

import pytest
from flask import Flask

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles import deleting, workflow
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.redirects import addresses, editing
from newsapp.parts.redirects.hits import hit_counter
from newsapp.parts.redirects.models import Redirect
from newsapp.parts.redirects.targets import Target
from newsapp.registry import registry
from newsapp.write_pause import pause, resume
from tests import cast
from tests.pages import PageClient

OLD = "/index.php?nv=news&op=Hoat-dong/hop-42.html"


@pytest.fixture
def article(editor: User, news: Category) -> Article:
    return cast.live(editor, news, title="Họp giao ban")


def remember(address: str, thing: Article | Category, kind: str = "article") -> None:
    with writing():
        for hook in registry().remember_address:
            hook(address, kind, thing.id)


def lead(address: str, path: str, actor: User) -> None:
    with writing():
        editing.add(address, Target("path", path=path), actor=actor, at=clock.now())


def test_a_former_address_leads_to_the_article(client: PageClient, article: Article) -> None:
    assert client.get(OLD).status_code == 404
    remember(OLD, article)
    answer = client.get(OLD)
    assert (answer.status_code, answer.location) == (301, f"/tin-tuc/{article.id}/hop-giao-ban")
    assert client.head(OLD).status_code == 301
    assert client.get("/index.php?nv=news").status_code == 404
    assert client.post(OLD).status_code in (400, 404)


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ("https://cu.example/a/b.aspx?id=3", "/a/b.aspx?id=3"),
        ("/a/b.aspx?id=3", "/a/b.aspx?id=3&fbclid=x1&utm_source=zalo"),
        ("/bai-viet/mot/", "/bai-viet/mot"),
        ("/bai-viet/mot", "/bai-viet/mot/?utm_source=zalo&x=1"),
        ("/tin tức/bài một.html", f"/{quote('tin tức')}/{quote('bài một.html')}"),
        ("/tin%20t%e1%bb%a9c", "/tin%20t%E1%BB%A9c"),
        ("/trang/khong-con", "/trang/khong-con"),
        ("/chuyen-muc/khong-con", "/chuyen-muc/khong-con?page=1"),
        ("/?p=12", "/?p=12"),
    ],
)
def test_addresses_are_the_same_however_they_are_written(
    client: PageClient, article: Article, known: str, asked: str
) -> None:
    remember(known, article)
    assert client.get(asked).location == f"/tin-tuc/{article.id}/hop-giao-ban"


def test_bytes_of_an_old_encoding_stay_as_they_are() -> None:
    assert addresses.asked_for(b"/\xb9 cu", b"") == [addresses.parse("/%b9%20cu")]
    assert addresses.readable("/%B9%20cu") == "/%B9%20cu"


def test_the_whole_address_comes_before_its_path(
    client: PageClient, article: Article, news: Category
) -> None:
    remember("/a.aspx", news, "category")
    remember("/a.aspx?id=1", article)
    assert client.get("/a.aspx?id=1").location == f"/tin-tuc/{article.id}/hop-giao-ban"
    assert client.get("/a.aspx?id=2").location == f"/chuyen-muc/{news.slug}"


def test_it_is_not_asked_where_a_page_is(
    client: PageClient, article: Article, news: Category
) -> None:
    for address in (f"/chuyen-muc/{news.slug}", "/", "/?x=1", "/admin/khong-co"):
        remember(address, article)
    assert client.get(f"/chuyen-muc/{news.slug}").status_code == 200
    assert client.get("/?x=1").status_code == 200
    assert client.get("/?p=1").status_code == 200
    assert client.get("/admin/khong-co").status_code in (303, 404)


def test_it_follows_a_new_title_and_a_merged_category(
    client: PageClient, editor: User, article: Article, news: Category
) -> None:
    remember(OLD, article)
    remember("/cu", news, "category")
    with writing():
        changed = cast.content(news, title="Họp báo")
        workflow.save_draft(article, changed, base_version=1, actor=editor, at=clock.now())
        workflow.publish(article, actor=editor, at=clock.now())
        other = Category(name="Khác", slug="khac")
        db.session.add(other)
        db.session.flush()
        for merged in registry().categories_merged:
            merged(news.id, other.id)
    assert client.get(OLD).location == f"/tin-tuc/{article.id}/hop-bao"
    assert client.get("/cu").location == "/chuyen-muc/khac"


def test_it_tells_nothing_of_a_draft(client: PageClient, editor: User, news: Category) -> None:
    remember(OLD, cast.draft(editor, news))
    assert client.get(OLD).status_code == 404


def test_what_is_gone_stays_gone(
    client: PageClient, editor: User, administrator: User, article: Article
) -> None:
    remember(OLD, article)
    address = f"/tin-tuc/{article.id}"
    with writing():
        workflow.trash(article, actor=editor, at=clock.now())
    assert client.get(OLD).location == address
    with writing():
        deleting.delete_for_good(article, actor=administrator, at=clock.now())
    assert client.get(OLD).location == address
    assert client.get(address).status_code == 410


def test_a_page_and_a_path(client: PageClient, administrator: User) -> None:
    remember("/about.html", cast.page(administrator, "Giới thiệu", live=True), "page")
    lead("/rss.php", "/feed.xml", administrator)
    assert client.get("/about.html").location == "/trang/gioi-thieu"
    assert client.get("/rss.php").location == "/feed.xml"


def test_an_import_that_runs_again_doubles_nothing(
    client: PageClient, editor: User, news: Category, article: Article
) -> None:
    remember(OLD, article)
    later = cast.live(editor, news, title="Bài khác")
    remember(OLD, later)
    assert client.get(OLD).location == f"/tin-tuc/{later.id}/bai-khac"
    assert db.session.query(Redirect).count() == 1


def test_hits_are_counted(client: PageClient, article: Article, news: Category) -> None:
    remember(OLD, article)
    remember("/trang/cu", news, "category")
    for address in (OLD, OLD, "/trang/cu"):
        client.get(address)
    hit_counter().flush()
    hit_counter().flush()
    rows = db.session.query(Redirect).order_by(Redirect.id).all()
    assert [row.hits for row in rows] == [2, 1]
    assert all(row.last_hit_at is not None for row in rows)


def test_hits_wait_while_writes_are_paused(
    app: Flask, client: PageClient, article: Article, caplog: pytest.LogCaptureFixture
) -> None:
    remember(OLD, article)
    client.get(OLD)
    pause(app.config["INSTANCE"])
    with caplog.at_level(logging.WARNING):
        hit_counter().flush()
    resume(app.config["INSTANCE"])
    assert "cannot be written yet" in caplog.text
    assert db.session.query(Redirect.hits).scalar() == 0
    db.session.rollback()
    hit_counter().flush()
    assert db.session.query(Redirect.hits).scalar() == 1


@pytest.mark.parametrize("asked", ["/%00", "/x?%00", "/" + "x" * 3000, "/x?" + "y" * 3000, "/%ff"])
def test_odd_addresses_are_not_found(client: PageClient, asked: str) -> None:
    assert client.get(asked).status_code == 404
