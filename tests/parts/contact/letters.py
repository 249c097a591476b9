"""What citizens write, and the form that is open for it."""

from __future__ import annotations

from typing import Any

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.database import db, writing
from newsapp.parts.contact import receiving
from newsapp.parts.contact.models import ContactMessage
from tests.pages import PageClient

FORM = "/lien-he"
NAME, EMAIL, PHONE = "Nguyễn Thị Bí Mật", "bi.mat@riengtu.example", "0912 345 678"
SUBJECT, TEXT = "Cấp lại giấy khai sinh", "Tôi cần giấy tờ gì?\nNhà tôi ở hẻm 12."
PERSONAL = (NAME, EMAIL, PHONE, "hẻm 12")
"""What nobody but staff may read."""


def open_form(administrator: User) -> None:
    with writing():
        receiving.set_open(True, actor=administrator, at=clock.now())


def typed(**fields: str) -> dict[str, str]:
    letter = {"name": NAME, "email": EMAIL, "phone": PHONE, "subject": SUBJECT, "text": TEXT}
    return letter | {"consent": "y", "website": ""} | fields


def token(browser: PageClient) -> str:
    (value,) = browser.get(FORM).page.xpath("//input[@name='form_token']/@value")
    return str(value)


def send(browser: PageClient, **fields: str) -> Any:
    """Open the form, fill it in and send it."""
    letter = {"form_token": token(browser)} | typed(**fields)
    return browser.post(FORM, data=letter, content_type="multipart/form-data")


def kept() -> list[ContactMessage]:
    return list(db.session.query(ContactMessage).order_by(ContactMessage.id))
