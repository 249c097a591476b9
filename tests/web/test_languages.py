"""An English site: its catalogue is whole, and no page of it falls back on Vietnamese."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import ngettext

import newsapp
from newsapp import clock, create_app
from newsapp.accounts import membership
from newsapp.accounts.models import Role
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.reports import visits
from newsapp.web import filters
from tests import cast
from tests.authenticator import turn_on
from tests.pages import Answer, PageClient
from tests.test_words import VIETNAMESE

ROOT = Path(newsapp.__file__).parent
TRANSLATIONS = ROOT / "translations"
ENGLISH = TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po"
LEGACY_SIGN = "Ă←"
"""A drawing on the button that converts old Vietnamese encodings."""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with ENGLISH.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def extracted() -> Catalog:
    """What the code and the templates say, as `make translations` finds it."""
    with (TRANSLATIONS / "extraction.cfg").open(encoding="utf8") as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog()
    for _path, _line, text, _comments, context in extract_from_dir(
        ROOT, methods, options, DEFAULT_KEYWORDS | parse_keywords(["_l"])
    ):
        found.add(text, context=context)
    return found


def test_the_catalogue_holds_exactly_what_is_said(catalogue: Catalog, extracted: Catalog) -> None:
    assert {key(message) for message in texts(catalogue)} == {
        key(message) for message in texts(extracted)
    }
    assert not catalogue.obsolete


def test_every_text_has_its_english(catalogue: Catalog) -> None:
    assert [m.id for m in texts(catalogue) if m.fuzzy or not all(forms(m.string))] == []
    assert [m.string for m in texts(catalogue) if VIETNAMESE.search("".join(forms(m.string)))] == []


def test_both_languages_name_the_same_values(catalogue: Catalog) -> None:
    for message in texts(catalogue):
        named = sorted(PLACEHOLDER.findall(forms(message.id)[0]))
        assert all(sorted(PLACEHOLDER.findall(form)) == named for form in forms(message.string)), (
            message.id
        )


def test_the_compiled_catalogue_is_this_one(catalogue: Catalog) -> None:
    anew = io.BytesIO()
    write_mo(anew, catalogue)
    anew.seek(0)
    with ENGLISH.with_suffix(".mo").open("rb") as file:
        kept, expected = read_mo(file), read_mo(anew)
    assert {key(m): m.string for m in texts(kept)} == {key(m): m.string for m in texts(expected)}, (
        "run: make translations"
    )
    assert len(texts(kept)) == len(texts(catalogue))
    assert kept.plural_expr == catalogue.plural_expr


@pytest.fixture
def english(instance: Path, content_url: str) -> Iterator[Flask]:
    """A site in English, with nothing in it."""
    settings = {
        "NEWSAPP_INSTANCE": str(instance),
        "NEWSAPP_DATABASE_URL": content_url,
        "NEWSAPP_LANGUAGE": "en",
    }
    site = create_app(settings, TESTING=True)
    with site.app_context():
        yield site
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture
def article(english: Flask) -> str:
    """The address of an article whose own words are English, as all the content here."""
    with writing():
        section = Category(name="Press releases", slug="press-releases", position=1)
        db.session.add(section)
    said = {"body": "<p>From Monday on.</p>", "byline": "The office", "source": "The gazette"}
    for n in range(15):
        last = cast.live(cast.person("editor"), section, f"New opening hours {n}", **said)
    return f"/tin-tuc/{last.id}/{last.slug}"


@pytest.mark.parts
def test_readers_get_english(english: Flask, article: str) -> None:
    reader = PageClient(english)
    for address in (
        "/",
        article,
        f"{article}/in",
        "/chuyen-muc/press-releases",
        "/nowhere",
        "/admin/login",
    ):
        assert_english(reader.get(address))
    assert reader.get(article).words("dt")[:3] == ["Published:", "Author:", "Source:"]
    assert reader.get("/").words(".counter")[0].startswith("Visitors Online now")


@pytest.mark.parts
def test_staff_get_english(english: Flask, article: str) -> None:
    browser = cast.SignIn(english)(cast.person("administrator"))
    number = article.split("/")[2]
    for address in (
        "/admin/articles",
        "/admin/articles/new",
        f"/admin/articles/{number}",
        f"/admin/articles/{number}/preview",
        "/admin/import",
        "/admin/media",
        "/admin/media?kind=files",
        "/admin/categories",
        "/admin/statistics",
        "/admin/identity",
        "/admin/account",
        "/admin/account/second-factor",
        "/admin/audit",
        "/admin/report",
        "/admin/people",
        "/admin/people/1",
        f"/admin/people/{cast.person('writer').id}",
        invitation(),
    ):
        assert_english(browser.get(address))
    assert {"Title", "Category", "Summary", "Body", "Lead picture"} <= set(
        browser.get("/admin/articles/new").words("label")
    )


def test_the_second_step_is_english(english: Flask) -> None:
    browser, editor = PageClient(english), cast.person("editor")
    turn_on(editor)
    assert_english(browser.send("/admin/login", {"email": editor.email, "password": cast.PASSWORD}))
    assert_english(browser.send("/admin/login/code", {"code": "0"}))


def invitation() -> str:
    """The address of a one-time link."""
    with writing():
        actor, at = cast.person("administrator"), clock.now()
        link = membership.invite("linh@hunglac.example", "Linh", Role.WRITER, actor=actor, at=at)
    return f"/admin/link/{link.token}"


def test_refusals_are_english(english: Flask, article: str) -> None:
    browser = cast.SignIn(english)(cast.person("editor"))
    refused = browser.send(
        "/admin/articles/new", {"title": "a" * 301, "published_on": "31/02/2020", "action": "save"}
    )
    assert_english(refused)
    assert "This is longer than 300 characters." in refused.text
    assert "There is no 31/02/2020 in the calendar." in refused.text


def test_dates_and_numbers_are_english(english: Flask) -> None:
    with english.test_request_context("/"):
        assert filters.day(date(2020, 5, 4)) == "4 May 2020"
        assert filters.moment(datetime(2020, 5, 19, 17, 5, tzinfo=UTC)) == "00:05 on 20 May 2020"
        assert filters.long_day(date(2020, 5, 20)) == "Wednesday, 20 May 2020"
        assert filters.number(1_234_567) == "1,234,567"
        assert filters.size(1_240_000) == "1.2 MB"


def test_charts_name_their_days_and_months(
    english: Flask, stopped_clock: cast.StoppedClock
) -> None:
    now = int(stopped_clock.now().timestamp())
    with english.test_request_context("/"):
        assert visits.spans("days", now)[-1].label == "23 Nov"
        assert visits.spans("months", now)[0].label == "Dec 2025"


def test_one_and_many_differ(english: Flask, catalogue: Catalog) -> None:
    counted = [message.id for message in texts(catalogue) if message.pluralizable]
    assert counted
    with english.test_request_context("/"):
        for one, many in counted:
            assert re.match(r"1 \w+[^s]\b", ngettext(one, many, 1))
            assert re.match(r"2 \w+s\b", ngettext(one, many, 2))


def texts(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def key(message: Message) -> tuple[str | None, tuple[str, ...]]:
    return message.context, forms(message.id)


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """The text, or each of its plural forms."""
    return (text,) if isinstance(text, str) else tuple(text)


def assert_english(answer: Answer) -> None:
    assert answer.page.get("lang") == "en"
    text = answer.text.replace(LEGACY_SIGN, "")
    found = [line.strip() for line in text.splitlines() if VIETNAMESE.search(line)]
    assert found == [], answer.request.path
