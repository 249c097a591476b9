from __future__ import annotations

import csv
import io

import pytest
from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.audit import AuditEvent
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.redirects import csv_lines
from newsapp.parts.redirects.models import Redirect
from tests import cast
from tests.pages import PageClient

LIST, LOAD = "/admin/redirects", "/admin/redirects/load"
OLD = "/index.php?nv=news&op=Hoat-dong/hop-42.html"


@pytest.fixture
def article(editor: User, news: Category) -> Article:
    return cast.live(editor, news, title="Họp giao ban")


@pytest.fixture
def browser(administrator: User, article: Article, sign_in: cast.SignIn) -> PageClient:
    return sign_in(administrator)


def stored() -> list[tuple[str, str, int | None, str]]:
    columns = select(Redirect.address, Redirect.kind, Redirect.number, Redirect.path)
    return [tuple(row) for row in db.session.execute(columns.order_by(Redirect.id))]


def audited() -> list[str]:
    actions = select(AuditEvent.action).where(AuditEvent.target_type == "redirect")
    return list(db.session.scalars(actions.order_by(AuditEvent.id)))


def test_it_adds_changes_and_deletes(browser: PageClient, article: Article, news: Category) -> None:
    typed = {"address": f"https://cu.example{OLD}#x", "target": f"/tin-tuc/{article.id}"}
    assert browser.send(LIST, typed).location == LIST
    assert stored() == [(OLD, "article", article.id, "")]
    cells = browser.get(LIST).words("td")
    assert cells == [OLD, "Họp giao ban", "0", "chưa lần nào"]
    changed = {"address": "/cũ", "target": f"http://localhost/chuyen-muc/{news.slug}"}
    assert browser.send(f"{LIST}/1", changed).location == LIST
    assert stored() == [("/c%C5%A9", "category", news.id, "")]
    page = browser.get(f"{LIST}/1").page
    assert page.xpath("//input[@id='address']/@value") == ["/cũ"]
    assert page.xpath("//input[@id='target']/@value") == [f"/chuyen-muc/{news.slug}"]
    assert browser.send(f"{LIST}/1/delete", {}, form_at=f"{LIST}/1").location == LIST
    assert stored() == []
    assert audited() == ["redirect.add", "redirect.change", "redirect.delete"]
    assert "Bỏ chuyển hướng /cũ" in browser.get("/admin/audit").text


@pytest.mark.parametrize(
    ("address", "target", "reason"),
    [
        ("", "/", "Hãy nhập địa chỉ cũ"),
        ("index.php", "/", "phải bắt đầu bằng /"),
        ("/x" * 600, "/", "dài quá 1000"),
        ("/admin/x", "/", "trang quản trị"),
        ("/", "/feed.xml", "đang là một trang của trang tin"),
        ("/tin-tuc/1/họp", "/", "đang là một trang của trang tin"),
        ("/cu", "", "Hãy nhập nơi dẫn đến"),
        ("/cu", "/khong-co", "không có trang /khong-co"),
        ("/cu", "/tin-tuc/99", "không có trang"),
        ("/cu", "https://xau.example/", "một trang của trang tin này"),
        ("/cu", "//xau.example/", "một trang của trang tin này"),
        ("/cu", "/\\xau.example/", "một trang của trang tin này"),
        ("/cu", "http://localhost.xau.example/", "một trang của trang tin này"),
        ("/cu", "javascript:alert(1)", "một trang của trang tin này"),
    ],
)
def test_it_says_what_is_wrong_and_keeps_what_was_typed(
    browser: PageClient, address: str, target: str, reason: str
) -> None:
    answer = browser.send(LIST, {"address": address, "target": target})
    assert (answer.status_code, stored()) == (422, [])
    assert reason in " ".join(answer.words(".field-error"))
    assert answer.page.xpath("//input[@id='address']/@value") == [address]
    assert answer.page.xpath("//input[@id='target']/@value") == [target]


def test_an_address_leads_to_one_place(browser: PageClient, news: Category) -> None:
    for target, expected in (("/", 303), (f"/chuyen-muc/{news.slug}", 422)):
        assert browser.send(LIST, {"address": "/cu", "target": target}).status_code == expected
    browser.send(LIST, {"address": "/khac", "target": "/"})
    assert browser.send(f"{LIST}/2", {"address": "/cu", "target": "/"}).status_code == 422
    assert [row[0] for row in stored()] == ["/cu", "/khac"]


