"""The logo as an icon and as the card of what is shared."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from PIL import Image

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.database import db, writing
from newsapp.media import library, pictures
from newsapp.site.identity import IdentityRow
from tests import cast
from tests.media import samples
from tests.pages import PageClient


@pytest.fixture
def logo(app: Flask, editor: User) -> None:
    """Half red, half blue, wider than high; the agency's colour is green."""
    file = io.BytesIO(samples.picture())
    picture = library.receive(pictures.store, file, "logo.png", actor=editor, at=clock.now())
    cast.agency(name="Sở", colour="106030")
    with writing():
        db.session.get_one(IdentityRow, 1).logo_id = picture.id


def drawn(client: PageClient, address: str) -> Image.Image:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "public, max-age=86400" in answer.headers["Cache-Control"]
    return Image.open(io.BytesIO(answer.data))


def is_near(pixel: object, colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 40 for one, other in zip(tuple(pixel), colour, strict=False))  # type: ignore[call-overload]


@pytest.mark.usefixtures("logo")
def test_the_card_has_the_logo_in_its_middle_and_the_colour(client: PageClient) -> None:
    card = drawn(client, "/the-chia-se.png").convert("RGB")
    assert card.size == (1200, 630)
    assert is_near(card.getpixel((600 - 100, 285)), (255, 0, 0))
    assert is_near(card.getpixel((600 + 100, 285)), (0, 0, 255))
    assert is_near(card.getpixel((600, 620)), (0x10, 0x60, 0x30))
    assert is_near(card.getpixel((10, 10)), (255, 255, 255))


@pytest.mark.usefixtures("logo")
def test_browsers_and_telephones_get_the_logo(client: PageClient) -> None:
    icon = drawn(client, "/favicon.ico")
    assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    assert is_near(icon.convert("RGB").getpixel((8, 24)), (255, 0, 0))
    assert drawn(client, "/apple-touch-icon.png").size == (180, 180)
    head = client.get("/").page.find("head")
    assert [link.get("href") for link in head.xpath("link[@rel='icon']")] == ["/favicon.ico"]
    assert head.xpath("link[@rel='apple-touch-icon']/@href") == ["/apple-touch-icon.png"]


def test_without_a_logo_the_emblem_stands_for_it(client: PageClient) -> None:
    for address in ("/favicon.ico", "/apple-touch-icon.png", "/the-chia-se.png"):
        assert drawn(client, address).convert("RGB").getcolors(1) is None
    assert "emblem.svg" in client.get("/").page.xpath("//link[@rel='icon']/@href")[0]


def test_another_logo_has_another_card(client: PageClient) -> None:
    (before,) = client.get("/").page.xpath("//meta[@property='og:image']/@content")
    cast.agency(name="Sở", colour="106030")
    (after,) = client.get("/").page.xpath("//meta[@property='og:image']/@content")
    assert before != after
