"""Who runs the site: the agency that the head and the foot of every page name."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

from flask_babel import gettext as _
from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from newsapp.content_version import cached_until_change
from newsapp.database import Model, db
from newsapp.media.models import Picture
from newsapp.site.links import PortalLink


class IdentityRow(Model):
    """The only row of its table."""

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
    """A stored picture. width and height: pixels."""

    digest: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Identity:
    """The agency, with what administrators have chosen for its site.

    responsible: the person responsible for the content. licence: the line about the licence.
    language: "vi", "en", or "" for the server's setting. colour: six hexadecimal digits, or "" for
    the site's own. links: (name, address) of related portals, in their order.
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
    logo_id: int | None = None
    logo: Logo | None = field(default=None, compare=False)

    def spoken(self, language: str) -> Identity:
        """The agency as a page in `language` names it: in English where a translation is given."""
        if language != "en":
            return self
        english = {name: getattr(self, f"{name}_en") or getattr(self, name) for name in TRANSLATED}
        return replace(self, **english)


TRANSLATED = ("name", "parent_body", "address")
TEXTS = tuple(each.name for each in fields(Identity) if each.type == "str")


def read() -> Identity:
    """The agency, or a general name until somebody has described it."""
    return _stored() or Identity(name=_("Trang tin điện tử"))


def chosen_language() -> str:
    """The language that administrators chose, or ""."""
    identity = _stored()
    return identity.language if identity is not None else ""


@cached_until_change
def _stored() -> Identity | None:
    row = db.session.execute(
        select(IdentityRow, Picture.digest, Picture.width, Picture.height).outerjoin(
            Picture, Picture.id == IdentityRow.logo_id
        )
    ).first()
    if row is None:
        return None
    stored, digest, width, height = row
    return Identity(
        **{name: getattr(stored, name) for name in TEXTS},
        links=tuple((link["name"], link["url"]) for link in stored.links),
        logo_id=stored.logo_id,
        logo=Logo(digest, width, height) if digest else None,
    )
