"""Every export of the samples gives what is expected of it, file by file."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.importing.incoming import Incoming, Refused, Section
from newsapp.parts.imports import feed, wordpress
from tests import moving

WXR = moving.expected("wxr")
ITEMS = moving.expected("wxr", "ITEMS.json")
FEEDS = moving.expected("feeds")
FIRST_OF_FEED = {
    "encoding-demoronize-1.xml": ("body", "don\u2019t"),
    "rss-item_content_encoded.xml": ("body", "<p>Example content</p>"),
    "wellformed-atom10-entry_category_term_non_ascii.xml": ("category", "Freir\xe4ume"),
    "wellformed-atom10-entry_content_escaped_markup.xml": ("body", "Example <b>Atom</b>"),
    "wellformed-atom10-entry_content_inline_markup.xml": ("body", "Example <b>Atom</b>"),
    "wellformed-atom10-entry_content_src.xml": (
        "body",
        '<p><a href="http://example.com/movie.mp4">http://example.com/movie.mp4</a></p>',
    ),
}
"""What the description in each file says of its first entry."""
STATES = {"publish": "published", "future": "scheduled"}


def wanted(name: str) -> list[dict[str, Any]]:
    return [item for item in ITEMS.get(name, []) if item["type"] in ("post", "page")]


@moving.needed
@pytest.mark.parametrize("name", WXR)
def test_an_export_of_wordpress_is_read_whole(app: Flask, name: str) -> None:
    items = list(wordpress.read(moving.FOLDER / "wxr" / name).items)
    posts = [item for item in items if isinstance(item, Incoming)]
    kinds = Counter({"post": 0, "page": 0}) | WXR[name]["types"]
    assert Counter(post.kind for post in posts) == Counter(
        {"article": kinds.get("post", 0), "page": kinds.get("page", 0)}
    )
    sections = [item for item in items if isinstance(item, Section)]
    assert len(sections) >= WXR[name]["categories"]
    for post, expected in zip(posts, wanted(name), strict=True):
        check(post, expected)


def check(post: Incoming, expected: dict[str, Any]) -> None:
    assert post.title == wordpress.without_tags(expected["title"])
    if expected["date"]:
        assert f"{post.published_at:%Y-%m-%d %H:%M:%S}" == expected["date"]
    if expected["categories"] and post.kind == "article":
        assert post.category == expected["categories"][0]
        further = dict.fromkeys(expected["categories"][1:])
        assert post.tags == [*further, *expected["tags"]]
    is_public = expected["status"] in STATES and not expected["password"]
    assert post.state == (STATES[expected["status"]] if is_public else "draft")
    assert bool(post.byline) == bool(expected["creator"])
    if post.kind == "page":
        assert post.slug == expected["slug"]


@moving.needed
@pytest.mark.parametrize("name", WXR)
def test_an_export_of_wordpress_comes_into_the_site(
    app: Flask, administrator: User, news: Category, tmp_path: Path, name: str
) -> None:
    report = tmp_path / "report.csv"
    path = moving.FOLDER / "wxr" / name
    words = ["import", "wordpress", str(path), "--report", str(report)]
    done = app.test_cli_runner().invoke(args=words)
    assert done.exit_code == 0, done.output
    rows = [
        row
        for row in csv.DictReader(io.StringIO(report.read_text("utf-8-sig")))
        if row["kind"] in ("article", "page")
    ]
    assert [row["what"] for row in rows] == ["new"] * len(wanted(name))
    for row, expected in zip(rows, wanted(name), strict=True):
        is_public = expected["status"] in STATES and not expected["password"]
        is_left = "Để ở bản nháp." in row["notes"]
        is_draft = is_left or not is_public
        assert row["state"] == ("draft" if is_draft else STATES[expected["status"]]), row
        has_text = expected["title"] and expected["body_chars"] > 400
        assert not (is_left and is_public and has_text), row
    again = app.test_cli_runner().invoke(args=words)
    assert f"{len(rows)} new" not in again.output or not rows


@moving.needed
@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_is_read_as_expected(app: Flask, name: str) -> None:
    expected = FEEDS[name]
    path = moving.FOLDER / "feeds" / name
    if not expected["version"]:
        with pytest.raises(Refused, match="RSS"):
            feed.read(path)
        return
    items = list(feed.read(path).items)
    found = [item for item in items if isinstance(item, Incoming)]
    assert len(found) == expected["entries"]
    assert len(items) - len(found) == expected["bozo"]
    if name in FIRST_OF_FEED:
        field, value = FIRST_OF_FEED[name]
        assert getattr(found[0], field) == value


@moving.needed
def test_the_clock_is_before_the_scheduled_sample() -> None:
    """The sample's scheduled post is of 2030."""
    assert clock.now().year < 2030
