"""What readers get from the cached pages, compared with what Flask alone would give them."""

from __future__ import annotations

import gzip
import threading
from typing import Any

import pytest
from flask import Flask

from newsapp import create_app
from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.visitors import counter
from newsapp.visitors.visitor_counter import VisitorCounter
from newsapp.web import page_cache
from newsapp.web.placeholders import marker
from tests import cast
from tests.pages import PageClient
from tests.statements import statements
from tests.web.page_cache_pages import article_address, engines


def returning(app: Flask, address: str) -> PageClient:
    """A browser whose cookie comes back from its next page on."""
    browser = PageClient(app)
    browser.get(address)
    return browser


def test_a_page_is_made_once(client: PageClient, editor: User, news: Category) -> None:
    address = article_address(editor, news)
    first = client.get(address)
    with statements() as sent:
        second = client.get(address)
    assert sent == []
    assert second.words("h1") == first.words("h1") == ["Hội nghị về cải cách hành chính"]


@pytest.mark.parts
@pytest.mark.sqlite
@pytest.mark.parametrize(
    "address", ["/", "/chuyen-muc/hoat-dong-so-nganh", "{article}", "{article}/in", "/tin-tuc/999"]
)
def test_it_is_the_page_that_flask_gives(
    app: Flask, instance: Any, editor: User, news: Category, address: str
) -> None:
    address = address.format(article=article_address(editor, news))
    plain = create_app({"NEWSAPP_INSTANCE": str(instance), "NEWSAPP_PAGE_CACHE": "0"}, TESTING=True)
    browsers = [PageClient(app), PageClient(plain)]
    for browser in browsers:
        browser.set_cookie("text_size", "150.dark.contrast")
    cached, made = (browser.get(address) for browser in browsers)
    for engine in engines(plain):
        engine.dispose()
    assert cached.text == made.text
    assert cached.status_code == made.status_code
    assert 'class="text-150 dark contrast"' in cached.text or cached.status_code == 301
    assert marker("") not in cached.text
    own = {"Content-Length", "Vary", "ETag", "Set-Cookie"}
    assert {n: v for n, v in cached.headers if n not in own} == {
        n: v for n, v in made.headers if n not in own
    }
    assert cached.headers["Content-Length"] == made.headers["Content-Length"]
    assert ("Set-Cookie" in cached.headers) == ("Set-Cookie" in made.headers)


def test_gzip_holds_the_same_page(app: Flask, editor: User, news: Category) -> None:
    address = article_address(editor, news, body="<p>Nội dung của bài viết.</p>" * 100)
    browser = returning(app, address)
    browser.get(address)
    counter().flush()
    plain = browser.get(address)
    other = app.test_client()
    other.set_cookie("visitor", browser.get_cookie("visitor").value)
    packed = other.get(address, headers={"Accept-Encoding": "br;q=0, gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert packed.headers["ETag"] != plain.headers["ETag"]


def test_a_newcomer_gets_a_cookie_and_the_image_and_is_counted_when_they_return(
    app: Flask, editor: User, news: Category
) -> None:
    address = article_address(editor, news)
    browser = PageClient(app)
    first = browser.get(address)
    assert first.headers["Set-Cookie"].startswith("visitor=")
    assert "HttpOnly" in first.headers["Set-Cookie"]
    assert "/dem.gif" in first.text
    second = browser.get(address)
    (read,) = second.headers.getlist("Set-Cookie")
    assert read.startswith("read=1; ")
    assert f"; Max-Age=1800; HttpOnly; Path={address.rpartition('/')[0]}; " in read
    assert "/dem.gif" not in second.text
    counter().flush()
    assert second.words("dd")[-4:] == ["0", "0", "0", "0"]
    assert browser.get(address).words("dd")[-4:] == ["1", "1", "1", "1"]


def test_two_newcomers_get_two_cookies(app: Flask, editor: User, news: Category) -> None:
    address = article_address(editor, news)
    cookies = {PageClient(app).get(address).headers["Set-Cookie"] for _ in range(2)}
    assert len(cookies) == 2


@pytest.mark.parts
@pytest.mark.sqlite
def test_a_page_over_https_gets_a_secure_cookie(
    instance: Any, app: Flask, editor: User, news: Category
) -> None:
    address = article_address(editor, news)
    settings = {"INSTANCE": str(instance), "HTTPS": "1", "HOSTS": "so.example"}
    environ = {f"NEWSAPP_{name}": value for name, value in settings.items()}
    secure = create_app(environ, TESTING=True)
    answer = PageClient(secure).get(address, base_url="https://so.example/")
    for engine in engines(secure):
        engine.dispose()
    assert "; Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"]
    assert f'href="https://so.example{address}"' in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"Sec-Purpose": "prefetch;prerender"},
    ],
)
def test_crawlers_and_prefetches_are_not_counted(
    app: Flask, editor: User, news: Category, headers: dict[str, str]
) -> None:
    browser = returning(app, address := article_address(editor, news))
    browser.get(address, headers=headers)
    assert "Set-Cookie" not in PageClient(app).get(address, headers=headers).headers
    counter().flush()
    counts = counter().counts()
    assert counts is not None
    assert counts.total == 0


