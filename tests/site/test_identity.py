from __future__ import annotations

from flask import Flask

from newsapp.site import identity
from newsapp.site.identity import Identity
from tests import cast


def test_before_anybody_has_described_it(app: Flask) -> None:
    assert identity.read() == Identity(name="Trang tin điện tử")
    assert identity.chosen_language() == ""


def test_it_is_what_is_stored(app: Flask) -> None:
    cast.agency(name="Sở Khoa học", phone="0299", language="en")
    assert identity.read() == Identity(name="Sở Khoa học", phone="0299", language="en")
    assert identity.chosen_language() == "en"
    cast.agency(name="Sở Y tế", language="")
    assert identity.read().name == "Sở Y tế"
    assert identity.chosen_language() == ""


def test_english_pages_name_it_in_english_where_that_is_given(app: Flask) -> None:
    agency = Identity(name="Sở Khoa học", address="Số 18", name_en="Department of Science")
    assert agency.spoken("vi") == agency
    spoken = agency.spoken("en")
    assert (spoken.name, spoken.address) == ("Department of Science", "Số 18")
