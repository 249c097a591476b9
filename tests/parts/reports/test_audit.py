from __future__ import annotations

import csv
import io
import re

import pytest
from flask import Flask

from newsapp import audit, clock
from newsapp.accounts import membership
from newsapp.accounts.models import Role, User
from newsapp.audit import AuditEvent
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.reports import audit_messages
from tests import cast, workbooks
from tests.pages import Answer
from tests.statements import statements

AUDIT = "/admin/audit"
PLACEHOLDER = re.compile(r"%\((\w+)\)")


def test_every_action_tells_only_what_its_details_say(app: Flask) -> None:
    for name, action in audit.ACTIONS.items():
        assert set(PLACEHOLDER.findall(str(action.sentence))) <= action.details, name


def test_what_was_done_reads_as_a_sentence(
    sign_in: cast.SignIn, administrator: User, writer: User, news: Category
) -> None:
    cast.live(administrator, news, "Một tin vui")
    with writing():
        membership.set_role(writer, Role.EDITOR, actor=administrator, at=clock.now())
    answer = sign_in(administrator).get(AUDIT)
    rows = [
        ["".join(cell.text_content().split("\n")[0]) for cell in row]
        for row in answer.page.iter("tr")
    ]
    said = [row[2] for row in rows[1:]]
    assert said[:4] == [
        "Đăng nhập",
        "Đổi vai trò từ Người viết thành Biên tập viên",
        "Đăng bài “Một tin vui” (bản 1)",
        "Tạo bài “Một tin vui”",
    ]
    assert rows[2][1] == "the administrator"
    links = answer.page.xpath("//table//a/@href")
    assert {f"/admin/people/{writer.id}", "/admin/articles/1"} <= set(links)


def lines(answer: Answer) -> int:
    return len(answer.page.xpath("//tbody/tr"))


def event(action: str, **details: object) -> AuditEvent:
    return AuditEvent(action=action, details=details)


def test_changes_are_told_one_by_one(app: Flask) -> None:
    with app.test_request_context():
        changed = event(
            "site.change", before={"name": "Sở A", "phone": ""}, after={"name": "Sở B", "phone": ""}
        )
        assert audit_messages.changes(changed) == ["Tên: Sở A → Sở B"]
        assert audit_messages.changes(
            event("category.change", before=["Tin", "", 1], after=["Tin mới", "", 2])
        ) == [
            "Tin → Tin mới",
            "1 → 2",
        ]
        assert audit_messages.changes(
            event("site.change", before={}, after={"name": "Sở", "hidden": True})
        ) == [
            "Tên: trống → Sở",
            "hidden: trống → có",
        ]
        document = event(
            "document.change", number="1/QĐ", changed={"issued_on": ["2026-03-02", None]}
        )
        assert audit_messages.changes(document) == ["Ngày ban hành: 02/03/2026 → trống"]


def test_moments_and_roles_are_written_as_people_do(app: Flask) -> None:
    with app.test_request_context():
        scheduled = event(
            "article.schedule", title="Tin", revision=2, go_live_at="2026-11-30T01:00:00+00:00"
        )
        assert (
            audit_messages.sentence(scheduled) == "Hẹn đăng bài “Tin” (bản 2) lúc 08:00 30/11/2026"
        )
        assert audit_messages.sentence(
            event("user.invite", email="a@b.vn", role="editor")
        ).endswith("Biên tập viên")


def test_a_row_of_another_release_says_what_it_can(app: Flask) -> None:
    with app.test_request_context():
        assert audit_messages.sentence(event("article.publish")) == "Đăng bài “…” (bản …)"
        assert audit_messages.sentence(event("comet.watch", name="x")) == "comet.watch"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("actor=0", 1),
        ("action=user.sign_in", 1),
        ("object=category&number=1", 2),
        ("object=category&number=2", 0),
        ("text=chuyên", 1),
        ("since=01/01/2000&until=01/01/2001", 0),
        ("since=01/01/2000&until=31/12/2999", 4),
    ],
)
def test_filters(
    sign_in: cast.SignIn, administrator: User, news: Category, query: str, count: int
) -> None:
    browser = sign_in(administrator)
    with writing():
        audit.record(
            "category.add", actor=administrator, target=news, at=clock.now(), name="Chuyên mục 1"
        )
        audit.record("category.add", actor=administrator, target=news, at=clock.now(), name="Khác")
    answer = browser.get(f"{AUDIT}?{query}")
    assert lines(answer) == count
    assert answer.words(".found") == [f"{count} dòng"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("since=32/01/2026", "#since-error"),
        ("number=x", "#number-error"),
        ("actor=99", "#actor-error"),
    ],
)
def test_a_wrong_filter_is_said_and_narrows_nothing(
    sign_in: cast.SignIn, administrator: User, query: str, field: str
) -> None:
    answer = sign_in(administrator).get(f"{AUDIT}?{query}")
    assert (answer.status_code, len(answer.words(field)), lines(answer)) == (422, 1, 2)


