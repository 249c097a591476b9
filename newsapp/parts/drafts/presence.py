"""Who has an article's form open, in which tabs. Open forms report every few seconds.

Each page of a form has a name, its `tab`, and numbers its requests, to detect those that come late.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Select, String, delete, select, true
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.accounts.models import User
from newsapp.admin.form_tokens import key_of_article
from newsapp.database import Model, UTCDateTime, db, note_change

THERE_FOR = timedelta(seconds=90)
"""How long a form counts as open after its last request."""

REMEMBERED_FOR = timedelta(days=2)
"""How long rows are kept to detect late requests."""


class Presence(Model):
    __tablename__ = "presence"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    """The form's key, as in parts/drafts/autosaves.py."""
    tab: Mapped[str] = mapped_column(String(12), primary_key=True)
    """"" for a page that was opened and has sent nothing yet."""
    article_id: Mapped[int | None] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), index=True
    )
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime)
    is_open: Mapped[bool] = mapped_column(default=True)
    number: Mapped[int] = mapped_column(default=0)
    """The number of the last text that the tab has sent."""
    saved_version: Mapped[int | None]
    """The last version that the tab saved, from which it goes on."""


def arrive(
    article_id: int | None, user_id: int, *, at: datetime, key: str = "", tab: str = ""
) -> Presence:
    """Record that the person has the form open. key: the form's, by default the article's."""
    note_change(seen_by_readers=False)
    key = key or key_of_article(article_id or 0)
    if tab:
        _forget_silent(user_id, key)
    db.session.execute(delete(Presence).where(Presence.seen_at < at - REMEMBERED_FOR))
    presence = db.session.get(Presence, (user_id, key, tab), populate_existing=True)
    if presence is None:
        presence = Presence(user_id=user_id, key=key, tab=tab, number=0)
        db.session.add(presence)
    presence.article_id, presence.seen_at, presence.is_open = article_id, at, True
    db.session.flush()
    return presence


def take(presence: Presence, number: int) -> bool:
    """Whether this is no late text of the tab. number: 0 if it is not numbered."""
    if 0 < number < presence.number:
        return False
    presence.number = max(number, presence.number)
    return True


def leave(article_id: int | None, user_id: int, *, key: str = "", tab: str = "") -> None:
    """Record that the tab was closed. The row stays: requests may still arrive."""
    note_change(seen_by_readers=False)
    key = key or key_of_article(article_id or 0)
    _forget_silent(user_id, key)
    presence = db.session.get(Presence, (user_id, key, tab), populate_existing=True)
    if presence is not None:
        presence.is_open = False


def _forget_silent(user_id: int, key: str) -> None:
    is_silent = (Presence.user_id == user_id, Presence.key == key, Presence.tab == "")
    db.session.execute(delete(Presence).where(*is_silent))


def others(article_id: int, user_id: int, *, now: datetime) -> Select[str]:
    """The names of the others who have it open."""
    names = select(User.name).join(Presence, Presence.user_id == User.id)
    names = names.where(Presence.article_id == article_id, Presence.user_id != user_id)
    return names.where(_is_present(now)).group_by(User.id, User.name).order_by(User.name)


def other_tabs(user_id: int, key: str, tab: str, *, now: datetime) -> Select[str]:
    """The same person's other open tabs of the form."""
    tabs = select(Presence.tab).where(Presence.user_id == user_id, Presence.key == key)
    return tabs.where(Presence.tab.not_in([tab, ""]), _is_present(now)).limit(1)


def _is_present(now: datetime) -> Any:
    return (Presence.is_open == true()) & (Presence.seen_at >= now - THERE_FOR)
