from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media.models import Attachment, Picture
from tests import cast
from tests.parts.feeds.readers import THEN


@pytest.fixture
def rich(app: Flask, editor: User, news: Category) -> Article:
    """An article with everything that an article can have."""
    with writing():
        cover = Picture(digest="ab" * 16, width=1200, height=750, filename="a.png", created_at=THEN)
        file = Attachment(
            digest="cd" * 16, filename="Kế hoạch 1.pdf", extension="pdf", size=1234, created_at=THEN
        )
        db.session.add_all([cover, file])
    return cast.live(
        editor, news, "Bài đủ phần", at=THEN, summary="Tóm & tắt", byline="Nguyễn An", signature="NA",
        source="Báo", published_on=date(2026, 11, 20), cover_id=cover.id, cover_alt="Hai mảng màu",
        attachments=[{"id": file.id, "title": "Kế hoạch"}], tags=["nước sạch", "Cái Bè"],
        body='<p>Xem <a href="/tin-tuc/1">bài</a>, <a href="https://a.example/">nơi khác</a> và '
        '<a href="#chu-thich-1">[1]</a>, src="/x".</p>'
        '<p><img src="/media/' + "ab" * 16 + '-480.jpg" alt="" width="480" height="300"></p>',
    )  # fmt: skip
