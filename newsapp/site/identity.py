"""The agency's identity, as the head and the foot of every page state it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import JSON, CheckConstraint, ForeignKey, Select, String, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.characters import clean_text
from newsapp.database import Model, db
from newsapp.generation import kept
from newsapp.media.models import Picture
from newsapp.site.links import PortalLink


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
    name_en: Mapped[str] = mapped_column(String(200), default="")
    parent_body_en: Mapped[str] = mapped_column(String(200), default="")
    address_en: Mapped[str] = mapped_column(String(300), default="")
    language: Mapped[str] = mapped_column(String(2), default="")
    colour: Mapped[str] = mapped_column(String(6), default="")
    links: Mapped[list[PortalLink]] = mapped_column(JSON, default=list)
    logo_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"))


@dataclass(frozen=True, slots=True)
class Logo:
    """A stored picture: its digest, and its size in pixels."""

    digest: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Identity:
    """Who runs the site. `responsible` is the person who answers for the content, `licence` the line of its licence.

    language: "vi", "en", or "" for what the installation says; colour: see site.colours, "" for the site's own.
    """

    name: str
    parent_body: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    responsible: str = ""
    licence: str = ""
    name_en: str = ""
    parent_body_en: str = ""
    address_en: str = ""
    language: str = ""
    colour: str = ""
    links: tuple[tuple[str, str], ...] = ()
    """(name, address), in the order in which readers see them."""
    logo_id: int | None = None
    logo: Logo | None = field(default=None, compare=False)

    def spoken(self, language: str) -> Identity:
        """As a page in that language names the agency: in English where that is given."""
        if language != "en":
            return self
        english = {name: getattr(self, f"{name}_en") or getattr(self, name) for name in IN_ENGLISH}
        return replace(self, **english)


IN_ENGLISH = ("name", "parent_body", "address")
TEXTS = tuple(f.name for f in fields(Identity) if f.type == "str")
FIELDS = (*TEXTS, "links", "logo_id")


def read() -> Identity:
    """The agency's identity, or a plain stand-in until somebody has filled it in."""
    row = _row()
    return row if row is not None else Identity(name=_("Trang tin điện tử"))


@kept
def _row() -> Identity | None:
    """One statement, once after each change."""
    found = db.session.execute(
        select(IdentityRow, Picture.digest, Picture.width, Picture.height).outerjoin(
            Picture, Picture.id == IdentityRow.logo_id
        )
    ).first()
    if found is None:
        return None
    row, digest, width, height = found
    values = {name: getattr(row, name) for name in (*TEXTS, "logo_id")}
    links = tuple((link["name"], link["url"]) for link in row.links)
    return Identity(**values, links=links, logo=Logo(digest, width, height) if digest else None)


def chosen_language() -> str:
    """The language that staff chose; "" where they did not, or nobody has said who runs the site."""
    row = _row()
    return row.language if row is not None else ""


def shows_picture(digest: str) -> Select[bool]:
    """Whether the stored picture is the logo, which every page shows."""
    return select(exists().where(IdentityRow.logo_id == Picture.id, Picture.digest == digest))


def change(new: Identity, *, actor: User, at: datetime) -> None:
    """State the agency's identity anew. Raises NotAllowed."""
    require(actor, "site.edit")
    row = db.session.get(IdentityRow, 1, populate_existing=True)
    before = {name: getattr(row, name) for name in FIELDS} if row else {}
    after: dict[str, Any] = {name: clean_text(getattr(new, name)) for name in TEXTS}
    after |= {"links": [PortalLink(name=name, url=url) for name, url in new.links], "logo_id": new.logo_id}
    if before == after:
        return
    row = row or IdentityRow(id=1)
    for name, value in after.items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.flush()
    audit.record("site.change", actor=actor, target=row, at=at, before=before, after=after)
