from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media import attachments, pictures
from newsapp.media.models import Attachment, Picture
from tests import cast
from tests.media.samples import PDF, picture
from tests.pages import PageClient

DIGEST, FILE = "ab" * 16, "cd" * 16


@pytest.fixture
def live(app: Flask, editor: User, news: Category) -> None:
    media = app.config["MEDIA"]
    with writing():
        cover = Picture(
            digest=DIGEST, width=480, height=300, filename="a.png", created_at=clock.now()
        )
        file = Attachment(
            digest=FILE, filename="Tờ trình.pdf", extension="pdf", size=1, created_at=clock.now()
        )
        db.session.add_all([cover, file])
    for path, content in (
        (pictures.path(media, DIGEST, 480, "jpg"), picture("JPEG")),
        (attachments.path(media, FILE, "pdf"), PDF),
    ):
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    cast.live(
        editor, news, cover_id=cover.id, cover_alt="x", attachments=[{"id": file.id, "title": ""}]
    )


@pytest.mark.usefixtures("live")
def test_pictures_and_pdfs_are_shown_and_other_files_saved(client: PageClient) -> None:
    shown = client.get(f"/media/{DIGEST}-480.jpg")
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    assert not shown.headers.get("Content-Disposition", "").startswith("attachment")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert (
        client.get(
            f"/media/{DIGEST}-480.jpg", headers={"If-None-Match": shown.headers["ETag"]}
        ).status_code
        == 304
    )
    opened = client.get(f"/media/{FILE}/T%E1%BB%9D%20tr%C3%ACnh.pdf")
    assert (opened.data, opened.mimetype) == (PDF, "application/pdf")
    assert opened.headers["Content-Disposition"].startswith("inline; filename")
    with writing():
        stored = db.session.scalar(select(Attachment).where(Attachment.digest == FILE))
        stored.extension = "docx"
    path = attachments.path(client.application.config["MEDIA"], FILE, "docx")
    path.write_bytes(PDF)
    saved = client.get(f"/media/{FILE}/a.docx")
    assert saved.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.usefixtures("live")
def test_a_pdf_is_shown_in_a_frame_of_our_own_pages_alone(client: PageClient) -> None:
    saved, shown = (client.get(f"/media/{FILE}/a.pdf{query}") for query in ("", "?xem=1"))
    assert saved.headers["X-Frame-Options"] == "DENY"
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert "script-src" not in shown.headers["Content-Security-Policy"]
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert shown.data == PDF


@pytest.mark.usefixtures("live")
def test_a_pdf_opens_and_can_be_downloaded(client: PageClient) -> None:
    (page,) = client.get("/tin-tuc/1", follow_redirects=True).page.find_class("attachments")
    opens, downloads = page.iter("a")
    assert opens.get("href") == downloads.get("href")
    assert (opens.get("download"), downloads.get("download")) == (None, "")
    assert downloads.get("aria-label") == f"Tải về: {opens.text}"


@pytest.mark.usefixtures("live")
def test_the_address_does_not_decide_what_a_file_is(client: PageClient) -> None:
    for name in ("evil.html", "evil.svg", "a.exe"):
        answer = client.get(f"/media/{FILE}/{name}")
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf"), name
        assert name not in answer.headers["Content-Disposition"]


@pytest.mark.usefixtures("live")
@pytest.mark.parametrize(
    "address",
    [
        f"/media/{DIGEST}-481.jpg",
        f"/media/{DIGEST}-480.png",
        f"/media/{DIGEST.upper()}-480.jpg",
        f"/media/{DIGEST}/a.jpg",
        f"/media/{'ef' * 16}-480.jpg",
        "/media/../../secret_key",
        "/media/%2e%2e%2f%2e%2e%2fsecret_key/x",
        "/media/..%2f..%2fcontent.db-480.jpg",
        f"/media/{DIGEST}-{'9' * 40}.jpg",
        "/media/",
    ],
)
def test_nothing_else_can_be_had(client: PageClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("live")
def test_a_file_that_is_gone_from_the_disk_is_not_found(app: Flask, client: PageClient) -> None:
    pictures.path(app.config["MEDIA"], DIGEST, 480, "jpg").unlink()
    assert client.get(f"/media/{DIGEST}-480.jpg").status_code == 404
