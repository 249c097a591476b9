"""Who did what, and when. Rows are written by the verbs, in the transaction of what they tell of."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.database import Model, UTCDateTime, db, note_change

ACTIONS: dict[str, frozenset[str]] = {
    "user.add": frozenset({"email", "role"}),
    "user.sign_in": frozenset(),
    "user.sign_out": frozenset(),
    "user.set_password": frozenset(),
    "user.invite": frozenset({"email", "role"}),
    "user.accept_invitation": frozenset({"name"}),
    "user.set_role": frozenset({"before", "after"}),
    "user.disable": frozenset(),
    "user.enable": frozenset(),
    "user.offer_password": frozenset(),
    "second_factor.turn_on": frozenset(),
    "second_factor.turn_off": frozenset(),
    "second_factor.renew_codes": frozenset(),
    "second_factor.use_recovery_code": frozenset({"left"}),
    "second_factor.reset": frozenset(),
    "category.add": frozenset({"name"}),
    "category.change": frozenset({"before", "after"}),
    "category.merge": frozenset({"name", "into", "articles"}),
    "category.delete": frozenset({"name"}),
    "page.move": frozenset({"before", "after"}),
    "menu.begin": frozenset(),
    "menu.add": frozenset({"kind", "label"}),
    "menu.change": frozenset({"before", "after"}),
    "menu.remove": frozenset({"label"}),
    "menu.reset": frozenset(),
    "tag.rename": frozenset({"before", "after"}),
    "tag.merge": frozenset({"name", "into", "articles"}),
    "tag.delete": frozenset({"name", "articles"}),
    "article.create": frozenset({"title"}),
    "article.save": frozenset({"title", "revision"}),
    "article.go_back": frozenset({"title", "revision", "former"}),
    "article.publish": frozenset({"title", "revision"}),
    "article.submit": frozenset({"title", "revision"}),
    "article.take_back": frozenset({"title", "revision"}),
    "article.send_back": frozenset({"title", "revision", "comment"}),
    "article.schedule": frozenset({"title", "revision", "go_live_at"}),
    "article.expire": frozenset({"title", "before", "after"}),
    "article.pin": frozenset({"title", "before", "after"}),
    "article.unpublish": frozenset({"title"}),
    "article.trash": frozenset({"title"}),
    "article.restore": frozenset({"title"}),
    "article.delete": frozenset({"title", "revisions"}),
    "document.create": frozenset({"number"}),
    "document.save": frozenset({"number", "changed"}),
    "document.change": frozenset({"number", "changed"}),
    "document.publish": frozenset({"number", "go_live_at"}),
    "document.withdraw": frozenset({"number"}),
    "document.trash": frozenset({"number"}),
    "document.restore": frozenset({"number"}),
    "picture.delete": frozenset({"filename"}),
    "attachment.delete": frozenset({"filename"}),
    "article.share": frozenset({"title", "revision"}),
    "site.change": frozenset({"before", "after"}),
    "statistics.set_initial": frozenset({"visits"}),
}
"""Every action with the keys that its details carry."""

UNSEEN = frozenset(
    {
        "user.add",
        "user.sign_in",
        "user.sign_out",
        "user.set_password",
        "user.invite",
        "user.accept_invitation",
        "user.set_role",
        "user.disable",
        "user.enable",
        "user.offer_password",
        "second_factor.turn_on",
        "second_factor.turn_off",
        "second_factor.renew_codes",
        "second_factor.use_recovery_code",
        "second_factor.reset",
        "article.create",
        "article.save",
        "article.go_back",
        "article.share",
        "article.submit",
        "article.take_back",
        "article.send_back",
        "article.delete",
        "document.create",
        "document.save",
        "picture.delete",
        "attachment.delete",
        "statistics.set_initial",
    }
)
"""Those that change nothing on any public page. Every other one makes all pages anew."""


class Actor(Protocol):
    @property
    def id(self) -> Any: ...


class Target(Protocol):
    __tablename__: Any

    @property
    def id(self) -> Any: ...


class AuditEvent(Model):
    __tablename__ = "audit_event"
    __table_args__ = (
        Index(None, "target_type", "target_id"),
        Index(None, "actor_id", "at"),
        Index(None, "action", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    action: Mapped[str] = mapped_column(String(40))
    target_type: Mapped[str] = mapped_column(String(40))
    target_id: Mapped[int]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)


def record(action: str, *, actor: Actor | None, target: Target, at: datetime, **details: Any) -> None:
    """Note that `actor` (None: the command line) did `action` to `target`, which has its number."""
    if details.keys() != ACTIONS[action]:
        raise ValueError(f"{action} takes {sorted(ACTIONS[action])}, not {sorted(details)}")
    note_change(seen_by_readers=action not in UNSEEN)
    db.session.add(
        AuditEvent(
            at=at,
            actor_id=actor.id if actor is not None else None,
            action=action,
            target_type=target.__tablename__,
            target_id=target.id,
            details=details,
        )
    )
