"""The English edition of a Vietnamese site.

Decree 42/2022/NĐ-CP, article 7, clause 2: an agency's portal states in English the agency's organisation, functions,
duties and powers and those of the bodies below it, and how to reach its responsible officials; other information is
encouraged. The first is what pages in English say (Ngôn ngữ: Tiếng Anh), the second comes from the agency's identity,
and the rest are the articles in English.
"""

from __future__ import annotations

from flask import current_app, render_template

from newsapp import clock
from newsapp.articles import in_english
from newsapp.database import db
from newsapp.public import described, public
from newsapp.public.cards import card
from newsapp.web.page_cache import ready
from newsapp.web.pagination import Page, page_of

NEWEST = 7


@public.get("/en/")
@ready
def english_home() -> str:
    now = clock.now()
    newest = [card(row) for row in db.session.execute(in_english.cards_in_english(now).limit(NEWEST))]
    return render_template(
        "public/english.html",
        described=described.home("public.english_home"),
        cards=newest,
        about=db.session.execute(in_english.pages(now)).all(),
        has_more=len(newest) == NEWEST,
    )


@public.get("/en/news")
@ready
def english_news() -> str:
    now = clock.now()
    page: Page = page_of(db.session.scalars(in_english.count(now)).one(), current_app.config["PAGE_SIZE"])
    rows = in_english.cards_in_english(now).offset(page.offset).limit(page.size)
    return render_template("public/english_news.html", cards=[card(row) for row in db.session.execute(rows)], page=page)
