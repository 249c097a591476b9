"""The versions of an article: what each changed, and going back to one by making it a new version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import Select, func, select

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.articles import body, workflow
from newsapp.articles.content import Content
from newsapp.articles.differences import GROUPS
from newsapp.articles.models import Article, Revision
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.media.models import Attachment, Picture


@dataclass(frozen=True, slots=True)
class Version:
    """groups: the names in differences.GROUPS of what changed since the version before. added, taken: words of the
    body; None where the body stayed, 0 and 0 where only pictures, links or their like changed."""

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
    rows = db.session.execute(
        select(Revision, User.name)
        .outerjoin(User, User.id == Revision.created_by_id)
        .where(Revision.article_id == article_id)
        .order_by(Revision.number.desc())
        .offset(offset)
        .limit(limit + 1)
    ).all()
    contents: Sequence[Content | None] = [*(row[0].content for row in rows), None]
    return [
        _version(revision, name, before)
        for (revision, name), before in list(zip(rows, contents[1:], strict=True))[:limit]
    ]


def _version(revision: Revision, author: str | None, before: Content | None) -> Version:
    said = revision.content
    changed = [
        name
        for name, fields in GROUPS.items()
        if before and any(getattr(said, f) != getattr(before, f) for f in fields)
    ]
    added = taken = None
    if before is not None and before.body != said.body:
        words, former = Counter(body.plain(said.body).split()), Counter(body.plain(before.body).split())
        added, taken = (words - former).total(), (former - words).total()
    return Version(revision.number, revision.created_at, author, changed, added, taken, is_first=before is None)


def lost_things(content: Content) -> tuple[Content, list[str]]:
    """The content without what is no longer there, and a sentence for each thing that is not."""
    lost = []
    if content.category_id is not None and db.session.get(Category, content.category_id) is None:
        lost.append(_("Chuyên mục của bản này không còn."))
        content = replace(content, category_id=None)
    if content.cover_id is not None and db.session.get(Picture, content.cover_id) is None:
        lost.append(_("Ảnh đại diện của bản này không còn."))
        content = replace(content, cover_id=None, cover_alt="", cover_caption="", cover_credit="")
    numbers = [link["id"] for link in content.attachments]
    there = set(db.session.scalars(select(Attachment.id).where(Attachment.id.in_(numbers)))) if numbers else set()
    for link in content.attachments:
        if link["id"] not in there:
            lost.append(_("Tệp “%(title)s” không còn.", title=link["title"]))
    return replace(content, attachments=[link for link in content.attachments if link["id"] in there]), lost


def go_back(article: Article, number: int, *, base_version: int, actor: User, at: datetime) -> list[str]:
    """Make the version `number` the latest by a new one; readers see it once it is published.

    Returns a sentence for each thing that could not be brought back. Where the category is gone, the article stays in
    the one that it is in. Raises EditConflict, LookupError where there is no such version, NotAllowed.
    """
    require(actor, "article.edit", owner_id=article.owner_id)
    former = workflow.revision_with_number(article, number)
    if former is None:
        raise LookupError(number)
    content, lost = lost_things(former.content)
    if content.category_id is None:
        content = replace(content, category_id=workflow.latest_revision(article).category_id)
    if former.body_policy < body.POLICY:
        content = replace(content, body=body.clean(content.body))
    before = article.version
    workflow.save_draft(article, content, base_version=base_version, actor=actor, at=at)
    if article.version != before:
        audit.record(
            "article.go_back", actor=actor, target=article, at=at, title=content.title, revision=article.version,
            former=number,
        )  # fmt: skip
    return lost
