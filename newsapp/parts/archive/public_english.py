"""The English edition of a Vietnamese site.

Decree 42/2022/NĐ-CP, article 7, clause 2: an agency's portal states in English the agency's
organisation, functions, duties and powers and those of the bodies below it, and how to reach its
responsible officials; other information is encouraged. The first is what pages in English say (Ngôn
ngữ: Tiếng Anh), the second comes from the agency's identity, and the rest are the articles in
English.
"""

from __future__ import annotations

from flask import current_app, render_template, request

from newsapp import clock
from newsapp.database import db
from newsapp.parts.archive import english_queries, readers
from newsapp.public.cards import card
from newsapp.registry import registry
from newsapp.web.i18n import language, set_language
from newsapp.web.page_cache import cached
from newsapp.web.pagination import page_of
from newsapp.web.urls import url_for

PREFIX = "/en/"
NEWEST = 7


@readers.before_app_request
def speak_english() -> None:
    """Every page below /en/ is in English, also one that is not found."""
    if request.path.startswith(PREFIX):
        set_language("en")


@readers.get(PREFIX)
@cached
def english_home() -> str:
    now = clock.now()
    newest = english_queries.cards_in_english(now).limit(NEWEST)
    cards = [card(row) for row in db.session.execute(newest)]
    about = db.session.execute(english_queries.pages(now))
    return render_template(
        "archive/english.html",
        cards=cards,
        about=about.all(),
        has_more=len(cards) == NEWEST,
        **registry().values("home"),
    )


@readers.get(f"{PREFIX}news")
@cached
def english_news() -> str:
    now = clock.now()
    total = db.session.scalars(english_queries.count(now)).one()
    page = page_of(total, current_app.config["PAGE_SIZE"])
    rows = english_queries.cards_in_english(now).offset(page.offset).limit(page.size)
    cards = [card(row) for row in db.session.execute(rows)]
    return render_template("archive/english_news.html", cards=cards, page=page)


def list_pages() -> list[str]:
    """The English home page, for the sitemap of a Vietnamese site."""
    if language() != "vi":
        return []
    return [url_for("public.archive.english_home")]
