"""What a first visit downloads, without pictures: the figures that a phone on a slow line is
promised.

An article with its style sheets and scripts comes in one first flight of TCP, ten packets.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest
from flask import Flask

from newsapp import create_app
from newsapp.articles.models import Article
from newsapp.database import db
from newsapp.demo import loading
from newsapp.public.cards import url_of
from tests.pages import PageClient

AS_A_BROWSER = {"Accept-Encoding": "gzip, deflate, br", "User-Agent": "Mozilla/5.0"}
KB = 1000


@dataclass(frozen=True)
class Weight:
    """Bytes as sent."""

    page: int
    styles: int
    scripts: int

    @property
    def total(self) -> int:
        return self.page + self.styles + self.scripts


@pytest.fixture
def demo(instance: Path) -> Iterator[Flask]:
    app = create_app({"NEWSAPP_INSTANCE": str(instance)}, TESTING=True)
    with app.app_context():
        loading.load(lambda _done: None)
        yield app
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


def weigh(client: PageClient, address: str) -> Weight:
    sent, text = get(client, address)
    styles = sum(
        len(get(client, href)[0]) for href in re.findall(r'rel="stylesheet" href="([^"]+)"', text)
    )
    scripts = dict.fromkeys(re.findall(r'<script[^>]* src="([^"]+)"', text), b"")
    waiting = list(scripts)
    while waiting:
        src = waiting.pop()
        scripts[src], code = get(client, src)
        # What is only fetched when a button is pressed counts too.
        for name in re.findall(r"""(?:from|import\()\s*["']\./([^"']+)""", code):
            if (found := f"{src.rpartition('/')[0]}/{name}") not in scripts:
                scripts[found] = b""
                waiting.append(found)
    return Weight(len(sent), styles, sum(map(len, scripts.values())))


def get(client: PageClient, address: str) -> tuple[bytes, str]:
    """What is sent for the address, and what that says."""
    answer = client.application.test_client().get(address, headers=AS_A_BROWSER, buffered=True)
    assert answer.status_code == 200, address
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress}[answer.headers["Content-Encoding"]]
    return answer.data, unpack(answer.data).decode()


@pytest.mark.parts
@pytest.mark.sqlite
def test_pages_are_light(demo: Flask) -> None:
    client = PageClient(demo)
    home = weigh(client, "/")
    assert home.total <= 25 * KB, home
    articles = db.session.query(Article).all()
    with demo.test_request_context():
        addresses = [url_of(one) for one in articles if one.live_version]
    weights = [weigh(client, address) for address in addresses]
    heaviest = max(weights, key=lambda weight: weight.total)
    assert heaviest.total <= 14 * KB, heaviest
    assert heaviest.scripts <= 5 * KB, heaviest
    assert heaviest.scripts > 0
