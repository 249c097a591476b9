from __future__ import annotations

import pytest
from flask import Flask

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
        cover = Picture(digest=DIGEST, width=480, height=300, filename="a.png", created_at=clock.now())
        file = Attachment(digest=FILE, filename="Tờ trình.pdf", extension="pdf", size=1, created_at=clock.now())
        db.session.add_all([cover, file])
    for path, content in (
        (pictures.path(media, DIGEST, 480, "jpg"), picture("JPEG")),
        (attachments.path(media, FILE, "pdf"), PDF),
    ):
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    cast.live(editor, news, cover_id=cover.id, cover_alt="x", attachments=[{"id": file.id, "title": ""}])


@pytest.mark.usefixtures("live")
def test_pictures_are_shown_and_files_saved(client: PageClient) -> None:
    shown = client.get(f"/media/{DIGEST}-480.jpg")
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    assert not shown.headers.get("Content-Disposition", "").startswith("attachment")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/media/{DIGEST}-480.jpg", headers={"If-None-Match": shown.headers["ETag"]}).status_code == 304
    saved = client.get(f"/media/{FILE}/T%E1%BB%9D%20tr%C3%ACnh.pdf")
    assert (saved.data, saved.mimetype) == (PDF, "application/pdf")
    assert saved.headers["Content-Disposition"].startswith("attachment")


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
