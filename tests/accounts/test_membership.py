from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from newsapp import clock
from newsapp.accounts import links, membership, passwords, permissions, users
from newsapp.accounts.links import NewLink
from newsapp.accounts.models import AccountLink, LinkPurpose, Role, User
from newsapp.accounts.permissions import NotAllowed
from newsapp.accounts.users import AccountError
from newsapp.audit import AuditEvent
from newsapp.database import db, writing
from tests import cast

LINH = "linh@hunglac.example"


def invite(
    actor: User | None, role: Role = Role.WRITER, email: str = LINH, name: str = "Linh"
) -> NewLink:
    with writing():
        return membership.invite(email, name, role, actor=actor, at=clock.now())


def use(token: str, **how: str) -> User | None:
    with writing():
        return membership.use_link(token, "hash", at=clock.now(), **how)


def told() -> list[tuple[str, int | None, dict[str, object]]]:
    events = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id))
    return [
        (e.action, e.actor_id, e.details)
        for e in events
        if e.action not in ("user.add", "user.sign_in")
    ]


def test_an_invitation_is_accepted_by_its_link(administrator: User) -> None:
    link = invite(administrator)
    invited = link.user
    assert (invited.is_invited, invited.is_active, invited.role) == (True, False, "writer")
    assert use(link.token, name=" Trần  Thùy Linh ") is invited
    assert (invited.is_active, invited.name) == (True, "Trần Thùy Linh")
    assert told() == [
        ("user.invite", administrator.id, {"email": LINH, "role": "writer"}),
        ("user.accept_invitation", invited.id, {"name": "Trần Thùy Linh"}),
    ]


def test_what_is_kept_of_a_link_is_no_link(administrator: User) -> None:
    token = invite(administrator).token
    kept = db.session.scalars(select(AccountLink)).one()
    assert token not in str(vars(kept))
    assert use(kept.digest) is None


def test_a_link_works_once(administrator: User) -> None:
    token = invite(administrator).token
    use(token)
    with pytest.raises(links.LinkExpired, match="đã được dùng"):
        use(token)


def test_a_newer_invitation_replaces_the_older(administrator: User) -> None:
    older, newer = (
        invite(administrator),
        invite(administrator, Role.EDITOR, f" {LINH.upper()}", "Thùy Linh"),
    )
    assert newer.user is older.user
    assert (newer.user.role, newer.user.name) == ("editor", "Thùy Linh")
    with pytest.raises(links.LinkExpired, match="thay bằng"):
        use(older.token)
    assert use(newer.token) is not None


@pytest.mark.parametrize("good_for", [LinkPurpose.INVITATION, LinkPurpose.PASSWORD])
def test_a_link_expires(
    administrator: User,
    writer: User,
    stopped_clock: cast.StoppedClock,
    good_for: LinkPurpose,
) -> None:
    if good_for is LinkPurpose.INVITATION:
        token = invite(administrator).token
    else:
        with writing():
            token = membership.offer_password(writer, actor=administrator, at=clock.now()).token
    stopped_clock.moment += links.VALID_FOR[good_for] - timedelta(seconds=1)
    assert links.find(token, at=clock.now()) is not None
    stopped_clock.move(seconds=1)
    with pytest.raises(links.LinkExpired, match="hết hạn"):
        use(token)


def test_links_long_over_are_swept(administrator: User, stopped_clock: cast.StoppedClock) -> None:
    invite(administrator)
    stopped_clock.move(days=98)
    invite(administrator, email="binh@hunglac.example")
    assert len(db.session.scalars(select(AccountLink)).all()) == 1


def test_who_has_an_account_is_not_invited_again(administrator: User, writer: User) -> None:
    with pytest.raises(AccountError):
        invite(administrator, email=writer.email)
    with pytest.raises(AccountError), writing():
        membership.invite_again(writer, actor=administrator, at=clock.now())


def test_a_password_link_ends_the_sessions_and_every_other_link(
    administrator: User, writer: User
) -> None:
    session = writer.get_id()
    with writing():
        first = membership.offer_password(writer, actor=administrator, at=clock.now())
        second = membership.offer_password(writer, actor=administrator, at=clock.now())
    assert users.by_session_id(session) is writer
    with pytest.raises(links.LinkExpired):
        use(first.token)
    use(second.token)
    assert users.by_session_id(session) is None
    with writing():
        third = membership.offer_password(writer, actor=administrator, at=clock.now())
    with writing():
        users.set_password(writer, "other", actor=writer, at=clock.now())
    with pytest.raises(links.LinkExpired):
        use(third.token)


