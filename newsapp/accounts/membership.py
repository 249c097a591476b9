"""Who belongs to the staff, and with which role: inviting, roles, disabling.

Each function records an audit event and leaves the commit to its caller. The actor None is the
command line. It may do everything except leave the site without an administrator.
"""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import exists, select

from newsapp import audit
from newsapp.accounts import links, users
from newsapp.accounts.links import NewLink
from newsapp.accounts.models import LinkPurpose, Role, User
from newsapp.accounts.permissions import NotAllowed, require
from newsapp.accounts.users import AccountError
from newsapp.database import db
from newsapp.text_cleaning import clean_text

LONGEST_NAME = 100
RANKS = tuple(Role)


def invite(email: str, name: str, role: Role, *, actor: User | None, at: datetime) -> NewLink:
    """Add a person, who sets a password with the link. Inviting again renews an open invitation.

    Raises AccountError, NotAllowed.
    """
    name = clean_text(name)[:LONGEST_NAME]
    user = users.by_email(email)
    if user is None:
        _require_rank(actor, role)
        user = users.add(email, name, role, "", actor=actor, at=at)
    else:
        db.session.refresh(user)
        _require_rank(actor, role, Role(user.role))
        if not user.is_invited:
            raise AccountError(_("Đã có tài khoản %(email)s.", email=user.email))
        user.name, user.role = name or user.name, role
        user.disabled_at = None
    return _invitation(user, actor, at)


def invite_again(user: User, *, actor: User | None, at: datetime) -> NewLink:
    """Replace the link of an open invitation. Raises AccountError, NotAllowed."""
    require_may_manage(actor, user)
    if not user.is_invited or user.is_disabled:
        raise AccountError(_("Người này không còn chờ lời mời nào."))
    return _invitation(user, actor, at)


def _invitation(user: User, actor: User | None, at: datetime) -> NewLink:
    link = links.create(user, LinkPurpose.INVITATION, at=at)
    role = str(user.role)
    audit.record("user.invite", actor=actor, target=user, at=at, email=user.email, role=role)
    return link


def offer_password(user: User, *, actor: User | None, at: datetime) -> NewLink:
    """Create a link to set a new password. The old password works until the link is used.

    Raises AccountError, NotAllowed.
    """
    require_may_manage(actor, user)
    if not user.is_active:
        raise AccountError(_("Người này hiện không đăng nhập được."))
    audit.record("user.offer_password", actor=actor, target=user, at=at)
    return links.create(user, LinkPurpose.PASSWORD, at=at)


def use_link(token: str, password_hash: str, *, name: str = "", at: datetime) -> User | None:
    """Set the password of the link's user, or return None if there is no such link.

    name: what a person who accepts an invitation wants to be called. Raises LinkExpired.
    """
    row = links.find(token, at=at)
    if row is None:
        return None
    link, user = row
    link.used_at = at
    if link.purpose == LinkPurpose.INVITATION:
        user.name = clean_text(name)[:LONGEST_NAME] or user.name
        user.password_hash = password_hash
        user.session_epoch += 1
        audit.record("user.accept_invitation", actor=user, target=user, at=at, name=user.name)
    else:
        users.set_password(user, password_hash, actor=user, at=at)
    return user


def set_role(user: User, role: Role, *, actor: User | None, at: datetime) -> None:
    """Raises AccountError, NotAllowed."""
    require_may_manage(actor, user, role)
    before = str(user.role)
    if before == role:
        return
    if role is not Role.ADMINISTRATOR:
        _require_another_administrator(user)
    user.role = role
    audit.record("user.set_role", actor=actor, target=user, at=at, before=before, after=str(role))


def disable(user: User, *, actor: User | None, at: datetime) -> None:
    """End the person's sessions and links, and refuse new ones. Raises AccountError, NotAllowed."""
    require_may_manage(actor, user)
    if user.is_disabled:
        return
    _require_another_administrator(user)
    user.disabled_at = at
    user.session_epoch += 1
    links.withdraw_all(user, at)
    audit.record("user.disable", actor=actor, target=user, at=at)


def enable(user: User, *, actor: User | None, at: datetime) -> None:
    """Let a disabled person sign in again, with the same password and role.

    Raises AccountError, NotAllowed.
    """
    require_may_manage(actor, user)
    if user.is_disabled:
        user.disabled_at = None
        audit.record("user.enable", actor=actor, target=user, at=at)


def require_may_manage(actor: User | None, user: User, *roles: Role) -> None:
    """Check that `actor` may manage `user`, also with other `roles`, as the database has both now.

    Call it under the write lock. Raises AccountError for one's own account, NotAllowed.
    """
    db.session.refresh(user)
    if actor is not None and actor.id == user.id:
        raise AccountError(
            _(
                "Bạn không thể tự thực hiện thao tác này với tài khoản của mình."
                " Hãy nhờ một quản trị viên khác."
            )
        )
    _require_rank(actor, Role(user.role), *roles)


def _require_rank(actor: User | None, *roles: Role) -> None:
    """Raise NotAllowed unless `actor` may manage people whose roles are not above their own."""
    if actor is None:
        return
    db.session.refresh(actor)
    require(actor, "user.manage")
    rank = RANKS.index(Role(actor.role))
    if not actor.is_active or any(RANKS.index(role) > rank for role in roles):
        raise NotAllowed("user.manage")


def _require_another_administrator(user: User) -> None:
    """Raise AccountError if `user` is the only administrator who can sign in."""
    is_other = (User.role == Role.ADMINISTRATOR, users.active(), User.id != user.id)
    is_administrator = user.role == Role.ADMINISTRATOR and user.is_active
    if is_administrator and not db.session.scalar(select(exists().where(*is_other))):
        raise AccountError(
            _(
                "Đây là quản trị viên duy nhất."
                " Hãy giao vai trò quản trị viên cho một người khác trước."
            )
        )
