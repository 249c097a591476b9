"""The Nu HTML checker finds no error on any kind of page: links are followed from the home page and
from the desk, a few addresses of each view.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.exceptions import HTTPException

from newsapp import clock, create_app
from newsapp.articles import review, workflow
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.demo import loading
from newsapp.parts.contact.models import ContactForm, ContactMessage, Question
from newsapp.parts.drafts import sharing
from newsapp.parts.pages.models import MenuEntry
from newsapp.parts.redirects.models import Redirect
from tests import cast, nu_checker, pages
from tests.pages import PageClient
from tests.parts.documents import papers

MOST = 4
"""Addresses of one view."""
STAFF_PAGES = 30

NO_PAGES = {
    "admin.drafts.token",
    "admin.large_form",
    "admin.library_json",
    "admin.redirects.redirects_file",
    "admin.reports.audit_file",
    "admin.reports.report_file",
    "admin.reports.statistics_file",
    "admin.second_factor.second_factor_picture",
    "admin.second_factor.sign_in_code",
    "health.alive",
    "health.metrics",
    "health.ready",
    "public.archive.chosen_day",
    "public.attachment",
    "public.change_password",
    "public.feeds.list_feed",
    "public.feeds.list_sitemap",
    "public.feeds.news_sitemap",
    "public.feeds.numbered_sitemap",
    "public.feeds.robots",
    "public.feeds.share_on_zalo",
    "public.feeds.site_feed",
    "public.feeds.sitemap_index",
    "public.identity.card",
    "public.identity.favicon",
    "public.identity.theme",
    "public.identity.touch_icon",
    "public.newcomer",
    "public.picture",
    "public.search.opensearch",
    "public.security_txt",
}
"""Views that answer with something else, or lead to another one."""

pytestmark = [
    pytest.mark.long,
    pytest.mark.parts,
    pytest.mark.sqlite,
    pytest.mark.skipif(not nu_checker.is_there(), reason=nu_checker.REMEDY),
]


@pytest.fixture(autouse=True)
def _without_looking_pages_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Among them is the copy to keep, which has its style sheet and its pictures in it."""
    monkeypatch.setattr(pages, "look_over", lambda *_given, **_named: None)


@pytest.fixture
def demo(instance: Path) -> Iterator[Flask]:
    app = create_app({"NEWSAPP_INSTANCE": str(instance)}, TESTING=True, PAGE_SIZE=5)
    with app.app_context():
        loading.load(lambda _done: None)
        with writing():
            db.session.add_all(letters())
        yield app
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


def letters() -> list[ContactForm | ContactMessage | Question]:
    """The contact form is open; one has written, and the question of another is answered."""
    now, asked = clock.now(), {"subject": "Giờ tiếp dân", "text": "Mấy giờ mở cửa?"}
    letter = ContactMessage(form_key="a", sent_at=now, name="Dân", phone="0912345678", **asked)
    question = Question(answer="Từ 7 giờ 30.", published_at=now, **asked)
    return [ContactForm(id=1, is_open=True), letter, question]


@dataclass
class Walk:
    """A walk through the site in one browser, along the links of its pages."""

    browser: PageClient
    pages: dict[str, str] = field(default_factory=dict)
    views: Counter[str] = field(default_factory=Counter)

    def follow(self, *starts: str) -> None:
        waiting = deque(starts)
        seen = set(starts)
        while waiting:
            for address in self.look(waiting.popleft()):
                if address not in seen:
                    seen.add(address)
                    waiting.append(address)

    def look(self, address: str) -> list[str]:
        """Keep the page at the address, unless enough of its kind are kept; where it leads to."""
        kind = self._kind(address)
        if self.views[kind] == MOST:
            return []
        answer = self.browser.get(address)
        if answer.location:
            return [answer.location] if answer.location.startswith("/") else []
        if answer.mimetype != "text/html" or not answer.text:
            return []
        self.views[kind] += 1
        self.pages[address] = answer.text
        links = [urldefrag(str(link)).url for link in answer.page.xpath("//a/@href")]
        return [link for link in links if link.startswith("/")]

    def send(self, address: str, status: int, **fields: str) -> None:
        """Keep the page that a form comes back with."""
        answer = self.browser.send(address, fields)
        assert answer.status_code == status, address
        self.pages[f"{address} {fields}"] = answer.text

    @property
    def endpoints(self) -> set[str]:
        return {kind.partition("?")[0] for kind in self.views}

    def _kind(self, address: str) -> str:
        """The view behind the address, with the first field that it is asked with."""
        path, _mark, query = address.partition("?")
        try:
            endpoint, _values = self.browser.application.url_map.bind("localhost").match(path)
        except HTTPException:
            endpoint = path
        return f"{endpoint}?{query.partition('=')[0]}"


