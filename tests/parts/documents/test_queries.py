from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.database import db, writing
from newsapp.parts.documents import queries, workflow
from newsapp.parts.documents.kinds import LegalState
from newsapp.parts.documents.models import Document
from newsapp.parts.documents.queries import DocumentFilter
from newsapp.publishing import State, state_of
from tests.parts.documents import papers

TODAY = date(2026, 11, 23)


def found(words: str, **more: object) -> list[str]:
    narrowed = DocumentFilter(words=words, **more)  # type: ignore[arg-type]
    rows = db.session.scalars(queries.cards(clock.now(), TODAY, narrowed))
    return [document.number for document in rows]


@pytest.mark.parametrize(
    "words",
    [
        "115/QĐ-UBND",
        "115/QD-UBND",
        "115 qđ ubnd",
        "115qdubnd",
        "115/qdub",
        "115",
        "quy chế quản lý",
        "QUY CHE QUAN LY",
        "nhiem vu 115",
        "khoa học ủy ban",
    ],
)
def test_it_is_found_by_its_number_and_its_words_however_typed(editor: User, words: str) -> None:
    papers.live(editor)
    papers.live(
        editor, "12/KH-SKHCN", abstract="Kế hoạch kiểm tra an toàn bức xạ", issuing_body="Sở"
    )
    assert found(words) == ["115/QĐ-UBND"]


@pytest.mark.parametrize(
    "words", ["116", "che quy chế bức", "%", "_", "15/QĐ", "115' OR 1=1 --", "\0", "\\", "🙂"]
)
def test_nothing_else_is_found(editor: User, words: str) -> None:
    papers.live(editor)
    assert found(words) == []


def test_the_exact_number_stands_first(editor: User) -> None:
    papers.live(editor, "1150/QĐ-UBND", issued_on=date(2026, 10, 1))
    papers.live(editor, "115/QĐ-UBND", issued_on=date(2020, 1, 1))
    assert found("115/qd-ubnd") == ["115/QĐ-UBND", "1150/QĐ-UBND"]
    assert found("115") == ["1150/QĐ-UBND", "115/QĐ-UBND"]
    papers.live(editor, "115", issued_on=date(2019, 1, 1))
    assert found("115")[0] == "115"


def test_what_was_corrected_is_found_by_its_new_words(editor: User) -> None:
    document = papers.live(editor)
    with writing():
        new = papers.content("7/NQ-HĐND", abstract="Nghị quyết về ngân sách")
        workflow.save(document, new, base_version=1, actor=editor, at=clock.now())
    assert found("115") == []
    assert found("ngan sach 7/nq") == ["7/NQ-HĐND"]


def test_newest_first_or_oldest_first(editor: User) -> None:
    for year in (2024, 2026, 2025):
        papers.live(editor, f"{year}", issued_on=date(year, 1, 1))
    assert found("") == ["2026", "2025", "2024"]
    assert found("", oldest_first=True) == ["2024", "2025", "2026"]
    assert found("", year=2025) == ["2025"]
    assert found("", year=1) == found("", year=9999) == []


BEFORE, AFTER = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "issued", "effective", "expires", "state"),
    [
        ("quyet-dinh", BEFORE, None, None, LegalState.IN_FORCE),
        ("quyet-dinh", TODAY, TODAY, None, LegalState.IN_FORCE),
        ("quyet-dinh", BEFORE, AFTER, None, LegalState.TO_COME),
        ("quyet-dinh", AFTER, None, None, LegalState.TO_COME),
        ("quyet-dinh", BEFORE, BEFORE, AFTER, LegalState.IN_FORCE),
        ("quyet-dinh", BEFORE, BEFORE, TODAY, LegalState.ENDED),
        ("quyet-dinh", BEFORE, AFTER, BEFORE, LegalState.ENDED),
        ("cong-van", BEFORE, None, None, ""),
        ("cong-van", BEFORE, None, BEFORE, ""),
        ("cong-van", BEFORE, BEFORE, None, LegalState.IN_FORCE),
    ],
)
@pytest.mark.parametrize("by_hand", ["", LegalState.PARTLY_ENDED])
def test_the_days_say_whether_it_is_in_force_unless_staff_did(
    editor: User,
    kind: str,
    issued: date,
    effective: date | None,
    expires: date | None,
    state: str,
    by_hand: str,
) -> None:
    days = {"issued_on": issued, "effective_on": effective, "expires_on": expires}
    papers.draft(editor, kind=kind, legal_state=by_hand, **days)
    assert db.session.scalar(select(queries.legal_state_on(TODAY))) == (by_hand or state)


OF_DOCUMENTS = [State.DRAFT, State.SCHEDULED, State.LIVE, State.WITHDRAWN, State.TRASHED]


@pytest.mark.parametrize("state", OF_DOCUMENTS)
def test_readers_see_exactly_what_is_live(editor: User, state: State) -> None:
    now = clock.now()
    document = papers.draft(editor) if state is State.DRAFT else papers.live(editor)
    with writing():
        if state is State.SCHEDULED:
            document.go_live_at = now + timedelta(hours=1)
        elif state is State.WITHDRAWN:
            document.withdrawn_at = now
        elif state is State.TRASHED:
            document.trashed_at = now
    now = clock.now()
    assert state_of(document, now) is state
    assert (db.session.scalar(select(Document.id).where(queries.published(now))) is not None) is (
        state is State.LIVE
    )


def test_the_next_moment_that_one_appears(editor: User) -> None:
    now = clock.now()
    (change,) = queries.next_changes(now)
    assert db.session.scalar(change) is None
    for hours in (3, 2):
        papers.live(editor, go_live_at=now + timedelta(hours=hours))
    assert db.session.scalar(change) == now + timedelta(hours=2)
