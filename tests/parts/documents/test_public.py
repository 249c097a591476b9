from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.database import writing
from newsapp.parts.documents import workflow
from newsapp.parts.documents.models import Document
from tests import cast
from tests.pages import Answer, PageClient
from tests.parts.documents import papers
from tests.statements import statements

STATES: dict[str, tuple[dict[str, Any], int]] = {
    "draft": ({}, 404),
    "live": ({}, 200),
    "scheduled": ({"go_live_at": timedelta(hours=1)}, 404),
    "withdrawn": ({"withdrawn_at": timedelta(0)}, 410),
    "trashed": ({"trashed_at": timedelta(0)}, 410),
    "trashed draft": ({"trashed_at": timedelta(0)}, 404),
}
"""State -> (moments set relative to now, the answer at the document's own address)."""


def numbers(answer: Answer) -> list[str]:
    return [words.rpartition(" ")[2] for words in answer.words(".paper-number")]


def address_of(document: Document) -> str:
    return f"/van-ban/{document.id}/{document.slug}"


@pytest.mark.parametrize("state", STATES)
def test_only_what_is_published_is_seen_and_its_file_had(
    client: PageClient, editor: User, writer: User, sign_in: cast.SignIn, state: str
) -> None:
    file, now = papers.stored_pdf(editor), clock.now()
    make = papers.draft if "draft" in state else papers.live
    document = make(editor, files=(papers.link(file),), at=now - timedelta(minutes=1))
    with writing():
        for name, moved in STATES[state][0].items():
            setattr(document, name, now + moved)
    expected, shown = STATES[state][1], state == "live"
    assert client.get(address_of(document)).status_code == expected
    assert client.get(f"/van-ban/{document.id}").status_code == (301 if shown else expected)
    for address in ("/van-ban", "/van-ban?q=115", "/van-ban?loai=quyet-dinh&nam=2026"):
        assert numbers(client.get(address)) == (["115/QĐ-UBND"] if shown else []), address
    at_file = f"/media/{file.digest}/{file.filename}"
    assert client.get(at_file).status_code == (200 if shown else 404)
    assert sign_in(writer).get(at_file).status_code == 200
    assert ("Văn bản" in client.get("/").words(".menu")[0]) is shown


def test_a_documents_page_tells_all(client: PageClient, editor: User) -> None:
    files = tuple(
        papers.link(papers.stored_pdf(editor, words), words) for words in ("Toan van", "Phu luc")
    )
    old = papers.live(editor, "9/QĐ-UBND", abstract="Quy chế cũ", issued_on=date(2019, 1, 1))
    new = papers.live(
        editor,
        signer="Bà Lê Thị Hà",
        subject="Khoa học",
        effective_on=date(2026, 3, 15),
        expires_on=date(2030, 1, 1),
        files=files,
        relation="thay-the",
        relates_to_id=old.id,
    )
    page = client.get(address_of(new))
    assert page.words("h1") == ["Quyết định 115/QĐ-UBND"]
    facts = dict(zip(page.words("th"), page.words("td"), strict=True))
    assert facts == {
        "Số, ký hiệu": "115/QĐ-UBND",
        "Loại văn bản": "Quyết định",
        "Cơ quan ban hành": "Ủy ban nhân dân tỉnh",
        "Người ký": "Bà Lê Thị Hà",
        "Lĩnh vực": "Khoa học",
        "Ngày ban hành": "02/03/2026",
        "Ngày có hiệu lực": "15/03/2026",
        "Ngày hết hiệu lực": "01/01/2030",
        "Tình trạng hiệu lực": "Còn hiệu lực",
    }
    assert [a.text for a in page.page.xpath("//*[@class='attachments']//a")] == [
        "Toan van",
        "Tải về",
        "Phu luc",
        "Tải về",
    ]
    kinds = page.words(".attachment-kind")
    assert len(kinds) == 2
    assert all(kind.startswith("PDF, ") for kind in kinds)
    assert page.words(".paper-related") == [
        "Văn bản liên quan Thay thế văn bản 9/QĐ-UBND: Quy chế cũ"
    ]
    assert "Được thay thế bởi 115/QĐ-UBND" in client.get(address_of(old)).words(".paper-related")[0]


