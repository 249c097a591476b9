"""Official documents: the list with its filters and its search, and each by itself."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from flask import abort, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.database import db
from newsapp.parts.documents import queries, readers
from newsapp.parts.documents.kinds import KINDS, LEGAL_STATES, OTHER, RELATIONS
from newsapp.parts.documents.models import Document, DocumentFile, address_slug
from newsapp.parts.documents.queries import DocumentFilter
from newsapp.public.article import AttachedFile, gone_or_not_found
from newsapp.publishing import State, state_of
from newsapp.registry import registry
from newsapp.text_cleaning import clean_text
from newsapp.web.page_cache import cached, cached_by
from newsapp.web.pagination import page_of

LONGEST_QUESTION = 200
"""Characters of a search that are looked at."""
IN_SEARCH = 3
"""Documents on the page of the readers' search; the rest stands in the list of documents."""
NEWEST, OLDEST = "moi-nhat", "cu-nhat"
KEYS = ("loai", "co-quan", "nam", "hieu-luc", "sap-xep")
_BODY = re.compile(r"[a-z0-9-]{0,100}")
_YEAR = re.compile(r"(?!0+$)[0-9]{0,4}")


@readers.get("/van-ban")
@cached_by(*KEYS, free="q")
def documents() -> str:
    asked = {name: request.args.get(name, "").strip() for name in KEYS}
    narrowed = _filter_of(asked)
    asked = {name: value for name, value in {"q": narrowed.words, **asked}.items() if value}
    now = clock.now()
    rows = queries.cards(now, clock.local_date(now), narrowed)
    page = page_of(db.session.scalars(queries.count(rows)).one(), current_app.config["PAGE_SIZE"])
    return render_template(
        "documents/list.html",
        rows=db.session.execute(rows.offset(page.offset).limit(page.size)).all(),
        page=page,
        asked=asked,
        is_narrowed=bool(asked.keys() - {"sap-xep"}),
        words=narrowed.words,
        kind_names=KINDS,
        states=LEGAL_STATES,
        **_choices(narrowed, now),
    )


@readers.get("/van-ban/<int:number>", defaults={"slug": ""})
@readers.get("/van-ban/<int:number>/<slug>")
@cached
def document(number: int, slug: str) -> str | Response:
    now = clock.now()
    document = _published_or_gone(number, now)
    if slug != document.slug:
        here = url_for("public.documents.document", number=number, slug=document.slug)
        return redirect(here, 301)
    legal_state = queries.legal_state_on(clock.local_date(now))
    return render_template(
        "documents/document.html",
        document=document,
        kind=KINDS[document.kind] if document.kind != OTHER else "",
        state=db.session.scalar(queries.with_number(number).with_only_columns(legal_state)),
        states=LEGAL_STATES,
        related=db.session.scalars(queries.related(document, now)).all(),
        relations=RELATIONS,
        attachments=[_attached(file) for file in document.files],
        **_described(document),
    )


def _described(document: Document) -> dict[str, Any]:
    """What the document's page says to search engines and to those who share it."""
    kind = KINDS[document.kind] if document.kind != OTHER else ""
    about = {
        "@type": "Legislation",
        "legislationIdentifier": document.number,
        "legislationDate": document.issued_on.isoformat(),
        "legislationPassedBy": document.issuing_body,
        "description": document.abstract,
    }
    title = f"{kind} {document.number}".strip()
    return registry().values("one thing", title, path_of(document), document.abstract, about)


def search_panel(words: str, now: datetime) -> dict[str, Any]:
    """Return the first documents that hold the words, for the page of the readers' search."""
    rows = queries.cards(now, clock.local_date(now), DocumentFilter(words=words))
    return {
        "found_documents": db.session.scalars(rows.limit(IN_SEARCH)).all(),
        "all_documents_url": url_for("public.documents.documents", q=words),
        "kind_names": KINDS,
    }


def path_of(row: Any) -> str:
    return document_url(row.id, row.number, row.abstract)


def list_pages() -> list[str]:
    """The list, as soon as there is something in it."""
    is_empty = db.session.scalar(queries.sitemap(clock.now()).limit(1)) is None
    return [] if is_empty else [url_for("public.documents.documents")]


@readers.app_template_global()
def document_url(number: int, on_paper: str, abstract: str) -> str:
    slug = address_slug(on_paper, abstract)
    return url_for("public.documents.document", number=number, slug=slug)


def _filter_of(asked: dict[str, str]) -> DocumentFilter:
    """Return what the address asks for; answer 404 where it asks for what cannot be."""
    are_possible = (
        asked["loai"] in ("", *KINDS),
        asked["hieu-luc"] in ("", *LEGAL_STATES),
        asked["sap-xep"] in ("", NEWEST, OLDEST),
        _BODY.fullmatch(asked["co-quan"]),
        _YEAR.fullmatch(asked["nam"]),
    )
    if not all(are_possible):
        abort(404)
    return DocumentFilter(
        kind=asked["loai"],
        body=asked["co-quan"],
        year=int(asked["nam"]) if asked["nam"] else None,
        state=asked["hieu-luc"],
        words=clean_text(request.args.get("q", "")[:LONGEST_QUESTION]),
        oldest_first=asked["sap-xep"] == OLDEST,
    )


def _choices(narrowed: DocumentFilter, now: datetime) -> dict[str, dict[str, Any]]:
    """Return what the form offers: the kinds, bodies and years there are, and the chosen ones."""
    kinds = {*db.session.scalars(queries.kinds(now)), narrowed.kind}
    bodies = dict(db.session.execute(queries.issuing_bodies(now)).all())
    years = {str(int(year)): int(year) for year in db.session.scalars(queries.years(now))}
    if narrowed.body:
        bodies.setdefault(narrowed.body, narrowed.body)
    if narrowed.year:
        years.setdefault(str(narrowed.year), narrowed.year)
    return {
        "kinds": {kind: name for kind, name in KINDS.items() if kind in kinds},
        "bodies": bodies,
        "years": years,
    }


def _published_or_gone(number: int, now: datetime) -> Document:
    """Return the document if readers may see it.

    Answer 410 for one that was taken back, and 404 for one that they never saw.
    """
    document = db.session.scalar(queries.with_number(number)) if number < 2**31 else None
    if document is None:
        raise NotFound
    if state_of(document, now) is not State.LIVE:
        raise gone_or_not_found(document, now)
    return document


def _attached(file: DocumentFile) -> AttachedFile:
    stored = file.attachment
    return AttachedFile(
        url=url_for("public.attachment", digest=stored.digest, filename=stored.filename),
        title=file.title or stored.filename,
        kind=stored.extension.upper(),
        size=stored.size,
    )
