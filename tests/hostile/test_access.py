"""Who may what: posts without a token, other people's things by number, sessions used again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select
from werkzeug.routing import Rule

from newsapp import clock
from newsapp.accounts import membership, users
from newsapp.audit import AuditEvent
from newsapp.database import db, writing
from tests import cast
from tests.cast import PASSWORD
from tests.hostile.attacker import Attacker
from tests.hostile.conftest import Site

pytestmark = [pytest.mark.parts, pytest.mark.sqlite]

WITHOUT_TOKEN = {"public.change_look", "public.contact.contact"}
"""The one changes nothing but the reader's own view; the other has a token without a session, and
answers 404 while it is closed.
"""
FOR_ADMINISTRATORS = ("people", "identity", "audit", "redirects")


def posted(site: Site, start: str = "/") -> Iterator[tuple[Rule, str]]:
    """The rules that take a POST, with a path whose numbers are there."""
    for rule in site.app.url_map.iter_rules():
        if "POST" not in (rule.methods or ()) or not rule.rule.startswith(start):
            continue
        if rule.endpoint in WITHOUT_TOKEN:
            continue
        values = {name: str(site.numbers["draft"]) for name in rule.arguments}
        yield rule, site.app.url_map.bind("").build(rule.endpoint, values, "POST")


def events(site: Site) -> int:
    with site.app.app_context():
        return db.session.scalar(select(func.count(AuditEvent.id))) or 0


@pytest.mark.parametrize("token", ["", "x", "another's"])
def test_no_post_counts_without_its_token(site: Site, token: str) -> None:
    browser = site.browser("the administrator")
    if token == "another's":
        token = site.browser("the editor").token
    before = events(site)
    tried = 0
    for _rule, path in posted(site):
        tried += 1
        assert browser.post(path, data={"csrf_token": token}).status_code == 400, path
    assert tried > 60
    assert events(site) == before


def test_nor_a_strangers_post(site: Site, nobody: Attacker) -> None:
    before = events(site)
    for rule, path in posted(site, "/admin/"):
        if not rule.endpoint.endswith(("sign_in", "sign_in_code", "use_link")):
            assert nobody.signed(path, {}).status_code == 303, path
    assert events(site) == before


def test_a_writer_gets_nothing_of_anothers_draft(site: Site) -> None:
    browser, number = site.browser("the writer"), site.numbers["draft"]
    tried = 0
    for rule in site.app.url_map.iter_rules():
        if not rule.rule.startswith("/admin/articles/<int:number>"):
            continue
        path = rule.rule.replace("<int:number>", str(number)).replace("<int:version>", "1")
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            tried += 1
            answer = browser.open(path, method=method, headers={"X-CSRFToken": browser.token})
            assert answer.status_code == 403, (method, path)
            assert "Bản nháp của người khác" not in answer.text
    assert tried > 12


@pytest.mark.parametrize("who", ["the writer", "the editor"])
@pytest.mark.parametrize("room", FOR_ADMINISTRATORS)
def test_what_is_for_administrators_is_closed_to(site: Site, who: str, room: str) -> None:
    browser = site.browser(who)
    for rule in site.app.url_map.iter_rules():
        if not rule.rule.startswith(f"/admin/{room}"):
            continue
        path = rule.rule.replace("<int:number>", "1").replace("<any(csv, xlsx):extension>", "csv")
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            answer = browser.open(path, method=method, headers={"X-CSRFToken": browser.token})
            assert answer.status_code == 403, (method, path)


@pytest.mark.parametrize("who", ["nobody", "the writer"])
def test_a_draft_is_found_at_no_public_address(site: Site, who: str) -> None:
    number = site.numbers["draft"]
    for path in (
        f"/tin-tuc/{number}",
        f"/tin-tuc/{number}/ban-nhap-cua-nguoi-khac",
        f"/tin-tuc/{number}/x/in",
        f"/tin-tuc/{number}/x/luu",
        f"/van-ban/{number + 1000}",
    ):
        assert site.browser(who).get(path).status_code == 404, path


@pytest.mark.parametrize("ending", ["sign-out", "password", "disabling", "epoch"])
def test_a_session_that_has_ended_opens_nothing(site: Site, ending: str) -> None:
    with site.app.app_context():
        cast.person("editor", ending)
    browser = site.new_browser(f"{ending} editor")
    copy = Attacker(site.app)
    cookie = browser.get_cookie("staff")
    assert cookie is not None
    copy.set_cookie("staff", cookie.value)
    assert copy.get("/admin/articles").status_code == 200
    _end(site, browser, ending)
    assert copy.get("/admin/articles").status_code == 303
    fields = {"title": "x", "category_id": "1", "body": "<p>x</p>", "action": "save"}
    answer = copy.post("/admin/articles/new", data=fields, headers={"X-CSRFToken": browser.token})
    assert answer.status_code == 303
    assert "/admin/login" in answer.location


def _end(site: Site, browser: Attacker, ending: str) -> None:
    new = "một câu khác cũng dài"
    if ending == "sign-out":
        assert browser.signed("/admin/logout").status_code == 303
    elif ending == "password":
        form = {"current": PASSWORD, "new": new, "again": new}
        assert browser.signed("/admin/account", form).status_code == 303
    else:
        with site.app.app_context(), writing():
            user = users.by_email(f"{ending}.editor@hunglac.example")
            assert user is not None
            if ending == "disabling":
                membership.disable(user, actor=None, at=clock.now())
            else:
                users.end_sessions(user, clock.now())


def test_guessing_is_slowed(site: Site) -> None:
    with site.app.app_context():
        cast.person("editor", "guessed")
    browser = Attacker(site.app)
    browser.environ_base["REMOTE_ADDR"] = "192.0.2.99"
    browser.take_token("/admin/login")
    form = {"email": "guessed.editor@hunglac.example", "password": "đoán bừa một câu"}
    statuses = [browser.signed("/admin/login", form).status_code for _guess in range(12)]
    assert statuses == [422] * 10 + [429] * 2
