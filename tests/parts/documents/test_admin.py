from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.database import db, writing
from newsapp.parts.documents import workflow
from newsapp.parts.documents.models import Document
from newsapp.publishing import State, state_of
from tests import cast
from tests.admin.forms import token_of
from tests.media.pdfs import pdf
from tests.pages import PageClient
from tests.parts.documents import papers
from tests.statements import statements

NEW = "/admin/documents/new"


def typed(**fields: Any) -> dict[str, Any]:
    return {
        "number": "115/QĐ-UBND",
        "kind": "quyet-dinh",
        "issuing_body": "Ủy ban nhân dân tỉnh",
        "abstract": "Về việc ban hành quy chế",
        "issued_on": "02/03/2026",
        "legal_state": "",
        "relation": "",
    } | fields


def only() -> Document:
    return db.session.scalars(select(Document)).one()


def edit(document: Document) -> str:
    return f"/admin/documents/{document.id}"


def test_a_writer_prepares_and_an_editor_publishes(
    writer: User, editor: User, client: PageClient, sign_in: cast.SignIn
) -> None:
    files = [
        (io.BytesIO(pdf("Toan van")), "Toàn văn.pdf"),
        (io.BytesIO(pdf("Phu luc")), "Phụ lục.pdf"),
    ]
    answer = sign_in(writer).send(NEW, typed(files=files, action="save"))
    document = only()
    assert (answer.status_code, answer.location) == (303, edit(document))
    assert [file.title for file in document.files] == ["Toàn văn", "Phụ lục"]
    assert state_of(document, clock.now()) is State.DRAFT
    browser = sign_in(editor)
    form = browser.get(edit(document)).page
    assert form.xpath("//input[@name='effective_on']/@value") == [""]
    fields = typed(base_version="1", effective_on="01/01/2027", action="publish")
    fields["attachment_id"] = [str(file.attachment_id) for file in document.files]
    fields["attachment_title"] = ["Toàn văn", "Phụ lục I"]
    assert browser.send(edit(document), fields).status_code == 303
    db.session.expire_all()
    assert only().effective_on == date(2027, 1, 1)
    page = client.get(f"/van-ban/{document.id}/{document.slug}")
    assert "Phụ lục I" in page.text
    assert "Chưa có hiệu lực" in page.text


def test_a_writer_cannot_publish(writer: User, sign_in: cast.SignIn) -> None:
    browser = sign_in(writer)
    assert browser.get(NEW).page.xpath("//button[@value='publish']") == []
    assert browser.send(NEW, typed(action="publish")).status_code == 403
    assert db.session.scalars(select(Document)).all() == []


def test_a_published_one_is_closed_to_its_writer(
    writer: User, editor: User, sign_in: cast.SignIn
) -> None:
    document = papers.draft(writer)
    with writing():
        workflow.publish(document, actor=editor, at=clock.now())
    browser = sign_in(writer)
    page = browser.get(edit(document))
    assert "chỉ biên tập viên sửa được" in page.text
    assert page.page.xpath("//form[@id='document-form']//div[@class='actions']") == []
    assert (
        browser.send(edit(document), typed(base_version="1", signer="X", action="save")).status_code
        == 403
    )


def test_it_checks_ownership(other_writer: User, writer: User, sign_in: cast.SignIn) -> None:
    document = papers.draft(writer)
    browser = sign_in(other_writer)
    assert browser.get(edit(document)).status_code == 403
    assert browser.get("/admin/documents").words(".row-title") == []
    for verb in ("withdraw", "trash", "restore"):
        assert (
            browser.post(
                f"{edit(document)}/{verb}", data={"csrf_token": token_of(browser)}
            ).status_code
            == 403
        )


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("number", " ", "Hãy nhập số, ký hiệu."),
        ("number", "x" * 101, "Nội dung này dài quá 100 ký tự."),
        ("abstract", "", "Hãy nhập trích yếu."),
        ("issuing_body", "\u200b", "Hãy nhập cơ quan ban hành."),
        ("kind", "la", "Hãy chọn một mục trong danh sách."),
        ("issued_on", "", "Hãy nhập ngày ban hành."),
        ("issued_on", "31/02/2026", "Không có ngày 31/02/2026 trong lịch."),
        ("issued_on", "01/01/2999", "Ngày này không thể ở tương lai."),
        ("expires_on", "01/01/2020", "Văn bản không thể hết hiệu lực trước khi có hiệu lực."),
        ("go_live_at", "mai", "Hãy nhập giờ và ngày, ví dụ 08:00 25/11/2026."),
        ("relation", "x", "Hãy chọn một mục trong danh sách."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    editor: User, sign_in: cast.SignIn, field: str, value: str, message: str
) -> None:
    answer = sign_in(editor).send(NEW, typed(**{field: value, "signer": "Bà & Ông"}))
    assert answer.status_code == 422
    assert message in answer.words(f"#{field}-error")[0]
    assert answer.page.xpath("//input[@name='signer']/@value") == ["Bà & Ông"]
    assert db.session.scalars(select(Document)).all() == []


