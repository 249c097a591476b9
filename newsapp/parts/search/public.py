"""Searching: the form, what was found, and how a browser learns to ask here.

The results are not cached: questions are without number, and would drive pages that many read out
of the memory.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import flask
from flask import current_app, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.articles import queries, sanitise
from newsapp.database import db
from newsapp.date_parsing import NotUnderstood, read_day
from newsapp.parts.search import finding, readers, snippets
from newsapp.parts.search.finding import SearchFilter
from newsapp.parts.search.question import LONGEST, Question, ask
from newsapp.parts.search.snippets import MarkedText
from newsapp.public.cards import Card, card
from newsapp.public.context import agency
from newsapp.public.listings import listed_with
from newsapp.public.menu import navigation
from newsapp.registry import registry
from newsapp.text_cleaning import clean_text
from newsapp.web.pagination import page_of, requested_page
from newsapp.web.urls import url_for

NEWEST = 5
"""Articles offered where nothing was found."""
MOST_OFFERED = 6
"""Questions offered where nothing was found: each is one that finds something."""
MOST_TRIED = 24
FILE_LOOKED_INTO = 200_000
"""Letters of an attached file in which a piece to show is looked for."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """The form as it came. errors: name of a field -> what is wrong with it."""

    text: str
    category: str
    first: str
    last: str
    by_date: bool
    errors: dict[str, str]

    @property
    def is_filtered(self) -> bool:
        return bool(self.category or self.first or self.last)

    def url(self, **changed: Any) -> str:
        named = {
            "q": self.text,
            "chuyen_muc": self.category or None,
            "tu": self.first or None,
            "den": self.last or None,
            "xep": "ngay" if self.by_date else None,
        }
        return flask.url_for("public.search.search", **(named | changed))


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One result. kind: "" for an article, else what it is. file: what the piece is from, or ""."""

    card: Card
    kind: str
    category: str
    title: MarkedText
    piece: MarkedText | None
    file: str


@dataclass(frozen=True, slots=True)
class OfferedQuestion:
    """Another question, which finds `count`; without text, the same one without its filters."""

    text: str
    url: str
    count: int


@readers.get("/tim-kiem")
def search() -> tuple[str, int] | str:
    asked = _asked()
    page = {"asked": asked, "sections": navigation().sections}
    if asked.errors:
        return render_template("search/results.html", **page), 400
    question, now = ask(asked.text), clock.now()
    if not question.terms:
        return render_template("search/results.html", **page)
    narrowed, size = _filter_of(asked, now), current_app.config["PAGE_SIZE"]
    results = finding.find(question, narrowed, (requested_page() - 1) * size, size)
    page |= {
        "question": question,
        "page": page_of(results.total, size),
        "hits": _hits(results.article_ids, question, now),
    }
    if requested_page() == 1 and not asked.is_filtered:
        page |= registry().values("search", asked.text, now)
    if not results.total:
        page |= _instead(asked, question, narrowed, now)
    return render_template("search/results.html", **page)


@readers.get("/opensearch.xml")
def opensearch() -> Response:
    """How a browser can ask this site from its own field."""
    page = url_for("public.search.search", _external=True)
    text = render_template("search/opensearch.xml", agency=agency(), page=page)
    headers = {"Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"}
    return Response(text, mimetype="application/opensearchdescription+xml", headers=headers)


def _asked() -> SearchRequest:
    names = ("q", "chuyen_muc", "tu", "den")
    values = {name: clean_text(request.args.get(name, "")) for name in names}
    errors = {}
    for name in ("tu", "den"):
        day = _day(values[name])
        if day is not None:
            values[name] = day.isoformat()  # the browser's own control shows nothing else
        elif values[name]:
            errors[name] = _("Không có ngày này.")
    if values["chuyen_muc"] and _section(values["chuyen_muc"]) is None:
        errors["chuyen_muc"] = _("Không có chuyên mục này.")
    return SearchRequest(
        text=values["q"][: LONGEST + 1],
        category=values["chuyen_muc"],
        first=values["tu"],
        last=values["den"],
        by_date=request.args.get("xep") == "ngay",
        errors=errors,
    )


