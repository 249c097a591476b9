"""nginx in front, with the files that the installation writes."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email.message import Message

import pytest

from newsapp.web.headers import HEADERS
from tests.deploy.conftest import Behind, needs_nginx
from tests.deploy.running import DOMAIN
from tests.operations.people import Editor

pytestmark = [pytest.mark.server, needs_nginx]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    content: bytes


class Browser:
    """Asks on a connection of its own each time."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self.place = (host, port)

    def get(self, path: str, **headers: str) -> Answer:
        with closing(http.client.HTTPConnection(*self.place, timeout=20)) as connection:
            sent = {"Host": DOMAIN} | {
                name.replace("_", "-"): value for name, value in headers.items()
            }
            connection.request("GET", path, headers=sent)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())


@pytest.fixture
def browser(behind: Behind) -> Browser:
    return Browser(behind.nginx.port)


def test_pages_come_compressed_with_our_headers(browser: Browser, behind: Behind) -> None:
    answer = browser.get(behind.published.article, Accept_Encoding="gzip")
    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    assert {name: answer.headers.get_all(name) for name in HEADERS} == {
        n: [v] for n, v in HEADERS.items()
    }
    assert "nginx/" not in (answer.headers["Server"] or "")


def test_it_listens_on_ipv6_too(behind: Behind) -> None:
    if not socket.has_dualstack_ipv6():
        pytest.skip("this machine has no IPv6")
    assert Browser(behind.nginx.port, "::1").get("/").status == 200


def _style_sheet(browser: Browser) -> str:
    page = browser.get("/").content.decode()
    return page.split('rel="stylesheet" href="')[1].split('"')[0]


def _script(browser: Browser) -> str:
    return _style_sheet(browser).rpartition("/")[0] + "/js/reader.js"


def test_style_sheets_come_from_the_disk_for_ever(browser: Browser, behind: Behind) -> None:
    path = _style_sheet(browser)
    answer = browser.get(path, Accept_Encoding="gzip")
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "max-age=31536000, public, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert browser.get(_script(browser)).headers["Content-Type"].endswith("; charset=utf-8")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    kept = behind.site.instance / path.lstrip("/")
    assert answer.content == kept.with_name(kept.name + ".gz").read_bytes()


def test_pictures_come_from_the_disk_with_our_headers(browser: Browser, behind: Behind) -> None:
    answer = browser.get(behind.published.picture)
    picture = answer.content
    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/webp")
    assert picture[:4] == b"RIFF"
    assert answer.headers["Cache-Control"] == "private, max-age=604800"
    assert "X-Accel-Redirect" not in answer.headers
    expected = HEADERS | {"Cross-Origin-Resource-Policy": "cross-origin"}
    assert {name: answer.headers.get_all(name) for name in HEADERS} == {
        n: [v] for n, v in expected.items()
    }
    again = browser.get(behind.published.picture, If_None_Match=answer.headers["ETag"])
    assert again.status == 304
    part = browser.get(behind.published.picture, Range="bytes=8-11")
    assert (part.status, part.content) == (206, picture[8:12])


def test_attached_files_keep_their_name(browser: Browser, behind: Behind) -> None:
    answer = browser.get(behind.published.attachment)
    assert answer.status == 200
    assert answer.headers["Content-Disposition"].startswith(
        'inline; filename="Cong van so 5.pdf"; filename*=UTF-8'
    )
    assert answer.headers["Content-Type"] == "application/pdf"
    assert len(answer.content) == 5009


def test_a_pdf_may_be_framed_by_our_own_pages(browser: Browser, behind: Behind) -> None:
    answer = browser.get(f"{behind.published.attachment}?xem=1")
    assert answer.headers.get_all("X-Frame-Options") == ["SAMEORIGIN"]
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"].startswith("inline")


def test_a_drafts_picture_is_refused(browser: Browser, behind: Behind) -> None:
    digest = behind.published.hidden_picture.split("/")[2].split("-")[0]
    assert browser.get(behind.published.hidden_picture).status == 404
    inside = f"/_media/pictures/{digest[:2]}/{digest}-800.webp"
    assert (behind.site.instance / inside.replace("_media", "media").lstrip("/")).is_file()
    assert browser.get(inside).status == 404
    assert browser.get(f"/static/../media/pictures/{digest[:2]}/{digest}-800.webp").status == 404


@pytest.mark.parametrize(
    "path", ["/content.db", "/static/../content.db", "/static/..%2fsecret_key", "/secret_key"]
)
def test_nothing_else_of_the_instance_is_served(browser: Browser, path: str) -> None:
    assert browser.get(path).status == 404


