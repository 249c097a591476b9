from __future__ import annotations

import io
import re
from typing import Any

import pytest

from newsapp.accounts.models import User
from newsapp.site import identity
from tests import cast
from tests.admin.forms import photo, token_of
from tests.pages import PageClient

IDENTITY = "/admin/identity"
PLAIN = ("name", "parent_body", "address", "phone", "email", "responsible", "licence")


def typed(**fields: Any) -> dict[str, Any]:
    return {"name": "Sở Khoa học", "palette": "", "language": ""} | fields


def test_it_works(administrator: User, client: PageClient, sign_in: cast.SignIn) -> None:
    fields = {name: f"Giá trị {name}" for name in PLAIN}
    assert sign_in(administrator).send(IDENTITY, typed(**fields)).status_code == 303
    page = client.get("/")
    assert page.words("h1") == ["Giá trị name"]
    assert all(f"Giá trị {name}" in page.text for name in PLAIN)


def test_it_keeps_what_was_typed(administrator: User, sign_in: cast.SignIn) -> None:
    answer = sign_in(administrator).send(IDENTITY, typed(name="", address="Số 18 & <b>"))
    assert answer.status_code == 422
    assert answer.words("#name-error") == ["Hãy nhập tên cơ quan."]
    assert answer.page.xpath("//input[@name='address']/@value") == ["Số 18 & <b>"]


def test_it_refuses_what_is_too_long(administrator: User, sign_in: cast.SignIn) -> None:
    answer = sign_in(administrator).send(IDENTITY, typed(phone="0" * 101))
    assert answer.words("#phone-error") != []


def test_it_checks_the_role(editor: User, sign_in: cast.SignIn) -> None:
    browser = sign_in(editor)
    assert browser.get(IDENTITY).status_code == 403
    assert browser.send(IDENTITY, typed(), form_at="/admin/account").status_code == 403


def test_the_logo_stands_in_the_masthead_in_a_place_of_fixed_size(
    administrator: User, client: PageClient, sign_in: cast.SignIn
) -> None:
    browser = sign_in(administrator)
    assert (
        browser.send(IDENTITY, typed(logo=(photo(size=(600, 200)), "logo.png"))).status_code == 303
    )
    (logo,) = client.get("/").page.xpath("//header//img")
    assert (logo.get("width"), logo.get("height"), logo.get("alt")) == ("56", "56", "Biểu trưng")
    assert client.get(logo.get("src")).status_code == 200
    library = browser.get("/admin/media")
    assert library.page.xpath("//*[@class='library-uses']//a/@href") == [IDENTITY]
    number = identity.read().logo_id
    browser.post(f"/admin/media/pictures/{number}/delete", data={"csrf_token": token_of(browser)})
    assert client.get(logo.get("src")).status_code == 200
    browser.send(IDENTITY, typed(logo_id=str(number), remove_logo="y"))
    assert "emblem.svg" in client.get("/").page.xpath("//header//img/@src")[0]
    assert client.get(logo.get("src")).status_code == 404


def test_a_logo_that_is_no_picture_is_refused(administrator: User, sign_in: cast.SignIn) -> None:
    answer = sign_in(administrator).send(IDENTITY, typed(logo=(io.BytesIO(b"<svg/>"), "logo.svg")))
    assert answer.status_code == 422
    assert answer.words("#logo-error") != []


def test_related_portals_stand_at_the_foot_in_their_order(
    administrator: User, client: PageClient, sign_in: cast.SignIn
) -> None:
    browser = sign_in(administrator)
    wrong = browser.send(IDENTITY, typed(portals="A | javascript:alert(1)"))
    assert "Dòng “A | javascript:alert(1)”" in wrong.words("#portals-error")[0]
    browser.send(IDENTITY, typed(portals="B & B | https://b.example\nA | http://a.example/x"))
    links = client.get("/").page.xpath("//*[@class='foot-links']//a")
    assert [(a.text, a.get("href")) for a in links] == [
        ("B & B", "https://b.example"),
        ("A", "http://a.example/x"),
    ]
    shown = browser.get(IDENTITY).page.xpath("//textarea[@name='portals']")[0].text
    assert shown.split() == [
        "B",
        "&",
        "B",
        "|",
        "https://b.example",
        "A",
        "|",
        "http://a.example/x",
    ]


@pytest.mark.parametrize(
    ("palette", "own", "colour"),
    [("8c1d18", "", "8c1d18"), ("own", "#123A6b", "123a6b"), ("own", "123a6b ", "123a6b")],
)
def test_a_colour_changes_every_page_at_once(
    administrator: User,
    client: PageClient,
    sign_in: cast.SignIn,
    palette: str,
    own: str,
    colour: str,
) -> None:
    assert "/mau/" not in client.get("/").text
    browser = sign_in(administrator)
    assert browser.send(IDENTITY, typed(palette=palette, own_colour=own)).status_code == 303
    (address,) = re.findall(r'<link rel="stylesheet" href="(/mau/[^"]+)">', client.get("/").text)
    assert address in browser.get(IDENTITY).text
    sheet = client.get(address)
    assert (sheet.status_code, sheet.mimetype) == (200, "text/css")
    assert f"--accent:#{colour};" in sheet.text
    assert sheet.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    browser.send(IDENTITY, typed())
    assert "/mau/" not in client.get("/").text


def test_a_colour_that_cannot_be_read_is_refused_with_the_figures(
    administrator: User, sign_in: cast.SignIn
) -> None:
    browser = sign_in(administrator)
    faint = browser.send(IDENTITY, typed(palette="own", own_colour="#ffcc00"))
    assert faint.status_code == 422
    assert "chữ trắng trên nền màu đạt 1,51, cần 4,5" in faint.words("#own_colour-error")[0]
    assert "liên kết (#f4f6f5) đạt 1,39, cần 4,5" in faint.words("#own_colour-error")[0]
    for text in ("", "red", "#12345", "#12345g", "</style>"):
        assert (
            browser.send(IDENTITY, typed(palette="own", own_colour=text)).words("#own_colour-error")
            != []
        )
    assert browser.send(IDENTITY, typed(palette="x")).words("#palette-error") != []
    assert identity.read().colour == ""


@pytest.mark.parametrize(
    "address", ["/mau/1/ffcc00.css", "/mau/1/x.css", "/mau/2/8c1d18.css", "/mau/1/8C1D18.css"]
)
def test_no_other_colour_has_a_sheet(client: PageClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_language_that_is_chosen_goes_before_the_servers(
    administrator: User, client: PageClient, sign_in: cast.SignIn
) -> None:
    browser = sign_in(administrator)
    english = {"name_en": "Department of Science", "address_en": "18 Ben Sen Street"}
    browser.send(IDENTITY, typed(language="en", address="Số 18 Bến Sen", **english))
    page = client.get("/")
    assert page.page.get("lang") == "en"
    assert page.words("h1") == ["Department of Science"]
    assert "18 Ben Sen Street" in page.words(".foot")[0]
    assert browser.get(IDENTITY).page.get("lang") == "en"
    browser.send(IDENTITY, typed(language="", **english))
    assert client.get("/").page.get("lang") == "vi"
    assert client.get("/").words("h1") == ["Sở Khoa học"]
