from __future__ import annotations

import errno
import io
import os

import pytest

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.web.uploads import HeldUpload
from tests import cast
from tests.admin import forms


def test_a_full_disk_under_an_upload_loses_the_file_and_not_the_text(
    sign_in: cast.SignIn, editor: User, news: Category, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = sign_in(editor)

    def no_room(_self: HeldUpload) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(HeldUpload, "rollover", no_room)
    monkeypatch.setattr("newsapp.web.uploads.IN_MEMORY", 1000)
    large = io.BytesIO(b"PK\x05\x06" + bytes(5000))
    sent = forms.typed(news, body="<p>Giữ lại.</p>", action="publish", files=(large, "lớn.zip"))
    answer = browser.send("/admin/articles/new", sent)
    assert answer.status_code == 507
    assert forms.value_of(answer, "body") == "<p>Giữ lại.</p>"
    assert "hết chỗ trống nên chưa nhận được “lớn.zip”" in answer.text


def test_a_large_upload_arrives_whole() -> None:
    content = os.urandom(1_200_000)
    with HeldUpload() as held:
        held.write(content)
        held.seek(0)
        assert held.read() == content
