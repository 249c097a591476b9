from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TypeGuard

import pytest
from flask import Flask
from sqlalchemy import select

import newsapp
from newsapp import audit, clock
from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db, writing

ACTION = re.compile(r"[a-z_]+\.[a-z_]+")
OF_EVERY_THING = {
    f"{thing}.{verb}" for thing in ("article", "document") for verb in ("trash", "restore")
}
"""What publishing.py records of whatever is published."""
OF_EVERY_FILE = {"picture.delete", "attachment.delete"}
"""What media/uses.py records of stored files."""


def is_call(node: ast.AST, *names: str) -> TypeGuard[ast.Call]:
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name in names


def constants(node: ast.AST) -> set[str]:
    """The names of actions in a piece of code, but for those that it asks permission for."""
    names: set[str] = set()
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant) and ACTION.fullmatch(str(child.value)):
            names.add(str(child.value))
        elif not is_call(child, "require", "may", "allows"):
            names |= constants(child)
    return names


def recorded(path: Path) -> set[str]:
    """The actions that the functions of a module record."""
    names: set[str] = set()
    for function in ast.walk(ast.parse(path.read_text("utf8"))):
        calls = [node for node in ast.walk(function) if is_call(node, "record", "withdraw")]
        if isinstance(function, ast.FunctionDef) and calls:
            names |= constants(function)
    return names


@pytest.mark.parts
def test_every_action_that_is_recorded_is_declared_and_the_other_way_round(app: Flask) -> None:
    names: set[str] = set()
    for path in Path(newsapp.__file__).parent.rglob("*.py"):
        names |= recorded(path)
    assert names | OF_EVERY_THING | OF_EVERY_FILE == audit.ACTIONS.keys()


def test_a_row_says_who_did_what_to_what(editor: User, news: Category) -> None:
    now = clock.now()
    with writing():
        audit.record("category.add", actor=editor, target=news, at=now, name="Tên")
    event = db.session.scalars(
        select(audit.AuditEvent).where(audit.AuditEvent.action == "category.add")
    ).one()
    assert (event.at, event.actor_id, event.target_type, event.target_id) == (
        now,
        editor.id,
        "category",
        news.id,
    )
    assert event.details == {"name": "Tên"}


@pytest.mark.parametrize("details", [{}, {"name": "a", "more": 1}, {"title": "a"}])
def test_details_have_exactly_their_declared_keys(
    news: Category, details: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match=r"category\.add takes"):
        audit.record("category.add", actor=None, target=news, at=clock.now(), **details)
