"""One matrix: an article of every state, through every public address that could show it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media import attachments, pictures
from newsapp.media.models import Attachment, Picture
from tests import cast
from tests.media.samples import PDF, picture
from tests.pages import PageClient

TITLE = "Bài viết cần tìm"
DIGEST, FILE = "ab" * 16, "cd" * 16

STATES: dict[str, tuple[dict[str, Any], int]] = {
    "draft": ({}, 404),
    "live": ({}, 200),
    "scheduled": ({"go_live_at": timedelta(hours=1)}, 404),
    "expired": ({"expire_at": timedelta(0)}, 410),
    "withdrawn": ({"withdrawn_at": timedelta(0)}, 410),
    "trashed": ({"trashed_at": timedelta(0)}, 410),
    "trashed draft": ({"trashed_at": timedelta(0)}, 404),
}
"""State -> (moments set relative to now, the answer at the article's own address)."""


@pytest.fixture(params=STATES)
def article(request: pytest.FixtureRequest, app: Flask, editor: User, news: Category) -> Article:
    media, now = app.config["MEDIA"], clock.now()
    with writing():
        cover = Picture(digest=DIGEST, width=480, height=300, filename="a.png", created_at=now)
        file = Attachment(digest=FILE, filename="a.pdf", extension="pdf", size=len(PDF), created_at=now)
        db.session.add_all([cover, file])
    for path, content in (
        (pictures.path(media, DIGEST, 480, "jpg"), picture("JPEG")),
        (attachments.path(media, FILE, "pdf"), PDF),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    make = cast.draft if "draft" in request.param else cast.live
    fields: Any = {"cover_id": cover.id, "cover_alt": "x", "attachments": [{"id": file.id, "title": "Tệp"}]}
    made = make(editor, news, TITLE, at=now - timedelta(hours=1), **fields)
    with writing():
        for name, moved in STATES[request.param][0].items():
            setattr(made, name, now + moved)
    request.node.user_properties.append(("state", request.param))
    return made


def state_of(request: pytest.FixtureRequest) -> str:
    return str(dict(request.node.user_properties)["state"])


def test_its_own_addresses(request: pytest.FixtureRequest, article: Article, client: PageClient) -> None:
    expected = STATES[state_of(request)][1]
    for address in (f"/tin-tuc/{article.id}/{article.slug}", f"/tin-tuc/{article.id}/{article.slug}/in"):
        answer = client.get(address)
        assert answer.status_code == expected, address
        assert (TITLE in answer.text) is (expected == 200), address
    for address in (f"/tin-tuc/{article.id}", f"/tin-tuc/{article.id}/khac/in"):
        assert client.get(address).status_code == (301 if expected == 200 else expected), address


def test_every_list(request: pytest.FixtureRequest, article: Article, client: PageClient, editor: User) -> None:
    neighbour = cast.live(editor, article.category, "Bài bên cạnh")
    shown = state_of(request) == "live"
    day = f"{clock.local_date(article.created_at):/luu-tru/%Y/%m/%d}"
    lists = ("/", f"/chuyen-muc/{article.category.slug}", day[:-6], day[:-3], day)
    for address in (*lists, f"/tin-tuc/{neighbour.id}/{neighbour.slug}"):
        assert (TITLE in client.get(address).text) is shown, address


def test_its_files(
    request: pytest.FixtureRequest, article: Article, client: PageClient, writer: User, sign_in: cast.SignIn
) -> None:
    for address in (f"/media/{DIGEST}-480.jpg", f"/media/{FILE}/a.pdf"):
        assert client.get(address).status_code == (200 if state_of(request) == "live" else 404), address
        assert sign_in(writer).get(address).status_code == 200
