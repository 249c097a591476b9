"""What comes of a WordPress export."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp import clock
from newsapp.articles.models import Article
from newsapp.database import db
from newsapp.importing.incoming import Incoming, Item, Refused, Skipped
from newsapp.parts.imports import wordpress
from newsapp.publishing import State, state_of
from tests.importing.conftest import jpeg
from tests.parts.imports import exports
from tests.parts.imports.conftest import Rows

Imported = Callable[..., Rows]


@pytest.fixture
def export(app: Flask, tmp_path: Path) -> Callable[..., Path]:
    def written(*items: str) -> Path:
        path = tmp_path / "export.xml"
        path.write_text(exports.wxr(*items), "utf8")
        return path

    return written


def read(path: Path) -> list[Item]:
    return list(wordpress.read(path).items)


def posts(path: Path) -> list[Incoming]:
    return [item for item in read(path) if isinstance(item, Incoming)]


def articles() -> list[Article]:
    return list(db.session.scalars(select(Article).order_by(Article.id)))


def test_a_post_comes_with_all_it_says(export: Callable[..., Path]) -> None:
    (post,) = posts(export(exports.item(34, excerpt="Tóm tắt.", title="Một &amp; <em>hai</em>")))
    assert (post.key, post.title, post.summary) == (
        "wordpress:so.example.vn:34",
        "Một & hai",
        "Tóm tắt.",
    )
    assert (post.byline, post.category, post.state) == ("Lan Phạm", "Tin & ảnh", "published")
    assert post.published_at == datetime(2020, 5, 20, 1, 30, tzinfo=UTC)
    assert post.old_paths == ["/2020/05/bai-34/", "/?p=34"]
    assert post.warnings == []


def test_the_day_is_the_one_that_the_old_site_printed(export: Callable[..., Path]) -> None:
    """Whose clock may have been in another time zone."""
    (post,) = posts(
        export(
            exports.item(1, post_date="2020-05-20 23:00:00", post_date_gmt="2020-05-20 23:00:00")
        )
    )
    assert post.published_at is not None
    assert post.published_at.date() == date(2020, 5, 20)
    assert post.published_at.astimezone(UTC).day == 20


@pytest.mark.parametrize("status", ["draft", "pending", "private", "auto-draft", "in-review"])
def test_what_was_not_public_is_a_draft(imported: Imported, export: object, status: str) -> None:
    assert callable(export)
    imported("wordpress", export(exports.item(1, status=status)), "--publish")
    assert [state_of(article, clock.now()) for article in articles()] == [State.DRAFT]


def test_a_post_with_a_password_is_a_draft(imported: Imported, export: object) -> None:
    assert callable(export)
    rows = imported("wordpress", export(exports.item(1, post_password="bí mật")), "--publish")
    assert rows["wordpress:so.example.vn:1"]["state"] == "draft"
    assert "mật khẩu" in rows["wordpress:so.example.vn:1"]["notes"]


def test_a_future_post_is_scheduled(imported: Imported, export: object) -> None:
    assert callable(export)
    year = clock.now().year + 2
    moment = f"{year}-01-01 12:00:00"
    path = export(exports.item(1, status="future", post_date=moment, post_date_gmt=moment))
    imported("wordpress", path)
    (article,) = articles()
    assert state_of(article, clock.now()) is State.SCHEDULED
    assert article.go_live_at == datetime(year, 1, 1, 12, tzinfo=UTC)


def test_pages_keep_their_slugs_and_trash_stays(imported: Imported, export: object) -> None:
    assert callable(export)
    rows = imported(
        "wordpress",
        export(
            exports.item(1, post_type="page", post_name="gioi-thieu", more=""),
            exports.item(2, status="trash"),
        ),
    )
    assert [article.address for article in articles()] == ["gioi-thieu"]
    assert "thùng rác" in rows["wordpress:so.example.vn:2"]["notes"]


def test_further_categories_become_tags_and_it_is_said(export: Callable[..., Path]) -> None:
    terms = "".join(
        f'<category domain="{domain}" nicename="x"><![CDATA[{name}]]></category>'
        for domain, name in (
            ("category", "Một"),
            ("post_tag", "khóa"),
            ("category", "Hai"),
            ("post_format", "Video"),
        )
    )
    (post,) = posts(export(exports.item(1, more=terms)))
    assert (post.category, post.tags) == ("Một", ["Hai", "khóa"])
    assert post.warnings == ["Chuyên mục khác thành từ khóa: Hai."]


def test_what_is_not_taken_is_counted(export: Callable[..., Path]) -> None:
    comment = "<wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>"
    items = read(
        export(
            exports.item(1, more=comment * 3),
            exports.item(2, post_type="nav_menu_item"),
            exports.item(3, post_type="product"),
        )
    )
    told = [item.why for item in items if isinstance(item, Skipped)]
    assert told == [
        "Không lấy 3 mục loại comment.",
        "Không lấy 1 mục loại nav_menu_item.",
        "Không lấy 1 mục loại product.",
    ]


def test_pictures_captions_and_galleries_come_along(
    imported: Imported, export: object, tmp_path: Path
) -> None:
    """The media library stands anywhere in the file."""
    assert callable(export)
    folder = tmp_path / "uploads" / "2020"
    folder.mkdir(parents=True)
    for number, name in enumerate(("bia", "mot", "hai"), 1):
        (folder / f"{name}.jpg").write_bytes(jpeg(50 + number))
    (folder / "don.pdf").write_bytes(b"%PDF-1.4")
    body = (
        '[caption id="a" align="x" width="300"]<a href="https://so.example.vn/x"><img'
        ' src="https://so.example.vn/wp-content/uploads/2020/mot-300x200.jpg" alt="Một" /></a>'
        ' Chú <em>thích</em>[/caption]\n\nĐoạn hai.\nDòng hai.\n\n[gallery ids="12"]'
    )
    imported(
        "wordpress",
        export(
            exports.item(1, content=body, more=exports.meta("_thumbnail_id", "11")),
            exports.attachment(
                11, "2020/bia.jpg", more=exports.meta("_wp_attachment_image_alt", "Bìa")
            ),
            exports.attachment(12, "2020/hai.jpg", 1, excerpt="Ảnh hai"),
            exports.attachment(13, "2020/don.pdf", 1),
        ),
        "--uploads",
        tmp_path / "uploads",
    )
    (article,) = articles()
    assert article.cover is not None
    assert (article.cover.filename, article.cover_alt) == ("bia.jpg", "Bìa")
    assert "<figcaption>Chú <em>thích</em></figcaption>" in article.body
    assert "<p>Đoạn hai.<br>Dòng hai.</p>" in article.body
    assert "<figcaption>Ảnh hai</figcaption>" in article.body
    assert article.body.count('src="/media/') == 2
    assert [link["title"] for link in article.attachments] == ["don"]
    assert "[" not in article.body


def test_an_import_that_runs_again_doubles_nothing(imported: Imported, export: object) -> None:
    assert callable(export)
    path = export(exports.item(1), exports.item(2))
    imported("wordpress", path)
    rows = imported("wordpress", path)
    assert len(articles()) == 2
    assert rows["wordpress:so.example.vn:1"]["what"] == "unchanged"


def test_two_with_one_number_are_told(export: Callable[..., Path]) -> None:
    items = read(export(exports.item(1), exports.item(1, title="Khác")))
    (told,) = [item for item in items if isinstance(item, Skipped)]
    assert "hai lần" in told.why


def test_a_day_that_does_not_exist_makes_a_draft(imported: Imported, export: object) -> None:
    assert callable(export)
    days = ("0000-05-20 08:00:00", "2020-13-40 08:00:00", "2105-01-01 00:00:00")
    items = [
        exports.item(number, post_date=day, post_date_gmt=day) for number, day in enumerate(days, 1)
    ]
    rows = imported("wordpress", export(*items, exports.item(9)))
    assert [row["state"] for row in rows.values() if row["kind"] == "article"] == [
        *["draft"] * 3,
        "published",
    ]
    assert all(row["notes"] for row in rows.values() if row["state"] == "draft")


@pytest.mark.parametrize("cut", [200, 120, 60])
def test_a_truncated_file_gives_what_was_whole(
    imported: Imported, tmp_path: Path, cut: int
) -> None:
    whole = exports.wxr(exports.item(1), exports.item(2)).removesuffix(exports.END)
    path = tmp_path / "cut.xml"
    path.write_text(whole[:-cut], "utf8")
    rows = imported("wordpress", path, "--publish")
    assert rows["wordpress:so.example.vn:1"]["state"] == "published"
    assert rows["wordpress:so.example.vn:2"]["state"] == "draft"
    assert "bị cắt" in rows["cut.xml"]["notes"]


def test_a_body_of_megabytes_stays_out_and_the_rest_comes(
    imported: Imported, export: object
) -> None:
    assert callable(export)
    large = "<p>" + "chữ " * 3_000_000 + "</p>"
    rows = imported("wordpress", export(exports.item(1, content=large), exports.item(2)))
    assert (rows["wordpress:so.example.vn:1"]["what"], len(articles())) == ("skipped", 1)


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("declared", [BOMB, OUTSIDE])
def test_entities_are_refused(app: Flask, tmp_path: Path, declared: str) -> None:
    head, rest = exports.wxr(exports.item(1, title="&b;&secret;")).split("\n", 1)
    path = tmp_path / "bomb.xml"
    path.write_text(f"{head}\n{declared}\n{rest}", "utf8")
    with pytest.raises(Refused, match="thực thể"):
        wordpress.read(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        bytes(range(256)),
        b"<html><body>x</body></html>",
        b'<rss version="2.0"><channel><item><title>x</title></item></channel></rss>',
        b"INSERT INTO `wp_posts` VALUES (1,'x');",
    ],
)
def test_what_is_no_export_is_refused(app: Flask, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.xml"
    path.write_bytes(content)
    with pytest.raises(Refused, match="WordPress"):
        wordpress.read(path)


def test_mistakes_in_the_xml_are_passed_over(app: Flask, tmp_path: Path) -> None:
    text = exports.wxr(exports.item(1, link="https://so.example.vn/?a=1&b=2"), exports.item(2))
    broken = "\n\n" + text.replace("Bài 1", "Bài\x0b &nbsp; 1").replace("</dc:creator>", "", 1)
    path = tmp_path / "broken.xml"
    path.write_bytes(broken.encode() + b"\xff\xfe")
    found = {post.key: post for post in posts(path)}
    assert found.keys() == {f"wordpress:so.example.vn:{n}" for n in (1, 2)}