def test_a_relation_to_what_readers_do_not_see_is_not_told(
    client: PageClient, editor: User
) -> None:
    hidden = papers.draft(editor, "9/QĐ-UBND")
    new = papers.live(editor, relation="sua-doi", relates_to_id=hidden.id)
    assert "9/QĐ-UBND" not in client.get(address_of(new)).text


def test_the_list_is_narrowed_without_scripts(client: PageClient, editor: User) -> None:
    papers.live(editor)
    papers.live(
        editor, "12/KH-S", kind="ke-hoach", issuing_body="Sở Khoa học", issued_on=date(2024, 5, 6)
    )
    papers.live(
        editor, "13/CV-S", kind="cong-van", issuing_body="Sở Khoa học", issued_on=date(2025, 5, 6)
    )
    for query, there in {
        "": ["115/QĐ-UBND", "13/CV-S", "12/KH-S"],
        "?sap-xep=cu-nhat": ["12/KH-S", "13/CV-S", "115/QĐ-UBND"],
        "?loai=ke-hoach": ["12/KH-S"],
        "?co-quan=so-khoa-hoc": ["13/CV-S", "12/KH-S"],
        "?nam=2025": ["13/CV-S"],
        "?hieu-luc=con-hieu-luc": ["115/QĐ-UBND", "12/KH-S"],
        "?co-quan=so-khoa-hoc&nam=2024&loai=": ["12/KH-S"],
        "?q=so+khoa+hoc": ["13/CV-S", "12/KH-S"],
        "?q=13%2Fcv&nam=2024": [],
    }.items():
        assert numbers(client.get(f"/van-ban{query}")) == there, query
    page = client.get("/van-ban?nam=2024&q=12").page
    (form,) = page.xpath("//form[@role='search' and @method='get']")
    assert form.xpath(".//select[@name='nam']/option[@selected]/@value") == ["2024"]
    assert form.xpath(".//input[@name='q']/@value") == ["12"]
    assert form.xpath(".//select[@name='loai']/option/@value") == [
        "",
        "quyet-dinh",
        "cong-van",
        "ke-hoach",
    ]


def test_an_empty_result_says_what_to_do(client: PageClient, editor: User) -> None:
    papers.live(editor)
    empty = client.get("/van-ban?q=khong+co&nam=1999")
    assert empty.status_code == 200
    assert "Không có văn bản nào như vậy." in empty.words(".empty")[0]
    assert empty.page.xpath("//*[@class='empty']//a/@href") == ["/van-ban"]
    assert empty.page.xpath("//select[@name='nam']/option[@selected]/@value") == ["1999"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=1000000000000000000000", 404),
        ("page=0", 404),
        ("page=2", 404),
        ("page=-1", 404),
        ("nam=0", 404),
        ("nam=-5", 404),
        ("nam=99999999999", 404),
        ("nam=9999", 200),
        ("nam=1", 200),
        ("nam=%D9%A2%D9%A0", 404),
        ("nam=2026'--", 404),
        ("loai=x", 404),
        ("loai=%00", 404),
        ("hieu-luc=%ff", 404),
        ("co-quan=../..", 404),
        ("co-quan=" + "a" * 5000, 404),
        ("sap-xep=x", 404),
        ("q=%00%ff%22%27", 200),
        ("q=" + "%25" * 3000, 200),
        ("q=" + "a+" * 2000, 200),
        ("q=NEAR(%20OR%20%22", 200),
        ("q[]=1&q=2&q=3", 200),
        ("utm_source=x&loai=quyet-dinh", 200),
    ],
)
def test_a_hostile_question_gets_a_page_or_a_404(
    client: PageClient, editor: User, query: str, status: int
) -> None:
    papers.live(editor)
    assert client.get(f"/van-ban?{query}").status_code == status