@pytest.mark.parametrize("query", ["before=x", "before=1", "before=" + "9" * 40])
def test_a_wrong_position_is_not_found(
    sign_in: cast.SignIn, administrator: User, query: str
) -> None:
    assert sign_in(administrator).get(f"{AUDIT}?{query}").status_code == 404


@pytest.mark.parametrize(
    "query", ["_external=1", "endpoint=x", "values=1", "text=%00", "_anchor=a&_scheme=b"]
)
def test_odd_queries_do_no_harm(sign_in: cast.SignIn, administrator: User, query: str) -> None:
    answer = sign_in(administrator).get(f"{AUDIT}?{query}")
    assert answer.status_code == 200
    assert 'href="http' not in answer.text


def many(administrator: User, news: Category, count: int) -> None:
    with writing():
        for n in range(count):
            audit.record(
                "category.add", actor=administrator, target=news, at=clock.now(), name=f"{n}"
            )


def test_pages_follow_one_another_with_the_filters(
    sign_in: cast.SignIn, administrator: User, news: Category
) -> None:
    many(administrator, news, 120)
    browser, address, seen = sign_in(administrator), f"{AUDIT}?action=category.add", []
    while address:
        answer = browser.get(address)
        seen.append(lines(answer))
        address = next(iter(answer.page.xpath("//a[@rel='next']/@href")), "")
    assert seen == [50, 50, 20]
    assert answer.words(".found") == ["120 dòng"]
    first = answer.page.xpath("//nav[@class='pagination']/a[1]/@href")
    assert first == ["/admin/audit?action=category.add"]


def test_statements_do_not_grow_with_the_rows(
    sign_in: cast.SignIn, administrator: User, news: Category
) -> None:
    browser, counts = sign_in(administrator), []
    for more in (1, 60):
        many(administrator, news, more)
        with statements() as sent:
            browser.get(AUDIT)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 6


def test_csv_holds_all_rows_that_the_filters_leave(
    sign_in: cast.SignIn, administrator: User, news: Category
) -> None:
    many(administrator, news, 60)
    answer = sign_in(administrator).get(f"{AUDIT}.csv?action=category.add")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0] == ["Lúc", "Người thực hiện", "Thao tác", "Thay đổi", "Đối tượng", "Số"]
    assert len(rows) == 61
    assert rows[1][1:3] == ["the administrator", "Thêm chuyên mục “59”"]


def test_xlsx_has_moments_as_moments(
    sign_in: cast.SignIn, administrator: User, stopped_clock: cast.StoppedClock
) -> None:
    answer = sign_in(administrator).get(f"{AUDIT}.xlsx?action=user.sign_in")
    cells = next(iter(workbooks.sheets(answer.data).values()))[1]
    assert cells[0] == 46349.375, "23 November 2026, nine o'clock where the agency is"
    assert cells[1:3] == ["the administrator", "Đăng nhập"]


@pytest.mark.parametrize("role", ["writer", "editor"])
def test_it_requires_an_administrator(sign_in: cast.SignIn, role: str) -> None:
    browser = sign_in(cast.person(role))
    assert browser.get(AUDIT).status_code == browser.get(f"{AUDIT}.csv").status_code == 403


def test_nothing_of_it_can_be_changed_from_the_web(
    app: Flask, sign_in: cast.SignIn, administrator: User
) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if "audit" in rule.rule]
    assert len(rules) == 2
    assert all((rule.methods or set()) <= {"GET", "HEAD", "OPTIONS"} for rule in rules)
    browser = sign_in(administrator)
    count = db.session.query(AuditEvent).count()
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        app.config["WTF_CSRF_ENABLED"] = False
        assert browser.open(AUDIT, method=method).status_code == 405
    assert db.session.query(AuditEvent).count() == count
