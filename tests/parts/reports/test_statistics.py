from __future__ import annotations

import csv
import io

import pytest
from flask import Flask

from newsapp.accounts.models import User
from newsapp.audit import AuditEvent
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.visitors import counter
from newsapp.visitors.sessions import session
from tests import cast, workbooks
from tests.pages import PageClient


@pytest.fixture
def visited(app: Flask, editor: User, news: Category) -> None:
    """Three visitors have read an article."""
    article = cast.live(editor, news)
    for name in "abc":
        counter().hit(session(name, 0), is_page=True, article=article.id)
    counter().flush()


def test_it_works(visited: None, sign_in: cast.SignIn, writer: User) -> None:
    answer = sign_in(writer).get("/admin/statistics")
    assert answer.words("dd") == ["3", "3", "3", "3"]
    chart = answer.page.find_class("chart")[0]
    assert chart.get("role") == "img"
    assert len(chart.find_class("chart-bar")) == 30
    assert len(answer.page.find_class("chart-table")[0].findall(".//tbody/tr")) == 30
    assert "Hội nghị về cải cách hành chính" in answer.text


@pytest.mark.parametrize(("period", "rows"), [("hours", 24), ("months", 12), ("years", 1)])
def test_other_periods(
    visited: None, sign_in: cast.SignIn, writer: User, period: str, rows: int
) -> None:
    answer = sign_in(writer).get(f"/admin/statistics?period={period}")
    assert len(answer.page.find_class("chart-table")[0].findall(".//tbody/tr")) == rows


def test_the_dashboard_shows_today(visited: None, sign_in: cast.SignIn, writer: User) -> None:
    answer = sign_in(writer).get("/admin/")
    assert answer.words("h2")[-1] == "Bạn đọc hôm nay"
    assert answer.words("strong") == ["3", "3"]
    assert len(answer.page.find_class("chart-bar")) == 24


def test_before_anybody_came(sign_in: cast.SignIn, writer: User) -> None:
    assert sign_in(writer).get("/admin/statistics").words("dd") == ["0", "0", "0", "0"]


def test_it_requires_a_sign_in(client: PageClient) -> None:
    assert client.get("/admin/statistics").status_code == 303
    assert client.get("/admin/statistics.csv").status_code == 303


def test_an_unknown_period_is_not_found(sign_in: cast.SignIn, writer: User) -> None:
    assert sign_in(writer).get("/admin/statistics?period=weeks").status_code == 404


def test_csv(visited: None, sign_in: cast.SignIn, writer: User) -> None:
    answer = sign_in(writer).get("/admin/statistics.csv?period=years")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0] == ["Năm", "Lượt truy cập", "Trang đã xem"]
    assert rows[1][1:] == ["3", "3"]
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=truy-cap-years-")


def test_xlsx(visited: None, sign_in: cast.SignIn, writer: User) -> None:
    answer = sign_in(writer).get("/admin/statistics.xlsx?period=years")
    visits, articles, sections = workbooks.sheets(answer.data).values()
    assert visits[1][1:] == [3, 3]
    assert articles[-1][1:] == ["Hội nghị về cải cách hành chính", "Hoạt động Sở, Ngành", 3]
    assert sections[-1] == ["Hoạt động Sở, Ngành", 3]


def test_an_administrator_sets_the_initial_total(sign_in: cast.SignIn, administrator: User) -> None:
    browser = sign_in(administrator)
    assert browser.send("/admin/statistics", {"visits": "1204331"}).status_code == 303
    counter().flush()
    assert counter().store.read(0).total == 1204331
    event = db.session.query(AuditEvent).filter_by(action="statistics.set_initial").one()
    assert event.details == {"visits": 1204331}


@pytest.mark.parametrize("typed", ["", "-1", "nhiều", "9999999999999999"])
def test_what_is_no_number_is_refused(
    sign_in: cast.SignIn, administrator: User, typed: str
) -> None:
    answer = sign_in(administrator).send("/admin/statistics", {"visits": typed})
    assert answer.status_code == 422
    assert answer.words(".field-error")


def test_others_cannot_set_it(sign_in: cast.SignIn, editor: User, administrator: User) -> None:
    browser = sign_in(editor)
    assert "Số lượt truy cập ban đầu" not in browser.get("/admin/statistics").text
    answer = browser.send("/admin/statistics", {"visits": "5"})
    assert answer.status_code == 403
    assert counter().store.read(0).total == 0
