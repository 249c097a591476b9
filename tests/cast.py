"""The people and articles that tests are about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from flask import Flask
from werkzeug.security import generate_password_hash

from newsapp import clock
from newsapp.accounts import users
from newsapp.accounts.models import Role, User
from newsapp.articles import pages, workflow
from newsapp.articles import sanitise as body
from newsapp.articles.content import Content
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.site.identity import IdentityRow
from newsapp.visitors import counter
from newsapp.visitors.counter_store import Batch, Hit
from newsapp.visitors.sessions import session
from tests.pages import PageClient

PASSWORD = "một câu dài dễ nhớ"


@cache
def _password_hash() -> str:
    return generate_password_hash(
        PASSWORD, "pbkdf2:sha256:1"
    )  # quick to check; real ones are slow on purpose


def person(role: str, which: str = "the") -> User:
    """Somebody of that role: `the` writer, or the `other`."""
    email = f"{which}.{role}@hunglac.example"
    if (known := users.by_email(email)) is not None:
        return known
    with writing():
        return users.add(
            email, f"{which} {role}", Role(role), _password_hash(), actor=None, at=clock.now()
        )


class SignIn:
    """Opens browsers that are signed in."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __call__(self, user: User) -> PageClient:
        browser = PageClient(self._app)
        answer = browser.send("/admin/login", {"email": user.email, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return browser


class StoppedClock:
    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def move(self, **by: float) -> None:
        self.moment += timedelta(**by)


def content(
    category: Category, title: str = "Hội nghị về cải cách hành chính", **fields: Any
) -> Content:
    fields.setdefault("body", "<p>Nội dung của bài viết.</p>")
    fields["body"] = body.clean(fields["body"])
    return Content(title=title, category_id=category.id, **fields)


def draft(
    actor: User, category: Category, *args: Any, at: datetime | None = None, **fields: Any
) -> Article:
    with writing():
        return workflow.create(
            content(category, *args, **fields), actor=actor, at=at or clock.now()
        )


def live(
    actor: User, category: Category, *args: Any, at: datetime | None = None, **fields: Any
) -> Article:
    """An article that readers see."""
    article = draft(actor, category, *args, at=at, **fields)
    with writing():
        return workflow.publish(article, actor=actor, at=at or clock.now())


def page_content(title: str, body: str = "<p>Nội dung của trang.</p>") -> Content:
    return Content(title=title, body=body, category_id=None)


def page(actor: User, title: str, *, live: bool = False) -> Article:
    """A page outside the news, which readers see where it is `live`."""
    with writing():
        made = pages.create(page_content(title), actor=actor, at=clock.now())
        return workflow.publish(made, actor=actor, at=clock.now()) if live else made


def agency(**fields: str) -> None:
    """Say who runs the site."""
    with writing():
        db.session.merge(IdentityRow(id=1, **fields))


def read(article: Article, *moments: datetime) -> None:
    """Let a reader, another one each time, open the article at each of these moments."""
    seconds = [int(moment.timestamp()) for moment in moments]
    hits = [Hit(session(f"reader {n}", at), at, True, article.id) for n, at in enumerate(seconds)]
    counter().store.write(Batch(f"{article.id} {seconds}", hits), max(seconds))
