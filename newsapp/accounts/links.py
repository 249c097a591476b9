"""One-time links: the administrator sees one once and hands it over, by any way that suits; no mail is needed."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from newsapp.accounts.models import AccountLink, LinkPurpose, User
from newsapp.database import db

GOOD_FOR = {LinkPurpose.INVITATION: timedelta(days=7), LinkPurpose.PASSWORD: timedelta(days=1)}
REMEMBERED = timedelta(days=90)
"""How long a link that is over is kept, so that who opens it late is told why it does not work."""


class LinkOver(Exception):
    """The link was used, has expired or was ended; the message says which."""


def make(user: User, purpose: LinkPurpose, *, at: datetime) -> tuple[str, datetime]:
    """The token of a new link for `user`, and when it expires. Earlier links of theirs end."""
    end_all(user, at)
    db.session.execute(delete(AccountLink).where(AccountLink.expires_at < at - REMEMBERED))
    token, expires_at = secrets.token_urlsafe(32), at + GOOD_FOR[purpose]
    db.session.add(
        AccountLink(user_id=user.id, purpose=purpose, digest=_digest(token), created_at=at, expires_at=expires_at)
    )
    return token, expires_at


def end_all(user: User, at: datetime) -> None:
    still_open = (AccountLink.user_id == user.id, AccountLink.used_at.is_(None), AccountLink.ended_at.is_(None))
    db.session.execute(update(AccountLink).where(*still_open).values(ended_at=at))


def find(token: str, *, at: datetime) -> tuple[AccountLink, User] | None:
    """The link with this token and whose it is, as both stand now; None for a token that we never gave out.

    Raises LinkOver.
    """
    row = db.session.execute(
        select(AccountLink, User)
        .join(User, User.id == AccountLink.user_id)
        .where(AccountLink.digest == _digest(token))
        .execution_options(populate_existing=True)
    ).first()
    if row is None:
        return None
    link, user = row
    if link.used_at is not None:
        raise LinkOver(_("Liên kết này đã được dùng rồi. Nếu đó là bạn, hãy đăng nhập."))
    if link.ended_at is not None:
        raise LinkOver(_("Liên kết này đã bị hủy hoặc được thay bằng một liên kết mới hơn."))
    if link.expires_at <= at:
        raise LinkOver(_("Liên kết này đã hết hạn."))
    return link, user


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf8", "replace")).hexdigest()
