"""Every staff page with every role: who lacks its action is refused, and who has it is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, url_for
from sqlalchemy import select
from werkzeug.routing import Rule

from newsapp import clock
from newsapp.accounts import sessions
from newsapp.accounts.models import Role, StaffSession, User
from newsapp.accounts.permissions import PERMISSIONS
from newsapp.admin.access import action_of, is_open
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media.models import Attachment, Picture
from newsapp.parts.contact.models import ContactMessage, Question
from newsapp.parts.pages import menu_editing
from newsapp.parts.redirects.models import Redirect
from newsapp.parts.second_factor import factors
from newsapp.parts.tags.models import Tag
from tests import cast
from tests.admin import forms
from tests.pages import PageClient
from tests.parts.documents import papers

pytestmark = pytest.mark.parts

LAST = ("", "delete", "remove", "reset", "logout")
"""How addresses end that do away with what the others want, in the order in which they are asked.
"""

ASKED = {"do": "move"}
"""What several articles are asked for at once: the least."""

Things = dict[str, int]
"""The beginning of an address -> the number of the thing that stands there."""


@pytest.fixture(params=list(Role))
def person(request: pytest.FixtureRequest, app: Flask) -> User:
    return cast.person(request.param)


@pytest.fixture
def others(person: User, other_writer: User, administrator: User, news: Category) -> Things:
    """One thing of each kind, what can be somebody's own another person's."""
    now = clock.now()
    article = cast.draft(other_writer, news, tags=["Cải cách"])
    document = papers.draft(other_writer)
    page = cast.page(administrator, "Giới thiệu")
    with writing():
        picture = Picture(digest="ab" * 16, width=480, height=300, filename="a.png", created_at=now)
        file = Attachment(
            digest="cd" * 16, filename="a.pdf", extension="pdf", size=1, created_at=now
        )
        tag = Tag(name="Chuyển đổi số", slug="chuyen-doi-so")
        moved = Redirect(address="/cu.html", kind="category", number=news.id)
        letter = ContactMessage(
            form_key="a", sent_at=now, name="A", phone="0912345678", subject="S", text="T"
        )
        asked = Question(subject="S", text="T", answer="A", published_at=now)
        db.session.add_all([picture, file, tag, moved, letter, asked])
        entry = menu_editing.add("category", number=news.id, actor=administrator, at=now)
        factors.begin(person, at=now)
        sessions.start(person, "", at=now)
    return {
        "/admin/articles/": article.id,
        "/admin/documents/": document.id,
        "/admin/pages/": page.id,
        "/admin/categories/": news.id,
        "/admin/redirects/": moved.id,
        "/admin/tags/": tag.id,
        "/admin/messages/": letter.id,
        "/admin/questions/": asked.id,
        "/admin/menu/": entry.id,
        "/admin/media/pictures/": picture.id,
        "/admin/media/attachments/": file.id,
        "/admin/people/": other_writer.id,
        "/admin/account/sessions/": db.session.scalars(select(StaffSession.id)).one(),
    }


@pytest.fixture
def own(person: User, news: Category, others: Things) -> Things:
    """The same, what can be somebody's own being the person's."""
    mine = {
        "/admin/articles/": cast.draft(person, news).id,
        "/admin/documents/": papers.draft(person, "116/QĐ-UBND").id,
    }
    return others | mine


def pages(app: Flask, things: Things) -> Iterator[tuple[str, str, str]]:
    """(endpoint, method, address) of every staff page that is not open to strangers, those of LAST
    last.
    """
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("admin.")]
    for rule in sorted(
        rules, key=lambda rule: max(n for n, end in enumerate(LAST) if rule.rule.endswith(end))
    ):
        if not is_open(app.view_functions[rule.endpoint]):
            address = address_of(app, rule, things)
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield rule.endpoint, method, address


def address_of(app: Flask, rule: Rule, things: Things) -> str:
    values: dict[str, Any] = {}
    for name in rule.arguments:
        of_the_kind = [number for start, number in things.items() if rule.rule.startswith(start)]
        known = {"extension": ["csv"], "version": [1], "number": of_the_kind}.get(name)
        assert known, f"say in this file how to fill in <{name}> of {rule.rule}"
        values[name] = known[0]
    with app.test_request_context():
        return url_for(rule.endpoint, **values)


def status(browser: PageClient, method: str, address: str, token: str) -> int:
    headers = {"X-CSRFToken": token} if method == "POST" else {}
    data = ASKED if method == "POST" else None
    return int(
        browser.open(
            address, method=method, headers=headers, data=data, query_string=ASKED
        ).status_code
    )


def test_every_page_states_an_action_that_there_is(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if rule.endpoint.startswith("admin.") and not is_open(view):
            assert {action_of(view, "GET"), action_of(view, "POST")} <= PERMISSIONS.keys(), rule


def test_a_page_that_was_forgotten_stays_closed() -> None:
    def forgotten() -> str:
        return ""

    with pytest.raises(LookupError, match="forgotten does not state who may open it"):
        action_of(forgotten, "GET")


def test_the_role_decides_who_comes_in(
    app: Flask, person: User, own: Things, sign_in: cast.SignIn
) -> None:
    browser, role = sign_in(person), Role(person.role)
    token = forms.token_of(browser)
    seen = set()
    for endpoint, method, address in pages(app, own):
        action = action_of(app.view_functions[endpoint], method)
        roles = PERMISSIONS[action] | PERMISSIONS.get(f"{action}_own", frozenset())
        answer = status(browser, method, address, token)
        seen.add(answer == 403)
        if role in roles:
            assert answer < 500, (method, address)
            assert answer not in (403, 404), f"{method} {address}: {role} has {action}"
        else:
            assert answer == 403, f"{method} {address}: {role} has not {action}"
    assert seen == ({False} if role is Role.ADMINISTRATOR else {True, False})


def test_what_is_anothers_takes_the_whole_action(
    app: Flask, person: User, others: Things, sign_in: cast.SignIn
) -> None:
    browser, role = sign_in(person), Role(person.role)
    token, asked = forms.token_of(browser), 0
    for endpoint, method, address in pages(app, others):
        action = action_of(app.view_functions[endpoint], method)
        if f"{action}_own" in PERMISSIONS and any(
            f"/{number}" in address for number in others.values()
        ):
            asked += 1
            expected = role not in PERMISSIONS[action]
            assert (status(browser, method, address, token) == 403) is expected, (
                f"{method} {address}: {action}"
            )
    assert asked > 5


def test_a_stranger_is_led_to_the_sign_in(app: Flask, client: PageClient, own: Things) -> None:
    token = forms.token_of(client, "/admin/login")
    for _endpoint, method, address in pages(app, own):
        headers = {"X-CSRFToken": token} if method == "POST" else {}
        answer = client.open(address, method=method, headers=headers)
        assert answer.status_code == 303, f"{method} {address}"
        assert answer.location.startswith("/admin/login"), f"{method} {address}"
        asked = client.open(
            address, method=method, headers=headers | {"Accept": "application/json"}
        )
        assert asked.status_code == 401, f"{method} {address}"
