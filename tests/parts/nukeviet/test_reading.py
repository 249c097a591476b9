"""What comes of a dump of a NukeViet site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp import clock, visitors
from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.importing.incoming import Incoming, Item, Refused, Section, Skipped
from newsapp.parts.nukeviet import reading
from newsapp.publishing import State, state_of
from tests import moving
from tests.importing.conftest import jpeg
from tests.parts.nukeviet import dumps

Read = Callable[..., list[Item]]


@pytest.fixture
def read(app: Flask, tmp_path: Path) -> Read:
    def items(*statements: str) -> list[Item]:
        path = tmp_path / "dump.sql"
        path.write_text(dumps.dump(*statements), "utf8")
        return list(reading.read(path).items)

    return items


def articles(items: list[Item]) -> list[Incoming]:
    return [item for item in items if isinstance(item, Incoming)]


def test_an_article_comes_with_all_it_says(read: Read) -> None:
    sources = (
        "INSERT INTO `nv4_vi_news_sources` (`sourceid`,`title`) VALUES (3,'Báo &quot;A&quot;');\n"
    )
    tags = (
        "INSERT INTO `nv4_vi_news_tags_id` (`id`,`tid`,`keyword`) VALUES (11,1,'số'),(11,2,'b');\n"
    )
    (article,) = articles(
        read(
            dumps.article(
                11,
                source="bỏ",
                sourceid=3,
                title="Về &#039;chỉ số&#039;",
                homeimgfile="2020_05/a.jpg",
            ),
            sources,
            tags,
        )
    )
    assert (article.key, article.title, article.body) == (
        "nukeviet:vi:11",
        "Về 'chỉ số'",
        "<p>Chữ.</p>",
    )
    assert (article.byline, article.source, article.summary, article.views) == (
        "Văn phòng",
        'Báo "A"',
        "Tóm tắt.",
        5,
    )
    assert (article.category, article.tags) == ("Tin & ảnh", ["số", "b"])
    assert article.published_at == datetime(2020, 5, 20, 1, 30, tzinfo=UTC)
    assert article.cover == "/uploads/news/2020_05/a.jpg"
    assert article.old_paths[0] == "/vi/news/Tin/bai-11-11.html"
    assert "/index.php?nv=news&op=Tin/bai-11-11.html" in article.old_paths


@pytest.mark.parametrize(
    ("status", "state"),
    [(0, "draft"), (1, "published"), (2, "scheduled"), (4, "draft"), (5, "draft"), (22, "draft")],
)
def test_only_what_was_public_is(read: Read, status: int, state: str) -> None:
    (article,) = articles(read(dumps.article(1, status=status)))
    assert article.state == state


def test_an_expired_article_has_ended(read: Read) -> None:
    ended, unknown = articles(
        read(dumps.article(1, status=3, exptime=1600000000), dumps.article(2, status=3))
    )
    assert (ended.state, ended.expires_at) == (
        "published",
        datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC),
    )
    assert (unknown.state, bool(unknown.warnings)) == ("draft", True)


def test_further_categories_become_tags_and_it_is_said(read: Read) -> None:
    (article,) = articles(read(dumps.article(1, catid=2, listcatid="1,2,9")))
    assert (article.category, article.tags) == ("Chuyển đổi số", ["Tin & ảnh"])
    assert "Tin & ảnh" in article.warnings[0]


def test_categories_come_with_the_one_above(read: Read) -> None:
    sections = [item for item in read(dumps.article(1)) if isinstance(item, Section)]
    assert [(section.name, section.parent) for section in sections] == [
        ("Tin & ảnh", ""),
        ("Chuyển đổi số", "Tin & ảnh"),
    ]
    assert sections[0].old_paths[0] == "/vi/news/Tin/"


def test_other_languages_modules_and_the_older_tables_are_read(read: Read) -> None:
    other = (
        dumps.article(1)
        .replace("nv4_vi_news_detail", "cu_en_thong_bao_bodyhtml_1")
        .replace("nv4_vi_news", "cu_en_thong_bao")
        .replace("bodyhtml_1` VALUES", "bodyhtml_1` (`id`,`bodyhtml`,`sourcetext`) VALUES")
    )
    menu = "INSERT INTO `nv4_vi_menu_rows` (`id`,`title`) VALUES (1,'Trang chủ');\n"
    first, second = articles(read(other, menu, dumps.article(1)))
    assert (first.key, first.language, first.body) == (
        "nukeviet:en:thong_bao:1",
        "en",
        "<p>Chữ.</p>",
    )
    assert second.key == "nukeviet:vi:1"


def test_days_that_do_not_exist_make_a_draft(read: Read) -> None:
    found = articles(
        read(
            dumps.article(1, publtime="99999999999999999999"),
            dumps.article(2, publtime="hôm qua"),
            dumps.article(3, publtime=0),
        )
    )
    assert [article.state for article in found] == ["draft", "draft", "published"]
    assert found[2].published_at == datetime(2020, 5, 20, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("content", [b"", b"hello; 'x", b"CREATE TABLE `wp_posts` (`id` int);"])
def test_what_is_no_dump_of_nukeviet_is_refused(app: Flask, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.sql"
    path.write_bytes(content)
    with pytest.raises(Refused, match="NukeViet"):
        reading.read(path)


def test_a_truncated_dump_gives_what_was_whole(read: Read) -> None:
    whole = dumps.article(2)
    items = read(dumps.article(1), whole[: len(whole) - 40])
    assert [article.key for article in articles(items)] == ["nukeviet:vi:1"]
    assert any(isinstance(item, Skipped) and "bị cắt" in item.why for item in items)


def test_rows_without_a_number_are_told(read: Read) -> None:
    items = read(dumps.article(1), dumps.article(2).replace("(2,", "('x',"))
    assert [item.why for item in items if isinstance(item, Skipped)] == [
        "Một dòng không có số trong bảng nv4_vi_news_detail.",
        "Một dòng không có số trong bảng nv4_vi_news_rows.",
    ]


@pytest.fixture
def sample(app: Flask, administrator: User, news: Category, tmp_path: Path) -> str:
    """What the command says of the sample, whose pictures lie in a folder."""
    folder = tmp_path / "uploads" / "news" / "2020_05"
    folder.mkdir(parents=True)
    for name in ("hn.jpg", "anh.jpg"):
        (folder / name).write_bytes(jpeg())
    path = moving.FOLDER / "nukeviet" / "dump.sql"
    words = ["import", "nukeviet", str(path), "--uploads", str(tmp_path / "uploads")]
    return app.test_cli_runner().invoke(args=words).output


@moving.needed
def test_the_sample_gives_what_is_expected(sample: str) -> None:
    expected = moving.expected("nukeviet")
    found = db.session.scalars(select(Article).order_by(Article.id)).all()
    assert len(found) == len(expected["articles"])
    for article, said in zip(found, expected["articles"], strict=True):
        assert article.title == said["title"]
        state = State.LIVE if said["state"] == "published" else State.DRAFT
        assert state_of(article, clock.now()) is state
        for name in ("byline", "summary", "source"):
            assert getattr(article, name) == said.get(name, getattr(article, name))
        assert visitors.counter().store.views_of(article.id) == said.get("views", 0)
        assert article.category is not None
        assert article.category.name == said.get("main_category", article.category.name)
    first = found[0]
    assert f"{first.go_live_at.astimezone(clock.zone()):%Y-%m-%d %H:%M}" == "2020-05-20 08:30"  # type: ignore[union-attr]
    assert first.cover is not None
    assert (first.cover.filename, first.cover_alt) == ("hn.jpg", "Quang cảnh")
    assert '<figure class="align-center"><img' in first.body
    assert "https://www.youtube.com/embed/abc" in sample
    assert "Chuyên mục khác thành từ khóa: Hoạt động Sở, Ngành." in sample


@moving.needed
def test_the_categories_of_the_sample_stand_as_expected(sample: str) -> None:
    rows = {row.id: row for row in db.session.scalars(select(Category))}
    pairs = [
        [row.name, rows[row.parent_id].name if row.parent_id else None] for row in rows.values()
    ]
    assert pairs == moving.expected("nukeviet")["categories"]
    assert "2 category" in sample
