from __future__ import annotations

import pytest

from newsapp.accounts.models import User
from newsapp.accounts.passwords import verify
from tests import cast
from tests.cast import PASSWORD

ACCOUNT = "/admin/account"
NEW = "một câu khác cũng dài"


def test_it_works_and_ends_the_other_sessions(writer: User, sign_in: cast.SignIn) -> None:
    here, elsewhere = sign_in(writer), sign_in(writer)
    answer = here.send(ACCOUNT, {"current": PASSWORD, "new": NEW, "again": NEW})
    assert (answer.status_code, answer.location) == (303, ACCOUNT)
    assert verify(writer.password_hash, NEW)
    assert here.get(ACCOUNT).status_code == 200
    assert elsewhere.get(ACCOUNT).status_code == 303


@pytest.mark.parametrize(
    ("current", "new", "again", "field"),
    [
        ("sai mật khẩu", NEW, NEW, "#current-error"),
        ("", NEW, NEW, "#current-error"),
        (PASSWORD, "ngắn", "ngắn", "#new-error"),
        (PASSWORD, "", "", "#new-error"),
        (PASSWORD, NEW, NEW + "x", "#again-error"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    writer: User, sign_in: cast.SignIn, current: str, new: str, again: str, field: str
) -> None:
    answer = sign_in(writer).send(ACCOUNT, {"current": current, "new": new, "again": again})
    assert answer.status_code == 422
    assert answer.words(field) != []
    assert answer.words(".problems") != []
    assert 'value="sai' not in answer.text
    assert verify(writer.password_hash, PASSWORD)
