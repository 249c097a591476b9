"""Articles, pages and documents in every state in which readers do not see them.

Each has words that stand nowhere else, all beginning with its own mark: what a page says of it
gives itself away.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b

from newsapp import publishing
from newsapp.accounts.models import User
from newsapp.articles import deleting, pages, review, scheduling, workflow
from newsapp.articles.content import Content
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media import attachments, library, pictures
from newsapp.media.models import Attachment, Picture
from newsapp.parts.documents import workflow as verbs_of_documents
from newsapp.parts.documents.models import Document
from tests.admin.forms import photo
from tests.media.pdfs import pdf
from tests.parts.documents import papers

COMMON_TAG = "Chung"
KEPT = ("webp", "jpg")
SOON = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class People:
    writer: User
    editor: User
    administrator: User


@dataclass(frozen=True, slots=True)
class Hidden:
    """kind: article, page or document. expected: what its own address answers. secrets: what nobody
    may be told.
    """

    kind: str
    mark: str
    id: int
    slug: str
    expected: int
    files: tuple[str, ...]

    @property
    def secrets(self) -> tuple[str, ...]:
        digests = tuple(file.split("/")[2][:32] for file in self.files)
        return (self.mark, *digests)


def mark_of(state: str) -> str:
    """No mark is part of another."""
    return f"zq{state.replace(' ', '')}q"


def draft(_article: Article, _people: People, _at: datetime) -> None:
    pass


def under_review(article: Article, people: People, at: datetime) -> None:
    review.submit_for_review(article, actor=people.editor, at=at)


def sent_back(article: Article, people: People, at: datetime) -> None:
    under_review(article, people, at)
    db.session.flush()
    review.send_back(article, "Cần sửa.", actor=people.editor, at=at)


def scheduled(article: Article, people: People, at: datetime) -> None:
    scheduling.schedule(article, at + timedelta(days=3), actor=people.editor, at=at)


def live(article: Article, people: People, at: datetime) -> None:
    workflow.publish(article, actor=people.editor, at=at)


def expired(article: Article, people: People, at: datetime) -> None:
    live(article, people, at)
    scheduling.set_expiry(article, at + SOON, actor=people.editor, at=at)


def withdrawn(article: Article, people: People, at: datetime) -> None:
    live(article, people, at)
    workflow.unpublish(article, actor=people.editor, at=at)


def trashed(article: Article, people: People, at: datetime) -> None:
    live(article, people, at)
    workflow.trash(article, actor=people.editor, at=at)


def trashed_draft(article: Article, people: People, at: datetime) -> None:
    workflow.trash(article, actor=people.editor, at=at)


def deleted(article: Article, people: People, at: datetime) -> None:
    trashed(article, people, at)
    db.session.flush()
    deleting.delete_for_good(article, actor=people.administrator, at=at)


STATES: dict[str, tuple[Callable[[Article, People, datetime], None], int]] = {
    "draft": (draft, 404),
    "under review": (under_review, 404),
    "sent back": (sent_back, 404),
    "scheduled": (scheduled, 404),
    "expired": (expired, 410),
    "withdrawn": (withdrawn, 410),
    "trashed": (trashed, 410),
    "trashed draft": (trashed_draft, 404),
    "deleted": (deleted, 410),
}
"""State -> (how it is reached, what the article's own address answers then)."""

PAGES = ("draft", "scheduled", "expired", "withdrawn", "trashed", "deleted")
"""Those of the states in which a page is tried: it goes the articles' way."""

PAPERS = {"draft": 404, "scheduled": 404, "withdrawn": 410, "trashed": 410, "trashed draft": 404}
"""The same for official documents."""


def article(state: str, category: Category, people: People, at: datetime) -> Hidden:
    """An article in English, so that the English edition has to hide it too."""
    stored = _store(mark_of(state), people.writer, at)
    with writing():
        made = workflow.create(
            _content(mark_of(state), stored, category), actor=people.writer, at=at
        )
        return _brought_to(state, made, mark_of(state), stored, people, at)


def page(state: str, people: People, at: datetime) -> Hidden:
    mark = mark_of(f"{state} trang")
    stored = _store(mark, people.writer, at)
    with writing():
        made = pages.create(_content(mark, stored, None), actor=people.editor, at=at)
        return _brought_to(state, made, mark, stored, people, at)


def rework(shown: Article, category: Category, people: People, at: datetime) -> Hidden:
    """A change, under review, of an article that readers see as it was."""
    mark = mark_of("rework")
    stored, before = _store(mark, people.writer, at), (shown.slug, shown.version)
    with writing():
        content = _content(mark, stored, category)
        workflow.save_draft(shown, content, base_version=before[1], actor=people.editor, at=at)
        under_review(shown, people, at)
    return Hidden("article", mark, shown.id, before[0], 200, stored.addresses)


def _brought_to(
    state: str, made: Article, mark: str, stored: Stored, people: People, at: datetime
) -> Hidden:
    reach, expected = STATES[state]
    number, slug, kind = made.id, made.address or made.slug, "page" if made.is_page else "article"
    reach(made, people, at)
    return Hidden(kind, mark, number, slug, expected, stored.addresses)


@dataclass(frozen=True, slots=True)
class Stored:
    """Two pictures and a PDF that nothing else shows."""

    cover: Picture
    inside: Picture
    file: Attachment

    @property
    def addresses(self) -> tuple[str, ...]:
        pictures = [
            f"/media/{one.digest}-{one.width}.{kind}"
            for one in (self.cover, self.inside)
            for kind in KEPT
        ]
        return (*pictures, f"/media/{self.file.digest}/{self.file.filename}")


def _store(mark: str, actor: User, at: datetime) -> Stored:
    cover, inside = (_picture(f"{mark}{where}", actor, at) for where in ("bia", "giua"))
    return Stored(cover, inside, _file(mark, actor, at))


def _picture(name: str, actor: User, at: datetime) -> Picture:
    colour = f"#{blake2b(name.encode(), digest_size=3).hexdigest()}"
    return library.receive(pictures.store, photo(colour), f"{name}.png", actor=actor, at=at)


def _file(mark: str, actor: User, at: datetime) -> Attachment:
    return library.receive(
        attachments.store, io.BytesIO(pdf(f"{mark}trong")), f"{mark}ten.pdf", actor=actor, at=at
    )


def _content(mark: str, stored: Stored, category: Category | None) -> Content:
    inside = f"/media/{stored.inside.digest}-{stored.inside.width}.jpg"
    return Content(
        title=f"Khánh thành {mark}tit",
        summary=f"Tóm tắt {mark}tom.",
        body=f'<p>Nội dung {mark}than.</p><figure><img src="{inside}" alt="{mark}anh" width="64" height="40"></figure>',
        category_id=category.id if category else None,
        byline=f"{mark}but",
        language="en",
        tags=[COMMON_TAG, f"{mark}the"] if category else [],
        cover_id=stored.cover.id,
        cover_alt=f"{mark}mota",
        attachments=[{"id": stored.file.id, "title": f"{mark}tep"}],
    )


def document(state: str, people: People, at: datetime) -> Hidden:
    mark = mark_of(f"{state} vanban")
    file = _file(mark, people.writer, at)
    content = papers.content(
        f"115/{mark}so",
        abstract=f"Về việc {mark}trich",
        issuing_body=f"Sở {mark}so",
        issued_on=date(2026, 3, 2),
        files=(papers.link(file, f"{mark}tep"),),
    )
    with writing():
        made = verbs_of_documents.create(content, actor=people.editor, at=at)
        _reach(made, state, people, at)
        return Hidden(
            "document",
            mark,
            made.id,
            made.slug,
            PAPERS[state],
            (f"/media/{file.digest}/{file.filename}",),
        )


def _reach(paper: Document, state: str, people: People, at: datetime) -> None:
    if "draft" not in state:
        later = at + timedelta(days=3) if state == "scheduled" else None
        verbs_of_documents.publish(paper, actor=people.editor, at=at, go_live_at=later)
        db.session.flush()
    if state == "withdrawn":
        verbs_of_documents.withdraw(paper, actor=people.editor, at=at)
    if "trashed" in state:
        publishing.trash(paper, actor=people.editor, at=at)
