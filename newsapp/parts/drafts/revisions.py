"""The versions of an article: what each changed, and going back to one of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, func, select

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles import sanitise, workflow
from newsapp.articles.content import Content
from newsapp.articles.models import Article, Revision
from newsapp.articles.references import without_missing
from newsapp.database import db
from newsapp.parts.drafts.differences import GROUPS, values_of


@dataclass(frozen=True, slots=True)
class Version:
    """groups: the names in differences.GROUPS that changed since the version before.

    added, taken: words of the body; None if the body is the same, 0 if only its markup changed.
    """

    number: int
    created_at: datetime
    author: str | None
    groups: list[str]
    added: int | None
    taken: int | None
    is_first: bool


def count(article_id: int) -> Select[int]:
    return select(func.count()).where(Revision.article_id == article_id)


def history(article_id: int, *, offset: int, limit: int) -> list[Version]:
    """Some versions, latest first."""
    revisions = (
        select(Revision, User.name)
        .outerjoin(User, User.id == Revision.created_by_id)
        .where(Revision.article_id == article_id)
        .order_by(Revision.number.desc())
    )
    rows = db.session.execute(revisions.offset(offset).limit(limit + 1)).all()
    contents: list[Content | None] = [revision.content for revision, _name in rows]
    pairs = zip(rows, [*contents[1:], None], strict=True)
    versions = [_version(revision, name, before) for (revision, name), before in pairs]
    return versions[:limit]


def _version(revision: Revision, author: str | None, before: Content | None) -> Version:
    content = revision.content
    changed = []
    if before is not None:
        changed = [name for name in GROUPS if values_of(content, name) != values_of(before, name)]
    added = taken = None
    if before is not None and before.body != content.body:
        words = Counter(sanitise.plain(content.body).split())
        former = Counter(sanitise.plain(before.body).split())
        added, taken = (words - former).total(), (former - words).total()
    is_first = before is None
    return Version(revision.number, revision.created_at, author, changed, added, taken, is_first)


def go_back(
    article: Article, number: int, *, base_version: int, actor: User, at: datetime
) -> list[str]:
    """Save the version `number` as a new one; readers see it once it is published.

    Returns a sentence for each thing that no longer exists. A missing category is replaced by the
    current one. Raises EditConflict, LookupError if there is no such version, NotAllowed.
    """
    require(actor, "article.edit", owner_id=article.owner_id)
    former = workflow.revision_with_number(article, number)
    if former is None:
        raise LookupError(number)
    content, lost = without_missing(former.content)
    if content.category_id is None:
        content = replace(content, category_id=workflow.latest_revision(article).category_id)
    content = replace(content, body=sanitise.renew(content.body, former.body_policy))
    before = article.version
    workflow.save_draft(article, content, base_version=base_version, actor=actor, at=at)
    if article.version != before:
        details = {"title": content.title, "revision": article.version, "former": number}
        audit.record("article.go_back", actor=actor, target=article, at=at, **details)
    return lost
