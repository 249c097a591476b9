"""Thousands of articles, written in one stroke, for tests that ask what a list costs."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import Any

from sqlalchemy import insert

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles import sanitise
from newsapp.articles.models import Article, Revision
from newsapp.articles.staff_search_index import LatestText, values
from newsapp.categories.models import Category
from newsapp.database import db, writing

SUBJECTS = (
    "Hội nghị",
    "Kế hoạch",
    "Thông báo",
    "Quyết định",
    "Lễ khai mạc",
    "Đoàn công tác",
    "Ánh sáng",
    "Ăn uống",
)
ABOUT = (
    "chuyển đổi số",
    "nông thôn mới",
    "phòng chống lụt bão",
    "cải cách hành chính",
    "đo lường chất lượng",
)
SENTENCE = "Ủy ban nhân dân tỉnh giao các sở, ngành, địa phương phối hợp triển khai và báo cáo kết quả trước ngày hẹn. "


def title(n: int) -> str:
    return f"{SUBJECTS[n % len(SUBJECTS)]} về {ABOUT[n % len(ABOUT)]}, lần thứ {n}"


def text(n: int) -> str:
    rare = " Chuyện hiếm có." if n % 1000 == 7 else ""
    return "".join(f"<p>{SENTENCE * 3}{rare}</p>" for _part in range(4))


def standing(n: int) -> dict[str, Any]:
    """A fifth each: draft, live, live with changes, withdrawn, in the trash."""
    at = clock.now() - timedelta(minutes=n)
    live = {"version": 1, "live_version": 1, "go_live_at": at, "first_published_at": at}
    nothing = {"version": 1, "live_version": None, "go_live_at": None, "first_published_at": None}
    kinds: tuple[dict[str, Any], ...] = (
        nothing,
        live,
        live | {"version": 2},
        live | {"withdrawn_at": at},
        nothing | {"trashed_at": at},
    )
    return (
        {"withdrawn_at": None, "trashed_at": None}
        | kinds[n % len(kinds)]
        | {"created_at": at, "updated_at": at}
    )


def fill(count: int, owners: list[User], categories: list[Category], *, first: int = 1) -> None:
    """Articles with the numbers from `first` on, each with its revisions and what staff search."""
    articles, revisions, folded = [], [], []
    for n in range(first, first + count):
        said = {
            "title": title(n),
            "body": text(n),
            "category_id": categories[n % len(categories)].id,
        }
        stands = standing(n)
        article = {"id": n, "owner_id": owners[n % len(owners)].id} | said | stands
        articles.append(article)
        made = {
            "article_id": n,
            "created_at": stands["created_at"],
            "created_by_id": article["owner_id"],
        }
        for number in range(1, stands["version"] + 1):
            revisions.append(made | said | {"number": number, "body_policy": sanitise.POLICY})
        folded.append(values(Revision(**revisions[-1], summary="", byline="", source="")))
    with writing():
        for kind, rows in ((Article, articles), (Revision, revisions), (LatestText, folded)):
            remaining = iter(rows)
            while batch := list(islice(remaining, 1000)):
                db.session.execute(insert(kind), batch)
