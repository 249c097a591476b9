"""Feeds as their readers parse them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from tests.pages import PageClient

THEN = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = [
    "/feed.xml",
    "/feed.json",
    "/chuyen-muc/hoat-dong-so-nganh/feed.xml",
    "/chuyen-muc/hoat-dong-so-nganh/feed.json",
]


def atom(client: PageClient, address: str = "/feed.xml") -> etree._Element:
    """The feed, parsed without mercy, and held against what RFC 4287 asks of
    every feed and entry.
    """
    answer = client.get(address)
    assert (answer.status_code, answer.content_type) == (200, "application/atom+xml; charset=utf-8")
    feed = etree.fromstring(answer.data, etree.XMLParser(recover=False, resolve_entities=False))
    assert feed.tag == f"{ATOM}feed"
    for place in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (node,) = place.findall(f"{ATOM}{name}")
            assert node.text or name == "title"
        assert datetime.fromisoformat(place.findtext(f"{ATOM}updated")).tzinfo
        assert all(
            link.get("href").startswith("http://localhost/")
            for link in place.findall(f"{ATOM}link")
        )
        assert place.findall(f"{ATOM}link[@rel='alternate']")
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    ids = [node.text for node in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    return feed


def json_feed(client: PageClient, address: str = "/feed.json") -> dict[str, Any]:
    """The feed, held against what JSON Feed 1.1 asks."""
    answer = client.get(address)
    assert (answer.status_code, answer.content_type) == (
        200,
        "application/feed+json; charset=utf-8",
    )
    feed: dict[str, Any] = json.loads(answer.data.decode("utf-8", "strict"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_html"] is not None
        assert datetime.fromisoformat(item["date_published"]).tzinfo
        assert all(file["url"] and file["mime_type"] for file in item.get("attachments", []))
    return feed
