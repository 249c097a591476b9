from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, insert

from newsapp import create_app
from newsapp.accounts.models import User
from newsapp.articles import workflow
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.archive import archive_queries
from tests import cast
from tests.pages import Answer, PageClient
from tests.statements import statements

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today(stopped_clock: cast.StoppedClock) -> cast.StoppedClock:
    """23 November 2026."""
    return stopped_clock


def printed(actor: User, category: Category, *days: date) -> list[Article]:
    """An article for each of the days, which is printed on it; they all went
    live within an hour.
    """
    return [
        cast.live(
            actor,
            category,
            f"Tin {day:%d/%m/%Y} số {n}",
            published_on=day,
            at=NOON + timedelta(minutes=n),
        )
        for n, day in enumerate(days)
    ]


def titles(answer: Answer) -> list[str]:
    return answer.words(".card-title")


def test_the_printed_day_counts_not_when_it_went_live(
    client: PageClient, editor: User, news: Category
) -> None:
    printed(editor, news, date(2020, 5, 20))
    assert titles(client.get("/luu-tru/2020/05/20")) == ["Tin 20/05/2020 số 0"]
    assert titles(client.get("/luu-tru/2026/11/20")) == []


def test_years_and_months_with_how_much_they_have(
    client: PageClient, editor: User, news: Category
) -> None:
    printed(
        editor, news, date(2020, 5, 20), date(2020, 5, 21), date(2020, 12, 31), date(2026, 11, 1)
    )
    page = client.get("/luu-tru").page
    assert page.xpath("//h2/a/@href") == ["/luu-tru/2026", "/luu-tru/2020"]
    months = [" ".join(a.text_content().split()) for a in page.xpath("//ol[@class='months']//a")]
    assert months == ["Tháng 11 1 tin", "Tháng 5 2 tin", "Tháng 12 1 tin"]
    assert page.xpath("//ol[@class='months']//a/@href") == [
        "/luu-tru/2026/11",
        "/luu-tru/2020/05",
        "/luu-tru/2020/12",
    ]


def test_a_year_a_month_and_a_day(client: PageClient, editor: User, news: Category) -> None:
    days = (
        date(2020, 5, 20),
        date(2020, 5, 21),
        date(2020, 5, 21),
        date(2020, 6, 1),
        date(2021, 1, 1),
    )
    printed(editor, news, *days)
    year = client.get("/luu-tru/2020")
    assert (year.words("h1"), len(titles(year))) == (["Tin năm 2020"], 4)
    month = client.get("/luu-tru/2020/05")
    assert month.words("h1") == ["Tin tháng 05/2020"]
    assert titles(month) == ["Tin 21/05/2020 số 2", "Tin 21/05/2020 số 1", "Tin 20/05/2020 số 0"]
    day = client.get("/luu-tru/2020/05/21")
    assert day.words("h1") == ["Tin ngày 21/05/2020"]
    assert titles(day) == ["Tin 21/05/2020 số 2", "Tin 21/05/2020 số 1"]
    marked = day.page.xpath("//table[@class='calendar']//a[@aria-current='date']")
    assert [a.get("href") for a in marked] == ["/luu-tru/2020/05/21"]


def test_the_calendar_begins_its_weeks_on_monday(
    client: PageClient, editor: User, news: Category
) -> None:
    printed(editor, news, date(2026, 11, 23))
    table = client.get("/luu-tru/2026/11").page.xpath("//table[@class='calendar']")[0]
    assert [th.text_content() for th in table.xpath(".//th")] == [
        "T2",
        "T3",
        "T4",
        "T5",
        "T6",
        "T7",
        "CN",
    ]
    weeks = [[td.text_content() for td in row.xpath("td")] for row in table.xpath(".//tbody/tr")]
    assert weeks[0] == ["", "", "", "", "", "", "1"]
    assert weeks[4] == ["23: 1 tin", "24", "25", "26", "27", "28", "29"]


