"""One-time links with which people set a password.

An administrator sees a link once and hands it over in any way. No mail is sent.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from newsapp.accounts.models import AccountLink, LinkPurpose, User
from newsapp.database import db

VALID_FOR = {LinkPurpose.INVITATION: timedelta(days=7), LinkPurpose.PASSWORD: timedelta(days=1)}
KEPT_FOR = timedelta(days=90)
"""How long an expired link stays in the database, to explain why it no longer works."""


class LinkExpired(Exception):
    """The link was used, replaced, withdrawn or is too old. The message says which."""


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link to hand over. The token is stored nowhere else."""

    user: User
    purpose: LinkPurpose
    token: str
    expires_at: datetime


def create(user: User, purpose: LinkPurpose, *, at: datetime) -> NewLink:
    """Create a link for `user`; earlier ones stop working."""
    withdraw_all(user, at)
    db.session.execute(delete(AccountLink).where(AccountLink.expires_at < at - KEPT_FOR))
    link = NewLink(user, purpose, secrets.token_urlsafe(32), at + VALID_FOR[purpose])
    db.session.add(
        AccountLink(
            user_id=user.id,
            purpose=purpose,
            digest=_digest(link.token),
            created_at=at,
            expires_at=link.expires_at,
        )
    )
    return link


def withdraw_all(user: User, at: datetime) -> None:
    is_open = (
        AccountLink.user_id == user.id,
        AccountLink.used_at.is_(None),
        AccountLink.ended_at.is_(None),
    )
    db.session.execute(update(AccountLink).where(*is_open).values(ended_at=at))


def find(token: str, *, at: datetime) -> tuple[AccountLink, User] | None:
    """The link with this token and its user as the database has them now; None if there is none.

    Raises LinkExpired.
    """
    query = (
        select(AccountLink, User)
        .join(User, User.id == AccountLink.user_id)
        .where(AccountLink.digest == _digest(token))
    )
    row = db.session.execute(query.execution_options(populate_existing=True)).first()
    if row is None:
        return None
    link, user = row
    if link.used_at is not None:
        raise LinkExpired(_("Liên kết này đã được dùng rồi. Nếu đó là bạn, hãy đăng nhập."))
    if link.ended_at is not None:
        raise LinkExpired(_("Liên kết này đã bị hủy hoặc được thay bằng một liên kết mới hơn."))
    if link.expires_at <= at:
        raise LinkExpired(_("Liên kết này đã hết hạn."))
    return link, user


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf8", "replace")).hexdigest()
