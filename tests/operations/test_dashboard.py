from __future__ import annotations

import shutil

from flask import Flask

from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.operations.alarms import outcomes
from tests import cast
from tests.operations.backup.conftest import stories

__all__ = ["stories"]


def test_what_is_wrong_with_the_server_is_the_administrators(
    administrator: User, editor: User, sign_in: cast.SignIn
) -> None:
    assert "mục về máy chủ cần xử lý" not in sign_in(editor).get("/admin/").text
    answer = sign_in(administrator).get("/admin/")
    assert "chưa có bản sao lưu nào" in answer.text
    assert "Chạy: newsapp backup THƯ_MỤC" in answer.text


def test_a_night_that_failed_is_told_with_the_next_page(
    app: Flask, administrator: User, sign_in: cast.SignIn
) -> None:
    outcomes.note_failure(app.config["INSTANCE"], "backup", "no space is left in /var/backups")
    answer = sign_in(administrator).get("/admin/")
    assert "no space is left in /var/backups" in answer.text


def test_what_only_the_full_check_sees_is_told_too(
    app: Flask, administrator: User, stories: list[Article], sign_in: cast.SignIn
) -> None:
    shutil.rmtree(app.config["MEDIA"])
    assert app.test_cli_runner().invoke(args=["check"]).exit_code == 1
    answer = sign_in(administrator).get("/admin/")
    assert "5 tệp đã lưu bị mất" in answer.text