def test_disabling_ends_sessions_and_links_and_enabling_gives_none_back(
    administrator: User, writer: User
) -> None:
    session = writer.get_id()
    with writing():
        link = membership.offer_password(writer, actor=administrator, at=clock.now())
    with writing():
        membership.disable(writer, actor=administrator, at=clock.now())
    assert users.by_session_id(session) is users.by_session_id(writer.get_id()) is None
    with pytest.raises(links.LinkExpired):
        use(link.token)
    with pytest.raises(AccountError), writing():
        membership.offer_password(writer, actor=administrator, at=clock.now())
    with writing():
        membership.enable(writer, actor=administrator, at=clock.now())
    assert users.by_session_id(session) is None
    assert users.by_session_id(writer.get_id()) is writer
    with pytest.raises(links.LinkExpired):
        use(link.token)
    assert [action for action, _actor, _details in told()] == [
        "user.offer_password",
        "user.disable",
        "user.enable",
    ]


def test_an_invitation_is_taken_back_by_disabling(administrator: User) -> None:
    link = invite(administrator)
    with writing():
        membership.disable(link.user, actor=administrator, at=clock.now())
    with pytest.raises(links.LinkExpired):
        use(link.token)
    assert use(invite(administrator).token) is not None
    assert link.user.is_active


def test_a_role_is_changed_and_told_once(administrator: User, writer: User) -> None:
    for _ in range(2):
        with writing():
            membership.set_role(writer, Role.EDITOR, actor=administrator, at=clock.now())
    assert writer.role == "editor"
    assert told() == [("user.set_role", administrator.id, {"before": "writer", "after": "editor"})]


@pytest.mark.parametrize("role", ["writer", "editor"])
def test_others_manage_nobody(role: str, other_writer: User) -> None:
    actor, now = cast.person(role), clock.now()
    attempts = (
        lambda: membership.invite(LINH, "Linh", Role.WRITER, actor=actor, at=now),
        lambda: membership.set_role(other_writer, Role.EDITOR, actor=actor, at=now),
        lambda: membership.disable(other_writer, actor=actor, at=now),
        lambda: membership.enable(other_writer, actor=actor, at=now),
        lambda: membership.offer_password(other_writer, actor=actor, at=now),
        lambda: membership.invite_again(other_writer, actor=actor, at=now),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowed), writing():
            attempt()
    assert told() == []


def test_nobody_touches_a_role_above_their_own(
    editor: User, writer: User, administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where editors may manage people."""
    monkeypatch.setitem(permissions.PERMISSIONS, "user.manage", permissions.EDITORS)
    now = clock.now()
    with writing():
        membership.set_role(writer, Role.EDITOR, actor=editor, at=now)
    attempts = (
        lambda: membership.set_role(writer, Role.ADMINISTRATOR, actor=editor, at=now),
        lambda: membership.invite(LINH, "Linh", Role.ADMINISTRATOR, actor=editor, at=now),
        lambda: membership.set_role(administrator, Role.WRITER, actor=editor, at=now),
        lambda: membership.disable(administrator, actor=editor, at=now),
        lambda: membership.offer_password(administrator, actor=editor, at=now),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowed), writing():
            attempt()


def test_nobody_does_it_to_themselves(administrator: User) -> None:
    cast.person("administrator", "other")
    for attempt in (
        lambda: membership.disable(administrator, actor=administrator, at=clock.now()),
        lambda: membership.set_role(
            administrator, Role.WRITER, actor=administrator, at=clock.now()
        ),
    ):
        with pytest.raises(AccountError, match="của mình"), writing():
            attempt()


def test_the_last_administrator_stays(administrator: User) -> None:
    """Whoever asks: here the command line. One who is disabled or has not come
    yet does not count.
    """
    other = cast.person("administrator", "other")
    invite(administrator, Role.ADMINISTRATOR)
    with writing():
        membership.disable(other, actor=administrator, at=clock.now())
    for attempt in (
        lambda: membership.disable(administrator, actor=None, at=clock.now()),
        lambda: membership.set_role(administrator, Role.EDITOR, actor=None, at=clock.now()),
    ):
        with pytest.raises(AccountError, match="duy nhất"), writing():
            attempt()
    with writing():
        membership.enable(other, actor=administrator, at=clock.now())
        membership.disable(administrator, actor=None, at=clock.now())
    assert other.is_active


def test_an_administrator_of_a_moment_ago_is_none_any_more(app: Flask, administrator: User) -> None:
    """What the request has read before the write lock does not count."""
    other = cast.person("administrator", "other")
    with writing():
        demoted = update(User).where(User.id == other.id).values(role="writer")
        db.session.execute(demoted.execution_options(synchronize_session=False))
    assert other.role == "administrator"
    with pytest.raises(NotAllowed), writing():
        membership.set_role(administrator, Role.WRITER, actor=other, at=clock.now())


def test_nobody_signs_in_without_having_come(administrator: User) -> None:
    assert not any(
        passwords.verify(invite(administrator).user.password_hash, word) for word in ("", "nobody")
    )
