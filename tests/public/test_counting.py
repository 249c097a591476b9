from __future__ import annotations

import time
from pathlib import Path

import pytest
from flask import Flask

from newsapp import create_app
from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.visitors.sessions import COOKIE
from newsapp.visitors.visitor_counter import Counts, VisitorCounter
from tests import cast
from tests.pages import PageClient

CRAWLER = {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}


@pytest.fixture(autouse=True)
def counter(app: Flask, monkeypatch: pytest.MonkeyPatch) -> VisitorCounter:
    """The site's counter, which here writes when it is told."""
    monkeypatch.setattr(VisitorCounter, "_start_writer", lambda self: None)
    monkeypatch.setattr("newsapp.visitors.visitor_counter.INTERVAL", 0)
    found: VisitorCounter = app.extensions["visitor_counter"]
    return found


def visits(counter: VisitorCounter) -> int:
    counter.flush()
    counts = counter.counts()
    assert counts is not None
    return counts.total


def carries_image(answer: object) -> bool:
    return 'src="/dem.gif"' in answer.text  # type: ignore[attr-defined]


def test_a_newcomer_gets_a_cookie_and_the_image_and_is_counted_on_return(
    client: PageClient, counter: VisitorCounter
) -> None:
    first = client.get("/")
    assert carries_image(first)
    cookie = first.headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires" not in cookie, "it ends with the browser"
    assert visits(counter) == 0
    second = client.get("/")
    assert not carries_image(second)
    assert "Set-Cookie" not in second.headers
    assert visits(counter) == 1


def test_one_page_with_its_image_is_a_visit(client: PageClient, counter: VisitorCounter) -> None:
    client.get("/")
    image = client.get("/dem.gif")
    assert (image.status_code, image.mimetype, image.headers["Cache-Control"]) == (
        200,
        "image/gif",
        "no-store",
    )
    assert "Set-Cookie" not in image.headers
    assert visits(counter) == 1


def test_clients_without_cookies_are_none(app: Flask, counter: VisitorCounter) -> None:
    for _ in range(5):
        client = PageClient(app)
        client.get("/")
        client.delete_cookie(COOKIE)
        client.get("/dem.gif")
    assert visits(counter) == 0


@pytest.mark.parametrize(
    "headers", [CRAWLER, {"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}]
)
def test_crawlers_and_prefetches_are_none_even_with_a_cookie(
    client: PageClient, counter: VisitorCounter, headers: dict[str, str]
) -> None:
    answer = client.get("/", headers=headers)
    assert not carries_image(answer)
    assert "Set-Cookie" not in answer.headers
    client.get("/")
    client.get("/", headers=headers)
    client.get("/dem.gif", headers=headers)
    assert visits(counter) == 0


@pytest.mark.parametrize("memory", ["0", "20000000"])
def test_an_article_is_read_once_however_often_it_is_opened_anew(
    instance: Path,
    editor: User,
    news: Category,
    memory: str,
    monkeypatch: pytest.MonkeyPatch,
    content_url: str,
) -> None:
    """With the page cache and without it."""
    one, other = (f"/tin-tuc/{a.id}/{a.slug}" for a in (cast.live(editor, news) for _ in range(2)))
    settings = {
        "NEWSAPP_INSTANCE": str(instance),
        "NEWSAPP_DATABASE_URL": content_url,
        "NEWSAPP_PAGE_CACHE": memory,
    }
    site = create_app(settings, TESTING=True)
    browser = PageClient(site)
    browser.get(one)
    browser.get("/dem.gif?bai=1")
    for address in (one, one, other, one, other):
        browser.get(address)
    assert "Max-Age=1800" in browser.get(one).headers["Set-Cookie"], "no longer than a visit"
    views: VisitorCounter = site.extensions["visitor_counter"]
    views.flush()
    assert views.store.views(0, 2**40) == {1: 1, 2: 1}
    browser.delete_cookie("read", path="/tin-tuc/1")  # half an hour later
    browser.get(one)
    views.flush()
    assert views.store.views_of(1) == 2
    with site.app_context():
        for engine in db.engines.values():
            engine.dispose()


def test_staff_are_none(writer: User, sign_in: cast.SignIn, counter: VisitorCounter) -> None:
    browser = sign_in(writer)
    assert not carries_image(browser.get("/"))
    browser.get("/")
    assert visits(counter) == 0


def test_a_forged_cookie_is_a_newcomers(client: PageClient, counter: VisitorCounter) -> None:
    client.set_cookie(COOKIE, f"{'a' * 16}.68000000.{'b' * 16}")
    assert carries_image(client.get("/"))
    assert visits(counter) == 0


def test_only_pages_count(
    client: PageClient, editor: User, news: Category, counter: VisitorCounter
) -> None:
    client.get("/")
    for address in ("/khong-co", "/tin-tuc/99", "/chuyen-muc/khong-co", "/media/x-1.jpg"):
        client.get(address)
    client.post("/co-chu", data={"step": "larger"})
    client.head("/")
    assert visits(counter) == 0


def test_the_page_prints_the_counts(
    client: PageClient, counter: VisitorCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counter, "counts", lambda: Counts(3, 45, 678, 1_234_567))
    assert client.get("/").words("dd")[-4:] == ["3", "45", "678", "1.234.567"]


def test_pages_go_on_without_the_visitors_database(
    app: Flask, client: PageClient, counter: VisitorCounter
) -> None:
    db.engines["visitors"].dispose()
    path = app.config["INSTANCE"] / "visitors.db"
    path.write_bytes(b"no database " * 1000)
    for _ in range(3):
        answer = client.get("/")
        counter.flush()
        assert answer.status_code == 200
    assert answer.words("dd") == ["–"] * 4


def test_nothing_that_tells_who_read_what_is_kept(
    app: Flask, client: PageClient, counter: VisitorCounter
) -> None:
    before = int(time.time())
    for _ in range(2):
        client.get(
            "/",
            headers={"User-Agent": "Mozilla/5.0 (Trình duyệt lạ)"},
            environ_overrides={"REMOTE_ADDR": "203.0.113.77"},
        )
    counter.flush()
    with db.engines["visitors"].connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM visitor_session").fetchall()
    ((number, last_seen),) = rows
    assert len(number) == 16
    assert before <= last_seen <= int(time.time())
