from __future__ import annotations

from datetime import date

import pytest

from newsapp.documents.kinds import Kind, LegalState, legal_state

BEFORE, TODAY, AFTER = date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("kind", "issued", "effective", "expires", "state"),
    [
        (Kind.DECISION, BEFORE, None, None, LegalState.IN_FORCE),
        (Kind.DECISION, TODAY, TODAY, None, LegalState.IN_FORCE),
        (Kind.DECISION, BEFORE, AFTER, None, LegalState.TO_COME),
        (Kind.DECISION, BEFORE, BEFORE, AFTER, LegalState.IN_FORCE),
        (Kind.DECISION, BEFORE, BEFORE, TODAY, LegalState.ENDED),
        (Kind.LETTER, BEFORE, None, None, None),
        (Kind.LETTER, BEFORE, BEFORE, None, LegalState.IN_FORCE),
    ],
)
def test_the_days_say_whether_it_is_in_force(
    kind: str, issued: date, effective: date | None, expires: date | None, state: LegalState | None
) -> None:
    assert legal_state(kind, "", issued, effective, expires, TODAY) is state


def test_what_staff_said_goes_before_the_days() -> None:
    said = legal_state(Kind.DECISION, LegalState.PARTLY_ENDED, BEFORE, BEFORE, BEFORE, TODAY)
    assert said is LegalState.PARTLY_ENDED