def test_a_conflict_shows_both_and_keeps_what_was_typed(
    editor: User, administrator: User, sign_in: cast.SignIn
) -> None:
    document = papers.draft(editor)
    browser = sign_in(editor)
    with writing():
        theirs = papers.content(signer="Bà A")
        workflow.save(document, theirs, base_version=1, actor=administrator, at=clock.now())
    mine = typed(
        base_version="1", signer="Ông B", action="save", abstract=papers.content().abstract
    )
    answer = browser.send(edit(document), mine)
    assert answer.status_code == 409
    assert [answer.words(name)[-1] for name in ("th", "td")] == ["Người ký", "Ông B"]
    assert answer.words("td")[0] == "Bà A"
    assert administrator.name in answer.words(".conflict")[0]
    assert answer.page.xpath("//input[@name='signer']/@value") == ["Ông B"]
    assert answer.page.xpath("//input[@name='base_version']/@value") == ["2"]
    db.session.expire_all()
    assert only().signer == "Bà A"
    assert browser.send(edit(document), mine | {"base_version": "2"}).status_code == 303
    db.session.expire_all()
    assert only().signer == "Ông B"


def test_an_earlier_document_is_named_by_its_number(editor: User, sign_in: cast.SignIn) -> None:
    browser, earlier = sign_in(editor), papers.draft(editor, "9/QĐ-UBND")
    wrong = browser.send(NEW, typed(relation="thay-the", relates_to="77/QĐ"))
    assert wrong.words("#relates_to-error") == ["Chưa có văn bản nào mang số này ở đây."]
    assert browser.send(NEW, typed(relation="thay-the", relates_to="9/qd-ubnd")).status_code == 303
    newest = select(Document).order_by(Document.id.desc())
    assert db.session.scalars(newest).first().relates_to_id == earlier.id  # type: ignore[union-attr]
    same = papers.draft(editor, "9/QĐ-UBND")
    several = browser.send(NEW, typed(relation="sua-doi", relates_to="9/QĐ-UBND"))
    assert f"#{same.id}, #{earlier.id}" in several.words("#relates_to-error")[0]
    assert browser.send(NEW, typed(relation="sua-doi", relates_to=f"#{same.id}")).status_code == 303
    assert db.session.scalars(newest).first().relates_to_id == same.id  # type: ignore[union-attr]


def test_it_is_published_from_a_moment_on(
    editor: User, client: PageClient, sign_in: cast.SignIn, stopped_clock: cast.StoppedClock
) -> None:
    browser = sign_in(editor)
    browser.send(
        NEW, typed(action="publish", go_live_at="2026-11-23T10:00")
    )  # three in the morning in UTC
    address = f"/van-ban/{only().id}/{only().slug}"
    assert browser.get(edit(only())).page.xpath("//input[@name='go_live_at']/@value") == [
        "2026-11-23T10:00"
    ]
    stopped_clock.move(minutes=59)
    assert client.get(address).status_code == 404
    stopped_clock.move(minutes=1)
    assert client.get(address).status_code == 200


def test_a_typed_moment_is_kept_by_saving_and_refused_once_it_has_passed(
    editor: User, sign_in: cast.SignIn, stopped_clock: cast.StoppedClock
) -> None:
    browser = sign_in(editor)
    saved = browser.send(NEW, typed(action="save", go_live_at="8h 1/12/2026"))
    page = browser.get(saved.location)
    assert page.page.xpath("//input[@name='go_live_at']/@value") == ["2026-12-01T08:00"]
    assert "08:00 01/12/2026" in page.words(".notice")[-1]
    assert (only().go_live_at, state_of(only(), stopped_clock.now())) == (None, State.DRAFT)
    late = typed(action="publish", go_live_at="08:00 01/11/2026", base_version=1)
    refused = browser.send(edit(only()), late)
    assert refused.words("#go_live_at-error") == ["Thời điểm này đã qua."]
    assert only().go_live_at is None
    browser.send(
        edit(only()), typed(action="publish", go_live_at="2026-12-01T08:00", base_version=1)
    )
    assert (state_of(only(), stopped_clock.now()), only().planned_for) == (State.SCHEDULED, None)


