"""What staff do with messages: see, assign, answer, publish, take away."""

from __future__ import annotations

import csv
import io
import json

import pytest
from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.audit import AuditEvent
from newsapp.database import db
from newsapp.parts.contact.models import Question
from tests import cast
from tests.pages import PageClient
from tests.parts.contact import letters
from tests.parts.contact.letters import kept, send

LIST, LETTER = "/admin/messages", "/admin/messages/1"
PUBLIC = {"subject": "Khai sinh", "text": "Cần gì?\nỞ đâu?", "answer": "Căn cước <b>bản gốc</b>."}


@pytest.fixture
def browser(
    administrator: User, editor: User, client: PageClient, sign_in: cast.SignIn
) -> PageClient:
    letters.open_form(administrator)
    assert send(client).status_code == 303
    return sign_in(editor)


def work(**fields: str) -> dict[str, str]:
    done = {"version": "1", "state": "answered", "assigned_to_id": "", "note": "Gọi lại"}
    return done | {"answer": "Cần căn cước & sổ."} | fields


def audited() -> list[AuditEvent]:
    ours = AuditEvent.target_type.in_(["contact_form", "contact_message", "question"])
    return list(db.session.scalars(select(AuditEvent).where(ours).order_by(AuditEvent.id)))


def test_a_message_is_listed_assigned_and_answered(browser: PageClient, editor: User) -> None:
    assert "thư liên hệ mới" in browser.get("/admin/").text
    assert browser.get(LIST).words(".row-title") == [letters.SUBJECT]
    assert browser.send(LETTER, work(assigned_to_id=str(editor.id))).location == LETTER
    (message,) = kept()
    assert (message.state, message.assigned_to_id) == ("answered", editor.id)
    assert (message.note, message.answer) == ("Gọi lại", "Cần căn cước & sổ.")
    assert editor.name in browser.get(f"{LIST}?state=answered").text
    assert browser.get(f"{LIST}?state=new").words(".row-title") == []
    assert browser.get(f"{LIST}?state=khac").status_code == 404
    (link,) = browser.get(LETTER).page.xpath("//a[starts-with(@href, 'mailto:')]/@href")
    assert link.startswith(f"mailto:{letters.EMAIL}?subject=Tr%E1%BA%A3")
    assert "c%C4%83n%20c%C6%B0%E1%BB%9Bc%20%26%20" in link
    assert "thư liên hệ mới" not in browser.get("/admin/").text


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"state": "done"}, "Hãy chọn một mục"),
        ({"assigned_to_id": "999"}, "Not a valid choice"),
        ({"answer": "x" * 10_001}, "dài quá 10000"),
        ({"version": "7"}, "Người khác vừa sửa"),
    ],
)
def test_an_error_keeps_what_was_typed(
    browser: PageClient, fields: dict[str, str], reason: str
) -> None:
    answer = browser.send(LETTER, work(**fields))
    assert answer.status_code == 422
    assert reason in " ".join(answer.words(".field-error"))
    (note,) = answer.page.xpath("//textarea[@id='note']")
    assert note.text.strip() == "Gọi lại"
    assert kept()[0].note == ""


def test_a_question_is_published_changed_and_taken_away(
    browser: PageClient, client: PageClient
) -> None:
    assert "/hoi-dap" not in client.get("/sitemap-sections.xml").text
    offered = browser.get(f"{LETTER}/publish")
    assert offered.page.xpath("//input[@id='subject']/@value") == [letters.SUBJECT]
    assert browser.send(f"{LETTER}/publish", PUBLIC).location == LETTER
    page = client.get("/hoi-dap")
    assert page.words("h2")[0] == PUBLIC["subject"]
    assert page.words(".plain-text") == ["Cần gì? Ở đâu?", "Căn cước <b>bản gốc</b>."]
    for personal in letters.PERSONAL:
        assert personal not in page.text
    assert "/hoi-dap" in client.get("/sitemap-sections.xml").text
    assert browser.send(f"{LETTER}/publish", PUBLIC).status_code == 422
    changed = PUBLIC | {"answer": "Bản sao."}
    assert browser.send("/admin/questions/1", changed).location == "/admin/questions"
    assert "Bản sao." in client.get("/hoi-dap").text
    gone = browser.send("/admin/questions/1/delete", {}, form_at="/admin/questions/1")
    assert gone.location == "/admin/questions"
    assert "Bản sao." not in client.get("/hoi-dap").text
    assert db.session.scalar(select(Question)) is None


