"""One article, and the same for paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import g, redirect, render_template
from werkzeug.exceptions import Gone, NotFound
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.articles import queries, reading_time, relations
from newsapp.articles.deleting import was_deleted
from newsapp.articles.models import Article, Revision
from newsapp.articles.states import State, state_of
from newsapp.database import db, rows
from newsapp.public import described, public
from newsapp.public.cards import Card, ShownPicture, card, shown
from newsapp.public.counting import views
from newsapp.public.menu import navigation
from newsapp.web.addresses import url_for
from newsapp.web.i18n import speak
from newsapp.web.page_cache import ready

NEIGHBOURS = 4


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """size: bytes; kind: the ending, in capitals."""

    url: str
    title: str
    kind: str
    size: int


@public.get("/tin-tuc/<int:number>", defaults={"slug": ""})
@public.get("/tin-tuc/<int:number>/<slug>")
@ready
def article(number: int, slug: str) -> str | Response:
    now = clock.now()
    found = published_or_gone(number, now)
    if found.address is not None:
        return redirect(url_for("public.page", slug=found.address), 301)
    if slug != found.slug:
        return redirect(url_for("public.article", number=number, slug=found.slug), 301)
    g.article_read = number
    place = {"number": number, "category_id": found.category_id, "go_live_at": found.go_live_at, "now": now}
    beside = rows(queries.neighbours(NEIGHBOURS), place)
    newer = [card(row) for row in beside if row.is_newer]
    older = [card(row) for row in beside if not row.is_newer]
    return show(
        found,
        found,
        newer,
        older,
        by_tags=sharing_tags(found, now),
        views=views(number),
        described=described.article(found),
        updated_on=updated_on(found),
    )


@public.get("/tin-tuc/<int:number>/<slug>/in")
@ready
def print_article(number: int, slug: str) -> str | Response:
    found = published_or_gone(number, clock.now())
    if found.address is not None:
        return redirect(url_for("public.page", slug=found.address), 301)
    if slug != found.slug:
        return redirect(url_for("public.print_article", number=number, slug=found.slug), 301)
    return render_template("public/print.html", article=found, cover=cover_of(found), attachments=attachments_of(found))


def sharing_tags(found: Article, now: datetime) -> list[Card]:
    """Those that share most of its tags, newest first."""
    if not found.tags:
        return []
    statement, values = relations.sharing_tags(found.id, found.tags, NEIGHBOURS)
    return [card(row) for row in rows(statement, values | {"now": now})]


def updated_on(found: Article) -> date | None:
    """The day on which readers got a new text, where that is not the printed day nor the one it went live on."""
    if found.revised_at is None or found.go_live_at is None or found.revised_at <= found.go_live_at:
        return None
    day = clock.local_date(found.revised_at)
    return None if day in (found.published_on, clock.local_date(found.go_live_at)) else day


def show(article: Article, text: Article | Revision, newer: list[Card], older: list[Card], **frame: Any) -> str:
    """The article's page, or the page, with the text of `text`: a preview gives a revision, and the frame around it."""
    shown_above = {one.id for one in frame.get("by_tags", ())}
    return render_template(
        "public/page.html" if text.category_id is None else "public/article.html",
        number=article.id,
        address=article.address,
        article=text,
        cover=cover_of(text),
        attachments=attachments_of(text),
        newer=newer[0] if newer else None,
        older=older[0] if older else None,
        related=[one for one in newer + older if one.id not in shown_above],
        minutes=reading_time.minutes(text.summary, text.body),
        trail=navigation().trail(text.category_id) if text.category_id else (),
        **frame,
    )


def published_or_gone(number: int, now: datetime) -> Article:
    """The article if readers may see it: 410 for one that was taken back, 404 for one they never saw."""
    if number >= 2**31:
        raise NotFound
    found = db.session.scalar(queries.readable(), {"number": number, "now": now})
    if found is not None:
        if found.language == "en":
            speak("en")
        return found
    hidden = db.session.scalar(queries.with_number(number))
    if hidden is None:
        raise Gone if was_deleted(number) else NotFound
    raise Gone if hidden.was_live(now) and state_of(hidden, now) is not State.SCHEDULED else NotFound


def cover_of(text: Article | Revision) -> ShownPicture | None:
    cover = text.cover
    return shown(cover.digest, cover.width, cover.height, text.cover_alt) if cover else None


def attachments_of(text: Article | Revision) -> list[AttachedFile]:
    """The attached files in the order and under the titles that the article gives them."""
    if not text.attachments:
        return []
    stored = {row.id: row for row in db.session.scalars(queries.attached(text))}
    return [
        AttachedFile(
            url=url_for("public.attachment", digest=row.digest, filename=row.filename),
            title=link["title"] or row.filename,
            kind=row.extension.upper(),
            size=row.size,
        )
        for link in text.attachments
        if (row := stored.get(link["id"])) is not None
    ]
