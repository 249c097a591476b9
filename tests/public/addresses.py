"""Every public address that could tell of an article, page or document: the URL map's rules, filled
in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from flask import Flask

from newsapp.slugs import slug
from tests.public.hidden import COMMON_TAG, Hidden

DAYS = "<int(fixed_digits=4):year>", "<int(fixed_digits=2):month>", "<int(fixed_digits=2):day>"

TELLS_OF_NOTHING = {
    "/.well-known/change-password",
    "/.well-known/security.txt",
    "/apple-touch-icon.png",
    "/dem.gif",
    "/favicon.ico",
    "/healthz",
    "/hoi-dap",
    "/lien-he",
    "/lien-he/da-gui",
    "/healthz/ready",
    "/mau/<int:version>/<colour>.css",
    "/metrics",
    "/opensearch.xml",
    "/robots.txt",
    "/the-chia-se.png",
}
"""No article stands behind these, whatever is asked."""

IN_TEXTS = ("tit", "than", "the", "tep", "trong")
"""Endings of the words that are looked for: of the title, the text, the tag, an attachment's title,
and in the PDF.
"""


def _feeds(start: str) -> list[str]:
    return [f"{start}/feed.xml", f"{start}/feed.json"]


def lists(mark: str, category: str, day: date) -> dict[str, list[str]]:
    """Rule -> the addresses below it that show several things, for one whose words begin with
    `mark`.
    """
    common = slug(COMMON_TAG, fallback="")
    year, month = f"{day:/luu-tru/%Y}", f"{day:/luu-tru/%Y/%m}"
    of_papers = [
        "/van-ban",
        f"/van-ban?co-quan=so-{mark}so",
        *(f"/van-ban?q={mark}{word}" for word in ("so", "trich")),
    ]
    searches = [
        *(f"/tim-kiem?q={mark}{word}" for word in IN_TEXTS),
        f"/tim-kiem?q={quote('khánh thành')}",
    ]
    return {
        "/": ["/"],
        "/chuyen-muc/<slug>": [f"/chuyen-muc/{category}"],
        "/chuyen-muc/<slug>/feed.<any(xml, json):kind>": _feeds(f"/chuyen-muc/{category}"),
        "/en/": ["/en/"],
        "/en/news": ["/en/news"],
        "/feed.<any(xml, json):kind>": _feeds(""),
        "/luu-tru": ["/luu-tru"],
        "/luu-tru/ngay": [f"/luu-tru/ngay?ngay={day}"],
        f"/luu-tru/{DAYS[0]}": [year],
        f"/luu-tru/{'/'.join(DAYS[:2])}": [month],
        f"/luu-tru/{'/'.join(DAYS)}": [f"{day:/luu-tru/%Y/%m/%d}"],
        "/sitemap.xml": ["/sitemap.xml"],
        "/sitemap-<int:chunk>.xml": ["/sitemap-1.xml"],
        "/sitemap-<name>-<int:chunk>.xml": ["/sitemap-documents-1.xml"],
        "/sitemap-news.xml": ["/sitemap-news.xml"],
        "/sitemap-sections.xml": ["/sitemap-sections.xml"],
        "/the/<slug>": [f"/the/{common}", f"/the/{mark}the"],
        "/the/<slug>/feed.<any(xml, json):kind>": _feeds(f"/the/{common}")
        + _feeds(f"/the/{mark}the"),
        "/tim-kiem": [*searches, f"/tim-kiem?q={mark}&chuyen_muc={category}&xep=ngay"],
        "/van-ban": of_papers,
    }


def own(hidden: Hidden) -> dict[str, list[str]]:
    """Rule -> the addresses of one thing by itself, and of its files."""
    paper = f"/van-ban/{hidden.id}"
    news = f"/tin-tuc/{hidden.id}"
    is_paper = hidden.kind == "document"
    return {
        "/media/<digest>-<int:width>.<any(webp, jpg):extension>": [
            one for one in hidden.files if "-" in one
        ],
        "/media/<digest>/<filename>": [one for one in hidden.files if "-" not in one],
        "/tin-tuc/<int:number>": [] if is_paper else [news],
        "/tin-tuc/<int:number>/<slug>": []
        if is_paper
        else [f"{news}/{hidden.slug}", f"{news}/khac"],
        "/tin-tuc/<int:number>/<slug>/in": []
        if is_paper
        else [f"{news}/{hidden.slug}/in", f"{news}/khac/in"],
        "/tin-tuc/<int:number>/<slug>/luu": []
        if is_paper
        else [f"{news}/{hidden.slug}/luu", f"{news}/khac/luu"],
        "/tin-tuc/<int:number>/<slug>/zalo": []
        if is_paper
        else [f"{news}/{hidden.slug}/zalo", f"{news}/khac/zalo"],
        "/trang/<slug>": [f"/trang/{hidden.slug}"] if hidden.kind == "page" else [],
        "/van-ban/<int:number>": [paper] if is_paper else [],
        "/van-ban/<int:number>/<slug>": [f"{paper}/{hidden.slug}", f"{paper}/khac"]
        if is_paper
        else [],
        "/xem-truoc/<token>": [f"/xem-truoc/{hidden.id}", f"/xem-truoc/{hidden.mark}"],
    }


def public_rules(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("admin.") and "GET" in (rule.methods or ()):
            yield rule.rule
