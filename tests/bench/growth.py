"""`python -m tests.bench.growth`, part of `make bench`: the same pages with 100,000 articles and
with 1,000.

Every page is made anew (no page cache), by two servers that take turns in one run. A ratio is of
the medians: 1.5 means that the page takes half as long again where there are a hundred times as
many articles. Writes tests/bench/GROWTH.md.
"""

from __future__ import annotations

import contextlib
import http.client
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote, urlsplit

from sqlalchemy import insert, select

from newsapp import create_app
from newsapp.articles import sanitise
from newsapp.articles.models import Article, Revision
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.search import index
from newsapp.parts.search.models import SearchEntry
from tests.bench.servers import ours
from tests.servers import newsapp

RESULTS = Path(__file__).with_name("GROWTH.md")
FEW, MANY = 1_000, 100_000
ROUNDS, IN_ROUND = 12, 5
CATEGORIES = 8
ON_PAGE = 12
"""PAGE_SIZE, as it comes."""
DAYS = 2_000
TODAY = date(2026, 11, 20)
BATCH = 1_000
WORDS = """
và của các cho trong với là được có tại những một để đã từ về người này đến theo không khi ra vào năm trên còn phải cũng
như do sẽ nhiều cùng sau hơn trước đó bị nay
bàn giao hội nghị triển khai nhiệm vụ khoa học công nghệ quyết định ủy ban nhân dân tỉnh huyện xã nông nghiệp sở
ngành cải cách hành chính thông báo tuyển dụng viên chức kế hoạch đầu tư xây dựng thông tin môi trường giáo dục
y tế văn hóa thể thao du lịch lao động xã hội tài chính ngân sách thanh tra tư pháp nội vụ phòng chống thiên tai
"""
ONSETS = "b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x"
RHYMES = "a á à ả ã an án àn ang áng em én ênh ệt iêu iến iện inh ính oan oán ông ống ương ướng uôn ưu ây ấy"
SYLLABLES = WORDS.split() + [onset + rhyme for rhyme in RHYMES.split() for onset in ONSETS.split()]
OFTEN = list(accumulate(1 / (place + 8) for place in range(len(SYLLABLES))))
"""How often each comes, by its place in the list, as in any language: the first ones are in nearly
every article.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """few, many: the addresses on either site; each is asked in turn. most: the ratio that is aimed
    at.
    """

    name: str
    few: Sequence[str]
    many: Sequence[str]
    most: float


@dataclass(slots=True)
class Times:
    """Seconds of each answer."""

    few: list[float] = field(default_factory=list)
    many: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        return median(self.many) / median(self.few)


def main() -> None:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="newsapp-growth-") as name:
        folders = [Path(name) / str(count) for count in (FEW, MANY)]
        for folder, count in zip(folders, (FEW, MANY), strict=True):
            fill(folder, count)
            print(
                f"{count} articles after {time.monotonic() - began:.0f} s",
                file=sys.stderr,
                flush=True,
            )
        times = _measure(*folders)
        size = (folders[1] / "content.db").stat().st_size
    _write(times, size, time.monotonic() - began)


def fill(folder: Path, count: int) -> None:
    """A site with so many published articles, written as rows: the form would take hours."""
    newsapp(folder, "init")
    app = create_app({"NEWSAPP_INSTANCE": str(folder)})
    with app.app_context():
        with writing():
            db.session.add_all(
                Category(name=f"Chuyên mục {n}", slug=f"muc-{n}", position=n)
                for n in range(CATEGORIES)
            )
        sections = list(db.session.scalars(select(Category.id).order_by(Category.id)))
        chance = random.Random(count)
        for first in range(1, count + 1, BATCH):
            rows = [
                _article(n, count, sections, chance)
                for n in range(first, min(first + BATCH, count + 1))
            ]
            with writing():
                db.session.execute(insert(Article), rows)
                db.session.execute(insert(Revision), [_revision(row) for row in rows])
                db.session.execute(insert(SearchEntry), [_entry(row) for row in rows])
        for engine in db.engines.values():
            engine.dispose()


def _article(number: int, count: int, sections: list[int], chance: random.Random) -> dict[str, Any]:
    day = TODAY - timedelta(days=DAYS - 1 - number * DAYS // (count + 1))
    moment = datetime(day.year, day.month, day.day, 1, tzinfo=UTC) + timedelta(
        seconds=number % 3600
    )
    texts = [
        " ".join(chance.choices(SYLLABLES, cum_weights=OFTEN, k=length)) for length in (9, 25, 250)
    ]
    return {
        "id": number,
        "title": f"Bản tin số {number}: {texts[0]}",
        "summary": texts[1],
        "body": sanitise.paragraphs(texts[2]),
        "byline": "Nguyễn Văn Ánh",
        "published_on": day,
        "category_id": sections[number % len(sections)],
        "attachments": [],
        "tags": [],
        "version": 1,
        "live_version": 1,
        "go_live_at": moment,
        "first_published_at": moment,
        "created_at": moment,
        "updated_at": moment,
    }


def _revision(row: dict[str, Any]) -> dict[str, Any]:
    own = (
        "title",
        "summary",
        "body",
        "byline",
        "published_on",
        "category_id",
        "attachments",
        "tags",
        "created_at",
    )
    return {name: row[name] for name in own} | {
        "article_id": row["id"],
        "number": 1,
        "body_policy": sanitise.POLICY,
    }


def _entry(row: dict[str, Any]) -> index.Row:
    texts = index.Texts(row["title"], row["summary"], sanitise.plain(row["body"]), row["byline"])
    return index.entry(row["id"], 1, row["published_on"], texts)


def _pages() -> list[Page]:
    def both(name: str, *paths: str, most: float = 1.5) -> Page:
        return Page(name, paths, paths, most)

    def asked(name: str, *questions: str) -> Page:
        return both(f"search: {name}", *(f"/tim-kiem?q={quote(one)}" for one in questions), most=3)

    last = -(-FEW // CATEGORIES // ON_PAGE)
    section = "/chuyen-muc/muc-1"
    return [
        both("home", "/"),
        both("category, page 1", section),
        Page(
            f"category, page 1,000 (of 1,000 articles: page {last})",
            [f"{section}?page={last}"],
            [f"{section}?page=1000"],
            1.5,
        ),
        Page(
            "article",
            [f"/tin-tuc/{FEW // 2}", f"/tin-tuc/{FEW // 3}"],
            [f"/tin-tuc/{MANY // 2}", f"/tin-tuc/{MANY // 3}"],
            1.5,
        ),
        both("month archive", "/luu-tru/2026/10"),
        asked("a word that nearly every article has", "của", "trong", "các", "nhung", "được cho"),
        asked("two words", "hội nghị", "khoa hoc", "thanh tra", "du lịch", "nông nghiệp"),
        asked("four words", "hội nghị triển khai", "khoa hoc cong nghe", "phòng chống thiên tai"),
        asked("a phrase", '"thông báo tuyển dụng"', '"khoa học công nghệ"', '"hanh chinh"'),
        asked("a number", "777", "bản tin số 512", "901"),
        asked("nothing", "khongcotunay", "zzz yyy"),
    ]


class Reader:
    """Asks one server, again and again on one connection."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)

    def final(self, path: str) -> str:
        """The path that this one leads to."""
        answer = self._get(path)
        return urlsplit(answer.headers["Location"]).path if answer.status in (301, 308) else path

    def seconds(self, path: str) -> float:
        began = time.perf_counter()
        answer = self._get(path)
        took = time.perf_counter() - began
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
        return took

    def _get(self, path: str) -> http.client.HTTPResponse:
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        answer.read()
        return answer


