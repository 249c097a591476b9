"""Who belongs to the staff, and as what: inviting, accepting, roles, disabling. Each verb is audited; none commits.

An actor of None is the command line, which may do everything but leave the site without an administrator.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import exists, select

from newsapp import audit
from newsapp.accounts import links, second_factor, users
from newsapp.accounts.models import LinkPurpose, Role, User
from newsapp.accounts.permissions import NotAllowed, require
from newsapp.accounts.users import AccountError
from newsapp.characters import clean_text
from newsapp.database import db

LONGEST_NAME = 100
RANKS = tuple(Role)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a new one-time link needs to say. The token is kept nowhere else."""

    user: User
    purpose: LinkPurpose
    token: str
    expires_at: datetime


def invite(email: str, name: str, role: Role, *, actor: User | None, at: datetime) -> HandedOver:
    """Add somebody who sets their own password by the link. Who was invited before and has not come is invited anew.

    Raises AccountError, NotAllowed.
    """
    invited = users.by_email(email)
    _check(actor, role, *([] if invited is None else [Role(invited.role)]))
    if invited is None:
        invited = users.add(email, clean_text(name)[:LONGEST_NAME], role, "", actor=actor, at=at)
    else:
        db.session.refresh(invited)
        if not invited.is_awaited:
            raise AccountError(_("Đã có tài khoản %(email)s.", email=invited.email))
        invited.name = clean_text(name)[:LONGEST_NAME] or invited.name
        invited.role, invited.disabled_at = role, None
    return _invitation(invited, actor, at)


def invite_again(user: User, *, actor: User | None, at: datetime) -> HandedOver:
    """A new link for somebody who has not come yet; the older one ends. Raises AccountError, NotAllowed."""
    _check_person(actor, user)
    if not user.is_awaited or user.is_disabled:
        raise AccountError(_("Người này không còn chờ lời mời nào."))
    return _invitation(user, actor, at)


def _invitation(user: User, actor: User | None, at: datetime) -> HandedOver:
    token, expires_at = links.make(user, LinkPurpose.INVITATION, at=at)
    audit.record("user.invite", actor=actor, target=user, at=at, email=user.email, role=str(user.role))
    return HandedOver(user, LinkPurpose.INVITATION, token, expires_at)


def offer_password(user: User, *, actor: User | None, at: datetime) -> HandedOver:
    """A link by which `user` sets a new password. Until it is used the old one goes on.

    Raises AccountError, NotAllowed.
    """
    _check_person(actor, user)
    if not user.is_active:
        raise AccountError(_("Người này hiện không đăng nhập được."))
    token, expires_at = links.make(user, LinkPurpose.PASSWORD, at=at)
    audit.record("user.offer_password", actor=actor, target=user, at=at)
    return HandedOver(user, LinkPurpose.PASSWORD, token, expires_at)


def use_link(token: str, password_hash: str, *, name: str = "", at: datetime) -> User | None:
    """Do what the link is for; return whose it was, or None for a token that we never gave out.

    `name`: what the person is called, where the link is an invitation. Raises links.LinkOver.
    """
    if (found := links.find(token, at=at)) is None:
        return None
    link, user = found
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
    _check_person(actor, user, role)
    if (before := Role(user.role)) is role:
        return
    if role is not Role.ADMINISTRATOR:
        _keep_an_administrator_beside(user)
    user.role = role
    audit.record("user.set_role", actor=actor, target=user, at=at, before=str(before), after=str(role))


def disable(user: User, *, actor: User | None, at: datetime) -> None:
    """Keep `user` out: every session ends at once, no link of theirs works. Raises AccountError, NotAllowed."""
    _check_person(actor, user)
    if user.is_disabled:
        return
    _keep_an_administrator_beside(user)
    user.disabled_at = at
    user.session_epoch += 1
    links.end_all(user, at)
    audit.record("user.disable", actor=actor, target=user, at=at)


def enable(user: User, *, actor: User | None, at: datetime) -> None:
    """Let `user` in again, with the password and role they had. Raises NotAllowed."""
    _check_person(actor, user)
    if user.is_disabled:
        user.disabled_at = None
        audit.record("user.enable", actor=actor, target=user, at=at)


def reset_second_factor(user: User, *, actor: User | None, at: datetime) -> None:
    """Let somebody who lost their telephone in with the password alone. Raises AccountError, NotAllowed."""
    _check_person(actor, user)
    if second_factor.of(user) is not None:
        second_factor.remove(user)
        audit.record("second_factor.reset", actor=actor, target=user, at=at)


def _check_person(actor: User | None, user: User, *roles: Role) -> None:
    """Look at both people again, as they stand under the write lock; nobody does this to themselves."""
    db.session.refresh(user)
    if actor is not None and actor.id == user.id:
        raise AccountError(_("Bạn không tự làm việc này với tài khoản của mình. Hãy nhờ một người quản trị khác."))
    _check(actor, Role(user.role), *roles)


def _check(actor: User | None, *roles: Role) -> None:
    """Raise NotAllowed unless `actor`, as they are now, may manage people with these roles: none above their own."""
    if actor is None:
        return
    db.session.refresh(actor)
    require(actor, "user.manage")
    own = RANKS.index(Role(actor.role))
    if not actor.is_active or any(RANKS.index(role) > own for role in roles):
        raise NotAllowed("user.manage")


def _keep_an_administrator_beside(user: User) -> None:
    other = select(exists().where(User.role == Role.ADMINISTRATOR, users.active(), User.id != user.id))
    if user.role == Role.ADMINISTRATOR and user.is_active and not db.session.scalar(other):
        raise AccountError(_("Đây là người quản trị duy nhất. Hãy giao quyền quản trị cho một người khác trước."))