@pytest.mark.parametrize("number", [10**21, 2**31, 0, 999])
def test_a_number_of_no_document_is_not_found(client: PageClient, number: int) -> None:
    for address in (f"/van-ban/{number}", f"/van-ban/{number}/x"):
        assert client.get(address).status_code == 404


def test_pages_of_the_list(app: Flask, client: PageClient, editor: User) -> None:
    app.config["PAGE_SIZE"] = 2
    for number in range(5):
        papers.live(editor, f"{number}/QĐ", issued_on=date(2026, 1, 1 + number))
    assert numbers(client.get("/van-ban?page=3")) == ["0/QĐ"]
    links = client.get("/van-ban?nam=2026&sap-xep=cu-nhat").page.xpath(
        "//nav[@class='pagination']//a/@href"
    )
    assert "/van-ban?page=2&nam=2026&sap-xep=cu-nhat" in links
    assert numbers(client.get("/van-ban?page=2&sap-xep=cu-nhat")) == ["2/QĐ", "3/QĐ"]


def test_the_filtered_list_is_made_once_and_a_search_each_time(
    client: PageClient, editor: User
) -> None:
    papers.live(editor)
    client.get("/van-ban?nam=2026&loai=quyet-dinh")
    with statements() as sent:
        again = client.get("/van-ban?utm_source=mail&loai=quyet-dinh&co-quan=&nam=2026")
        assert numbers(client.get("/van-ban?loai=quyet-dinh&nam=2026&nam=1999")) == ["115/QĐ-UBND"]
    assert sent == []
    assert numbers(again) == ["115/QĐ-UBND"]
    assert numbers(client.get("/van-ban?nam=2025&loai=quyet-dinh")) == []
    with statements() as sent:
        client.get("/van-ban?q=115")
        client.get("/van-ban?q=115")
    assert len(sent) == 10


def test_the_list_costs_the_same_statements_however_long(client: PageClient, editor: User) -> None:
    costs = []
    for _round in range(2):
        for number in range(5):
            papers.live(editor, f"{number}/QĐ")
        client.get("/")
        with statements() as sent:
            client.get("/van-ban?q=QĐ")
        costs.append(len(sent))
    assert costs[0] == costs[1]


def test_a_ready_page_ends_when_a_document_appears_and_when_the_day_changes(
    client: PageClient, editor: User, stopped_clock: cast.StoppedClock
) -> None:
    papers.live(
        editor, "1/QĐ", expires_on=date(2026, 11, 24)
    )  # the clock says 9 o'clock on 23 November, over there
    papers.live(
        editor,
        "2/QĐ",
        go_live_at=stopped_clock.now() + timedelta(seconds=30),
        issued_on=date(2020, 1, 1),
    )
    assert numbers(client.get("/van-ban")) == ["1/QĐ"]
    stopped_clock.move(seconds=29)
    assert numbers(client.get("/van-ban")) == ["1/QĐ"]
    stopped_clock.move(seconds=1)
    assert numbers(client.get("/van-ban")) == ["1/QĐ", "2/QĐ"]
    stopped_clock.move(hours=14, minutes=59)
    assert client.get("/van-ban").words(".legal")[0] == "Còn hiệu lực"
    stopped_clock.move(minutes=1)
    assert client.get("/van-ban").words(".legal")[0] == "Hết hiệu lực"


def test_what_is_taken_back_is_gone_at_once(client: PageClient, editor: User) -> None:
    document = papers.live(editor)
    assert client.get(address_of(document)).status_code == 200
    with writing():
        workflow.withdraw(document, actor=editor, at=clock.now())
    assert client.get(address_of(document)).status_code == 410
    assert numbers(client.get("/van-ban")) == []