def _measure(few_folder: Path, many_folder: Path) -> dict[Page, Times]:
    with contextlib.ExitStack() as stack:
        few, many = (
            Reader(stack.enter_context(ours(folder, 1, PAGE_CACHE="0")).address)
            for folder in (few_folder, many_folder)
        )
        times = {page: Times() for page in _pages()}
        for n in range(ROUNDS + 1):
            for page, taken in times.items():
                for place in range(IN_ROUND):
                    one = few.seconds(few.final(page.few[place % len(page.few)]))
                    other = many.seconds(many.final(page.many[place % len(page.many)]))
                    if n:  # the first round warms both up
                        taken.few.append(one)
                        taken.many.append(other)
    return times


def _write(times: dict[Page, Times], size: int, took: float) -> None:
    text = "\n".join(_lines(times, size, took)) + "\n"
    RESULTS.write_text(text, "utf-8")
    print(text)


def _lines(times: dict[Page, Times], size: int, took: float) -> Iterator[str]:
    yield "# The same pages with a hundred times as many articles\n"
    yield (
        f"{datetime.now(UTC):%d/%m/%Y %H:%M} UTC, in {took:.0f} s by `python -m tests.bench.growth`: {MANY:,} articles"
        f" of some 290 words against {FEW:,}, each page made anew by one worker on SQLite, in turns; medians of"
        f" {ROUNDS * IN_ROUND} answers, in milliseconds. With {MANY:,} the content's file takes {size / 1e6:.0f} MB.\n"
    )
    yield f"| page | {FEW:,} | {MANY:,} | ratio | at most |"
    yield "|---|---|---|---|---|"
    for page, taken in times.items():
        few, many = (median(one) * 1000 for one in (taken.few, taken.many))
        yield f"| {page.name} | {few:.1f} | {many:.1f} | {taken.ratio:.2f} | {page.most:g} |"


if __name__ == "__main__":
    main()