def test_the_list_is_searched_and_paged(browser: PageClient, news: Category) -> None:
    with writing():
        for n in range(120):
            row = Redirect(address=f"/b%C3%A0i-{n:03}.html", kind="category", number=news.id)
            db.session.add(row)
    page = browser.get(LIST)
    assert page.words(".found") == ["120 chuyển hướng"]
    assert browser.get(f"{LIST}?page=3").words("td")[0] == "/bài-100.html"
    assert browser.get(f"{LIST}?page=4").status_code == 404
    found = browser.get(f"{LIST}?q=bài-11")
    assert found.words(".found") == ["10 chuyển hướng"]
    assert browser.get(f"{LIST}?q=%25").words(".empty") != []


def test_a_file_comes_in_and_what_is_wrong_comes_back(
    browser: PageClient, article: Article, news: Category
) -> None:
    wrong = ["/x.aspx", "/y.aspx,/khong-co", "cu,/", "/a.aspx?id=1,/"]
    lines = [
        "Địa chỉ cũ;Dẫn đến",
        f"/a.aspx?id=1,/tin-tuc/{article.id}/gi-cung-duoc",
        f'"/b,1.html";/chuyen-muc/{news.slug}',
        "",
        "/c.html\t/feed.xml",
        *wrong,
    ]
    content = "\r\n".join(lines).encode("utf-8-sig")
    answer = browser.send(LOAD, {"file": (io.BytesIO(content), "cu.csv"), "lines": ""})
    assert answer.status_code == 422
    assert [row[:3] for row in stored()] == [
        ("/a.aspx?id=1", "article", article.id),
        ("/b,1.html", "category", news.id),
        ("/c.html", "path", None),
    ]
    (kept,) = answer.page.xpath("//textarea[@id='lines']")
    assert kept.text.strip().splitlines() == wrong
    reasons = [" ".join(item.split()) for item in answer.words("li") if item.startswith("Dòng")]
    assert [reason.split(":")[0] for reason in reasons] == ["Dòng 6", "Dòng 7", "Dòng 8", "Dòng 9"]
    fixed = browser.send(LOAD, {"lines": "/x.aspx,/\n/c.html,/"})
    assert fixed.location == LIST
    assert "Đã thêm 1 chuyển hướng, sửa 1; 0 đã có sẵn." in browser.get(LIST).text
    assert audited() == ["redirect.load", "redirect.load"]


def test_the_file_that_goes_out_comes_in(
    browser: PageClient, article: Article, news: Category
) -> None:
    with writing():
        for n in range(30):
            row = Redirect(address=f"/b%C3%A0i-{n}", kind="category", number=news.id, hits=n)
            db.session.add(row)
        db.session.add(Redirect(address="/z?a=1,2", kind="article", number=article.id))
    answer = browser.get("/admin/redirects.csv")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0] == ["Địa chỉ cũ", "Dẫn đến", "Số lần dùng", "Dùng lần cuối"]
    assert rows[1] == ["/bài-0", f"/chuyen-muc/{news.slug}", "0", ""]
    assert len(rows) == 32
    before = stored()
    sent = {"file": (io.BytesIO(answer.data), "x.csv"), "lines": ""}
    assert browser.send(LOAD, sent).location == LIST
    assert "31 đã có sẵn" in browser.get(LIST).text
    assert stored() == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Hãy chọn một tệp CSV"),
        (b"\xe1\xbb,\xff\xff", "không phải là CSV"),
        (b"/x" * 50_001, "lớn hơn 5 MB"),
        (b"/a,/\n" * 101, "hơn 100 dòng"),
    ],
)
def test_a_file_that_cannot_be_read(
    browser: PageClient, content: bytes, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_lines, "LARGEST", 100_000)
    monkeypatch.setattr(csv_lines, "MOST_LINES", 100)
    sent = {"file": (io.BytesIO(content), "x.csv" if content else ""), "lines": ""}
    answer = browser.send(LOAD, sent)
    assert (answer.status_code, stored()) == (422, [])
    assert reason in " ".join(answer.words("#file-error"))


def test_a_file_in_utf_16(browser: PageClient) -> None:
    content = "/cũ,/\n".encode("utf-16")
    assert browser.send(LOAD, {"file": (io.BytesIO(content), "x.csv")}).location == LIST
    assert stored() == [("/c%C5%A9", "path", None, "/")]


def test_only_administrators_come_in(editor: User, sign_in: cast.SignIn) -> None:
    assert sign_in(editor).get(LIST).status_code == 403
