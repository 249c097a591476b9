"""Keeping the index. Each change is written in the transaction that changes the live text.

The rows of search_entry are ordinary ones, which migrations, backups and copies know. What a database looks words up in
follows from them by itself: on SQLite the FTS5 table search_words, kept by triggers; on PostgreSQL the columns
exact_words and fold_words of the same table, which it works out, and their GIN indexes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.exc import DatabaseError

from newsapp.database import db
from newsapp.search.fold import accented, fold
from newsapp.search.models import SearchEntry

FORM = 1
"""Goes up when the words of the index are made differently; `newsapp search rebuild` makes them anew."""

DAY_SHIFT = 40
LONGEST_WORD = 100
"""Signs of a word that count; PostgreSQL takes no word of 2,048 bytes."""
ROOM = 900_000
"""Bytes that PostgreSQL may need for all the different words of a row: it takes no more than 1 MB."""
A_WORD, AGAIN, MOST_PLACES = 12, 2, 255
"""Bytes for a word beside its letters, and for each place where it stands, of which so many are kept."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Texts:
    """What one thing says, as plain text; see SearchEntry."""

    title: str
    summary: str
    body: str
    more: str
    files: str = ""


def entry_number(day: date, number: int) -> int:
    """Where a row stands: by the day, and on the same day by the number of the article."""
    return (day.toordinal() << DAY_SHIFT) + number


def days(first: date | None, last: date | None) -> tuple[int, int]:
    """The lowest and the highest entry_number of these days, both included."""
    return (first or date.min).toordinal() << DAY_SHIFT, ((last or date.max).toordinal() + 1 << DAY_SHIFT) - 1


def entry(article_id: int, version: int, day: date, texts: Texts) -> Row:
    """The row of an article's live text."""
    exact, folded = _Room(), _Room()
    return {
        "id": entry_number(day, article_id),
        "article_id": article_id,
        "version": version,
        "form": FORM,
        **{name: exact.take(accented(getattr(texts, name))) for name in ("title", "summary", "more", "body")},
        **{
            f"{name}_fold": folded.take(fold(getattr(texts, name)))
            for name in ("title", "summary", "more", "body", "files")
        },
    }


def put(row: Row) -> None:
    """Let the row stand in the place of the article's former one."""
    db.session.execute(delete(SearchEntry).where(SearchEntry.article_id == row["article_id"]))
    db.session.execute(insert(SearchEntry), [row])


def put_if_new(row: Row) -> bool:
    """The same, unless it stands there already; whether it was written."""
    table = SearchEntry.__table__
    known = db.session.execute(select(table).where(table.c.article_id == row["article_id"])).one_or_none()
    if known is not None and dict(known._mapping) == row:
        return False
    put(row)
    return True


def is_whole() -> bool:
    """Whether every row can be found by the words that stand in it. On PostgreSQL the database itself sees to that."""
    if db.engine.dialect.name != "sqlite":
        return True
    rows = db.session.scalar(select(func.count()).select_from(SearchEntry))
    if db.session.scalar(text("SELECT count(*) FROM search_words_docsize")) != rows:
        return False
    try:
        with db.engine.connect().execution_options(writes=True) as connection:  # a question, put as a write
            connection.execute(text("INSERT INTO search_words (search_words) VALUES ('integrity-check')"))
    except DatabaseError:
        return False
    return True


def make_anew() -> None:
    """Make SQLite's index from the rows, whatever it holds."""
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("INSERT INTO search_words (search_words) VALUES ('rebuild')"))


class _Room:
    """Takes the words of one row, field by field, for as long as there is room."""

    def __init__(self) -> None:
        self._left = ROOM
        self._places: dict[str, int] = {}

    def take(self, words: str) -> str:
        taken = []
        for word in words.split():
            word = word[:LONGEST_WORD]
            places = self._places.get(word, 0)
            self._left -= len(word.encode()) + A_WORD if places == 0 else AGAIN if places < MOST_PLACES else 0
            if self._left < 0:
                break
            self._places[word] = places + 1
            taken.append(word)
        return " ".join(taken)
