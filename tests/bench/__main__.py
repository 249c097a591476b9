"""`make bench`: this site against the bare server, a file server and bare Flask, on this machine,
in one run.

Every server runs on one core and the load on the other. The subjects take turns, ROUNDS times, so
that what else the machine does falls on all of them; a ratio is of two runs of the same round.
Writes tests/bench/RESULTS.md.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from newsapp.config import load as load_settings
from newsapp.visitors.sessions import Signer
from tests.bench import growth, report
from tests.bench.load import Load, Run, has_wrk
from tests.bench.servers import Page, Process, has_nginx, nginx, ours, peer
from tests.pages import BROWSER
from tests.servers import newsapp

ROUNDS = 5
VISITORS = 5000
"""More than the cookies whose meaning a worker remembers: each page's signature is checked anew."""
STARTS = 3
SEARCH = "/tim-kiem?q=chuyen+doi+so"
"""Never ready: each question is asked of the database."""
GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@dataclass(slots=True)
class Subject:
    """One thing that is measured; runs: one for each round."""

    name: str
    server: Process
    path: str = "/"
    headers: dict[str, str] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)


def main() -> None:
    if not has_wrk():
        sys.exit(
            "Nothing was measured: wrk or taskset is missing (Debian: sudo apt install wrk util-linux)."
        )
    if (os.cpu_count() or 1) < 2:
        sys.exit("Nothing was measured: the servers and the load need a core each.")
    began = time.monotonic()
    skipped: list[str] = []
    if not has_nginx():
        skipped.append("nginx is not installed (Debian: sudo apt install nginx-light).")
    with tempfile.TemporaryDirectory(prefix="newsapp-bench-") as name:
        folder = Path(name)
        instance = folder / "instance"
        newsapp(instance, "init", "--demo")
        load = Load(_cookies(instance, folder))
        page, article = _page(instance)
        found = report.Found(page=page, skipped=skipped, rounds=ROUNDS, visitors=VISITORS)
        for workers in (1, 2):
            found.subjects[workers] = _measure(
                instance, folder, load, page, article, workers, found
            )
        found.started = [_start(instance) for _ in range(STARTS)]
    found.took = time.monotonic() - began
    report.write(found)
    growth.main()


def _cookies(instance: Path, folder: Path) -> Path:
    """As many visitors' cookies, as the site itself gives them out."""
    signer = Signer(load_settings({"NEWSAPP_INSTANCE": str(instance)})["SECRET_KEY"])
    file = folder / "cookies"
    cookies = [signer.cookie(signer.new(int(time.time()) - 86_400)) for _ in range(VISITORS)]
    file.write_text("\n".join(cookies) + "\n", "ascii")
    return file


def _page(instance: Path) -> tuple[Page, str]:
    """An article's whole answer to a visitor, and its path."""
    with ours(instance, 1) as server:
        with urllib.request.urlopen(f"{server.address}/") as answer:
            home = answer.read().decode("utf-8")
        path = home.partition('<h2 class="lead-title"><a href="')[2].partition('"')[0]
        with urllib.request.urlopen(server.address + path) as answer:
            unwanted = {"server", "date", "set-cookie"}
            headers = [
                (name, value)
                for name, value in answer.headers.items()
                if name.lower() not in unwanted
            ]
            return Page(headers, answer.read()), path


def _measure(
    instance: Path,
    folder: Path,
    load: Load,
    page: Page,
    article: str,
    workers: int,
    found: report.Found,
) -> list[Subject]:
    with contextlib.ExitStack() as stack:
        site = stack.enter_context(ours(instance, workers))
        subjects = [
            Subject("bare granian", stack.enter_context(peer("bare", page, folder, workers)))
        ]
        if has_nginx():
            subjects.append(Subject("nginx", stack.enter_context(nginx(page, folder, workers))))
        subjects += [
            Subject("article", site, article),
            Subject("article, gzip", site, article, GZIP),
        ]
        if workers == 1:
            made = stack.enter_context(
                ours(shutil.copytree(instance, folder / "other"), 1, PAGE_CACHE="0")
            )
            subjects += [
                Subject("home", site),
                Subject("article, 304", site, article),
                Subject("Flask hello", stack.enter_context(peer("hello", page, folder, workers))),
                Subject("article, not ready", made, article),
                Subject("home, not ready", made),
                Subject("search", site, SEARCH),
            ]
        for subject in subjects:
            load.run(subject.server, subject.path, subject.headers, seconds=1)
        for n in range(ROUNDS):
            for subject in subjects:
                if subject.name.endswith("304"):
                    subject.headers = {"If-None-Match": _tag(site, article, load)}
                subject.runs.append(load.run(subject.server, subject.path, subject.headers))
            print(f"{workers} worker{'s' * (workers > 1)}, round {n + 1} of {ROUNDS}", flush=True)
        found.memory[workers] = site.memory()
    return subjects


def _tag(server: Process, path: str, load: Load) -> str:
    """The page's tag for a visitor who has been counted already."""
    time.sleep(1.5)
    cookie = load.cookies.read_text("ascii").split()[0]
    headers = {"Cookie": f"visitor={cookie}", "User-Agent": BROWSER}
    asked = urllib.request.Request(server.address + path, headers=headers)
    with urllib.request.urlopen(asked) as answer:
        return str(answer.headers["ETag"])


def _start(instance: Path) -> float:
    with ours(instance, 2) as server:
        return server.started


if __name__ == "__main__":
    main()