def test_files_are_moved_and_dropped_without_scripts(editor: User, sign_in: cast.SignIn) -> None:
    one, two = (papers.stored_pdf(editor, words) for words in ("mot", "hai"))
    document = papers.draft(editor, files=(papers.link(one, "Một"), papers.link(two, "Hai")))
    browser = sign_in(editor)
    listed = {
        "attachment_id": [str(one.id), str(two.id)],
        "attachment_title": ["Một", "Hai"],
        "base_version": "1",
    }
    moved = browser.send(edit(document), typed(**listed, action=f"down-{one.id}"))
    assert moved.page.xpath("//input[@name='attachment_title']/@value") == ["Hai", "Một"]
    browser.send(edit(document), typed(**listed, attachment_remove=str(one.id), action="save"))
    db.session.expire_all()
    assert [file.title for file in only().files] == ["Hai"]


def test_a_refused_file_keeps_the_rest(editor: User, sign_in: cast.SignIn) -> None:
    files = [(io.BytesIO(b"no pdf"), "a.pdf"), (io.BytesIO(pdf("x")), "b.pdf")]
    answer = sign_in(editor).send(NEW, typed(files=files))
    assert answer.status_code == 422
    assert answer.page.xpath("//input[@name='attachment_title']/@value") == ["b"]


@pytest.mark.parametrize(
    ("verb", "state"), [("withdraw", State.WITHDRAWN), ("trash", State.TRASHED)]
)
def test_it_is_taken_back_and_comes_again(
    editor: User, sign_in: cast.SignIn, verb: str, state: State
) -> None:
    document, browser = papers.live(editor), sign_in(editor)
    assert browser.send(f"{edit(document)}/{verb}", {}, form_at=edit(document)).status_code == 303
    assert state_of(only(), clock.now()) is state
    if state is State.TRASHED:
        browser.send(f"{edit(document)}/restore", {}, form_at=edit(document))
    assert state_of(only(), clock.now()) is State.WITHDRAWN


def test_the_list_is_narrowed_and_searched(
    editor: User, writer: User, sign_in: cast.SignIn
) -> None:
    papers.draft(writer, "1/QĐ")
    papers.live(editor, "2/QĐ", abstract="Kế hoạch an toàn bức xạ")
    papers.live(editor, "3/QĐ", go_live_at=clock.now() + timedelta(days=1))
    browser = sign_in(editor)
    for query, there in {
        "": ["3/QĐ", "2/QĐ", "1/QĐ"],
        "?state=draft": ["1/QĐ"],
        "?state=scheduled": ["3/QĐ"],
        "?state=live": ["2/QĐ"],
        "?q=ke+hoach": ["2/QĐ"],
        "?state=trash": [],
    }.items():
        assert browser.get(f"/admin/documents{query}").words(".row-title") == there, query
    assert sign_in(writer).get("/admin/documents").words(".row-title") == ["1/QĐ"]
    assert browser.get("/admin/documents?state=x").status_code == 404


def test_the_list_costs_the_same_statements_however_long(
    editor: User, sign_in: cast.SignIn
) -> None:
    browser, costs = sign_in(editor), []
    for _round in range(2):
        for number in range(10):
            papers.draft(editor, f"{number}/QĐ", files=(papers.link(papers.stored_pdf(editor)),))
        with statements() as sent:
            browser.get("/admin/documents")
        costs.append(len(sent))
    assert costs[0] == costs[1] < 12


def test_the_library_names_it_and_keeps_its_file(
    app: Flask, editor: User, sign_in: cast.SignIn
) -> None:
    file = papers.stored_pdf(editor)
    document, at_file = (
        papers.draft(editor, files=(papers.link(file),)),
        f"/media/{file.digest}/x.pdf",
    )
    browser = sign_in(editor)
    page = browser.get("/admin/media?kind=files").page
    assert page.xpath("//*[@class='library-uses']//a/@href") == [edit(document)]
    token = {"csrf_token": token_of(browser)}
    browser.post(f"/admin/media/attachments/{file.id}/delete", data=token)
    assert "đang được dùng" in browser.get("/admin/media").text
    with writing():
        new = papers.content()
        workflow.save(document, new, base_version=1, actor=editor, at=clock.now())
    browser.post(f"/admin/media/attachments/{file.id}/delete", data=token)
    assert browser.get(at_file).status_code == 404