def test_one_goes_on_to_the_next_that_has_news(
    client: PageClient, editor: User, news: Category
) -> None:
    printed(editor, news, date(2020, 1, 5), date(2020, 5, 20), date(2026, 11, 1))

    def beside(address: str) -> list[str]:
        return [
            str(href)
            for href in client.get(address).page.xpath("//nav[@class='neighbours']/a/@href")
        ]

    assert beside("/luu-tru/2020/05") == ["/luu-tru/2020/01", "/luu-tru/2026/11"]
    assert beside("/luu-tru/2020/05/20") == ["/luu-tru/2020/01/05", "/luu-tru/2026/11/01"]
    assert beside("/luu-tru/2020") == ["/luu-tru/2026"]
    assert beside("/luu-tru/2023") == ["/luu-tru/2020", "/luu-tru/2026"]


def test_a_day_without_news_says_so_and_is_for_no_index(
    client: PageClient, editor: User, news: Category
) -> None:
    printed(editor, news, date(2020, 5, 20))
    answer = client.get("/luu-tru/2020/05/21")
    assert answer.status_code == 200
    assert answer.words(".empty") == ["Không có tin nào được đăng trong thời gian này."]
    assert answer.page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert client.get("/luu-tru/2020/05/20").page.xpath("//meta[@name='robots']") == []


@pytest.mark.parametrize(
    "address",
    [
        "2026/13", "2026/00", "2026/02/29", "2026/11/31", "2026/11/00", "2026/1", "0000", "0000/01", "9999/12", "9999",
        "2019", "2019/12/31", "2027", "2026/12", "2026/11/24", "abc", "2026/11/24/1", "-2026", "1" * 22, "%00",
        "2026/%C3",        "2020/05?page=2", "2020/05?page=-1", "2020?page=1" + "0" * 21, "2020/05/20?page=2",
    ],
)  # fmt: skip
def test_what_is_no_such_time_is_not_found(
    client: PageClient, editor: User, news: Category, address: str
) -> None:
    printed(editor, news, date(2020, 1, 5), date(2020, 5, 20))
    assert client.get(f"/luu-tru/{address}").status_code == 404


def test_an_empty_site_has_an_empty_archive(client: PageClient) -> None:
    assert client.get("/luu-tru").words(".empty") == ["Chưa có bài viết nào."]
    assert client.get("/luu-tru/2026/11").status_code == 404


def test_a_day_to_come_that_is_printed_on_news_is_there(
    client: PageClient, editor: User, news: Category
) -> None:
    printed(editor, news, date(2026, 12, 1))
    assert titles(client.get("/luu-tru/2026/12")) == ["Tin 01/12/2026 số 0"]


@pytest.mark.parametrize("address", ["/luu-tru/2020", "/luu-tru/2020/05", "/luu-tru/2020/05/20"])
def test_every_page_is_whole_and_in_order(
    client: PageClient, editor: User, news: Category, address: str
) -> None:
    printed(
        editor, news, *[date(2020, 5, 20)] * 15, *[date(2020, 5, 19)] * 3, *[date(2020, 4, 1)] * 9
    )
    shown: list[str] = []
    number = 1
    while True:
        answer = client.get(f"{address}?page={number}" if number > 1 else address)
        shown += titles(answer)
        links = {
            link.get("rel"): link.get("href") for link in answer.page.xpath("//head/link[@rel]")
        }
        here, page = f"http://localhost{address}", f"?page={number}" if number > 1 else ""
        assert links["canonical"] == here + page
        assert links.get("prev") == {1: None, 2: here}.get(number, f"{here}?page={number - 1}")
        if "next" not in links:
            break
        number += 1
        assert links["next"] == f"{here}?page={number}"
    most = {"/luu-tru/2020": 27, "/luu-tru/2020/05": 18, "/luu-tru/2020/05/20": 15}[address]
    assert shown == [*(f"Tin 20/05/2020 số {n}" for n in range(14, -1, -1)),
                     *(f"Tin 19/05/2020 số {n}" for n in range(17, 14, -1)),
                     *(f"Tin 01/04/2020 số {n}" for n in range(26, 17, -1))][:most]  # fmt: skip
    assert client.get(f"{address}?page={number + 1}").status_code == 404


@pytest.mark.parametrize(
    ("given", "leads"),
    [
        ("2026-11-24", "/luu-tru/2026/11/24"),
        ("24/11/2026", "/luu-tru/2026/11/24"),
        (" 1/2/2026 ", "/luu-tru/2026/02/01"),
        ("", "/luu-tru"),
    ],
)
def test_the_form_leads_to_the_day(client: PageClient, given: str, leads: str) -> None:
    answer = client.get("/luu-tru/ngay", query_string={"ngay": given})
    assert (answer.status_code, answer.location) == (303, leads)