def test_unchanged_pages_are_not_sent_again_but_counted(
    app: Flask, editor: User, news: Category, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(VisitorCounter, "_start_writer", lambda self: None)  # the test writes
    browser = returning(app, address := article_address(editor, news))
    first = browser.get(address)
    again = browser.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    counter().flush()
    changed = browser.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200, "the counter moved, so the page did"
    counter().flush()
    with db.engines["visitors"].connect() as connection:
        assert connection.exec_driver_sql("SELECT pages FROM visitor_total").scalar() == 4


def test_head_is_the_page_without_its_body(
    client: PageClient, editor: User, news: Category
) -> None:
    address = article_address(editor, news)
    page, head = client.get(address), PageClient(client.application).head(address)
    assert head.data == b""
    assert head.headers["Content-Length"] == page.headers["Content-Length"]
    assert "Set-Cookie" not in head.headers


def test_marks_of_who_linked_change_nothing(
    client: PageClient, editor: User, news: Category
) -> None:
    address = article_address(editor, news)
    client.get(address)
    with statements() as sent:
        answer = client.get(f"{address}?fbclid=IwAR0&utm_source=x")
    assert sent == []
    assert "fbclid" not in answer.text


def test_an_overlong_address_is_not_cached(
    client: PageClient, editor: User, news: Category
) -> None:
    address = article_address(editor, news)
    client.get(address)
    with statements() as sent:
        client.get(f"{address}?x={'y' * page_cache.LONGEST_URL}")
    assert sent


@pytest.mark.parametrize(
    ("query", "status"),
    [("page=2", 200), ("page=0", 404), ("page=x", 404), ("page=", 404), ("x=1&page=2", 200)],
)
def test_numbered_pages_are_pages_of_their_own(
    client: PageClient, editor: User, news: Category, query: str, status: int
) -> None:
    for n in range(13):
        cast.live(editor, news, f"Tin số {n}")
    assert len(client.get("/chuyen-muc/hoat-dong-so-nganh").page.find_class("card")) == 12
    answer = client.get(f"/chuyen-muc/hoat-dong-so-nganh?{query}")
    assert answer.status_code == status
    assert status == 404 or len(answer.page.find_class("card")) == 1


def test_each_host_sees_its_own_name(client: PageClient, editor: User, news: Category) -> None:
    client.application.config["TRUSTED_HOSTS"] = None
    address = article_address(editor, news)
    for host in ("mot.example", "hai.example:8080"):
        assert f'href="http://{host}{address}"' in client.get(address, headers={"Host": host}).text


@pytest.mark.parts
@pytest.mark.sqlite
def test_hosts_that_are_not_ours_are_refused(
    instance: Any, app: Flask, editor: User, news: Category
) -> None:
    address = article_address(editor, news)
    named = create_app(
        {"NEWSAPP_INSTANCE": str(instance), "NEWSAPP_HOSTS": "so.example"}, TESTING=True
    )
    statuses = [
        PageClient(named).get(address, headers={"Host": host}).status_code
        for host in ("so.example", "else.example")
    ]
    for engine in engines(named):
        engine.dispose()
    assert statuses == [200, 400]


@pytest.mark.parametrize("host", ["a<b>.example", 'a"b', "a b"])
def test_a_host_that_is_none_never_reaches_a_page(
    client: PageClient, editor: User, news: Category, host: str
) -> None:
    answer = client.application.test_client().get(
        article_address(editor, news), headers={"Host": host}
    )
    assert answer.status_code == 400 or f"http://{host}/" not in answer.text


def test_staff_pass_by(app: Flask, sign_in: cast.SignIn, editor: User, news: Category) -> None:
    address = article_address(editor, news)
    browser = sign_in(editor)
    browser.get(address)
    with statements() as sent:
        answer = browser.get(address)
    assert sent
    assert "visitor=" not in answer.headers.get("Set-Cookie", "")


def test_one_makes_the_page_while_others_wait(app: Flask, editor: User, news: Category) -> None:
    address = article_address(editor, news)
    made, plain_view = [], app.view_functions["public.article"]
    everybody_asks, texts = threading.Barrier(6), []

    def slow_view(**arguments: Any) -> Any:
        made.append(1)
        threading.Event().wait(0.2)
        return plain_view(**arguments)

    slow_view.cached_query = plain_view.cached_query  # type: ignore[attr-defined]
    app.view_functions["public.article"] = slow_view

    def ask() -> None:
        everybody_asks.wait()
        texts.append(app.test_client().get(address).text)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert len(texts) == 6
    assert all("Hội nghị về cải cách hành chính" in text for text in texts)


def test_a_failure_is_not_kept(app: Flask, editor: User, news: Category) -> None:
    address = article_address(editor, news)
    app.testing = False
    view = app.view_functions["public.article"]

    def broken(**_arguments: Any) -> Any:
        raise RuntimeError("on purpose")

    broken.cached_query = view.cached_query  # type: ignore[attr-defined]
    app.view_functions["public.article"] = broken
    assert app.test_client().get(address).status_code == 500
    app.view_functions["public.article"] = view
    assert app.test_client().get(address).status_code == 200


def test_a_host_in_capitals_gets_the_cached_page_with_its_name_in_small_letters(
    client: PageClient, editor: User, news: Category
) -> None:
    client.application.config["TRUSTED_HOSTS"] = None
    address = article_address(editor, news)
    client.get(address)
    with statements() as sent:
        answer = client.get(address, headers={"Host": "MOT.Example:8080"})
    assert sent == []
    assert f'href="http://mot.example:8080{address}"' in answer.text
    assert "localhost" not in answer.text


@pytest.mark.parametrize(
    "host", ["a<b>.example", 'a"b', "a b", "a/b", "a@b", "a.example:", "a.example:123456", "[::g]"]
)
def test_a_cached_page_takes_no_host_that_is_none_whatever_the_framework_lets_through(
    app: Flask, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    cache = page_cache.PageCache(app.wsgi_app, app, memory=1000)
    monkeypatch.setattr(page_cache, "get_host", lambda _scheme, given, *_rest: given)
    assert cache._find_own_host("http", host) is None
    assert cache._find_own_host("http", "[2001:db8::1]:8080") == "[2001:db8::1]:8080"
