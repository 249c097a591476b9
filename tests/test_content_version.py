from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.categories import editing
from newsapp.categories.models import Category
from newsapp.content_version import ContentVersion
from newsapp.database import VERSION_AT_BEGIN, db, writing
from newsapp.public.menu import navigation


def test_a_change_is_seen_through_every_mapping(tmp_path: Path) -> None:
    here, there = (ContentVersion(tmp_path / "version") for _ in range(2))
    before = here.now()
    there.advance()
    assert here.now() == there.now() != before


def test_a_change_in_another_process_is_seen_here(tmp_path: Path) -> None:
    here = ContentVersion(tmp_path / "version")
    before = here.now()
    code = (
        "import pathlib, sys; from newsapp.content_version import ContentVersion;"
        " ContentVersion(pathlib.Path(sys.argv[1])).advance()"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "version")], check=True)
    assert here.now() != before


def test_what_a_request_keeps_is_not_taken_for_newer_than_its_transaction(
    app: Flask, editor: User, news: Category
) -> None:
    with app.test_request_context("/"):
        app.preprocess_request()
        db.session.connection().execute(
            select(Category.name)
        ).all()  # from here on it sees the former name
        renaming = threading.Thread(target=rename, args=(app, news.id, "Tin hoạt động", editor.id))
        renaming.start()
        renaming.join()
        navigation()
        db.session.rollback()
    with app.test_request_context("/"):
        app.preprocess_request()
        assert [section.name for section in navigation().sections] == ["Tin hoạt động"]


def test_what_is_kept_is_read_anew_while_one_writes(
    app: Flask, editor: User, news: Category
) -> None:
    def names() -> list[str]:
        return [section.name for section in navigation().sections]

    assert names() == [news.name]
    with writing():
        editing.add("Thông báo", actor=editor, at=clock.now())
        assert names() == [news.name, "Thông báo"]
        db.session.rollback()
    assert names() == [news.name]


def test_a_savepoint_ends_no_transaction(app: Flask) -> None:
    db.session.connection()
    began = db.session.info[VERSION_AT_BEGIN]
    app.extensions["content_version"].advance()
    with db.session.begin_nested():
        pass
    assert db.session.info[VERSION_AT_BEGIN] == began
    db.session.rollback()
    assert VERSION_AT_BEGIN not in db.session.info


def rename(app: Flask, number: int, name: str, by: int) -> None:
    with app.app_context(), writing():
        section, actor = db.session.get_one(Category, number), db.session.get_one(User, by)
        editing.change(
            section,
            name=name,
            description="",
            parent_id=None,
            is_hidden=False,
            moves_address=False,
            actor=actor,
            at=clock.now(),
        )
