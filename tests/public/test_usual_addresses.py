"""Addresses with capitals or another end lead to the page that is meant."""

from __future__ import annotations

import pytest

from newsapp.categories.models import Category
from tests.pages import PageClient


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("/chuyen-muc/hoat-dong-so-nganh/", "/chuyen-muc/hoat-dong-so-nganh"),
        ("/Chuyen-Muc/Hoat-Dong-So-Nganh", "/chuyen-muc/hoat-dong-so-nganh"),
        ("/chuyen-muc/HOAT-DONG-SO-NGANH?page=2", "/chuyen-muc/hoat-dong-so-nganh?page=2"),
        ("/tin-tuc/7/BAI/", "/tin-tuc/7/bai"),
        ("/FEED.XML", "/feed.xml"),
        ("/Tim-Kiem/?q=%E1%BB%83", "/tim-kiem?q=%E1%BB%83"),
        ("/EN", "/en/"),
        ("/Van-Ban/", "/van-ban"),
    ],
)
@pytest.mark.parts
def test_it_leads_on(client: PageClient, news: Category, asked: str, address: str) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer.location) == (301, address)


@pytest.mark.parametrize(
    "address", ["/khong-co/", "/KHONG-CO", "/chuyen-muc/khong-co", "/admin/LOGIN"]
)
def test_what_is_not_there_is_not_found(client: PageClient, address: str) -> None:
    assert client.get(address).status_code in (303, 404)


def test_nothing_sent_is_led_elsewhere(client: PageClient) -> None:
    assert client.post("/CO-CHU", data={"step": "larger"}).status_code in (404, 405)
