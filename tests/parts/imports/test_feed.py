"""What comes of a feed that was saved as a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp.articles.models import Article
from newsapp.database import db
from newsapp.importing.incoming import Incoming, Item, Refused, Skipped
from newsapp.parts.imports import feed
from tests.parts.imports.conftest import Rows

RSS = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{}</channel></rss>'
ITEM = """<item><title>Tin &amp;amp; ảnh</title><link>https://cu.gov.vn/tin/1.html?x=2</link>
<guid>https://cu.gov.vn/?p=1</guid><pubDate>Wed, 20 May 2020 08:30:00 +0700</pubDate>
<author>lan@cu.gov.vn (Lan)</author><category>Một</category><category>Hai</category>
<description>Tóm tắt.</description><content:encoded><![CDATA[<p>Đủ chữ.</p>]]></content:encoded>
<enclosure url="https://cu.gov.vn/uploads/a.jpg" type="image/jpeg" length="1"/>
<enclosure url="https://cu.gov.vn/uploads/b.pdf" type="application/pdf" length="1"/></item>"""


@pytest.fixture
def read(app: Flask, tmp_path: Path) -> Callable[[str], list[Item]]:
    def items(text: str) -> list[Item]:
        path = tmp_path / "feed.xml"
        path.write_text(text, "utf8")
        return list(feed.read(path).items)

    return items


Read = Callable[[str], list[Item]]


def test_an_entry_comes_with_all_it_says(read: Read) -> None:
    (item,) = read(RSS.format(ITEM))
    assert isinstance(item, Incoming)
    assert (item.key, item.title, item.body) == (
        "feed:https://cu.gov.vn/?p=1",
        "Tin & ảnh",
        "<p>Đủ chữ.</p>",
    )
    assert (item.summary, item.category, item.tags) == ("Tóm tắt.", "Một", ["Hai"])
    assert item.published_at == datetime(2020, 5, 20, 1, 30, tzinfo=UTC)
    assert (item.state, item.old_paths) == ("published", ["/tin/1.html?x=2"])
    assert item.cover == "https://cu.gov.vn/uploads/a.jpg"
    assert item.files == ["https://cu.gov.vn/uploads/b.pdf"]
    assert "Lan" in item.byline


def test_a_summary_alone_is_said_to_be_one(read: Read) -> None:
    (item,) = read(RSS.format("<item><title>a</title><description>b</description></item>"))
    assert isinstance(item, Incoming)
    assert (item.body, item.summary) == ("b", "")
    assert item.warnings == ["Nguồn tin chỉ có tóm tắt của bài."]


@pytest.mark.parametrize("day", ["hôm qua", "Wed, 20 Foo 0000 99:00:00 GMT"])
def test_a_day_that_cannot_be_read_makes_a_draft(read: Read, day: str) -> None:
    (item,) = read(RSS.format(f"<item><title>a</title><pubDate>{day}</pubDate></item>"))
    assert isinstance(item, Incoming)
    assert (item.state, len(item.warnings)) == ("draft", 1)


def test_the_same_entry_twice_is_told(read: Read) -> None:
    _first, second = read(RSS.format(ITEM * 2))
    assert isinstance(second, Skipped)


def test_entities_are_neither_expanded_nor_fetched(read: Read) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "/etc/hostname">]>'
    items = read(bomb + RSS.format("<item><title>t &b; &x;</title></item>"))
    titles = [item.title for item in items if isinstance(item, Incoming)]
    assert not [title for title in titles if "haha" in title]
    assert not [title for title in titles if Path("/etc/hostname").read_text().strip() in title]


@pytest.mark.parametrize("content", ["", "hello", "<html><body>x</body></html>", "{}", "\0"])
def test_what_is_no_feed_is_refused(read: Read, content: str) -> None:
    with pytest.raises(Refused):
        read(content)


def test_a_large_file_is_refused(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    with path.open("wb") as file:
        file.truncate(feed.LARGEST + 1)
    with pytest.raises(Refused, match="MB"):
        feed.read(path)


def test_the_command_brings_it_in(imported: Callable[..., Rows], tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(RSS.format(ITEM), "utf8")
    rows = imported("feed", path)
    (article,) = db.session.scalars(select(Article))
    assert (article.body, article.live_version) == ("<p>Đủ chữ.</p>", 1)
    assert rows["feed:https://cu.gov.vn/?p=1"]["state"] == "published"
