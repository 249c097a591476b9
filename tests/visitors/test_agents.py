"""Who is counted, told by what a browser or a program sends as its name: forty of them."""

from __future__ import annotations

import pytest
from flask import Flask

from newsapp.visitors.visitor_counter import VisitorCounter
from tests.pages import PageClient
from tests.visitors.conftest import CounterStore

LINUX = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
ANDROID = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"

PEOPLE = (
    f"{WINDOWS} Chrome/143.0.0.0 Safari/537.36",
    f"{WINDOWS} Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0",
    f"{WINDOWS} Chrome/138.0.0.0 Safari/537.36 OPR/122.0.0.0",
    f"{WINDOWS} coc_coc_browser/130.0.0 Chrome/124.0.0.0 Safari/537.36",
    f"{LINUX} Chrome/143.0.0.0 Safari/537.36",
    f"{ANDROID} Chrome/143.0.0.0 Mobile Safari/537.36",
    f"{ANDROID} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
    f"{ANDROID} Version/4.0 Chrome/143.0 Mobile Safari/537.36 Zalo android/24110 ZaloTheme/light",
    f"{IPHONE} (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    f"{IPHONE} (KHTML, like Gecko) Mobile/22A3354 [FBAN/FBIOS;FBAV/490.0;FBDV/iPhone15,2]",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
    "Opera/9.80 (Android; Opera Mini/36.2/191.308; U; vi) Presto/2.12.423 Version/12.16",
    "UCWEB/2.0 (Java; U; MIDP-2.0; vi; nokia5250) U2/1.0.0 UCBrowser/9.4.1 U2/1.0.0 Mobile",
    "Lynx/2.9.0 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.7.9",
    "w3m/0.5.3+git20230121",
    "Mozilla/5.0 (Trình duyệt lạ)",
)
NOBODY = (
    "",
    f"{LINUX} HeadlessChrome/143.0.0.0 Safari/537.36",
    "curl/8.14.1",
    "Wget/1.25.0",
    "python-requests/2.32.5",
    "Python/3.11 aiohttp/3.13.2",
    "python-httpx/0.28.1",
    "Python-urllib/3.11",
    "Go-http-client/1.1",
    "Java/21.0.9",
    "okhttp/4.12.0",
    "Prometheus/3.7.3",
    "check_http/v2.4 (monitoring-plugins 2.4)",
    "Mozilla/5.0 (Windows NT; Windows NT 10.0; vi-VN) WindowsPowerShell/5.1.19041.1",
    "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
    "Uptime-Kuma/1.23.16",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)",
)


def test_people_are_counted_and_programs_are_not(
    app: Flask, store: CounterStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each opens a page, its image and a second page, and keeps its cookie."""
    assert len(PEOPLE) + len(NOBODY) == 40
    monkeypatch.setattr(VisitorCounter, "_start_writer", lambda self: None)
    counter: VisitorCounter = app.extensions["visitor_counter"]
    monkeypatch.setattr(counter, "store", store)
    counted = {agent: _visits(app, counter, agent) for agent in PEOPLE + NOBODY}
    assert counted == dict.fromkeys(PEOPLE, 1) | dict.fromkeys(NOBODY, 0)
    assert store.read(0).total == len(PEOPLE)


def _visits(app: Flask, counter: VisitorCounter, agent: str) -> int:
    counter.flush()
    before = counter.store.read(0).total
    browser = PageClient(app)
    for address in ("/", "/dem.gif", "/"):
        browser.get(address, headers={"User-Agent": agent})
    counter.flush()
    return counter.store.read(0).total - before
