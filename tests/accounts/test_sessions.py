from __future__ import annotations

import pytest

from newsapp import clock
from newsapp.accounts import sessions, users
from newsapp.accounts.models import StaffSession, User
from newsapp.database import db, writing
from tests import cast

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"


def start(user: User, user_agent: str = FIREFOX) -> str:
    with writing():
        sessions.start(user, user_agent, at=clock.now())
    return user.get_id()


def test_a_session_names_its_user(writer: User) -> None:
    assert sessions.user_of(start(writer)) is writer
    assert start(writer) not in [row.digest for row in db.session.query(StaffSession)]


@pytest.mark.parametrize("forged", ["", "1", "1.0", "1.0.", "1.0.0", "9.0.abc", ".0.a", "1.1.a"])
def test_a_forged_session_is_nobody(writer: User, forged: str) -> None:
    start(writer)
    assert sessions.user_of(forged) is None


def test_anothers_token_is_nobodys(writer: User, editor: User) -> None:
    token = start(writer).rpartition(".")[2]
    assert sessions.user_of(f"{editor.id}.0.{token}") is None


def test_ending_one_leaves_the_others(writer: User) -> None:
    here, elsewhere = start(writer), start(writer)
    assert sessions.user_of(elsewhere) is writer
    own = sessions.current(writer)
    assert own is not None
    with writing():
        sessions.end(own, writer, clock.now())
    assert sessions.user_of(elsewhere) is None
    assert sessions.user_of(here) is writer


def test_all_end_with_the_epoch(writer: User) -> None:
    session = start(writer)
    with writing():
        users.end_sessions(writer, clock.now())
    assert sessions.user_of(session) is None
    assert sessions.open_sessions(writer, clock.now()) == []


def test_a_busy_session_ends_after_a_week(writer: User, stopped_clock: cast.StoppedClock) -> None:
    session = start(writer)
    for _half_day in range(13):
        stopped_clock.move(hours=12)
        assert sessions.user_of(session) is writer
        with writing():
            sessions.note_use(writer, clock.now())
    stopped_clock.move(hours=12)
    assert sessions.user_of(session) is None


def test_an_idle_session_ends(writer: User, stopped_clock: cast.StoppedClock) -> None:
    session = start(writer)
    stopped_clock.move(hours=12, minutes=11)
    assert sessions.user_of(session) is None
    start(writer)
    assert len(list(db.session.query(StaffSession))) == 1, "those that are over are deleted"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0 Safari/537.36", "Chrome, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU like Mac OS X) Version/26 Safari/604.1", "Safari, iPhone"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_browsers_have_the_names_that_people_know(user_agent: str, name: str) -> None:
    assert sessions.browser_name(user_agent) == name
