"""Adding, changing and deleting redirects, one by one, from a file, and by an import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import Select, select, update

from newsapp import audit
from newsapp.accounts.models import User
from newsapp.accounts.permissions import require
from newsapp.database import db
from newsapp.parts.redirects import addresses
from newsapp.parts.redirects.addresses import RedirectError, readable
from newsapp.parts.redirects.models import CATEGORY, Redirect
from newsapp.parts.redirects.targets import Target, shown

BATCH = 500
"""Rows that are looked up together."""


@dataclass(slots=True)
class Loaded:
    """How many redirects of a file were new, led elsewhere before, or stood there as they are."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0


def find(question: str) -> Select[Redirect]:
    """The redirects whose address or path contains the text, by address; all for an empty one."""
    query = select(Redirect).order_by(Redirect.address, Redirect.id)
    if not question:
        return query
    is_found = Redirect.address.contains(addresses.part_of(question), autoescape=True)
    return query.where(is_found | Redirect.path.contains(question, autoescape=True))


def add(address: str, target: Target, *, actor: User, at: datetime) -> Redirect:
    """Let `address` lead to the target. Raises RedirectError, NotAllowed."""
    require(actor, "redirect.edit")
    _refuse_taken(address)
    row = Redirect(address=address)
    _lead(row, target)
    db.session.add(row)
    db.session.flush()
    audit.record("redirect.add", actor=actor, target=row, at=at, **_facts(row))
    return row


def change(row: Redirect, address: str, target: Target, *, actor: User, at: datetime) -> None:
    """Raises RedirectError, NotAllowed."""
    require(actor, "redirect.edit")
    if address != row.address:
        _refuse_taken(address)
    before = _facts(row)
    row.address = address
    _lead(row, target)
    after = _facts(row)
    if before != after:
        audit.record("redirect.change", actor=actor, target=row, at=at, before=before, after=after)


def delete(row: Redirect, *, actor: User, at: datetime) -> None:
    """Let the address be not found again. Raises NotAllowed."""
    require(actor, "redirect.edit")
    said = readable(row.address)
    audit.record("redirect.delete", actor=actor, target=row, at=at, address=said)
    db.session.delete(row)
    db.session.flush()


def load(rows: Sequence[tuple[str, Target]], *, actor: User, at: datetime) -> Loaded:
    """Let each address lead to its target, whatever it led to before. Raises NotAllowed."""
    require(actor, "redirect.edit")
    loaded, last = Loaded(), None
    for first in range(0, len(rows), BATCH):
        batch = rows[first : first + BATCH]
        known = _at([address for address, _target in batch])
        for address, target in batch:
            row = known.get(address)
            if row is not None and Target(row.kind, row.number, row.path) == target:
                loaded.unchanged += 1
                continue
            loaded.changed += row is not None
            loaded.added += row is None
            last = row or Redirect(address=address)
            _lead(last, target)
            db.session.add(last)
        db.session.flush()
    if last is not None:
        said = {"added": loaded.added, "changed": loaded.changed}
        audit.record("redirect.load", actor=actor, target=last, at=at, **said)
    return loaded


def remember(address: str, kind: str, number: int) -> None:
    """Let an address of the former site lead to what an import has made of it.

    kind: "article", "page" or "category". An address that is none, or this site's own, is left.
    """
    try:
        written = addresses.parse(address)
    except RedirectError:
        return
    row = _at([written]).get(written) or Redirect(address=written)
    _lead(row, Target(kind, number))
    db.session.add(row)
    db.session.flush()


def move_to_category(source_id: int, target_id: int) -> None:
    """The addresses that led to a category lead to the one that it was merged into."""
    led = (Redirect.kind == CATEGORY) & (Redirect.number == source_id)
    db.session.execute(update(Redirect).where(led).values(number=target_id))


def place(row: Redirect) -> str:
    """Where the redirect leads, as staff read it; its kind and number where nothing is there."""
    (one,) = shown([row])
    return one.path or f"{row.kind} {row.number}"


def _facts(row: Redirect) -> dict[str, str]:
    return {"address": readable(row.address), "path": place(row)}


def _lead(row: Redirect, target: Target) -> None:
    row.kind, row.number, row.path = target.kind, target.number, target.path


def _at(written: list[str]) -> dict[str, Redirect]:
    rows = db.session.scalars(select(Redirect).where(Redirect.address.in_(written)))
    return {row.address: row for row in rows}


def _refuse_taken(address: str) -> None:
    if _at([address]):
        raise RedirectError(_("Địa chỉ cũ này đã có trong danh sách."))
