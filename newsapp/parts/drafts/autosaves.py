"""Autosaves: text that was typed and not saved, stored apart from the revisions.

Each form has a key: its article's, or its own while the article does not exist. A person has one
autosave per key and tab: a second tab's text is stored under the key with the tab's name added, so
that neither overwrites the other. Saving deletes the autosave of its own tab.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    ForeignKey,
    Select,
    String,
    Text,
    UniqueConstraint,
    cast,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.admin.form_tokens import KEY_SEPARATOR, key_of_article
from newsapp.articles.models import Revision
from newsapp.database import Model, UTCDateTime, db, note_change
from newsapp.media.models import Picture

Fields = dict[str, list[str]]
"""Field name -> its values, as the browser sends them."""

_FILLED_IN_ALREADY = {"base_version", "kind", "category_id", "language"}
"""Fields that have a value in an untouched form too."""


class Autosave(Model):
    __tablename__ = "autosave"
    __table_args__ = (UniqueConstraint("user_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(32))
    tab: Mapped[str] = mapped_column(String(12), default="")
    """The tab that wrote it last; "" if unknown."""
    article_id: Mapped[int | None] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), index=True
    )
    fields: Mapped[Fields] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime)

    @property
    def is_page(self) -> bool:
        return self.fields.get("kind") == ["page"]

    @property
    def title(self) -> str:
        return " ".join(self.fields.get("title", [""])[0].split())

    @property
    def base_version(self) -> int:
        """The version that the text is based on; 0 for none."""
        stated = self.fields.get("base_version", ["0"])[0]
        return int(stated) if stated.isdecimal() and len(stated) < 10 else 0

    def is_outdated(self, latest: Revision | None) -> bool:
        """Whether the article was saved after this was typed on an earlier version."""
        if latest is None:
            return False
        return self.base_version < latest.number and self.saved_at < latest.created_at

    @property
    def stamp(self) -> str:
        """Identifies this text for a page that shows it; changes with every autosave."""
        return f"{self.id}-{(self.saved_at - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds():.6f}"


def keep(
    user_id: int,
    key: str,
    article_id: int | None,
    fields: Mapping[str, list[str]],
    *,
    at: datetime,
    tab: str = "",
    seen: str = "",
) -> Autosave:
    """Store the fields in place of the same tab's autosave, or of the one that the page showed.

    seen: the stamp of the autosave that filled the form.
    """
    note_change(seen_by_readers=False)
    rows = list(db.session.scalars(under(user_id, key)))
    autosave = _own(rows, tab, seen) or _shared(rows, key, tab, fields)
    if autosave is None:
        autosave = Autosave(user_id=user_id, key=_free_key(rows, key, tab), article_id=article_id)
        db.session.add(autosave)
    autosave.fields, autosave.saved_at, autosave.tab = dict(fields), at, tab
    db.session.flush()
    return autosave


def _own(rows: list[Autosave], tab: str, seen: str) -> Autosave | None:
    of_tab = [row for row in rows if tab and row.tab == tab]
    shown = [row for row in rows if seen and row.stamp == seen]
    return next(iter(of_tab + shown), None)


def _shared(
    rows: list[Autosave], key: str, tab: str, fields: Mapping[str, list[str]]
) -> Autosave | None:
    """The row under the key itself, if its text is the same or the tab is unknown."""
    return next((row for row in rows if row.key == key and (not tab or row.fields == fields)), None)


def _free_key(rows: list[Autosave], key: str, tab: str) -> str:
    """The key itself if it is free, else with the tab's name, else with a random suffix."""
    taken = {row.key for row in rows}
    for name in (key, f"{key}{KEY_SEPARATOR}{tab}"):
        if name not in taken:
            return name
    return f"{key}{KEY_SEPARATOR}{secrets.token_urlsafe(9)}"


_LATEST_FIRST = (Autosave.saved_at.desc(), Autosave.id.desc())


def under(user_id: int, key: str) -> Select[Autosave]:
    """A person's autosaves under a key, of all tabs, latest first."""
    of_tab = Autosave.key.startswith(f"{key}{KEY_SEPARATOR}", autoescape=True)
    rows = select(Autosave).where(Autosave.user_id == user_id, or_(Autosave.key == key, of_tab))
    return rows.order_by(*_LATEST_FIRST).execution_options(populate_existing=True)


def of_new_articles(user_id: int) -> Select[Autosave]:
    """A person's autosaves of articles that were never saved, latest first."""
    rows = select(Autosave).where(Autosave.user_id == user_id, Autosave.article_id.is_(None))
    return rows.order_by(*_LATEST_FIRST)


def count_of_new_articles(user_id: int) -> Select[int]:
    """The number of these, counted without reading the texts."""
    is_own = (Autosave.user_id == user_id, Autosave.article_id.is_(None))
    return select(func.count()).select_from(Autosave).where(*is_own)


def is_untouched(fields: Mapping[str, list[str]]) -> bool:
    """Whether nothing was typed or chosen in the form of a new article."""
    for name, values in fields.items():
        if name not in _FILLED_IN_ALREADY and any(value.strip() for value in values):
            return False
    return True


def forget(user_id: int, key: str, *, tab: str = "", seen: str = "") -> None:
    """Delete the tab's text and the text `seen`; without a tab, the text under the key."""
    note_change(seen_by_readers=False)
    for row in db.session.scalars(under(user_id, key)):
        is_own = row.tab == tab if tab else row.key == key
        if is_own or row.stamp == seen:
            db.session.delete(row)
    db.session.flush()


def hand_over(user_id: int, key: str, article_id: int) -> None:
    """Move the autosaves under a new article's key to the created article."""
    for row in db.session.scalars(under(user_id, key)):
        row.key, row.article_id = key_of_article(article_id) + row.key.removeprefix(key), article_id


def mentions(digest: str) -> bool:
    """Whether an autosave shows the stored file in its text or as its cover."""
    shows = cast(Autosave.fields, Text).contains(digest)
    picture_id = db.session.scalar(select(Picture.id).where(Picture.digest == digest))
    if picture_id is not None:
        shows = or_(shows, Autosave.fields["cover_id"][0].as_string() == str(picture_id))
    return db.session.scalar(select(Autosave.id).where(shows).limit(1)) is not None


def move_to_category(source_id: int, target_id: int) -> None:
    """Change the category of autosaves after its articles were moved to another."""
    typed = Autosave.fields["category_id"][0].as_string() == str(source_id)
    for autosave in db.session.scalars(select(Autosave).where(typed)):
        autosave.fields = {**autosave.fields, "category_id": [str(target_id)]}
