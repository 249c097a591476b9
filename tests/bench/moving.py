"""What moving 10,000 articles in and out takes, as ratios to the bytes read or written.

`python -m tests.bench.moving [NAME [COUNT]]` prints rows of the table in MOVING.md: for one kind of
import, for `out`, or for all. Each import runs in a process of its own into an empty site, and once
with a tenth of the articles: if the peak of memory grows with the file, something is kept.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import String, cast, literal, update

from newsapp import create_app, database
from newsapp.articles import sanitise
from newsapp.articles.models import Article, Revision
from newsapp.categories.models import Category
from newsapp.database import db, note_change, writing
from tests import cast as people
from tests import many, servers
from tests.page_reading.portals import nukeviet_4
from tests.page_reading.stories import STORIES
from tests.parts.imports import exports
from tests.parts.nukeviet import dumps

COUNT = 10_000
SENTENCE = "Ủy ban nhân dân tỉnh giao các sở, ngành phối hợp triển khai và báo cáo kết quả. "
BODY = f"<p>{SENTENCE * 4}</p>" * 6
"""About 3 kB of UTF-8, as an article of an agency has."""
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Sở</title>
"""
ENTRY = """<item><title>Bài {number}</title><link>https://so.example.vn/tin/{number}.html</link>
<guid>https://so.example.vn/?p={number}</guid><pubDate>Wed, 20 May 2020 08:30:00 +0700</pubDate>
<category>Tin</category><content:encoded><![CDATA[{body}]]></content:encoded></item>
"""


def wordpress(path: Path, count: int) -> None:
    with path.open("w", encoding="utf8") as file:
        file.write(exports.CHANNEL)
        for number in range(1, count + 1):
            file.write(exports.item(number, content=BODY))
        file.write(exports.END)


def nukeviet(path: Path, count: int) -> None:
    with path.open("w", encoding="utf8") as file:
        file.write(dumps.HEAD)
        for number in range(1, count + 1):
            file.write(dumps.article(number, BODY))


def feed(path: Path, count: int) -> None:
    with path.open("w", encoding="utf8") as file:
        file.write(FEED)
        for number in range(1, count + 1):
            file.write(ENTRY.format(number=number, body=BODY))
        file.write("</channel></rss>")


def portal(path: Path, count: int) -> None:
    """A folder with a page of an old portal for each article."""
    path.mkdir()
    for number in range(1, count + 1):
        story = replace(
            STORIES[0],
            title=f"{STORIES[0].title}, lần thứ {number}",
            moment=STORIES[0].moment - timedelta(hours=number),
            paragraphs=(f"Đợt {number}. {SENTENCE * 4}", *(SENTENCE * 4 for _more in range(5))),
            picture="",
        )
        address = f"bai-{number}.html"
        text = nukeviet_4(story).replace("bai-11.html", address)
        (path / address).write_text(text, "utf8")


def newsapp(path: Path, count: int) -> None:
    """Our own export of a site with so many articles."""
    with tempfile.TemporaryDirectory() as made:
        environ = filled_site(Path(made), count)
        subprocess.run([servers.NEWSAPP, "export", path], env=environ, check=True)


def filled_site(folder: Path, count: int) -> dict[str, str]:
    """A site with so many published articles, a fifth of them with two versions."""
    environ = new_site(folder)
    app = create_app(environ)
    with app.app_context():
        with writing():
            section = Category(name="Tin", slug="tin", position=1)
            db.session.add(section)
        many.fill(count, [people.person("editor")], [section])
        with writing():
            note_change(seen_by_readers=True)
            live = {
                "live_version": 1,
                "go_live_at": Article.created_at,
                "first_published_at": Article.created_at,
                "published_on": date(2026, 11, 20),
                "withdrawn_at": None,
                "trashed_at": None,
            }
            text = sanitise.clean(BODY)
            for kind, number in ((Article, Article.id), (Revision, Revision.article_id)):
                body = literal("<p>Đợt ") + cast(number, String) + literal(f".</p>\n{text}")
                db.session.execute(update(kind).values(body=body))
            db.session.execute(update(Article).values(live))
        database.close()
    return environ


def new_site(folder: Path) -> dict[str, str]:
    environ = os.environ | {"NEWSAPP_INSTANCE": str(folder / "instance"), "NEWSAPP_HTTPS": "0"}
    subprocess.run([servers.NEWSAPP, "init"], env=environ, check=True, stdout=subprocess.DEVNULL)
    return environ


def add_owner(environ: dict[str, str]) -> None:
    account = [servers.NEWSAPP, "user", "add", "a@b.vn", "--name", "A", "--role", "administrator"]
    subprocess.run(account, env=environ, check=True, stdout=subprocess.DEVNULL)


def measure(words: list[str], environ: dict[str, str]) -> tuple[float, float, int]:
    """Seconds of processor time, seconds on the clock, and bytes of memory at the peak."""
    began = time.monotonic()
    process = subprocess.Popen(
        [servers.NEWSAPP, *words], env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    said = process.stderr.read()[-2000:].decode("utf8", "replace")
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{words} ended with {process.returncode}: {said}"
    seconds = usage.ru_utime + usage.ru_stime
    return seconds, time.monotonic() - began, usage.ru_maxrss * 1024


def size_of(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def print_row(name: str, count: int, size: int, measured: tuple[float, float, int]) -> None:
    seconds, clock, peak = measured
    print(
        f"| {name} | {count} | {size / 1e6:.1f} | {seconds:.1f} | {clock:.1f}"
        f" | {seconds / count * 1000:.1f} | {seconds / (size / 1e6):.2f}"
        f" | {peak / 1e6:.0f} | {peak / size:.2f} |",
        flush=True,
    )


def bring_in(name: str, write: Callable[[Path, int], None], count: int) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        path = folder / "export"
        write(path, count)
        environ = new_site(folder)
        if name != "newsapp":
            add_owner(environ)
        measured = measure(["import", name, str(path)], environ)
        print_row(f"import {name}", count, size_of(path), measured)


def take_out(count: int) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        environ = filled_site(folder, count)
        for name in ("", "--wordpress", "--static"):
            path = folder / f"out{name}"
            words = ["export", str(path), *([name, "--site", "https://so.vn"] if name else [])]
            measured = measure(words, environ)
            print_row(f"export {name}".strip(), count, size_of(path), measured)


IMPORTS = {
    "wordpress": wordpress,
    "nukeviet": nukeviet,
    "portal": portal,
    "feed": feed,
    "newsapp": newsapp,
}


def main() -> None:
    names = [sys.argv[1]] if len(sys.argv) > 1 else [*IMPORTS, "out"]
    counts = [int(sys.argv[2])] if len(sys.argv) > 2 else [COUNT // 10, COUNT]
    print(
        "| | articles | MB | processor, s | clock, s | ms an article | s a MB | peak, MB"
        " | peak / bytes |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for name in names:
        for count in counts:
            if name == "out":
                take_out(count)
            else:
                bring_in(name, IMPORTS[name], count)


if __name__ == "__main__":
    main()
