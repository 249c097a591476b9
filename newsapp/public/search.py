"""Searching: the form, what was found, and how a browser learns to ask here.

Not kept ready: questions are without number, and would drive pages that many read out of the memory.
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
from newsapp.articles import body, queries
from newsapp.characters import clean_text
from newsapp.database import db
from newsapp.documents import queries as documents
from newsapp.public import public
from newsapp.public.cards import Card, card
from newsapp.public.documents import PaperCard, paper_card
from newsapp.public.frame import agency
from newsapp.public.listings import listed_with
from newsapp.public.menu import navigation
from newsapp.search import finding, snippets
from newsapp.search.finding import Wanted
from newsapp.search.question import LONGEST, Question, ask
from newsapp.search.snippets import Marked
from newsapp.web.addresses import url_for
from newsapp.web.page_cache import ready
from newsapp.web.pagination import page_of, requested_page
from newsapp.web.wellformed import xml

NEWEST = 5
"""Articles offered where nothing was found."""
MOST_OFFERED = 6
"""Questions offered where nothing was found: each is one that finds something."""
MOST_TRIED = 24
PAPERS = 3
"""Official documents shown above the first results; the rest stands in the documents' own list."""
FILE_LOOKED_INTO = 200_000
"""Letters of an attached file in which a piece to show is looked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The form as it came. Days that are none, or a category that is not there, stand in `wrong` with what to say."""

    text: str
    category: str
    first: str
    last: str
    by_date: bool
    wrong: dict[str, str]

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
        return flask.url_for("public.search", **(named | changed))


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. kind: "" for an article, else what it is; where: the name of the category or of the file."""

    card: Card
    kind: str
    section: str
    title: Marked
    piece: Marked | None
    file: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Another question, which finds `count`."""

    text: str
    url: str
    count: int


@public.get("/tim-kiem")
def search() -> tuple[str, int] | str:
    asked = _asked()
    if asked.wrong:
        return render_template("public/search.html", asked=asked, sections=navigation().sections), 400
    question, now = ask(asked.text), clock.now()
    if not question.terms:
        return render_template("public/search.html", asked=asked, sections=navigation().sections)
    wanted, size = _wanted(asked, now), current_app.config["PAGE_SIZE"]
    found = finding.find(question, wanted, (requested_page() - 1) * size, size)
    page = page_of(found.total, size)
    return render_template(
        "public/search.html",
        asked=asked,
        sections=navigation().sections,
        question=question,
        page=page,
        hits=_hits(found.numbers, question, now),
        papers=_papers(asked, now) if page.number == 1 else [],
        **({} if page.total else _instead(asked, question, wanted, now)),
    )


@public.get("/opensearch.xml")
@ready
def opensearch() -> Response:
    """How a browser can ask this site from its own field."""
    return xml(
        render_template("public/opensearch.xml", agency=agency(), page=url_for("public.search", _external=True)),
        "application/opensearchdescription+xml",
    )


def _asked() -> Asked:
    given = {name: clean_text(request.args.get(name, "")) for name in ("q", "chuyen_muc", "tu", "den")}
    wrong = {}
    for name in ("tu", "den"):
        if given[name] and _day(given[name]) is None:
            wrong[name] = _("Không có ngày này.")
    if given["chuyen_muc"] and _section(given["chuyen_muc"]) is None:
        wrong["chuyen_muc"] = _("Không có chuyên mục này.")
    return Asked(
        text=given["q"][: LONGEST + 1],
        category=given["chuyen_muc"],
        first=given["tu"],
        last=given["den"],
        by_date=request.args.get("xep") == "ngay",
        wrong=wrong,
    )


def _day(text: str) -> date | None:
    """2020-05-20, as browsers send it, or 20/05/2020, as people write it."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text[:10], form).date() if len(text) <= 10 else None  # noqa: DTZ007 - a day
        except ValueError:
            continue
    return None


def _section(slug: str) -> Any:
    return next((one for one in navigation().sections if one.slug == slug), None)


def _wanted(asked: Asked, now: datetime) -> Wanted:
    first, last = _day(asked.first), _day(asked.last)
    if first and last and first > last:
        first, last = last, first
    within = queries.numbers_in(listed_with(_section(asked.category))) if asked.category else None
    return Wanted(queries.hidden(now), within, first, last, asked.by_date)


def _papers(asked: Asked, now: datetime) -> list[PaperCard]:
    """The official documents that say the same words, unless a category or days of news are asked for."""
    if asked.is_filtered:
        return []
    today, wanted = clock.local_date(now), documents.Wanted(words=asked.text)
    return [paper_card(row, today) for row in db.session.execute(documents.cards(now, today, wanted).limit(PAPERS))]


def _hits(numbers: list[int], question: Question, now: datetime) -> list[Hit]:
    rows = {row.id: row for row in db.session.execute(queries.found(numbers, now))} if numbers else {}
    return [_hit(rows[number], question) for number in numbers if number in rows]


def _hit(row: Any, question: Question) -> Hit:
    shown, is_page = card(row), row.category_id is None
    piece, file = _piece(row, question)
    return Hit(
        card=replace(shown, url=url_for("public.page", slug=row.address)) if is_page else shown,
        kind=_("Trang") if is_page else "",
        section=row.category or "",
        title=snippets.mark(row.title, question),
        piece=piece,
        file=file,
    )


def _piece(row: Any, question: Question) -> tuple[Marked | None, str]:
    """The piece to show and the name of the file it is from: the first that has most of the words."""
    best: tuple[Marked | None, str] = (None, "")
    more = " - ".join(filter(None, (row.byline, row.signature, row.source, ", ".join(row.tags))))
    for text in (row.summary, body.plain(row.body), more):
        found = snippets.cut(text, question)
        if found and (best[0] is None or len(found.words) > len(best[0].words)):
            best = (found, "")
    if (best[0] is None or len(best[0].words) < len(question.terms)) and row.attachments:
        for file in db.session.execute(queries.texts_of_files([link["id"] for link in row.attachments])):
            found = snippets.cut(file.text[:FILE_LOOKED_INTO], question)
            if found and (best[0] is None or len(found.words) > len(best[0].words)):
                best = (found, file.filename)
    if best[0] is None and row.summary:
        best = (snippets.mark(row.summary, question), "")
    return best


def _instead(asked: Asked, question: Question, wanted: Wanted, now: datetime) -> dict[str, Any]:
    """What to offer where nothing was found: questions that do find something, and the newest articles."""
    offers = []
    if asked.is_filtered:
        plain = replace(asked, category="", first="", last="")
        offers.append(Offer("", plain.url(), finding.count(question, Wanted(wanted.hidden))))
    for words in _fewer(question):
        if any(words in f" {offer.text} " for offer in offers if offer.count):
            continue  # part of what is offered already
        text = words.strip()
        offers.append(Offer(text, replace(asked, text=text).url(), finding.count(ask(text), wanted)))
        if sum(offer.count > 0 for offer in offers) == MOST_OFFERED:
            break
    newest = [card(row) for row in db.session.execute(queries.newest(NEWEST), {"now": now})]
    return {"offers": [offer for offer in offers if offer.count], "newest": newest}


def _fewer(question: Question) -> list[str]:
    """The words without quotes, then ever fewer of them that stand side by side; a space before and after each."""
    words = question.typed.accented
    lengths = range(len(words) - (not question.has_quotes), 0, -1)
    runs = [words[at : at + length] for length in lengths for at in range(len(words) - length + 1)]
    return [f" {' '.join(run)} " for run in runs if len(run) > 1 or len(run[0]) > 1][:MOST_TRIED]