def test_a_form_over_the_limit_is_told_so_in_our_words(browser: Browser) -> None:
    for path, size in (("/co-chu", 70_000), ("/admin/articles/new", 130_000_000)):
        answer = _announce(browser, path, size)
        assert answer.startswith(b"HTTP/1.1 413 "), answer[:100]
        assert "Dữ liệu gửi lên quá lớn".encode() in answer
        assert b"Content-Security-Policy" in answer


@pytest.mark.parametrize("cookie", ["", "staff=forged", "browser=forged"])
@pytest.mark.parametrize("path", ["/admin/login", "/admin/link/abc", "/admin/articles/new", "/"])
def test_a_strangers_large_form_is_refused_before_it_is_taken(
    browser: Browser, path: str, cookie: str
) -> None:
    answer = _announce(browser, path, 60_000_000, f"Cookie: {cookie}\r\n")
    assert answer.startswith(b"HTTP/1.1 413 "), answer[:100]
    assert "Dữ liệu gửi lên quá lớn".encode() in answer


def test_staff_send_a_large_form_through_it(browser: Browser) -> None:
    person = Editor(f"http://127.0.0.1:{browser.place[1]}", "editor", 1)
    person.sign_in()
    fields = {"title": "Bài dài", "category_id": "1", "body": f"<p>{'Một câu. ' * 10_000}</p>"}
    after = person.browser.send("/admin/articles/new", fields | {"action": "save"})
    assert after.rpartition("/")[2].isdecimal(), after


@pytest.mark.parametrize(
    ("request_line", "more", "status"),
    [
        ("GET /%00 HTTP/1.1", "", 400),
        (f"GET /{'a' * 9000} HTTP/1.1", "", 414),
        ("GET / HTTP/1.1", f"X-Long: {'a' * 9000}\r\n", 400),
        ("GET / HTTP/1.1", "Host: again.example\r\n", 400),
    ],
)
def test_what_nginx_refuses_itself_carries_our_headers_and_words(
    browser: Browser, request_line: str, more: str, status: int
) -> None:
    answer = _sent(browser, f"{request_line}\r\nHost: {DOMAIN}\r\n{more}\r\n")
    assert answer.startswith(f"HTTP/1.1 {status} ".encode()), answer[:200]
    for name, value in HEADERS.items():
        assert answer.count(f"{name}: {value}".encode()) == 1, name
    assert b"<h1>" in answer


def _sent(browser: Browser, text: str) -> bytes:
    with socket.create_connection(browser.place, timeout=20) as connection:
        connection.sendall(text.encode())
        answer = b""
        while b"</html>" not in answer and (received := connection.recv(65536)):
            answer += received
        return answer


def _announce(browser: Browser, path: str, size: int, more: str = "") -> bytes:
    """Say that so many bytes will come; nginx answers without waiting for them."""
    with socket.create_connection(browser.place, timeout=20) as connection:
        head = f"POST {path} HTTP/1.1\r\nHost: {DOMAIN}\r\n{more}"
        connection.sendall(f"{head}Content-Length: {size}\r\n\r\n".encode())
        answer = b""
        while b"</html>" not in answer and (more := connection.recv(65536)):
            answer += more
        return answer


def test_the_address_that_a_client_claims_is_not_believed(behind: Behind, browser: Browser) -> None:
    wrong = browser.get("/", X_Forwarded_Host="elsewhere.example")
    assert b"elsewhere.example" not in wrong.content
    assert wrong.status == 200


@pytest.fixture
def slow_clients(behind: Behind) -> Iterator[list[socket.socket]]:
    """Twelve that send a header now and then and never end, six of them in the midst of a form."""
    opened = []
    for number in range(12):
        connection = socket.create_connection(("127.0.0.1", behind.nginx.port), timeout=20)
        head = (
            "GET / HTTP/1.1\r\n"
            if number % 2
            else "POST /co-chu HTTP/1.1\r\nContent-Length: 900\r\n"
        )
        connection.sendall(
            f"{head}Host: {DOMAIN}\r\n".encode() + (b"" if number % 2 else b"\r\nstep=")
        )
        opened.append(connection)
    yield opened
    for connection in opened:
        connection.close()


def test_slow_clients_do_not_stop_others(
    browser: Browser, slow_clients: list[socket.socket]
) -> None:
    for _round in range(10):
        for connection in slow_clients:
            connection.sendall(b"X")
        began = time.monotonic()
        assert browser.get("/").status == 200
        assert time.monotonic() - began < 2
