"""Changing the agency's identity, and its logo as a stored file in use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import exists, select

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.database import db
from newsapp.media.models import Picture
from newsapp.media.uses import Use
from newsapp.site.identity import TEXTS, Identity, IdentityRow
from newsapp.site.links import PortalLink
from newsapp.text_cleaning import clean_text

FIELDS = (*TEXTS, "links", "logo_id")


def change(identity: Identity, *, actor: User, at: datetime) -> None:
    """Replace the agency's identity. Raises NotAllowed."""
    require(actor, "site.edit")
    row = db.session.get(IdentityRow, 1, populate_existing=True)
    before = {name: getattr(row, name) for name in FIELDS} if row else {}
    after: dict[str, Any] = {name: clean_text(getattr(identity, name)) for name in TEXTS}
    after["links"] = [PortalLink(name=name, url=url) for name, url in identity.links]
    after["logo_id"] = identity.logo_id
    if before == after:
        return
    row = db.session.merge(IdentityRow(id=1, **after))
    db.session.flush()
    audit.record("site.change", actor=actor, target=row, at=at, before=before, after=after)


def uses(digests: Sequence[str]) -> Iterator[tuple[str, Use]]:
    """(digest, use) of the file that is the logo."""
    for digest in digests:
        if is_logo(digest):
            yield digest, Use(_("Thông tin cơ quan"), "admin.identity.identity")


def is_logo(digest: str) -> bool:
    is_shown = exists().where(IdentityRow.logo_id == Picture.id, Picture.digest == digest)
    return bool(db.session.scalar(select(is_shown)))