def unseen(app: Flask, walk: Walk, *, of_staff: bool) -> set[str]:
    """The views that answer with pages, of which the walk has seen none."""
    views = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint.startswith("admin.") == of_staff
    }
    return views - walk.endpoints - NO_PAGES


def test_the_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    page = "<!doctype html><html lang=vi><title>Tin</title><p>{}</p>"
    found = nu_checker.errors(
        {"good": page.format("Tin"), "bad": page.format("<time datetime=hôm-qua>")}, tmp_path
    )
    assert found
    assert all(one.startswith("bad:1: ") for one in found)


def test_every_page_of_readers_is_valid(demo: Flask, tmp_path: Path) -> None:
    walk, editor = Walk(PageClient(demo)), cast.person("editor")
    article = db.session.scalars(select(Article).where(Article.address.is_(None))).first()
    assert article
    with writing():
        workflow.unpublish(article, actor=editor, at=clock.now())
        secret = demo.config["SECRET_KEY"]
        token, _until = sharing.share(article, actor=editor, at=clock.now(), secret=secret)
    asked = ("?q=khoa+hoc", "?q=khongcogi", "?tu=x")
    walk.follow(
        "/",
        "/en/",
        "/lien-he",
        "/lien-he/da-gui",
        f"/xem-truoc/{token}",
        *(f"/tim-kiem{words}" for words in asked),
    )
    for address in ("/khong-co", f"/tin-tuc/{article.id}", "/van-ban?q=khongcogi"):
        walk.look(address)
    assert nu_checker.errors(walk.pages, tmp_path) == []
    assert unseen(demo, walk, of_staff=False) == set()


@pytest.fixture
def newsroom(demo: Flask) -> list[str]:
    """Texts in every state, and one of each thing that the demo does not have; the addresses of
    pages that no link leads to.
    """
    editor, writer, now = cast.person("editor"), cast.person("writer"), clock.now()
    section = db.session.scalars(select(Category)).first()
    assert section
    fields = {"body": "<p>Một đoạn.</p>", "tags": ["Chuyển đổi số"], "summary": "Bản tin ngắn."}
    titles = ("Bản nháp", "Chờ duyệt", "Bị trả lại", "Trong thùng rác")
    draft, waiting, returned, trashed = (
        cast.draft(writer, section, title, **fields) for title in titles
    )
    other = cast.content(section, "Bản nháp, sửa lại", **fields)
    with writing():
        workflow.save_draft(draft, other, base_version=draft.version, actor=writer, at=now)
        review.submit_for_review(waiting, actor=writer, at=now)
        review.submit_for_review(returned, actor=writer, at=now)
        review.send_back(returned, "Thiếu nguồn.", actor=editor, at=now)
        workflow.trash(trashed, actor=editor, at=now)
        db.session.add(Redirect(address="/cu.html", kind="category", number=section.id))
    papers.draft(editor, "116/QĐ-UBND")
    entry = db.session.scalars(select(MenuEntry.id)).first()
    return [
        f"/admin/articles/{draft.id}/compare?one=1&other=2",
        f"/admin/articles/{trashed.id}/delete",
        f"/admin/articles/several?do=move&article={draft.id}",
        f"/admin/menu/{entry}",
        *(f"/admin/articles/{article.id}" for article in (draft, waiting, returned, trashed)),
    ]


def test_every_page_of_staff_is_valid(demo: Flask, newsroom: list[str], tmp_path: Path) -> None:
    stranger = Walk(PageClient(demo))
    stranger.follow("/admin/login", "/admin/link/khong-co")
    stranger.send("/admin/login", 422, email="ai@hunglac.example", password="sai")
    walk = Walk(cast.SignIn(demo)(cast.person("administrator")))
    walk.follow(*newsroom, "/admin/", "/admin/messages", "/admin/questions")
    walk.send("/admin/articles/new", 422, title="x" * 301, published_on="31/02/2020", action="save")
    every = stranger.pages | walk.pages
    of_staff = {name: text for name, text in every.items() if name.startswith("/admin")}
    assert len(of_staff) >= STAFF_PAGES
    assert nu_checker.errors(of_staff, tmp_path) == []
    assert unseen(demo, walk, of_staff=True) - stranger.endpoints == set()