def _day(text: str) -> date | None:
    """Return the day as browsers send it, or as people write it."""
    try:
        return read_day(text)
    except NotUnderstood:
        return None


def _section(slug: str) -> Any:
    return next((section for section in navigation().sections if section.slug == slug), None)


def _filter_of(asked: SearchRequest, now: datetime) -> SearchFilter:
    first, last = _day(asked.first), _day(asked.last)
    if first and last and first > last:
        first, last = last, first
    within = queries.numbers_in(listed_with(_section(asked.category))) if asked.category else None
    return SearchFilter(queries.hidden(now), within, first, last, asked.by_date)


def _hits(article_ids: list[int], question: Question, now: datetime) -> list[SearchHit]:
    rows = db.session.execute(queries.search_rows(article_ids, now))
    hits = {row.id: _hit(row, question) for row in rows}
    return [hits[number] for number in article_ids if number in hits]


def _hit(row: Any, question: Question) -> SearchHit:
    shown, is_page = card(row), row.category_id is None
    if is_page:
        shown = replace(shown, url=url_for("public.page", slug=row.address))
    piece, file = _piece(row, question)
    return SearchHit(
        card=shown,
        kind=_("Trang") if is_page else "",
        category=row.category or "",
        title=snippets.mark(row.title, question),
        piece=piece,
        file=file,
    )


def _piece(row: Any, question: Question) -> tuple[MarkedText | None, str]:
    """Return the piece to show and the file it is from: the first that has most of the terms."""
    more = " - ".join(filter(None, (row.byline, row.signature, row.source, ", ".join(row.tags))))
    texts = [(text, "") for text in (row.summary, sanitise.plain(row.body), more)]
    piece, file = _best_piece(texts, question)
    if (piece is None or len(piece.terms) < len(question.terms)) and row.attachments:
        numbers = [link["id"] for link in row.attachments]
        rows = db.session.execute(queries.texts_of_files(numbers))
        texts = [(text[:FILE_LOOKED_INTO], filename) for filename, text in rows]
        of_files, filename = _best_piece(texts, question)
        if of_files and (piece is None or len(of_files.terms) > len(piece.terms)):
            piece, file = of_files, filename
    if piece is None and row.summary:
        piece = snippets.mark(row.summary, question)
    return piece, file


def _best_piece(texts: list[tuple[str, str]], question: Question) -> tuple[MarkedText | None, str]:
    """Return the piece of the first text that has most of the terms, and that text's file."""
    best: tuple[MarkedText | None, str] = (None, "")
    for text, file in texts:
        piece = snippets.cut(text, question)
        if piece and (best[0] is None or len(piece.terms) > len(best[0].terms)):
            best = piece, file
    return best


def _instead(
    asked: SearchRequest, question: Question, narrowed: SearchFilter, now: datetime
) -> dict[str, Any]:
    """Return what to offer where nothing was found: questions that find something, and news."""
    offers = []
    if asked.is_filtered:
        found = finding.count(question, SearchFilter(narrowed.hidden))
        url = replace(asked, category="", first="", last="").url()
        offers.append(OfferedQuestion("", url, found))
    for words in _fewer(question):
        if any(words in f" {offer.text} " for offer in offers if offer.count):
            continue  # part of what is offered already
        text = words.strip()
        found = finding.count(ask(text), narrowed)
        offers.append(OfferedQuestion(text, replace(asked, text=text).url(), found))
        if sum(offer.count > 0 for offer in offers) == MOST_OFFERED:
            break
    newest = [card(row) for row in db.session.execute(queries.newest(NEWEST), {"now": now})]
    return {"offers": [offer for offer in offers if offer.count], "newest": newest}


def _fewer(question: Question) -> list[str]:
    """Return the words without quotes, then ever fewer of them that stand side by side.

    There is a space before and after each.
    """
    words = question.typed.accented
    runs = []
    for length in range(len(words) - (not question.has_quotes), 0, -1):
        for start in range(len(words) - length + 1):
            run = " ".join(words[start : start + length])
            if len(run) > 1:
                runs.append(f" {run} ")
    return runs[:MOST_TRIED]
