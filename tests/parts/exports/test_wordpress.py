"""What goes out for WordPress is WXR 1.2, and our own reader takes it for such."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from lxml import etree

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles import scheduling, workflow
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import writing
from newsapp.media import library, pictures
from newsapp.parts.exports.wordpress import NAMESPACES
from newsapp.parts.imports import wordpress as reader
from tests import cast
from tests.admin.forms import photo
from tests.pages import PageClient
from tests.parts.exports.conftest import run

SITE = "https://so.example"


def written(app: Flask, path: Path) -> Any:
    done = run(app, "export", "--wordpress", str(path), "--site", SITE)
    assert done.exit_code == 0, done.output
    return etree.parse(path).getroot().find("channel")


def texts(item: Any, *paths: str) -> list[str | None]:
    return [item.findtext(path, namespaces=NAMESPACES) for path in paths]


@pytest.fixture
def article(editor: User, news: Category) -> Article:
    cover = library.receive(pictures.store, photo("red"), "a.png", actor=editor, at=clock.now())
    inside = f"/media/{cover.digest}-{cover.width}.jpg"
    return cast.live(
        editor,
        news,
        "Họp ]]> “báo” & hơn",
        body=f'<figure><img src="{inside}" alt="x" width="64" height="40"></figure><p>Chữ &lt; 5</p>',
        summary="Tóm tắt",
        tags=["Chuyển đổi số"],
        byline="Lê Thị Hoa",
        source="Báo <mới>",
        published_on=date(2020, 5, 20),
        cover_id=cover.id,
    )


def test_an_article_goes_out(app: Flask, article: Article, tmp_path: Path) -> None:
    channel = written(app, tmp_path / "out.xml")
    assert channel.findtext("wp:wxr_version", namespaces=NAMESPACES) == "1.2"
    picture, item = channel.findall("item")
    assert texts(item, "title", "link", "wp:status", "wp:post_type", "wp:post_name") == [
        article.title,
        f"{SITE}/tin-tuc/{article.id}/{article.slug}",
        "publish",
        "post",
        article.slug,
    ]
    assert texts(item, "wp:post_date", "wp:post_date_gmt", "excerpt:encoded", "dc:creator") == [
        "2020-05-20 00:00:00",
        "2020-05-19 17:00:00",
        "Tóm tắt",
        "le-thi-hoa",
    ]
    labels = [(c.get("domain"), c.get("nicename"), c.text) for c in item.findall("category")]
    assert labels == [
        ("category", "hoat-dong-so-nganh", "Hoạt động Sở, Ngành"),
        ("post_tag", "chuyen-doi-so", "Chuyển đổi số"),
    ]
    body = item.findtext("content:encoded", namespaces=NAMESPACES)
    (address,) = texts(picture, "wp:attachment_url")
    assert f'src="{address}"' in body
    assert address.startswith(f"{SITE}/media/")
    assert "<p>Chữ &lt; 5</p>" in body
    assert "<p>Nguồn: Báo &lt;mới&gt;</p>" in body
    assert texts(item, "wp:postmeta/wp:meta_value") == texts(picture, "wp:post_id")
    assert PageClient(app).get(address.removeprefix(SITE)).status_code == 200


def test_nothing_hidden_becomes_public(
    app: Flask, editor: User, news: Category, tmp_path: Path
) -> None:
    cast.draft(editor, news, "Nháp")
    withdrawn, planned = (cast.live(editor, news, "Gỡ"), cast.draft(editor, news, "Hẹn"))
    trashed, page = cast.live(editor, news, "Rác"), cast.page(editor, "Giới thiệu", live=True)
    with writing():
        workflow.unpublish(withdrawn, actor=editor, at=clock.now())
        later = clock.now() + timedelta(days=1)
        scheduling.schedule(planned, later, actor=editor, at=clock.now())
        workflow.trash(trashed, actor=editor, at=clock.now())
    items = written(app, tmp_path / "out.xml").findall("item")
    standing = {tuple(texts(item, "title", "wp:status", "wp:post_type")) for item in items}
    assert standing == {
        ("Nháp", "draft", "post"),
        ("Gỡ", "draft", "post"),
        ("Hẹn", "future", "post"),
        ("Rác", "trash", "post"),
        ("Giới thiệu", "publish", "page"),
    }
    assert page.address == "gioi-thieu"


def test_accounts_of_staff_stay_here(app: Flask, article: Article, tmp_path: Path) -> None:
    written(app, tmp_path / "out.xml")
    assert "hunglac.example" not in (tmp_path / "out.xml").read_text("utf8")


def test_our_reader_takes_it(app: Flask, article: Article, tmp_path: Path) -> None:
    written(app, tmp_path / "out.xml")
    items = list(reader.read(tmp_path / "out.xml").items)
    (came,) = [item for item in items if article.title in repr(item)]
    assert "Lê Thị Hoa" in repr(came)
    assert "Chuyển đổi số" in repr(came)
    assert "Hoạt động Sở, Ngành" in repr(came)


def test_the_address_of_the_site_is_needed(app: Flask, tmp_path: Path) -> None:
    done = run(app, "export", "--wordpress", str(tmp_path / "out.xml"))
    assert done.exit_code == 2
    assert "--site" in done.output
