"""Saves what a reader finds: each item whole or not at all, by the verbs that the forms use."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Literal

from flask_babel import gettext as _

from newsapp import audit, visitors
from newsapp.accounts.models import User
from newsapp.articles import pages, scheduling, workflow
from newsapp.articles.content import Content
from newsapp.articles.models import Article
from newsapp.categories.editing import CategoryError
from newsapp.database import db, note_change, writing
from newsapp.importing import sections
from newsapp.importing.contents import Draft, NotTaken, content_of, decide
from newsapp.importing.incoming import Incoming, Item, Section, Skipped
from newsapp.importing.media import Files
from newsapp.importing.models import ImportedItem, stored_key
from newsapp.importing.uploads import Uploads
from newsapp.registry import registry
from newsapp.visitors.counter_store import CounterStoreError

REASONS = (NotTaken, CategoryError, workflow.NotPossible)
"""What keeps one item out, while the others come."""
What = Literal["new", "updated", "unchanged", "left", "skipped", "category"]


@dataclass(slots=True)
class Outcome:
    """What became of an item, or would become of it.

    what: "left" where staff have changed or deleted the article since. state: "published",
    "scheduled" or "draft". number: of the article, 0 before there is one.
    """

    key: str
    what: What
    title: str = ""
    kind: str = ""
    state: str = ""
    category: str = ""
    published_at: datetime | None = None
    number: int = 0
    notes: list[str] = field(default_factory=list)


class Saver:
    """Saves items one after the other; keeps nothing of them in memory.

    category: the name of the one for articles that have none. publishes_unknown: whether items go
    live of which the old site's files do not say that they were.
    """

    def __init__(
        self,
        *,
        actor: User,
        at: datetime,
        uploads: Uploads | None = None,
        category: str = "",
        publishes_unknown: bool = False,
        is_dry: bool = False,
    ) -> None:
        self._actor_id, self._at = actor.id, at
        self._uploads = uploads or Uploads()
        self._category = category
        self._publishes_unknown = publishes_unknown
        self._is_dry = is_dry

    @property
    def _actor(self) -> User:
        return db.session.get_one(User, self._actor_id)

    def save(self, item: Item) -> Outcome:
        """Save an item in a transaction of its own, or only foresee its outcome in a dry run.

        Raises NotAllowed, WritesPaused, and OSError where the disk is full.
        """
        if isinstance(item, Skipped):
            return Outcome(item.key, "skipped", notes=[item.why])
        try:
            if isinstance(item, Section):
                return self._save_section(item)
            return self._save_incoming(item)
        except REASONS as reason:
            if isinstance(item, Section):
                return Outcome(item.name, "skipped", item.name, notes=[str(reason)])
            return Outcome(item.key, "skipped", item.title, item.kind, notes=[str(reason)])

    def _save_section(self, section: Section) -> Outcome:
        outcome = Outcome(section.name, "category", section.name, "category")
        if self._is_dry:
            return outcome
        with writing():
            note_change(seen_by_readers=False)
            outcome.number = sections.make(section, actor=self._actor, at=self._at)
            for path in section.old_paths:
                _remember(path, "category", outcome.number)
        return outcome

    def _save_incoming(self, item: Incoming) -> Outcome:
        draft = decide(item, self._at, publishes_unknown=self._publishes_unknown)
        looked = Files(self._uploads, self._actor, self._at, stores=False)
        looked.look_for(item)
        mark = _fingerprint(item, looked)
        known = db.session.get(ImportedItem, stored_key(item.key))
        article = db.session.get(Article, known.article_id) if known and known.article_id else None
        outcome = Outcome(item.key, "new", draft.title, item.kind, draft.state, item.category)
        outcome.published_at = draft.published_at
        if known is not None:
            outcome.number = known.article_id or 0
            outcome.what = _standing(known, article, mark)
        if outcome.what == "left":
            outcome.notes = [_why_left(article)]
        elif outcome.what != "unchanged":
            outcome.notes = [*draft.notes, *looked.lost()]
            if not self._is_dry:
                self._write(item, draft, article, outcome, mark)
        return outcome

    def _write(
        self, item: Incoming, draft: Draft, known: Article | None, outcome: Outcome, mark: str
    ) -> None:
        """Store the files first, outside the transaction, then the item in it."""
        files = Files(self._uploads, self._actor, self._at)
        content = content_of(item, draft, files)
        outcome.state = draft.state
        outcome.notes = notes = [*draft.notes, *files.lost()]
        with writing():
            if item.kind == "article":
                category, at = self._category, self._at
                content = sections.put(
                    content, item.category, category, notes, actor=self._actor, at=at
                )
            article = self._make(item, content, known, notes)
            self._show(article, draft, notes)
            for path in item.old_paths:
                _remember(path, item.kind, article.id)
            details = {"title": content.title, "key": item.key}
            audit.record(
                "article.import", actor=self._actor, target=article, at=self._at, **details
            )
            _note(item.key, article, mark)
        outcome.number = article.id
        _set_views(article.id, item.views)

    def _make(
        self, item: Incoming, content: Content, known: Article | None, notes: list[str]
    ) -> Article:
        """Create the article or page, or save a new version of the one that came before."""
        actor, at = self._actor, self._at
        if known is not None:
            base = known.version
            return workflow.save_draft(known, content, base_version=base, actor=actor, at=at)
        if item.kind == "article":
            return workflow.create(content, actor=actor, at=at)
        page = pages.create(content, actor=actor, at=at, wanted=item.slug)
        if item.slug and page.address != item.slug:
            message = _("Địa chỉ “%(slug)s” thành “%(now)s”.", slug=item.slug, now=page.address)
            notes.append(message)
        return page

    def _show(self, article: Article, draft: Draft, notes: list[str]) -> None:
        """Bring the article into its state, from its own moment on."""
        actor, at = self._actor, self._at
        if draft.state == "draft":
            if article.live_version is not None:
                notes.append(_("Bạn đọc vẫn thấy bản cũ; bản mới chờ được duyệt đăng."))
            return
        if draft.state == "scheduled" and draft.published_at is not None:
            ends = draft.expires_at
            scheduling.schedule(article, draft.published_at, ends, actor=actor, at=at)
            return
        was_live = article.live_version is not None
        moment = draft.published_at or article.go_live_at or at
        article.first_published_at = article.go_live_at = moment
        workflow.publish(article, actor=actor, at=at)
        article.expire_at = draft.expires_at
        if not was_live:
            article.revised_at = moment


def _remember(path: str, kind: str, number: int) -> None:
    for remember in registry().remember_address:
        remember(path, kind, number)


def _fingerprint(item: Incoming, files: Files) -> str:
    """Changes with what the item says, and with what is found of its files."""
    said = f"{item.fingerprint()} {sorted(set(files.found))}"
    return blake2b(said.encode("utf8", "replace"), digest_size=16).hexdigest()


def _standing(known: ImportedItem, article: Article | None, mark: str) -> What:
    """What becomes of an item that came before."""
    if article is None or article.updated_at != known.article_updated_at:
        return "left"
    return "unchanged" if known.fingerprint == mark else "updated"


def _why_left(article: Article | None) -> str:
    if article is None:
        return str(_("Bài đã bị xóa ở đây sau lần nhập trước."))
    return str(_("Bài đã được sửa ở đây sau lần nhập trước."))


def _note(key: str, article: Article, mark: str) -> None:
    db.session.flush()
    row = ImportedItem(
        key=stored_key(key),
        article_id=article.id,
        fingerprint=mark,
        article_updated_at=article.updated_at,
    )
    db.session.merge(row)


def _set_views(article: int, views: int) -> None:
    """Let the counter go on from the hits on the old site; that is worth no failed import."""
    if views <= 0:
        return
    try:
        visitors.counter().store.set_former_views(article, views)
    except CounterStoreError:
        return
