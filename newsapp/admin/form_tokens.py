"""A form's token: the user, the form's key and the article.

It lets typed text be saved after the session has ended, and a form sent twice create one article.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from flask import current_app, request
from flask_login import current_user
from itsdangerous import BadData, URLSafeTimedSerializer

from newsapp.articles import form_keys

MAX_AGE = 7 * 86_400
"""Seconds for which a token is good."""
KEY_SEPARATOR = "~"
"""Separates a form's key from the name of a tab."""
_KEY_OF_NEW = re.compile(r"[A-Za-z0-9_-]{1,19}")


@dataclass(frozen=True, slots=True)
class FormToken:
    """article_id: None for a new article. key: names the form."""

    user_id: int
    key: str
    article_id: int | None = None

    def signed(self) -> str:
        return _signer().dumps([self.user_id, self.key, self.article_id])


def key_of_article(article_id: int) -> str:
    return f"article-{article_id}"


def for_article(user_id: int, article_id: int) -> FormToken:
    return FormToken(user_id, key_of_article(article_id), article_id)


def for_new(user_id: int, key: str = "") -> FormToken:
    """The token of a new article's form with this key, or a new key if it is not valid."""
    key = key.partition(KEY_SEPARATOR)[0]
    is_ours = _KEY_OF_NEW.fullmatch(key) and not key.startswith("article-")
    return FormToken(user_id, key if is_ours else secrets.token_urlsafe(12))


def read(text: str) -> FormToken | None:
    """The valid token, or None; if the form has created an article, that article's token."""
    form_token = read_as_given(text)
    if form_token is None or form_token.article_id is not None:
        return form_token
    article = form_keys.article_of(form_token.user_id, form_token.key)
    return for_article(form_token.user_id, article.id) if article else form_token


def read_as_given(text: str) -> FormToken | None:
    """The token, or None if it is not valid or too old."""
    try:
        return FormToken(*_signer().loads(text, max_age=MAX_AGE))
    except BadData:
        return None


def of_new_article() -> FormToken:
    """The token sent with a new article's form, else one for the key in the address."""
    sent = read_as_given(request.form.get("form_token", ""))
    if sent is not None and sent.user_id == current_user.id and sent.article_id is None:
        return sent
    return for_new(current_user.id, request.args.get("draft", ""))


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="article form")
