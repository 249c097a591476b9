from __future__ import annotations

import re
from pathlib import Path

import pytest

import newsapp
from newsapp.accounts.models import Role, User
from newsapp.accounts.permissions import PERMISSIONS, NotAllowed, may, require

SOURCES = Path(newsapp.__file__).parent
PYTHON = re.compile(
    r"""(?:\b(?:require|may|person_may)\([\w.]+,|\bget_article\(number,)\s*"([\w.]+)\""""
)
TEMPLATE = re.compile(r"""\bmay\("([\w.]+)\"""")


WRITERS_TOO = {
    "account.own",
    "article.create",
    "article.edit_own",
    "article.list",
    "article.submit_own",
    "document.create",
    "document.edit_own",
    "document.list",
    "media.use",
    "statistics.view",
}
ADMINISTRATORS_ONLY = {
    "article.delete",
    "audit.view",
    "contact.manage",
    "redirect.edit",
    "site.edit",
    "statistics.set_initial",
    "user.manage",
}


def named_actions() -> set[str]:
    in_code = (PYTHON.findall(path.read_text("utf8")) for path in SOURCES.rglob("*.py"))
    in_pages = (TEMPLATE.findall(path.read_text("utf8")) for path in SOURCES.rglob("*.html"))
    return {action for found in (*in_code, *in_pages) for action in found}


def test_every_action_that_is_asked_for_stands_in_the_table() -> None:
    named = named_actions()
    assert {"article.publish", "category.edit", "site.edit"} <= named
    assert named <= PERMISSIONS.keys()


def test_who_may_do_what_is_this() -> None:
    """Written out a second time: what a role gains by a slip of the hand in the table is found
    here.
    """
    assert all(Role.ADMINISTRATOR in roles for roles in PERMISSIONS.values())
    assert {action for action, roles in PERMISSIONS.items() if Role.WRITER in roles} == WRITERS_TOO
    assert {
        action for action, roles in PERMISSIONS.items() if Role.EDITOR not in roles
    } == ADMINISTRATORS_ONLY


def test_a_writer_may_edit_their_own_only(writer: User, other_writer: User) -> None:
    assert may(writer, "article.edit", owner_id=writer.id)
    assert not may(writer, "article.edit", owner_id=other_writer.id)
    assert not may(writer, "article.edit", owner_id=None)
    assert not may(writer, "article.edit")


def test_an_editor_may_edit_all_but_not_the_site(editor: User, writer: User) -> None:
    assert may(editor, "article.edit", owner_id=writer.id)
    assert not may(editor, "site.edit")


def test_require_names_what_is_not_allowed(writer: User) -> None:
    require(writer, "article.create")
    with pytest.raises(NotAllowed) as refused:
        require(writer, "article.publish")
    assert refused.value.action == "article.publish"


def test_an_unknown_action_is_a_mistake_of_ours(editor: User) -> None:
    with pytest.raises(KeyError):
        may(editor, "article.explode")
