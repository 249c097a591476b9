"""One article, and the same for paper."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import abort, g, redirect, render_template
from werkzeug.exceptions import Gone, HTTPException, NotFound

from newsapp import clock
from newsapp.articles import queries, reading_time
from newsapp.articles.deleting import was_deleted
from newsapp.articles.models import Article, Revision
from newsapp.database import db, rows
from newsapp.public import public
from newsapp.public.cards import Card, ShownPicture, card, shown
from newsapp.public.counting import views
from newsapp.public.menu import navigation
from newsapp.publishing import Publishable, State, state_of
from newsapp.registry import registry
from newsapp.web.i18n import set_language
from newsapp.web.page_cache import cached
from newsapp.web.urls import url_for

RELATED = 5
"""Articles of the same category that a page leads on to."""
NEIGHBOURS = 11
"""Articles on either side that are looked at, for some of them may stand on the page already."""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """size: bytes; kind: the ending, in capitals."""

    url: str
    title: str
    kind: str
    size: int


@public.get("/tin-tuc/<int:number>", defaults={"slug": ""})
@public.get("/tin-tuc/<int:number>/<slug>")
@cached
def article(number: int, slug: str) -> str:
    now = clock.now()
    found = article_at(number, slug, "public.article", now)
    g.article_read = number
    place = {
        "number": number,
        "category_id": found.category_id,
        "go_live_at": found.go_live_at,
        "now": now,
    }
    beside = rows(queries.neighbours(NEIGHBOURS), place)
    newer = [card(row) for row in beside if row.is_newer]
    older = [card(row) for row in beside if not row.is_newer]
    return show(
        found,
        found,
        newer,
        older,
        views=views(number),
        updated_on=updated_on(found),
        **registry().values("article", found, now),
    )


@public.get("/tin-tuc/<int:number>/<slug>/in")
@cached
def print_article(number: int, slug: str) -> str:
    found = article_at(number, slug, "public.print_article", clock.now())
    return render_template(
        "public/print.html", article=found, cover=cover_of(found), attachments=attachments_of(found)
    )


def updated_on(found: Article) -> date | None:
    """The day of the latest text, where it is neither the printed day nor the first one."""
    if found.revised_at is None or found.go_live_at is None or found.revised_at <= found.go_live_at:
        return None
    day = clock.local_date(found.revised_at)
    return None if day in (found.published_on, clock.local_date(found.go_live_at)) else day


def show(
    article: Article, text: Article | Revision, newer: list[Card], older: list[Card], **frame: Any
) -> str:
    """The article's page, or the page, with the text of `text`: a preview gives a revision, and the
    frame around it. shown_above, where a part gives it: the numbers of articles named already.
    """
    shown = frame.get("shown_above", ())
    newer, older = _but(newer, shown), _but(older, shown)
    attachments = attachments_of(text)
    return render_template(
        "public/page.html" if article.is_page else "public/article.html",
        number=article.id,
        address=article.address,
        article=text,
        cover=cover_of(text),
        attachments=attachments,
        opened=next((file for file in attachments if file.kind == "PDF"), None),
        newer=newer[0] if newer else None,
        older=older[0] if older else None,
        related=(older[1:] + newer[1:])[:RELATED],
        minutes=reading_time.minutes(text.summary, text.body),
        trail=navigation().trail(text.category_id) if text.category_id else (),
        **frame,
    )


def _but(cards: list[Card], shown: Container[int]) -> list[Card]:
    return [card for card in cards if card.id not in shown]


def article_at(number: int, slug: str, endpoint: str, now: datetime) -> Article:
    """The article if readers may see it at this address of `endpoint`.

    An article under a former title answers 301 to its address now, a page 301 to its short address.
    """
    found = published_or_gone(number, now)
    if found.address is not None:
        abort(redirect(url_for("public.page", slug=found.address), 301))
    if slug != found.slug:
        abort(redirect(url_for(endpoint, number=number, slug=found.slug), 301))
    return found


def published_or_gone(number: int, now: datetime) -> Article:
    """The article if readers may see it: 410 if it was withdrawn, 404 if never published."""
    if number >= 2**31:
        raise NotFound
    found = db.session.scalar(queries.readable(), {"number": number, "now": now})
    if found is not None:
        if found.language == "en":
            set_language("en")
        return found
    hidden = db.session.scalar(queries.with_number(number))
    if hidden is None:
        raise Gone if was_deleted(number) else NotFound
    raise gone_or_not_found(hidden, now)


def gone_or_not_found(thing: Publishable, now: datetime) -> HTTPException:
    """The error for what readers do not see: 410 where they once did, 404 where they never did."""
    is_to_come = state_of(thing, now) is State.SCHEDULED
    return Gone() if thing.was_live(now) and not is_to_come else NotFound()


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
