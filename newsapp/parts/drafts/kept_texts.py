"""Storing the unsaved texts of open forms as autosaves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import request, url_for
from flask_login import current_user
from sqlalchemy.exc import IntegrityError, OperationalError

from newsapp import clock
from newsapp.admin.form_tokens import FormToken, key_of_article
from newsapp.admin.forms.article import ArticleForm
from newsapp.admin.unsaved_texts import Fields, Overtaken, Unsaved, UnsavedTexts
from newsapp.articles.models import Article, Revision
from newsapp.database import db, writing
from newsapp.parts.drafts import autosaves, conflicts, presence, sharing, tabs
from newsapp.parts.drafts.autosaves import Autosave


class KeptTexts(UnsavedTexts):
    """Stores typed texts as autosaves, per tab of a form."""

    def opened(self, form_token: FormToken, latest: Revision | None) -> Unsaved:
        """Fill the form with the autosave in the address, else with the newest.

        An autosave that is older than the article's latest version is only offered.
        """
        rows = list(db.session.scalars(autosaves.under(current_user.id, form_token.key)))
        requested = [row for row in rows if _is_requested(row)]
        current = [row for row in rows if not row.is_outdated(latest)]
        shown = next(iter(requested or current), None)
        others = [row for row in rows if row is not shown]
        return Unsaved(shown.fields if shown else None, tabs.page_values(shown, others))

    def sent(self, form_token: FormToken) -> Unsaved:
        """The page goes on with its tab's autosave."""
        tab = tabs.sent_tab()
        rows = db.session.scalars(autosaves.under(form_token.user_id, form_token.key))
        stamps = (row.stamp for row in rows if tab.name and row.tab == tab.name)
        return Unsaved(values=tabs.page_values(None) | {"seen": next(stamps, tab.seen)})

    def keep(self, form_token: FormToken, fields: Fields, at: datetime) -> bool:
        user_id, key, tab = form_token.user_id, form_token.key, tabs.sent_tab()
        autosaves.keep(user_id, key, form_token.article_id, fields, at=at, **tab.owner)
        return True

    def creating(self, form_token: FormToken) -> None:
        autosaves.forget(current_user.id, form_token.key, **tabs.sent_tab().owner)

    def base_version(self, article: Article, stated: int, at: datetime) -> int:
        """A tab goes on from the version that it saved, even if it never got the answer."""
        tab = tabs.sent_tab()
        open_tab = presence.arrive(article.id, current_user.id, at=at, tab=tab.name)
        if not presence.take(open_tab, tab.number):
            raise Overtaken(article.id)
        has_saved_latest = tab.name and open_tab.saved_version == article.version
        return article.version if has_saved_latest else stated

    def saved(self, article: Article, form_token: FormToken, at: datetime) -> None:
        tab = tabs.sent_tab()
        if form_token.article_id is None:
            autosaves.hand_over(current_user.id, form_token.key, article.id)
        autosaves.forget(current_user.id, key_of_article(article.id), **tab.owner)
        open_tab = presence.arrive(article.id, current_user.id, at=at, tab=tab.name)
        presence.take(open_tab, tab.number)
        open_tab.saved_version = article.version

    def answer(self, article: Article, form_token: FormToken) -> Any:
        if request.form.get("action") not in ("merge", "mine"):
            return None
        return conflicts.merged_page(article, form_token)

    def conflict_page(
        self, form: ArticleForm, article: Article, theirs: Revision, form_token: FormToken
    ) -> Any:
        return conflicts.conflict_page(form, article, theirs, form_token)


def _is_requested(row: Autosave) -> bool:
    return row.key == request.args.get("draft") or str(row.id) == request.args.get("kept")


def form_values(article: Article | None, _form_token: FormToken) -> dict[str, Any]:
    """For every article form: who else has it open, how many unsaved articles the person has,
    whether links to it are out.
    """
    if article is None:
        count = db.session.scalar(autosaves.count_of_new_articles(current_user.id))
        return {"begun": count, "others": []}
    has_links = sharing.has_open_links(article, now=clock.now())
    return {"begun": 0, "others": _others_here(article), "has_links": has_links}


def _others_here(article: Article) -> list[str]:
    """Who else has the article open; records this person too.

    Failing is allowed: the disk may be full, or the person opens the form twice at once.
    """
    now = clock.now()
    try:
        with writing():
            presence.arrive(article.id, current_user.id, at=now)
    except (OperationalError, IntegrityError):
        return []
    return list(db.session.scalars(presence.others(article.id, current_user.id, now=now)))


def form_urls() -> dict[str, str]:
    """Addresses for the form's scripts: autosave, presence, a new CSRF token."""
    return {
        "autosave": url_for("admin.drafts.autosave"),
        "presence": url_for("admin.drafts.presence_here"),
        "token": url_for("admin.drafts.token"),
    }


def begun_texts() -> dict[str, Any]:
    """For the dashboard: the person's unsaved new articles, each with its form's token."""
    rows = db.session.scalars(autosaves.of_new_articles(current_user.id))
    return {"begun": [(row, FormToken(current_user.id, row.key).signed()) for row in rows]}
