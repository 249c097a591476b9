"""Changes to other people's accounts ask for one's own password, unless it was given lately."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsapp.accounts import users
from newsapp.accounts.models import User
from newsapp.accounts.throttle import FEW
from tests import cast
from tests.cast import PASSWORD
from tests.pages import Answer, PageClient

PEOPLE = "/admin/people"
INVITED = {"email": "linh@hunglac.example", "name": "Trần <b>Linh</b>", "role": "editor"}
HEADING = ["Xác nhận mật khẩu"]


@pytest.fixture
def browser(
    sign_in: cast.SignIn, administrator: User, stopped_clock: cast.StoppedClock
) -> PageClient:
    """An administrator's, who signed in sixteen minutes ago."""
    signed_in = sign_in(administrator)
    stopped_clock.move(minutes=16)
    return signed_in


def confirm(browser: PageClient, asked: Answer, password: str) -> Answer:
    """Send the form of the page that asks, as a browser does."""
    (form,) = asked.page.xpath("//form[.//input[@name='own_password']]")
    fields = {field.get("name"): field.get("value") for field in form.xpath(".//input")}
    answer: Answer = browser.post(form.get("action"), data=fields | {"own_password": password})
    return answer


def test_inviting_goes_on_after_the_password_with_what_was_typed(browser: PageClient) -> None:
    asked = browser.send(PEOPLE, INVITED)
    assert (asked.status_code, asked.words("h1")) == (403, HEADING)
    assert users.by_email(INVITED["email"]) is None
    done = confirm(browser, asked, PASSWORD)
    assert (done.status_code, len(done.words("#address"))) == (200, 1)
    invited = users.by_email(INVITED["email"])
    assert invited is not None
    assert (invited.name, invited.role) == (INVITED["name"], "editor")


def test_once_confirmed_it_holds_for_a_quarter_of_an_hour(
    browser: PageClient, writer: User, stopped_clock: cast.StoppedClock
) -> None:
    def change(role: str) -> Answer:
        answer: Answer = browser.send(f"{PEOPLE}/{writer.id}", {"role": role})
        return answer

    assert confirm(browser, change("editor"), PASSWORD).status_code == 303
    stopped_clock.move(minutes=14)
    assert change("writer").status_code == 303
    stopped_clock.move(minutes=2)
    assert change("editor").words("h1") == HEADING
    assert writer.role == "writer"


def test_another_session_has_not_confirmed(
    browser: PageClient,
    sign_in: cast.SignIn,
    administrator: User,
    writer: User,
    stopped_clock: cast.StoppedClock,
) -> None:
    other = sign_in(administrator)
    stopped_clock.move(minutes=16)
    asked = browser.send(f"{PEOPLE}/{writer.id}", {"role": "editor"})
    assert confirm(browser, asked, PASSWORD).status_code == 303
    assert other.send(f"{PEOPLE}/{writer.id}", {"role": "writer"}).words("h1") == HEADING


@pytest.mark.parametrize(
    "address",
    [
        lambda user: f"{PEOPLE}/{user.id}/password",
        lambda user: f"{PEOPLE}/{user.id}/invite",
        pytest.param(lambda user: f"{PEOPLE}/{user.id}/second-factor", marks=pytest.mark.parts),
    ],
)
def test_so_do_links_and_the_reset_of_a_second_factor(
    browser: PageClient, writer: User, address: Callable[[User], str]
) -> None:
    asked = browser.send(address(writer), {}, form_at=PEOPLE)
    assert (asked.status_code, asked.words("h1")) == (403, HEADING)
    assert confirm(browser, asked, PASSWORD).status_code in (200, 303)


def test_so_does_ending_ones_own_session_elsewhere(
    browser: PageClient, sign_in: cast.SignIn, administrator: User
) -> None:
    elsewhere = sign_in(administrator)
    (end,) = browser.get("/admin/account").page.xpath("//form[contains(@action, '/end')]/@action")
    asked = browser.send(end, {}, form_at="/admin/account")
    assert asked.words("h1") == HEADING
    assert elsewhere.get("/admin/account").status_code == 200
    assert confirm(browser, asked, PASSWORD).location == "/admin/account"
    assert elsewhere.get("/admin/account").status_code == 303


def test_a_wrong_password_does_nothing_and_keeps_what_was_typed(browser: PageClient) -> None:
    wrong = confirm(browser, browser.send(PEOPLE, INVITED), "sai mật khẩu")
    assert wrong.status_code == 422
    assert wrong.words("#own_password-error") == ["Mật khẩu hiện tại không đúng."]
    assert "sai mật khẩu" not in wrong.text
    assert users.by_email(INVITED["email"]) is None
    assert confirm(browser, wrong, PASSWORD).status_code == 200


def test_guessing_is_slowed(browser: PageClient) -> None:
    asked = browser.send(PEOPLE, INVITED)
    for _guess in range(FEW):
        asked = confirm(browser, asked, "sai mật khẩu")
    slowed = confirm(browser, asked, PASSWORD)
    assert "quá nhiều lần" in slowed.words("#own_password-error")[0]
    assert users.by_email(INVITED["email"]) is None


def test_looking_asks_nothing(browser: PageClient, writer: User) -> None:
    assert browser.get(PEOPLE).status_code == 200
    assert browser.get(f"{PEOPLE}/{writer.id}").status_code == 200


def test_who_may_not_is_not_even_asked(
    sign_in: cast.SignIn, editor: User, writer: User, stopped_clock: cast.StoppedClock
) -> None:
    theirs = sign_in(editor)
    stopped_clock.move(minutes=16)
    answer = theirs.send(f"{PEOPLE}/{writer.id}", {"role": "editor"}, form_at="/admin/articles")
    assert (answer.status_code, answer.words("h1")) == (403, ["Không có quyền"])
