"""Two machines on one PostgreSQL and one Redis, behind one nginx: each with a folder of its own,
and shared media.
"""

from __future__ import annotations

import http.client
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import create_engine, text

from newsapp.visitors.visitor_counter import LONGEST_INTERVAL
from tests import postgresql
from tests.deploy.conftest import Published, fill, needs_nginx
from tests.deploy.load import FORM, Editor, Load, ask
from tests.deploy.running import DOMAIN, PATIENCE, Nginx, Site

pytestmark = [
    pytest.mark.server,
    needs_nginx,
    pytest.mark.skipif(not postgresql.server(), reason=postgresql.REMEDY),
]


@dataclass(frozen=True)
class Nodes:
    one: Site
    other: Site
    nginx: Nginx
    published: Published
    database: str


@pytest.fixture(scope="module")
def nodes(
    migrated: Path, redis_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Nodes]:
    folder = tmp_path_factory.mktemp("nodes")
    with postgresql.new_database() as url:
        shared = {"DATABASE_URL": url, "REDIS_URL": redis_url}
        one, other = folder / "one", folder / "other"
        shutil.copytree(migrated, one)
        published = fill(one, **shared)
        other.mkdir()
        shutil.copy(one / "secret_key", other / "secret_key")
        (other / "media").symlink_to(one / "media")
        sites = Site(one, **shared), Site(other, **shared)
        nginx = Nginx(folder / "nginx", one, *sites)
        try:
            for site in sites:
                site.start()
            nginx.start()
            for site in sites:
                site.wait_until_it_answers()
            yield Nodes(*sites, nginx, published, url)
        finally:
            nginx.stop()
            for site in sites:
                site.close()


def page(site: Site, path: str, wanted: int = 200, **headers: str) -> str:
    with closing(
        http.client.HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)
    ) as connection:
        return ask(connection, "GET", path, wanted, headers={"Host": DOMAIN} | headers)


def test_what_one_publishes_the_other_shows_at_once(nodes: Nodes) -> None:
    editor = Editor(nodes.one.port, [])
    with closing(
        http.client.HTTPConnection("127.0.0.1", nodes.one.port, timeout=PATIENCE)
    ) as connection:
        for number in range(12):
            title = f"Tin nóng {number}"
            assert title not in page(nodes.other, "/")
            editor.post(connection, title, "publish")
            assert title in page(nodes.other, "/")


def test_a_picture_that_one_took_in_the_other_shows(nodes: Nodes) -> None:
    assert page(nodes.other, nodes.published.picture) == "", "nginx is to send it"
    page(nodes.other, nodes.published.hidden_picture, 404)


def test_both_count_together(nodes: Nodes) -> None:
    sites, people = (nodes.one, nodes.other), 25
    before = _total(nodes.one)
    for number in range(people):
        browser = {"Host": DOMAIN, "User-Agent": "Mozilla/5.0"}
        for turn in range(3):
            site = sites[(number + turn) % 2]
            with closing(
                http.client.HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)
            ) as connection:
                ask(connection, "GET", nodes.published.article, 200, headers=browser)
    deadline = time.monotonic() + 5
    while {_total(site) for site in sites} != {before + people} and time.monotonic() < deadline:
        time.sleep(0.2)
    time.sleep(1.2 * LONGEST_INTERVAL)  # until every worker of both has read it
    assert [_total(site) for site in sites] == [before + people] * 2


def _total(site: Site) -> int:
    found = re.search(
        r"Tổng lượt truy cập.*?(\d[\d.]*)", re.sub(r"<[^>]+>", " ", page(site, "/")), re.DOTALL
    )
    assert found
    return int(found[1].replace(".", ""))


def test_a_machine_that_dies_under_load_takes_no_more_along_than_it_held(nodes: Nodes) -> None:
    load = Load(nodes.nginx.port)

    def read(connection: http.client.HTTPConnection) -> None:
        ask(connection, "GET", nodes.published.article, 200)

    def choose(connection: http.client.HTTPConnection) -> None:
        ask(
            connection,
            "POST",
            "/co-chu",
            303,
            headers=dict(FORM),
            body=urlencode({"step": "larger", "next": "/"}),
        )

    load.start(read, read, read, choose, Editor(nodes.nginx.port, load.saved))
    time.sleep(1)
    nodes.other.kill()
    time.sleep(1.5)
    load.stop()
    print(
        f"one of two killed: {load.done} requests, {len(load.saved)} drafts, failed: {load.failed}"
    )
    assert len([why for why in load.failed if "POST" not in why]) == 0, (
        "what only reads is asked again of the other"
    )
    assert len(load.failed) <= 2, "each of the two who write had one request under way"
    engine = create_engine(nodes.database)
    with engine.connect() as connection:
        found = [
            row[0]
            for row in connection.execute(
                text("SELECT title FROM article WHERE title LIKE 'Bài số%'")
            )
        ]
    engine.dispose()
    assert set(load.saved) <= set(found)
    assert len(found) == len(set(found)), "none is there twice"
    assert len(set(found) - set(load.saved)) <= 1, "one may have been kept whose answer was lost"
