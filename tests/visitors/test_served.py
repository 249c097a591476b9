"""The counter as readers meet it: the real server, two workers, real cookies."""

from __future__ import annotations

import re
import signal
import sqlite3
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.pages import BROWSER
from tests.servers import Server, serving

pytestmark = pytest.mark.server

CRAWLER = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
COUNT = re.compile(r'data-count="(\w+)">([\d.]+)<')


@pytest.fixture
def server(instance: Path) -> Iterator[Server]:
    with serving(instance) as server:
        yield server


class Reader:
    """One session of one client; without a jar, a client that keeps no cookie."""

    def __init__(self, server: Server, agent: str = BROWSER, *, keeps_cookies: bool = True) -> None:
        handlers = [urllib.request.HTTPCookieProcessor(CookieJar())] if keeps_cookies else []
        self._opener = urllib.request.build_opener(*handlers)
        self._opener.addheaders = [("User-Agent", agent)]
        self._server = server

    def get(self, path: str = "/") -> str:
        with self._opener.open(self._server.url + path, timeout=20) as answer:
            assert answer.status == 200
            return str(answer.read().decode("utf8", "replace"))


def counts(server: Server) -> dict[str, int]:
    """What the page says to somebody who is not counted."""
    page = Reader(server, CRAWLER).get()
    return {name: int(number.replace(".", "")) for name, number in COUNT.findall(page)}


def settled(server: Server, total: int) -> dict[str, int]:
    """The counts once both workers say `total`; what was said last where they do not."""
    deadline = time.monotonic() + 15
    said = counts(server)
    while time.monotonic() < deadline:
        rounds = [counts(server) for _ in range(8)]
        said = rounds[-1]
        if all(one["total"] == total for one in rounds):
            break
        time.sleep(0.1)
    return said


def visit(reader: Reader) -> None:
    for path in ("/", "/", "/"):
        reader.get(path)


def test_ten_sessions_among_crowds_are_ten_exactly(server: Server) -> None:
    jobs: list[Callable[[], object]] = [partial(visit, Reader(server)) for _ in range(10)]
    jobs += [lambda: Reader(server, keeps_cookies=False).get() for _ in range(200)]
    jobs += [partial(visit, Reader(server, CRAWLER)) for _ in range(50)]
    jobs = [job for which in range(50) for job in jobs[which::50]]
    with ThreadPoolExecutor(8) as crowd:
        for done in [crowd.submit(job) for job in jobs]:
            done.result()
    assert settled(server, 10) == {"online": 10, "today": 10, "month": 10, "total": 10}


def test_a_single_page_with_its_image_is_a_visit(server: Server) -> None:
    reader = Reader(server)
    page = reader.get()
    assert 'src="/dem.gif"' in page
    reader.get("/dem.gif")
    assert 'src="/dem.gif"' not in reader.get(), "only a newcomer's page carries it"
    assert settled(server, 1)["total"] == 1


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_stopping_loses_nothing(server: Server, how: signal.Signals) -> None:
    readers = [Reader(server) for _ in range(12)]
    for reader in readers:
        visit(reader)
    server.stop(how)
    with sqlite3.connect(server.instance / "visitors.db") as database:
        (visits, pages) = database.execute("SELECT visits, pages FROM visitor_total").fetchone()
    database.close()
    assert (visits, pages) == (12, 36)
    server.start()
    assert settled(server, 12)["total"] == 12
    visit(readers[0])
    assert settled(server, 12) == {"online": 12, "today": 12, "month": 12, "total": 12}


def test_pages_do_not_wait_for_a_database_that_is_held(server: Server) -> None:
    reader = Reader(server)
    visit(reader)
    settled(server, 1)
    holder = sqlite3.connect(server.instance / "visitors.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    began = time.monotonic()
    with ThreadPoolExecutor(4) as crowd:
        list(crowd.map(lambda _n: visit(Reader(server)), range(6)))
    assert time.monotonic() - began < 9, "a writer waits ten seconds for the lock"
    holder.execute("ROLLBACK")
    holder.close()
    assert settled(server, 7)["total"] == 7


def test_pages_are_served_without_their_counter(server: Server) -> None:
    visit(Reader(server))
    settled(server, 1)
    for path in sorted(server.instance.glob("visitors.db*")):
        path.unlink()
    (server.instance / "visitors.db").write_bytes(b"no database " * 1000)
    for _ in range(10):
        visit(Reader(server))
    server.stop()
    server.start()
    page = Reader(server).get()
    assert 'data-count="total">–<' in page
    visit(Reader(server))


def test_readers_come_while_it_stops_and_none_is_lost(instance: Path) -> None:
    """Who got a second page before the end was counted; nobody who did not come is."""
    with serving(instance) as server:
        come, lock = 0, threading.Lock()
        stopping = threading.Event()

        def keep_coming() -> None:
            nonlocal come
            while not stopping.is_set():
                try:
                    visit(Reader(server))
                except OSError:
                    return
                with lock:
                    come += 1

        threads = [threading.Thread(target=keep_coming) for _ in range(3)]
        for thread in threads:
            thread.start()
        time.sleep(0.5)
        server.stop()
        stopping.set()
        for thread in threads:
            thread.join()
    with sqlite3.connect(instance / "visitors.db") as database:
        (visits,) = database.execute("SELECT visits FROM visitor_total").fetchone()
    database.close()
    assert come <= visits <= come + 3
    assert come > 0
