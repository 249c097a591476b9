"""Official documents: the list with its filters and its search, and each by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import abort, current_app, redirect, render_template, request, url_for
from sqlalchemy import Select
from werkzeug.exceptions import Gone, NotFound
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.characters import clean_text
from newsapp.database import db
from newsapp.documents import queries
from newsapp.documents.kinds import Kind, LegalState, kind_names, legal_state, legal_state_names, relation_names
from newsapp.documents.models import Document, address_slug
from newsapp.documents.queries import Wanted
from newsapp.documents.states import State, state_of
from newsapp.public import public
from newsapp.public.article import AttachedFile
from newsapp.web.page_cache import ready, ready_by
from newsapp.web.pagination import page_of

LONGEST_QUESTION = 200
"""Characters of a search that are looked at."""
NEWEST, OLDEST = "moi-nhat", "cu-nhat"
KEYS = ("loai", "co-quan", "nam", "hieu-luc", "sap-xep")
_BODY = re.compile(r"[a-z0-9-]{1,100}")
_YEAR = re.compile(r"[0-9]{1,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A document as a list shows it. state: a value of LegalState, or None."""

    url: str
    number: str
    kind: str
    issuing_body: str
    abstract: str
    issued_on: date
    state: LegalState | None


@dataclass(frozen=True, slots=True)
class RelatedPaper:
    """is_later: it changes the document on whose page it stands; otherwise it is changed by that."""

    url: str
    number: str
    abstract: str
    relation: str
    is_later: bool


@public.get("/van-ban")
@ready_by(*KEYS, free="q")
def documents() -> str:
    now, wanted = clock.now(), _wanted()
    today = clock.local_date(now)
    total = db.session.scalars(queries.count(now, today, wanted)).one()
    page = page_of(total, current_app.config["PAGE_SIZE"])
    rows = queries.cards(now, today, wanted).offset(page.offset).limit(page.size)
    chosen = {name: request.args.get(name, "").strip() for name in KEYS}
    asked = {name: value for name, value in {"q": wanted.words, **chosen}.items() if value}
    return render_template(
        "public/documents.html",
        papers=[paper_card(row, today) for row in db.session.execute(rows)],
        page=page,
        asked=asked,
        is_narrowed=bool(asked.keys() - {"sap-xep"}),
        words=wanted.words,
        kinds=_offered(kind_names(), _present(queries.kinds(now)), wanted.kind),
        bodies=_with({row[0]: row[1] for row in db.session.execute(queries.issuing_bodies(now))}, wanted.body),
        years=_with({str(int(year)): int(year) for year in _present(queries.years(now))}, str(wanted.year or "")),
        states=legal_state_names(),
    )


@public.get("/van-ban/<int:number>", defaults={"slug": ""})
@public.get("/van-ban/<int:number>/<slug>")
@ready
def document(number: int, slug: str) -> str | Response:
    now = clock.now()
    found = _published_or_gone(number, now)
    if slug != found.slug:
        return redirect(url_for("public.document", number=number, slug=found.slug), 301)
    return render_template(
        "public/document.html",
        document=found,
        kind=kind_names()[found.kind] if found.kind != Kind.OTHER else "",
        state=found.state_on(clock.local_date(now)),
        states=legal_state_names(),
        related=_related(found, now),
        relations=relation_names(),
        attachments=[
            AttachedFile(
                url=url_for("public.attachment", digest=file.attachment.digest, filename=file.attachment.filename),
                title=file.title or file.attachment.filename,
                kind=file.attachment.extension.upper(),
                size=file.attachment.size,
            )
            for file in found.files
        ],
    )


def paper_card(row: Any, today: date) -> PaperCard:
    """A row of documents.queries.cards as a card."""
    return PaperCard(
        url=document_url(row.id, row.number, row.abstract),
        number=row.number,
        kind=kind_names()[row.kind],
        issuing_body=row.issuing_body,
        abstract=row.abstract,
        issued_on=row.issued_on,
        state=legal_state(row.kind, row.legal_state, row.issued_on, row.effective_on, row.expires_on, today),
    )


def document_url(number: int, on_paper: str, abstract: str) -> str:
    return url_for("public.document", number=number, slug=address_slug(on_paper, abstract))


def _wanted() -> Wanted:
    """What the address asks for; 404 where it asks for what cannot be."""
    asked = {name: request.args.get(name, "").strip() for name in KEYS}
    good = (
        asked["loai"] in ("", *Kind)
        and asked["hieu-luc"] in ("", *LegalState)
        and asked["sap-xep"] in ("", NEWEST, OLDEST)
        and (not asked["co-quan"] or _BODY.fullmatch(asked["co-quan"]))
        and (not asked["nam"] or (_YEAR.fullmatch(asked["nam"]) and int(asked["nam"])))
    )
    if not good:
        abort(404)
    return Wanted(
        kind=asked["loai"],
        body=asked["co-quan"],
        year=int(asked["nam"]) if asked["nam"] else None,
        state=asked["hieu-luc"],
        words=clean_text(request.args.get("q", "")[:LONGEST_QUESTION]),
        oldest_first=asked["sap-xep"] == OLDEST,
    )


def _present(query: Select[Any]) -> list[Any]:
    return list(db.session.scalars(query))


def _offered(names: dict[str, str], present: list[str], chosen: str) -> dict[str, str]:
    """The names of what there is, and of what was chosen although there is none."""
    return {value: name for value, name in names.items() if value in present or value == chosen}


def _with(choices: dict[str, Any], chosen: str) -> dict[str, Any]:
    return choices | ({chosen: chosen} if chosen and chosen not in choices else {})


def _published_or_gone(number: int, now: datetime) -> Document:
    """The document if readers may see it: 410 for one that was taken back, 404 for one they never saw."""
    found = db.session.scalar(queries.with_number(number)) if number < 2**31 else None
    if found is None:
        raise NotFound
    if state_of(found, now) is State.LIVE:
        return found
    if found.first_published_at is not None and found.first_published_at <= now and state_of(found, now) != "scheduled":
        raise Gone
    raise NotFound


def _related(document: Document, now: datetime) -> list[RelatedPaper]:
    """What the document changes, and what changes it, as far as readers may see these."""
    related = [
        RelatedPaper(document_url(number, on_paper, abstract), on_paper, abstract, relation, is_later=True)
        for relation, number, on_paper, abstract in db.session.execute(queries.related_to(document, now))
    ]
    if document.relates_to_id is not None:
        earlier = db.session.scalar(queries.one_published(document.relates_to_id, now))
        if earlier is not None:
            url = document_url(earlier.id, earlier.number, earlier.abstract)
            related.insert(0, RelatedPaper(url, earlier.number, earlier.abstract, document.relation, is_later=False))
    return related
