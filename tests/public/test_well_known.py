from __future__ import annotations

import pytest
from flask import Flask

from newsapp import setting_values
from tests.cast import StoppedClock
from tests.pages import PageClient

SECURITY = "/.well-known/security.txt"


def test_it_says_whom_to_tell_of_a_hole(
    app: Flask, client: PageClient, stopped_clock: StoppedClock
) -> None:
    app.config["SECURITY_CONTACT"] = "mailto:it@hunglac.example"
    answer = client.get(SECURITY)
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text.splitlines() == [
        "Contact: mailto:it@hunglac.example",
        "Expires: 2027-05-22T00:00:00Z",
        "Preferred-Languages: vi, en",
        f"Canonical: http://localhost{SECURITY}",
    ]


def test_without_a_contact_there_is_no_such_file(client: PageClient) -> None:
    assert client.get(SECURITY).status_code == 404


@pytest.mark.parametrize("contact", ["it", "http://hunglac.example", "javascript:alert(1)@a"])
def test_a_contact_that_nobody_can_use_is_refused(contact: str) -> None:
    with pytest.raises(ValueError, match="takes an e-mail address"):
        setting_values.contact(contact)


def test_programs_that_keep_passwords_are_led_to_the_account(client: PageClient) -> None:
    answer = client.get("/.well-known/change-password")
    assert (answer.status_code, answer.location) == (302, "/admin/account")
