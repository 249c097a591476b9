"""The copy of plain files behind the nginx of the documentation."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import expect

from tests import docs
from tests.deploy.conftest import needs_nginx
from tests.deploy.running import nginx_program
from tests.journeys.conftest import Demo, Open
from tests.journeys.people import follow
from tests.journeys.test_accessibility import Eye
from tests.pages import look_over
from tests.servers import free_port, newsapp

pytestmark = needs_nginx
MAIN = """{user}worker_processes 1; pid {folder}/pid; daemon off;
events {{ worker_connections 64; }}
http {{
    include /etc/nginx/mime.types; access_log off;
    client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
    {server}
}}
"""


@pytest.fixture(scope="module")
def copied(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """The demo site as plain files. url: where nginx serves them."""
    folder, port = tmp_path_factory.mktemp("static"), free_port()
    site = SimpleNamespace(url=f"http://127.0.0.1:{port}", folder=folder / "www")
    newsapp(demo.folder, "export", "--static", "--site", site.url, str(site.folder))
    block = re.search(r"^```nginx\n(.*?)^```$", docs.read("en", "moving"), re.M | re.S)
    assert block
    server = block[1].replace("listen 80", f"listen 127.0.0.1:{port}")
    server = server.replace("/srv/www", str(site.folder))
    user = "user root; " if os.geteuid() == 0 else ""
    configuration = folder / "nginx.conf"
    configuration.write_text(MAIN.format(user=user, folder=folder, server=server))
    program = [str(nginx_program()), "-p", folder, "-c", configuration, "-e", folder / "errors"]
    process = subprocess.Popen(program)
    try:
        _wait(port)
        yield site
    finally:
        process.terminate()
        process.wait(10)


def _wait(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not listen")


def _answer(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, answer.read().decode("utf8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf8", "replace")


def test_every_page_is_good_and_every_link_is_answered(copied: SimpleNamespace) -> None:
    waiting, seen = ["/"], {"/"}
    while waiting:
        address = waiting.pop()
        status, text = _answer(copied.url + address)
        assert status == 200, address
        if not text.lstrip().startswith("<!doctype html>"):
            continue
        look_over(text)
        for node in html.document_fromstring(text).iter("a", "link", "img", "script", "iframe"):
            link = (node.get("href") or node.get("src") or "").removeprefix(copied.url)
            if link.startswith("/") and (inside := urlsplit(link).path) not in seen:
                seen.add(inside)
                waiting.append(inside)
    assert len(seen) > 100
    assert any("/page-2" in address for address in seen)


def test_what_is_not_there_is_told_in_our_words(copied: SimpleNamespace) -> None:
    for address in ("/khong-co", "/tin-tuc", "/admin/login", "/content.db"):
        status, text = _answer(copied.url + address)
        assert status == 404, address
        assert "Không tìm thấy trang" in text


def test_feeds_and_files_have_their_types(copied: SimpleNamespace) -> None:
    for address, kind in (("/feed.xml", "text/xml"), ("/feed.json", "application/json")):
        with urllib.request.urlopen(copied.url + address) as answer:
            assert answer.headers["Content-Type"].startswith(kind)
    locations = re.findall("<loc>([^<]+)</loc>", Path(copied.folder, "sitemap-1.xml").read_text())
    assert len(locations) > 10
    assert all(_answer(location)[0] == 200 for location in locations)


def test_a_reader_reads_it(copied: SimpleNamespace, open_browser: Open, scripts: bool) -> None:
    page = open_browser(copied, scripts=scripts)
    page.goto("/chuyen-muc/hoat-dong-so-nganh")
    follow(page, page.locator(".card-title a").first)
    expect(page.locator(".prose")).to_be_visible()
    expect(page.locator("form, .counter")).to_have_count(0)
    follow(page, page.get_by_role("link", name="Lưu trữ tin bài"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Lưu trữ tin bài")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(copied: SimpleNamespace, open_browser: Open, scheme: str) -> None:
    page = open_browser(copied, color_scheme=scheme)
    eye = Eye(page)
    for address in ("/", "/chuyen-muc/hoat-dong-so-nganh", "/luu-tru", "/en/", "/van-ban", "/a"):
        eye.look(address, address)
    page.goto("/")
    follow(page, page.locator(".lead-title a"))
    eye.look("article")
    eye.saw_nothing_wrong()
