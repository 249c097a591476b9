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
from newsapp.database import BEGAN, db, writing
from newsapp.generation import Generation, SharedGeneration
from newsapp.public.menu import navigation


def test_a_change_is_seen_through_every_mapping(tmp_path: Path) -> None:
    here, there = Generation(tmp_path / "generation"), Generation(tmp_path / "generation")
    before = here.now()
    there.advance()
    assert here.now() == there.now() != before


def test_a_change_in_another_process_is_seen_here(tmp_path: Path) -> None:
    here = Generation(tmp_path / "generation")
    before = here.now()
    code = "import pathlib, sys, newsapp.generation as g; g.Generation(pathlib.Path(sys.argv[1])).advance()"
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "generation")], check=True)
    assert here.now() != before


def test_machines_share_it_in_redis(redis_url: str) -> None:
    here, there = (SharedGeneration(redis_url, "test:generation") for _ in range(2))
    before_here, before_there = here.now(), there.now()
    assert (here.now(), there.now()) == (before_here, before_there)
    there.advance()
    assert here.now() != before_here
    assert there.now() != before_there


def test_nothing_counts_as_ready_while_redis_does_not_answer(tmp_path: Path) -> None:
    lost = SharedGeneration(f"unix://{tmp_path}/nobody.sock")
    assert lost.now() != lost.now()
    lost.advance()
    assert lost.now() != lost.now()


def test_what_a_request_keeps_is_not_taken_for_newer_than_its_transaction(
    app: Flask, editor: User, news: Category
) -> None:
    with app.test_request_context("/"):
        app.preprocess_request()
        db.session.connection().execute(select(Category.name)).all()  # from here on it sees the former name
        renaming = threading.Thread(target=rename, args=(app, news.id, "Tin hoạt động", editor.id))
        renaming.start()
        renaming.join()
        navigation()
        db.session.rollback()
    with app.test_request_context("/"):
        app.preprocess_request()
        assert [section.name for section in navigation().sections] == ["Tin hoạt động"]


def test_a_savepoint_ends_no_transaction(app: Flask) -> None:
    db.session.connection()
    began = db.session.info[BEGAN]
    app.extensions["generation"].advance()
    with db.session.begin_nested():
        pass
    assert db.session.info[BEGAN] == began
    db.session.rollback()
    assert BEGAN not in db.session.info


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
