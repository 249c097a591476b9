from __future__ import annotations

import pytest
from sqlalchemy import func, select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.accounts.permissions import NotAllowed
from newsapp.audit import AuditEvent
from newsapp.database import db, writing
from newsapp.parts.identity import editing
from newsapp.site import identity
from newsapp.site.identity import Identity, IdentityRow


def state(actor: User, **fields: str) -> None:
    with writing():
        editing.change(Identity(**({"name": "Sở Khoa học"} | fields)), actor=actor, at=clock.now())


def changes() -> list[dict[str, object]]:
    events = select(AuditEvent).where(AuditEvent.action == "site.change").order_by(AuditEvent.id)
    return [event.details for event in db.session.scalars(events)]


def test_it_is_stated_and_stated_anew_in_one_row(administrator: User) -> None:
    state(administrator, address="  Số 18\x00\u00a0đường  e\u0301 ")
    assert identity.read() == Identity(name="Sở Khoa học", address="Số 18 đường é")
    state(administrator, phone="0299")
    assert identity.read() == Identity(name="Sở Khoa học", phone="0299")
    assert db.session.scalar(select(func.count()).select_from(IdentityRow)) == 1
    first, second = changes()
    assert first["before"] == {}
    assert second["before"] == first["after"]


def test_stating_the_same_is_not_told(administrator: User) -> None:
    state(administrator)
    state(administrator)
    assert len(changes()) == 1


@pytest.mark.parametrize("role", ["writer", "editor"])
def test_only_the_administrator_may(request: pytest.FixtureRequest, role: str) -> None:
    with pytest.raises(NotAllowed):
        state(request.getfixturevalue(role))
