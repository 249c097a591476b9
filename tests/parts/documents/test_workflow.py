from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from newsapp import clock, publishing
from newsapp.accounts.models import User
from newsapp.accounts.permissions import NotAllowed
from newsapp.audit import AuditEvent
from newsapp.database import db, writing
from newsapp.parts.documents import workflow
from newsapp.parts.documents.models import Document, DocumentFile
from newsapp.publishing import EditConflict, State, state_of
from tests import cast
from tests.parts.documents import papers


def do(verb: Any, document: Document, *args: Any, actor: User, **more: Any) -> Document:
    with writing():
        done: Document = verb(document, *args, actor=actor, at=clock.now(), **more)
    return done


def told(action: str) -> list[dict[str, Any]]:
    events = select(AuditEvent).where(AuditEvent.action == action).order_by(AuditEvent.id)
    return [event.details for event in db.session.scalars(events)]


def test_what_is_typed_is_cleaned(editor: User) -> None:
    document = papers.draft(
        editor, "  115/QĐ\u2060-UBND \x07", abstract="Dòng  một \n\n dòng e\u0301", signer=" A\tB "
    )
    assert (document.number, document.abstract, document.signer) == (
        "115/QĐ-UBND",
        "Dòng một\ndòng é",
        "A B",
    )
    assert (document.number_key, document.body_slug) == ("115qdubnd", "uy-ban-nhan-dan-tinh")


def test_its_way_through_the_house_is_told(writer: User, editor: User) -> None:
    document = papers.draft(writer)
    assert state_of(document, clock.now()) is State.DRAFT
    do(workflow.publish, document, actor=editor)
    assert state_of(document, clock.now()) is State.LIVE
    do(workflow.withdraw, document, actor=editor)
    assert state_of(document, clock.now()) is State.WITHDRAWN
    do(workflow.publish, document, actor=editor)
    do(publishing.trash, document, actor=editor)
    assert state_of(document, clock.now()) is State.TRASHED
    do(publishing.restore, document, actor=editor)
    assert state_of(document, clock.now()) is State.WITHDRAWN
    actions = [
        a
        for a in db.session.scalars(select(AuditEvent.action).order_by(AuditEvent.id))
        if "document" in a
    ]
    verbs = ["create", "publish", "withdraw", "publish", "trash", "restore"]
    assert actions == [f"document.{verb}" for verb in verbs]


def test_what_is_done_already_is_not_told_again(editor: User) -> None:
    document = papers.live(editor)
    moment = document.go_live_at
    for verb in (
        workflow.publish,
        workflow.withdraw,
        workflow.withdraw,
        publishing.trash,
        publishing.trash,
    ):
        do(verb, document, actor=editor)
    assert [len(told(f"document.{v}")) for v in ("publish", "withdraw", "trash")] == [1, 1, 1]
    assert document.go_live_at == moment


def test_saving_says_what_changed(editor: User) -> None:
    document = papers.draft(editor)
    new = papers.content("116/QĐ-UBND", effective_on=date(2026, 4, 1))
    do(workflow.save, document, new, base_version=1, actor=editor)
    do(workflow.save, document, new, base_version=2, actor=editor)
    assert told("document.save") == [
        {
            "number": "116/QĐ-UBND",
            "changed": {
                "number": ["115/QĐ-UBND", "116/QĐ-UBND"],
                "effective_on": [None, "2026-04-01"],
            },
        }
    ]
    assert document.version == 2


def test_nobody_overwrites_what_they_have_not_seen(editor: User) -> None:
    document = papers.draft(editor)
    do(workflow.save, document, papers.content(signer="Bà A"), base_version=1, actor=editor)
    with pytest.raises(EditConflict):
        do(workflow.save, document, papers.content(signer="Ông B"), base_version=1, actor=editor)
    db.session.expire_all()
    assert (document.signer, document.version) == ("Bà A", 2)


def test_a_writer_prepares_their_own_and_no_more(
    writer: User, other_writer: User, editor: User
) -> None:
    document = papers.draft(writer)
    do(workflow.save, document, papers.content(signer="A"), base_version=1, actor=writer)
    with pytest.raises(NotAllowed):
        do(workflow.save, document, papers.content(signer="B"), base_version=2, actor=other_writer)
    for verb in (workflow.publish, workflow.withdraw, publishing.trash, publishing.restore):
        with pytest.raises(NotAllowed):
            do(verb, document, actor=writer)
    do(workflow.publish, document, actor=editor)
    with pytest.raises(NotAllowed):
        do(workflow.save, document, papers.content(signer="B"), base_version=2, actor=writer)
    do(workflow.save, document, papers.content(signer="B"), base_version=2, actor=editor)
    assert [change["changed"] for change in told("document.change")] == [{"signer": ["A", "B"]}]


def test_it_appears_at_its_moment(editor: User, stopped_clock: cast.StoppedClock) -> None:
    document = papers.live(editor, go_live_at=stopped_clock.now() + timedelta(hours=1))
    assert state_of(document, clock.now()) is State.SCHEDULED
    stopped_clock.move(hours=1)
    assert state_of(document, clock.now()) is State.LIVE


def test_files_keep_their_order_and_titles(editor: User) -> None:
    one, two = papers.stored_pdf(editor, "mot"), papers.stored_pdf(editor, "hai")
    document = papers.draft(editor, files=(papers.link(one, "Một"), papers.link(two, "Hai")))
    new = papers.content(files=(papers.link(two, "Phụ lục"), papers.link(one, "Một")))
    do(workflow.save, document, new, base_version=1, actor=editor)
    db.session.expire_all()
    assert [(f.title, f.attachment.digest) for f in document.files] == [
        ("Phụ lục", two.digest),
        ("Một", one.digest),
    ]
    do(workflow.save, document, papers.content(), base_version=2, actor=editor)
    assert db.session.scalars(select(DocumentFile)).all() == []


def test_two_documents_do_not_replace_each_other(editor: User) -> None:
    first = papers.draft(editor)
    second = papers.draft(editor, "2/QĐ", relation="thay-the", relates_to_id=first.id)
    new = papers.content(relation="thay-the", relates_to_id=second.id)
    with pytest.raises(workflow.RelationError):
        do(workflow.save, first, new, base_version=1, actor=editor)
