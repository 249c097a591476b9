"""The agency's identity, as the head and the foot of every page state it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.characters import clean_text
from newsapp.database import Model, db


class IdentityRow(Model):
    """One row only."""

    __tablename__ = "site_identity"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    name: Mapped[str] = mapped_column(String(200))
    parent_body: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    phone: Mapped[str] = mapped_column(String(100), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    responsible: Mapped[str] = mapped_column(String(200), default="")
    licence: Mapped[str] = mapped_column(String(300), default="")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who runs the site. `responsible` is the person who answers for the content, `licence` the line of its licence."""

    name: str
    parent_body: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    responsible: str = ""
    licence: str = ""


FIELDS = tuple(Identity.__dataclass_fields__)


def identity() -> Select[*tuple[str, ...]]:
    return select(*(getattr(IdentityRow, name) for name in FIELDS))


def read() -> Identity:
    """The agency's identity, or a plain stand-in until somebody has filled it in."""
    row = db.session.execute(identity()).first()
    return Identity(*map(str, row)) if row is not None else Identity(name=_("Trang tin điện tử"))


def change(new: Identity, *, actor: User, at: datetime) -> None:
    """State the agency's identity anew. Raises NotAllowed."""
    require(actor, "site.edit")
    new = Identity(**{name: clean_text(getattr(new, name)) for name in FIELDS})
    row = db.session.get(IdentityRow, 1)
    before = {name: getattr(row, name) for name in FIELDS} if row else {}
    after = {name: getattr(new, name) for name in FIELDS}
    if before == after:
        return
    row = row or IdentityRow(id=1)
    for name, value in after.items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.flush()
    audit.record("site.change", actor=actor, target=row, at=at, before=before, after=after)
