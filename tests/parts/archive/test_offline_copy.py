from __future__ import annotations

import hashlib
import io
import re
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from PIL import Image
from werkzeug.test import TestResponse

from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media import pictures
from newsapp.media.models import Attachment, Picture
from newsapp.parts.archive import offline_copy
from tests import cast

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@pytest.fixture
def reader(app: Flask) -> FlaskClient:
    """A plain browser: that a page has its style in itself is what this is about."""
    return app.test_client()


def stored(number: int, width: int = 1200) -> Picture:
    """A picture in its kept sizes."""
    file = io.BytesIO()
    Image.effect_noise((width, width // 2), 40 + number).save(file, "PNG")
    file.seek(0)
    kept = pictures.store(file, f"{number}.png")
    row = Picture(
        digest=kept.digest,
        width=kept.width,
        height=kept.height,
        filename=kept.filename,
        created_at=NOON,
    )
    with writing():
        db.session.add(row)
    return row


def shown(picture: Picture) -> str:
    return f'<p><img src="/media/{picture.digest}-960.jpg" alt="Ảnh &amp; chữ" width="{picture.width}" height="600"></p>'


def keep(reader: FlaskClient, article: Article) -> TestResponse:
    return reader.get(f"/tin-tuc/{article.id}/{article.slug}/luu")


def test_the_file_needs_nothing_else(reader: FlaskClient, editor: User, news: Category) -> None:
    cover, inside = stored(1), stored(2, 300)
    article = cast.live(
        editor,
        news,
        "Đường về xã Ễ Ộ",
        cover_id=cover.id,
        cover_alt='Bìa "một"',
        body=shown(inside),
        byline="Nguyễn An",
    )
    answer = keep(reader, article)
    page = html.document_fromstring(answer.text)
    images = page.xpath("//img")
    assert [image.get("alt") for image in images] == ['Bìa "một"', "Ảnh & chữ"]
    sizes = [
        Image.open(
            io.BytesIO(b64decode(image.get("src").removeprefix("data:image/jpeg;base64,")))
        ).width
        for image in images
    ]
    assert sizes == [960, 300]
    loaded = page.xpath("//@src | //@srcset | //link[not(@rel='canonical')]/@href | //script")
    assert [str(part)[:5] for part in loaded] == ["data:", "data:"]
    assert page.findtext(".//h1") == "Đường về xã Ễ Ộ"
    assert "Nguyễn An" in answer.text


def test_it_may_load_its_own_style_and_pictures_and_nothing_more(
    reader: FlaskClient, editor: User, news: Category
) -> None:
    answer = keep(reader, cast.live(editor, news))
    style = re.search("<style>(.*?)</style>", answer.text, re.DOTALL)
    assert style
    digest = b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    assert answer.headers["Content-Security-Policy"] == f"{policy}; frame-ancestors 'none'"
    meta = html.document_fromstring(answer.text).xpath("//meta[@http-equiv]/@content")
    assert meta == [policy]


def test_where_it_is_from_and_when_it_was_kept(
    reader: FlaskClient, editor: User, news: Category, stopped_clock: cast.StoppedClock
) -> None:
    article = cast.live(editor, news)
    answer = keep(reader, article)
    page = html.document_fromstring(answer.text)
    (foot,) = page.find_class("print-address")
    assert (
        foot.text_content()
        == f"http://localhost/tin-tuc/{article.id}/{article.slug}Ngày lưu: 23/11/2026"
    )
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_links_lead_to_the_site(reader: FlaskClient, editor: User, news: Category) -> None:
    with writing():
        file = Attachment(
            digest="cd" * 16, filename="kế hoạch.pdf", extension="pdf", size=5, created_at=NOON
        )
        db.session.add(file)
    body = '<p><a href="/tin-tuc/9">Tin</a> <a href="https://example.vn/x">Ngoài</a></p>'
    article = cast.live(editor, news, body=body, attachments=[{"id": file.id, "title": "Kế hoạch"}])
    links = html.document_fromstring(keep(reader, article).text).xpath("//main//a/@href")
    assert [unquote(str(link)) for link in links[:3]] == [
        "http://localhost/tin-tuc/9", "https://example.vn/x", f"http://localhost/media/{file.digest}/kế hoạch.pdf",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Đường về xã", "Đường về xã.html"),
        ('Quyết định 115/QĐ-UBND: "a\\b" <c>|*?', "Quyết định 115 QĐ-UBND a b c.html"),
        ("..", "tin.html"),
        ("ễ" * 300, "ễ" * 100 + ".html"),
    ],
)
def test_the_files_name_is_the_title(
    reader: FlaskClient, editor: User, news: Category, title: str, name: str
) -> None:
    article = cast.live(editor, news, title)
    said = keep(reader, article).headers["Content-Disposition"]
    plain, _, encoded = said.partition("; filename*=UTF-8''")
    assert plain == f"attachment; filename={article.slug}.html"
    assert " ".join(unquote(encoded).split()).replace(" .", ".") == name
    assert encoded.isascii()


def test_many_pictures_are_taken_smaller_and_then_as_links(
    reader: FlaskClient, editor: User, news: Category, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [stored(n) for n in range(4)]
    media = pictures.files_of(many[0].digest, many[0].width)[0].parents[2]
    small = [pictures.path(media, one.digest, 480, "jpg").stat().st_size for one in many]
    article = cast.live(editor, news, body="".join(map(shown, many)))
    monkeypatch.setattr(offline_copy, "LIMIT", sum(small))
    images = html.document_fromstring(keep(reader, article).text).xpath("//main//img/@src")
    assert [len(b64decode(src.partition(",")[2])) for src in images] == small
    monkeypatch.setattr(offline_copy, "LIMIT", sum(small[:2]) + 1)
    page = html.document_fromstring(keep(reader, article).text)
    assert len(page.xpath("//main//img")) == 2
    assert page.xpath("//div[@class='prose']//a/@href") == [
        f"http://localhost/media/{one.digest}-960.jpg" for one in many[2:]
    ]


def test_a_lost_picture_is_a_link(reader: FlaskClient, editor: User, news: Category) -> None:
    lost = Picture(digest="ab" * 16, width=480, height=300, filename="a.png", created_at=NOON)
    page = html.document_fromstring(keep(reader, cast.live(editor, news, body=shown(lost))).text)
    assert page.xpath("//div[@class='prose']//a/text()") == ["Ảnh & chữ"]


def test_only_what_readers_see_is_kept(reader: FlaskClient, editor: User, news: Category) -> None:
    assert keep(reader, cast.draft(editor, news)).status_code == 404
    article = cast.live(editor, news)
    moved = reader.get(f"/tin-tuc/{article.id}/khac/luu")
    assert (moved.status_code, moved.location) == (301, f"/tin-tuc/{article.id}/{article.slug}/luu")


@pytest.mark.parametrize("slug", ["gioi-thieu", "khac"])
def test_a_page_leads_to_its_short_address(reader: FlaskClient, editor: User, slug: str) -> None:
    page = cast.page(editor, "Giới thiệu", live=True)
    answer = reader.get(f"/tin-tuc/{page.id}/{slug}/luu")
    assert (answer.status_code, answer.location) == (301, "/trang/gioi-thieu")


def test_a_preview_offers_no_copy(sign_in: cast.SignIn, editor: User, news: Category) -> None:
    article = cast.live(editor, news)
    preview = sign_in(editor).get(f"/admin/articles/{article.id}/preview")
    assert preview.words("h1") == [article.title]
    assert preview.page.xpath("//a[@download]") == []
