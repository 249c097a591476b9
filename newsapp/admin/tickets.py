"""A form's ticket: whose it is, and of which article. By it what was typed is kept where the session has ended."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from newsapp.articles import autosaves

GOOD_FOR = 7 * 86_400
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """article_id is None for an article that does not exist yet; `key` is its autosave's."""

    user_id: int
    key: str
    article_id: int | None = None

    def signed(self) -> str:
        return _signer().dumps([self.user_id, self.key, self.article_id])


def for_article(user_id: int, article_id: int) -> Ticket:
    return Ticket(user_id, autosaves.key_of(article_id), article_id)


def for_new(user_id: int) -> Ticket:
    return Ticket(user_id, secrets.token_urlsafe(12))


def read(text: str) -> Ticket | None:
    """The ticket, if we gave it out within the week."""
    try:
        return Ticket(*_signer().loads(text, max_age=GOOD_FOR))
    except BadData:
        return None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="article form")
