"""One rule of what readers see: everything hidden, through every public address, by a stranger and
by each role.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from urllib.parse import unquote

import pytest
from flask import Flask

from newsapp import clock
from newsapp.accounts.models import Role, User
from newsapp.articles import workflow
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.documents import workflow as verbs_of_documents
from newsapp.parts.documents.models import Document
from newsapp.parts.drafts import sharing
from tests import cast, pages
from tests.pages import PageClient
from tests.parts.documents import papers
from tests.public import addresses, hidden
from tests.public.hidden import COMMON_TAG, PAGES, PAPERS, STATES, Hidden, People

EVERYWHERE = {
    "article": {
        "/",
        "/chuyen-muc/<slug>",
        "/chuyen-muc/<slug>/feed.<any(xml, json):kind>",
        "/en/",
        "/en/news",
        "/feed.<any(xml, json):kind>",
        "/luu-tru/<int(fixed_digits=4):year>",
        "/luu-tru/<int(fixed_digits=4):year>/<int(fixed_digits=2):month>",
        "/luu-tru/<int(fixed_digits=4):year>/<int(fixed_digits=2):month>/<int(fixed_digits=2):day>",
        "/sitemap-<int:chunk>.xml",
        "/sitemap-news.xml",
        "/the/<slug>",
        "/the/<slug>/feed.<any(xml, json):kind>",
        "/tim-kiem",
    },
    "page": {"/en/", "/sitemap-<int:chunk>.xml", "/tim-kiem"},
    "document": {"/sitemap-<name>-<int:chunk>.xml", "/tim-kiem", "/van-ban"},
}
"""Kind -> the lists that tell of it once readers may see it."""


@dataclass(frozen=True, slots=True)
class Said:
    status: int
    text: str
    """With its headers, and readable whatever it was escaped with."""


@pytest.fixture(autouse=True)
def _without_looking_pages_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of pages are asked here; that each is good HTML others have seen."""
    monkeypatch.setattr(pages, "look_over", lambda *_given, **_named: None)


@pytest.fixture
def people(writer: User, editor: User, administrator: User) -> People:
    return People(writer, editor, administrator)


@pytest.fixture
def sections(
    people: People, stopped_clock: cast.StoppedClock
) -> dict[str, tuple[Category, Article]]:
    """State -> a category of its own, and an article there that readers do see."""
    made = {}
    for position, state in enumerate([*STATES, "rework"], start=1):
        with writing():
            category = Category(name=f"Mục {position}", slug=f"muc-{position}", position=position)
            db.session.add(category)
        made[state] = (
            category,
            cast.live(people.editor, category, f"Bài thấy được {position}", tags=[COMMON_TAG]),
        )
    papers.live(people.editor)
    stopped_clock.move(hours=1)
    return made


def hide_all(sections: dict[str, tuple[Category, Article]], people: People) -> list[Hidden]:
    """Half an hour ago everything came to stand as it does now."""
    at = clock.now() - timedelta(minutes=30)
    news = [hidden.article(state, sections[state][0], people, at) for state in STATES]
    rework = hidden.rework(sections["rework"][1], sections["rework"][0], people, at)
    of_agency = [hidden.page(state, people, at) for state in PAGES]
    return [*news, rework, *of_agency, *(hidden.document(state, people, at) for state in PAPERS)]


def ask(browser: PageClient, address: str) -> Said:
    answer = browser.get(
        address, headers={"User-Agent": "Googlebot/2.1"}
    )  # pages show how many people came
    body = "" if address.startswith("/media/") else answer.text
    headers = "\n".join(
        f"{name}: {value}" for name, value in answer.headers.items() if name in ("Location", "Link")
    )
    return Said(answer.status_code, unquote(unescape(f"{headers}\n{body}")).lower())


def lists_of(mark: str, category: str) -> dict[str, list[str]]:
    return addresses.lists(mark, category, clock.local_date(clock.now()))


def marks(sections: dict[str, tuple[Category, Article]]) -> dict[str, str]:
    """The mark of each thing that will be hidden -> the category whose lists are asked for it."""
    of_news = {
        hidden.mark_of(state): category.slug for state, (category, _article) in sections.items()
    }
    others = [f"{state} trang" for state in PAGES] + [f"{state} vanban" for state in PAPERS]
    return of_news | dict.fromkeys(map(hidden.mark_of, others), "muc-1")


def all_lists(sections: dict[str, tuple[Category, Article]]) -> list[str]:
    found = [
        one
        for mark, slug in marks(sections).items()
        for of in lists_of(mark, slug).values()
        for one in of
    ]
    return list(dict.fromkeys(found))


@pytest.mark.parts
def test_every_public_rule_is_tried(app: Flask) -> None:
    thing = Hidden("article", "zq", 1, "x", 404, ())
    tried = (
        lists_of("zq", "muc-1").keys() | addresses.own(thing).keys() | addresses.TELLS_OF_NOTHING
    )
    there = set(addresses.public_rules(app))
    assert sorted(there - tried) == [], (
        "new here: say in tests/public/addresses.py how to ask it for what is hidden"
    )
    assert sorted(tried - there) == [], "gone: strike it in tests/public/addresses.py"


