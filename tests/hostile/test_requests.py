"""Requests that no browser sends: methods, hosts, headers, cookies, bodies, searches."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import pytest

from tests.hostile.attacker import Attacker
from tests.hostile.conftest import Site

pytestmark = [pytest.mark.parts, pytest.mark.sqlite]

URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
LOGIN, FILE = "/admin/login", "file"


@dataclass(frozen=True)
class Probe:
    """What is sent, and the status that must come back.

    path: or the name of one of Site.paths. who: sends it, with the token of their forms.
    absent: what the answer must not hold, headers neither.
    """

    name: str
    path: str
    status: int
    method: str = "GET"
    who: str = "nobody"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    content_type: str | None = None
    absent: str = ""


def search(name: str, question: str, status: int = 200) -> Probe:
    return Probe(f"search {name}", f"/tim-kiem?q={question}", status)


def sign_in(name: str, body: bytes, status: int, content_type: str = URLENCODED) -> Probe:
    return Probe(f"sign in {name}", LOGIN, status, "POST", body=body, content_type=content_type)


def paste(name: str, body: bytes, status: int, path: str = "/admin/paste") -> Probe:
    kind = "application/json"
    return Probe(f"paste {name}", path, status, "POST", "the editor", {}, body, kind)


def with_header(name: str, header: str, value: str, status: int = 200, **more: Any) -> Probe:
    return Probe(name, more.pop("path", "/"), status, headers={header: value}, **more)


def many_parts(count: int) -> bytes:
    part = '--x\r\nContent-Disposition: form-data; name="f{}"\r\n\r\nv\r\n'
    return "".join(part.format(number) for number in range(count)).encode() + b"--x--\r\n"


XXE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
EVIL = "strange.example"

METHODS = [
    Probe(f"method {method} {path}", path, 405, method)
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "FOO")
    for path in ("/", LOGIN)
] + [
    Probe("POST to a page", "/", 405, "POST"),
    Probe("GET of what is posted", "/co-chu", 405),
    Probe("signing out by a link", "/admin/logout", 405, who="the editor"),
    with_header("another method by a header", "X-HTTP-Method-Override", "DELETE"),
]
HOSTS = [
    with_header("another host", "Host", EVIL, 400, absent=EVIL),
    with_header("our host with a port that is none", "Host", "localhost:99999", 400),
    with_header("our host below another", "Host", f"localhost.{EVIL}", 400, absent=EVIL),
    with_header("two hosts", "Host", f"localhost, {EVIL}", 400, absent=EVIL),
    with_header("a host with an account", "Host", f"localhost@{EVIL}", 400, absent=EVIL),
    with_header("a host with an element", "Host", 'localhost"><script>', 400, absent="<script>"),
    with_header("the host before a proxy", "X-Forwarded-Host", EVIL, absent=EVIL),
    with_header("forwarded", "Forwarded", f"host={EVIL};proto=https", absent=EVIL),
    with_header("another path", "X-Original-URL", "/admin/articles", absent="Bản nháp"),
    with_header("a rewritten path", "X-Rewrite-URL", "/admin/articles", absent="Bản nháp"),
    with_header("a prefix", "X-Forwarded-Prefix", f"//{EVIL}", absent=EVIL),
    with_header("a scheme", "X-Forwarded-Proto", "javascript", absent="javascript:"),
    with_header("a referrer", "Referer", f"https://{EVIL}/<script>", absent=EVIL),
    with_header("a language", "Accept-Language", "../../etc/passwd," * 200),
    with_header("kinds", "Accept", "*/*;q=x," * 500),
]
CONDITIONS = [
    with_header("a range of nothing", "Range", "bytes=9-1", 416, path=FILE),
    with_header("a range past the end", "Range", "bytes=99999-", 416, path=FILE),
    with_header("1,000 ranges", "Range", "bytes=" + ",".join(["0-1"] * 1000), 416, path=FILE),
    with_header("a range of letters", "Range", "bytes=a-b", 416, path=FILE),
    with_header("a range of a page", "Range", "bytes=0-1", path="/"),
    with_header("a day that is none", "If-Modified-Since", "Thu, 99 Foo 0000 99:99:99 GMT"),
    with_header("a long tag", "If-None-Match", '"x",' * 2000),
    with_header("a length of letters", "Content-Length", "abc"),
]
COOKIES = [
    with_header("2,000 cookies", "Cookie", "; ".join(f"c{n}=1" for n in range(2000))),
    with_header("a cookie of 100 kB", "Cookie", "staff=" + "a" * 100_000),
    with_header("a forged session", "Cookie", "staff=eyJfdXNlcl9pZCI6IjEuMC4ifQ.Z.x"),
    with_header(
        "a forged session on a staff page",
        "Cookie",
        "staff=eyJfdXNlcl9pZCI6IjEuMC4ifQ.Z.x",
        303,
        path="/admin/articles",
    ),
    with_header(
        "a look of ours", "Cookie", 'text_size="><script>strange()</script>', absent="strange()"
    ),
    with_header("a look without end", "Cookie", "text_size=" + "dark." * 5000),
    with_header("a forged visitor", "Cookie", "visitor=" + "a" * 16 + ".68000000." + "b" * 16),
    with_header("a known browser", "Cookie", "browser=WyJ4IixbMV1d.x.y", path=LOGIN),
    with_header("a forged preview", "Cookie", "preview=../../x", path=FILE),
    with_header("bytes", "Cookie", "staff=\xff\xfe; text_size=\xed\xa0\x80"),
    with_header("no name", "Cookie", "=;=;;;= ; ="),
]
SEARCHES = [
    search("operators", quote("* OR -a AND NOT b NEAR(c d) ^e")),
    search("a column", quote("title:a OR {title body}:b")),
    search("an open quote", quote('"a')),
    search("nothing but quotes", quote('""""""""')),
    search("1,000 brackets", "(" * 1000),
    search("wildcards", quote("%_%*?[a-z]")),
    search("a statement", quote("'; DROP TABLE article; --")),
    search("a backslash", quote("\\\\ \\' \\x00")),
    search("a NUL", "a%00b"),
    search("a lone surrogate", "%ED%A0%80"),
    search("bad UTF-8", "%FF%FEa"),
    search("5,000 letters", "a" * 5000),
    search("2,000 words", "+".join(["tin"] * 2000)),
    search("3,000 accents", "a" + "%CC%81" * 3000),
    search("signs of direction", quote("\u202eabc\u2066")),
    search("emoji", quote("\U0001f468\u200d\U0001f469" * 100)),
    search("a list", "a&q=b&q[]=c&q=d"),
    Probe("search from a day that is none", "/tim-kiem?q=a&tu=99/99/9999", 400),
    Probe("search until a number", "/tim-kiem?q=a&den=" + "9" * 500, 400),
    Probe("search in a category that is none", "/tim-kiem?q=a&chuyen_muc=../../x", 400),
    Probe("search on page 10^30", "/tim-kiem?q=a&page=" + "9" * 30, 404),
    Probe("search on page -1", "/tim-kiem?q=a&page=-1", 404),
    Probe("documents of a year that is none", "/van-ban?nam=" + "9" * 50, 404),
    Probe("documents of a body that is none", "/van-ban?co-quan=%00%FF", 404),
    Probe("a list on page 0", "/chuyen-muc/hoat-dong?page=0", 404),
    Probe("a list on a page of digits that are none", "/chuyen-muc/hoat-dong?page=%D9%A1", 404),
    Probe("a query of 100 kB", "/?" + "a=1&" * 25_000, 200),
    Probe("a callback", "/feed.json?callback=strange", 200, absent="strange("),
]
BODIES = [
    sign_in("with JSON", b'{"email": "a", "password": {"$ne": 1}}', 415, "application/json"),
    sign_in("with an XML entity", XXE, 422, "application/xml"),
    sign_in("with deep JSON", b'{"a":' * 5000, 415, "application/json"),
    sign_in("with JSON of another kind", b"[1, 2]", 415, "application/ld+json"),
    sign_in("with parts without a boundary", b"abc", 422, MULTIPART),
    sign_in("with a part that never ends", b"--x\r\n" + b"a" * 60_000, 422, f"{MULTIPART}; boundary=x"),
    sign_in("with 1,500 parts", many_parts(1500), 413, f"{MULTIPART}; boundary=x"),
    sign_in("with 1,500 fields", b"a=1&" * 1500, 422),
    sign_in("with 70 kB", b"email=" + b"a" * 70_000, 413),
    sign_in("with 20 MB", b"a=1&" * 5_000_000, 413),
    sign_in("with bad UTF-8", b"email=%ff%fe&password=%c0%af", 422),
    sign_in("with a NUL", b"email=a%00@b.vn&password=%00", 422),
    sign_in("with a lone surrogate", b"email=%ed%a0%80&password=%ed%b0%80", 422),
    sign_in("with a statement", b"email=%27+OR+1%3D1+--&password=%27", 422),
    sign_in("with two emails", b"email=a@b.vn&email=c@d.vn&password=x&password=y", 422),
    sign_in("with a password of 60 kB", b"email=a@b.vn&password=" + b"a" * 60_000, 422),
    sign_in("with another charset", b"email=a", 422, f"{URLENCODED}; charset=utf-7"),
    Probe("a look that is none", "/co-chu", 400, "POST", body=b"step=x", content_type=URLENCODED),
    Probe(
        "after a look to another site",
        "/co-chu",
        303,
        "POST",
        body=b"step=larger&next=//strange.example",
        content_type=URLENCODED,
        absent=EVIL,
    ),
    Probe("a text over all limits", "/admin/articles/new", 413, "POST", "the editor",
          body=b"body=" + b"a" * 3_000_000, content_type=URLENCODED),
    paste("of another kind", b"[1, 2]", 400),
    paste("of a number", b"7", 400),
    paste("that is broken", b"{", 400),
    paste("that is deep", b"[" * 100_000, 400),
    paste("of lists", b'{"html": [[]], "rtf": {}}', 200),
    paste("of half a character", b'{"html": "<p>\\ud800</p>", "rtf": "\\udfff"}', 200),
    paste("of control characters", b'{"html": "<p title=\'\\u0001\'>\\u0001\\u0000\\uffff</p>"}', 200),
    paste("of 5,000 levels", b'{"html": "' + b"<div>" * 5000 + b'"}', 200),
    paste("of texts that are none", b'{"encoding": "tcvn3", "texts": 5}', 400, "/admin/convert"),
    paste(
        "of texts of half a character",
        b'{"encoding": "tcvn3", "texts": ["\\ud800", null, {}]}',
        200,
        "/admin/convert",
    ),
    Probe("an autosave without its form", "/admin/autosave", 400, "POST", "the editor",
          body=b"form_token=x", content_type=URLENCODED, headers={"Accept": "application/json"}),
]  # fmt: skip
FILES = [
    Probe("a folder up", "/media/../secret_key", 404),
    Probe("a folder up, encoded", "/static/%2e%2e/%2e%2e/secret_key", 404),
    Probe("the databases", "/content.db", 404),
    Probe("a file beside a digest", "/media/" + "a" * 32 + "/..%2f..%2fcontent.db", 404),
    Probe("a device", "/static/000000000000/con", 404),
    Probe("the repository", "/.git/config", 404),
    Probe("the settings", "/.env", 404),
    Probe("somebody else's door", "/wp-login.php", 404),
    Probe("an own door in capitals", "/ADMIN/ARTICLES", 301),
    Probe("slashes", "//////admin//articles", 308),
    Probe("what nginx alone may ask", "/_media/pictures/aa/x.webp", 404),
    Probe("an address of 100 kB", "/" + "a" * 100_000, 404),
    Probe("parameters in a path", "/admin/articles;jsessionid=1", 404),
    Probe("a picture without end", "/media/" + "a" * 32 + "-" + "9" * 300 + ".webp", 404),
    Probe("a colour that is none", "/mau/1/..%2f..%2fx.css", 404),
]
PROBES = [*METHODS, *HOSTS, *CONDITIONS, *COOKIES, *SEARCHES, *BODIES, *FILES]


def test_there_are_many() -> None:
    assert len({probe.name for probe in PROBES}) == len(PROBES) > 110


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.name)
def test_it_comes_back_as_it_must(site: Site, probe: Probe) -> None:
    browser = site.browser(probe.who)
    headers = dict(probe.headers)
    if probe.method == "POST":
        headers["X-CSRFToken"] = browser.token
    if "Cookie" in headers:
        browser = Attacker(site.app, use_cookies=False)
    answer = browser.open(
        site.paths.get(probe.path, probe.path),
        method=probe.method,
        headers=headers,
        input_stream=io.BytesIO(probe.body) if probe.body is not None else None,
        content_length=len(probe.body) if probe.body is not None else None,
        content_type=probe.content_type,
    )
    assert answer.status_code == probe.status
    said = f"{answer.headers}\n{answer.text}"
    assert not probe.absent or probe.absent not in said


def test_a_page_that_is_kept_is_not_poisoned(site: Site) -> None:
    article = site.paths["article"]
    for header in ("X-Forwarded-Host", "X-Host", "X-Original-URL", "Referer", "User-Agent"):
        Attacker(site.app).get(f"{article}?utm={header}", headers={header: "evil.example"})
    assert "evil.example" not in Attacker(site.app).get(article).text


@pytest.mark.parametrize(
    "destination",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "/%09/evil.example",
        "/\t/evil.example",
        "/\r\n/evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "evil.example",
        "http:evil.example",
        " //evil.example",
        "/\u2028/evil.example",
    ],
)
def test_signing_in_leads_nowhere_else(site: Site, destination: str) -> None:
    browser = Attacker(site.app)
    browser.take_token("/admin/login")
    address = f"/admin/login?next={quote(destination, safe='')}"
    form = {"email": "the.editor@hunglac.example", "password": "một câu dài dễ nhớ"}
    answer = browser.signed(address, form)
    assert answer.status_code == 303
    assert answer.location.startswith("/")
    assert answer.location in ("/admin/", "/%09/evil.example")