def test_the_menu_can_lead_there(
    browser: PageClient, administrator: User, client: PageClient
) -> None:
    for target in ("contact", "questions"):
        added = browser.send("/admin/menu", {"target": target, "label": "", "address": ""})
        assert added.status_code == 303, added.words(".field-error")
    menu = client.get("/").page.xpath("//nav[@class='menu']//a/@href")
    assert "/lien-he" in menu
    assert "/hoi-dap" not in menu
    browser.send(f"{LETTER}/publish", PUBLIC)
    assert "/hoi-dap" in client.get("/").page.xpath("//nav[@class='menu']//a/@href")


def test_a_message_is_deleted_and_its_question_stays(browser: PageClient) -> None:
    browser.send(f"{LETTER}/publish", PUBLIC)
    assert browser.send(f"{LETTER}/delete", {}, form_at=LETTER).location == LIST
    assert kept() == []
    question = db.session.scalars(select(Question)).one()
    assert question.message_id is None
    assert browser.get(LETTER).status_code == 404


def test_administrators_take_the_messages_away(
    browser: PageClient, client: PageClient, administrator: User, sign_in: cast.SignIn
) -> None:
    send(client, name='=HYPERLINK("http://xau.example")')
    boss = sign_in(administrator)
    answer = boss.send(f"{LIST}.csv", {}, form_at=LIST)
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0][1:6] == ["Họ và tên", "Email", "Điện thoại", "Tiêu đề", "Nội dung"]
    assert rows[1][1] == '\'=HYPERLINK("http://xau.example")'
    assert rows[2][1:6] == [*letters.PERSONAL[:3], letters.SUBJECT, letters.TEXT]
    assert rows[2][6] == "Mới"
    assert boss.get(f"{LIST}.csv").status_code == 405
    refused = browser.send(f"{LIST}.csv", {}, form_at="/admin/account")
    assert refused.status_code == 403


def test_only_administrators_open_and_close(
    browser: PageClient, client: PageClient, administrator: User, sign_in: cast.SignIn
) -> None:
    closing = {"is_open": "0"}
    answer = browser.send(f"{LIST}/form", closing, form_at="/admin/account")
    assert (answer.status_code, client.get("/lien-he").status_code) == (403, 200)
    assert sign_in(administrator).send(f"{LIST}/form", closing, form_at=LIST).location == LIST
    assert client.get("/lien-he").status_code == 404
    assert len(kept()) == 1


def test_writers_see_nothing(browser: PageClient, writer: User, sign_in: cast.SignIn) -> None:
    other = sign_in(writer)
    for address in (LIST, LETTER, f"{LETTER}/publish", "/admin/questions"):
        assert other.get(address).status_code == 403
    assert "thư liên hệ mới" not in other.get("/admin/").text


def test_the_audit_log_tells_no_person(
    browser: PageClient, administrator: User, sign_in: cast.SignIn
) -> None:
    browser.send(LETTER, work())
    browser.send(f"{LETTER}/publish", PUBLIC)
    browser.send("/admin/questions/1", PUBLIC)
    boss = sign_in(administrator)
    boss.send(f"{LIST}.csv", {}, form_at=LIST)
    browser.send(f"{LETTER}/delete", {}, form_at=LETTER)
    browser.send("/admin/questions/1/delete", {}, form_at="/admin/questions/1")
    assert [event.action for event in audited()] == [
        "contact.open",
        "contact.work",
        "question.publish",
        "question.change",
        "contact.export",
        "contact.delete",
        "question.delete",
    ]
    told = json.dumps([event.details for event in audited()], ensure_ascii=False)
    told += boss.get("/admin/audit").text
    for personal in (*letters.PERSONAL, letters.SUBJECT, PUBLIC["subject"], "Gọi lại"):
        assert personal not in told