@pytest.mark.parametrize(
    "given", ["2026-02-30", "hôm qua", "\x00", "1" * 5000, "\u202e24/11/2026", "0000-01-01"]
)
def test_the_form_knows_no_such_day(client: PageClient, given: str) -> None:
    assert client.get("/luu-tru/ngay", query_string={"ngay": given}).status_code == 404


def test_a_scheduled_and_an_expiring_article_are_counted_to_the_moment(
    client: PageClient, editor: User, news: Category, today: cast.StoppedClock
) -> None:
    first, second = printed(editor, news, date(2026, 11, 1), date(2026, 11, 2))
    with writing():
        first.go_live_at = today.now() + timedelta(minutes=10)
        second.expire_at = today.now() + timedelta(minutes=20)

    def seen() -> tuple[list[str], list[str]]:
        months = client.get("/luu-tru").words(".amount")
        found = client.get("/luu-tru/2026")
        return months, titles(found) if found.status_code == 200 else []

    assert seen() == (["1 tin"], ["Tin 02/11/2026 số 1"])
    today.move(minutes=10)
    assert seen() == (["2 tin"], ["Tin 02/11/2026 số 1", "Tin 01/11/2026 số 0"])
    today.move(minutes=10)
    assert seen() == (["1 tin"], ["Tin 01/11/2026 số 0"])


def test_a_change_is_seen_at_once(client: PageClient, editor: User, news: Category) -> None:
    (article,) = printed(editor, news, date(2026, 11, 1))
    assert client.get("/luu-tru").words(".amount") == ["1 tin"]
    with writing():
        workflow.unpublish(article, actor=editor, at=NOON)
    assert client.get("/luu-tru").words(".amount") == []


@pytest.fixture
def uncached(instance: Path) -> Iterator[PageClient]:
    app = create_app({"NEWSAPP_INSTANCE": str(instance), "NEWSAPP_PAGE_CACHE": "0"}, TESTING=True)
    with app.app_context():
        yield PageClient(app)
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


@pytest.mark.sqlite
@pytest.mark.parametrize("address", ["/luu-tru/2020", "/luu-tru/2020/05", "/luu-tru/2020/05/20"])
def test_a_page_asks_little(
    app: Flask, uncached: PageClient, editor: User, news: Category, address: str
) -> None:
    printed(editor, news, date(2020, 5, 20), date(2026, 5, 1))
    uncached.get("/luu-tru")
    with statements() as sent:
        assert uncached.get(address).status_code == 200
    assert len(sent) <= 3, sent


@pytest.mark.sqlite
def test_days_are_found_and_counted_in_their_index(
    app: Flask, editor: User, news: Category
) -> None:
    (article,) = printed(editor, news, date(2020, 5, 20))
    row = {column.name: getattr(article, column.name) for column in Article.__table__.columns}
    rows = [
        row | {"id": n, "published_on": date(2020, 1, 1) + timedelta(days=n % 900)}
        for n in range(2, 3000)
    ]
    with writing():
        db.session.execute(insert(Article), rows)
    where: dict[str, Any] = {"first": date(2020, 5, 1), "last": date(2020, 5, 31), "now": NOON}
    for made, more, expected in (
        (archive_queries.counts(), {}, "USING COVERING INDEX ix_article_by_day"),
        (
            archive_queries.cards(),
            {"limit": 12, "offset": 0},
            "ix_article_by_day (published_on>? AND published_on<?)",
        ),
        (archive_queries.days_beside(), {}, "USING COVERING INDEX ix_article_by_day"),
    ):
        steps = plan(made, where | more)
        assert any(expected in step for step in steps), steps
        assert not any("TEMP B-TREE" in step for step in steps), steps


def plan(made: Any, where: dict[str, Any]) -> list[str]:
    """How SQLite goes about the statement."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        asked.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    db.session.execute(made, where)
    event.remove(db.engine, "before_cursor_execute", note)
    statement, parameters = asked[-1]
    rows = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    return [str(row[3]) for row in rows]