def test_lists_are_as_if_what_is_hidden_were_not_there(
    app: Flask, client: PageClient, people: People, sections: dict[str, tuple[Category, Article]]
) -> None:
    asked = all_lists(sections)
    before = {address: ask(client, address) for address in asked}
    things = hide_all(sections, people)
    secrets = [secret for thing in things for secret in thing.secrets]
    for address in asked:
        now = ask(client, address)
        told = [secret for secret in secrets if secret in now.text and secret not in address]
        assert told == [], address
        assert now == before[address], f"{address} is not what it was"


@pytest.mark.parts
def test_addresses_and_files_give_nothing_away_not_to_staff_either(
    client: PageClient,
    people: People,
    sections: dict[str, tuple[Category, Article]],
    sign_in: cast.SignIn,
) -> None:
    things = hide_all(sections, people)
    staff = [sign_in(cast.person(role)) for role in Role]
    for thing in things:
        for browser in (client, *staff):
            for rule, of_rule in addresses.own(thing).items():
                for address in of_rule:
                    said = ask(browser, address)
                    expected = expected_at(rule, thing, is_staff=browser is not client)
                    assert said.status in expected, f"{thing.mark} {address}: {said.status}"
                    told = [
                        secret
                        for secret in thing.secrets
                        if secret in said.text and secret not in address
                    ]
                    assert told == [], address
    secrets = [secret for thing in things for secret in thing.secrets]
    searches = [f"/tim-kiem?q={thing.mark}tit" for thing in things]
    for browser in staff:
        for address in [*searches, *(one for of in lists_of("zq", "muc-1").values() for one in of)]:
            said = ask(browser, address)
            assert [one for one in secrets if one in said.text and one not in address] == [], (
                address
            )


def expected_at(rule: str, thing: Hidden, *, is_staff: bool) -> set[int]:
    if rule.startswith("/media/"):
        return {200} if is_staff else {404}
    if rule.startswith("/xem-truoc/"):
        return {404}
    if rule.startswith("/trang/") and "deleted" in thing.mark:
        return {404}  # the address is free again
    if thing.expected == 200:
        return {200, 301, 302}
    return {thing.expected}


@pytest.mark.parts
def test_a_link_to_a_version_opens_that_version_and_no_more(
    app: Flask, people: People, sections: dict[str, tuple[Category, Article]]
) -> None:
    things = {thing.mark: thing for thing in hide_all(sections, people) if thing.kind == "article"}
    for thing in things.values():
        browser = PageClient(app)
        article = db.session.get(Article, thing.id)
        if article is None:
            continue
        is_open = article.trashed_at is None
        with writing():
            token, _until = sharing.share(
                article, actor=people.editor, at=clock.now(), secret=app.config["SECRET_KEY"]
            )
        said = ask(browser, f"/xem-truoc/{token}")
        assert (said.status, f"{thing.mark}than" in said.text) == (
            (200, True) if is_open else (404, False)
        ), thing.mark
        assert {ask(browser, file).status for file in thing.files} == (
            {200} if is_open else {404}
        ), thing.mark
        other = next(other for other in things.values() if other is not thing)
        assert {ask(browser, file).status for file in other.files} == {404}, thing.mark
        assert ask(browser, f"/tin-tuc/{thing.id}/{thing.slug}").status == thing.expected, (
            thing.mark
        )


@pytest.mark.parts
def test_the_same_walk_finds_what_is_published(
    client: PageClient, people: People, sections: dict[str, tuple[Category, Article]]
) -> None:
    things = [thing for thing in hide_all(sections, people) if "deleted" not in thing.mark]
    before = {
        address: ask(client, address)
        for address in ("/luu-tru", "/sitemap.xml", "/sitemap-sections.xml")
    }
    for thing in things:
        publish(thing, people)
    of, in_english = marks(sections), 0
    for thing in things:
        link = thing.slug if thing.kind == "document" else f"khanh-thanh-{thing.mark}tit"
        found = {
            rule
            for rule, of_rule in lists_of(thing.mark, of[thing.mark]).items()
            if any(
                thing.mark in ask(client, address).text
                for address in of_rule
                if thing.mark not in address
            )
            or any(
                link in ask(client, address).text for address in of_rule if thing.mark in address
            )
        }
        assert found | {"/en/"} == EVERYWHERE[thing.kind] | {"/en/"}, thing.mark
        in_english += "/en/" in found
        for of_rule in addresses.own(thing).values():
            for address in of_rule:
                if not address.startswith("/xem-truoc/"):
                    assert ask(client, address).status in (200, 301, 302), address
    assert in_english > 7, "the newest articles, and the pages"
    assert all(ask(client, address) != said for address, said in before.items())


def publish(thing: Hidden, people: People) -> None:
    with writing():
        if thing.kind == "document":
            paper = db.session.get_one(Document, thing.id)
            verbs_of_documents.publish(paper, actor=people.editor, at=clock.now())
        else:
            workflow.publish(
                db.session.get_one(Article, thing.id), actor=people.editor, at=clock.now()
            )
