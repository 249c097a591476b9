"""Keeping the index. Each change is written in the transaction that changes the live text.

The rows of search_entry are ordinary ones, which migrations, backups and copies know. What a
database looks words up in follows from them: on SQLite the FTS5 table search_words, kept by
triggers; on PostgreSQL the columns exact_words and fold_words of the same table, which it works
out, and their GIN indexes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.exc import DatabaseError

from newsapp.database import db
from newsapp.parts.search.models import SearchEntry
from newsapp.text_folding import accented, fold

FORM = 1
"""Goes up when the words are made differently; then `newsapp search rebuild` makes them anew."""

DAY_SHIFT = 40
LONGEST_WORD = 100
"""Characters of a word that count; PostgreSQL takes no word of 2,048 bytes."""
ROOM = 900_000
"""Bytes that PostgreSQL may need for all different words of a row: it takes at most 1 MB."""
A_WORD, AGAIN, MOST_PLACES = 12, 2, 255
"""Bytes for a word beside its letters, and for each place of so many places that are kept."""
LOOKED_AT = 50
"""Rows of which a check sees whether they are found."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Texts:
    """What one thing says, as plain text; see SearchEntry."""

    title: str
    summary: str
    body: str
    more: str
    files: str = ""


def row_id(day: date, article_id: int) -> int:
    """Return where a row stands: by the day, and on the same day by the id of the article."""
    return (day.toordinal() << DAY_SHIFT) + article_id


def article_id(row: int) -> int:
    return row & (1 << DAY_SHIFT) - 1


def rows_of_days(first: date | None, last: date | None) -> tuple[int, int]:
    """Return the lowest and the highest row_id of these days, both included."""
    low = (first or date.min).toordinal() << DAY_SHIFT
    high = ((last or date.max).toordinal() + 1 << DAY_SHIFT) - 1
    return low, high


def entry(article_id: int, version: int, day: date, texts: Texts) -> Row:
    """Return the row of an article's live text."""
    row: Row = {
        "id": row_id(day, article_id),
        "article_id": article_id,
        "version": version,
        "form": FORM,
    }
    exact, folded = _Room(), _Room()
    for name in ("title", "summary", "more", "body"):
        row[name] = exact.take(accented(getattr(texts, name)))
    for name in ("title", "summary", "more", "body", "files"):
        row[f"{name}_fold"] = folded.take(fold(getattr(texts, name)))
    return row


def put(row: Row) -> None:
    """Let the row stand in the place of the article's former one."""
    db.session.execute(delete(SearchEntry).where(SearchEntry.article_id == row["article_id"]))
    db.session.execute(insert(SearchEntry), [row])


def put_if_new(row: Row) -> bool:
    """Do the same unless it stands there already; return whether it was written."""
    known = select(SearchEntry.__table__).where(SearchEntry.article_id == row["article_id"])
    stands = db.session.execute(known).mappings().one_or_none()
    if stands is not None and dict(stands) == row:
        return False
    put(row)
    return True


def looks_whole() -> bool:
    """Return whether as many rows can be found as there are, and the newest by their titles.

    This look keeps no writer waiting. On PostgreSQL the database itself sees to it.
    """
    if db.engine.dialect.name != "sqlite":
        return True
    rows = db.session.scalar(select(func.count()).select_from(SearchEntry))
    if db.session.scalar(text("SELECT count(*) FROM search_words_docsize")) != rows:
        return False
    entries = select(SearchEntry.id, SearchEntry.title_fold).where(SearchEntry.title_fold != "")
    newest = entries.order_by(SearchEntry.id.desc()).limit(LOOKED_AT)
    found = text("SELECT 1 FROM search_words WHERE search_words MATCH :title AND rowid = :id")
    return all(
        db.session.scalar(found, {"title": f'title_fold : "{title}"', "id": number})
        for number, title in db.session.execute(newest).all()
    )


def is_whole() -> bool:
    """Return whether every row can be found by all its words; writers wait until all is read."""
    if db.engine.dialect.name != "sqlite":
        return True
    check = text("INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)")
    try:
        # SQLite takes the question as a write.
        with db.engine.connect().execution_options(writes=True) as connection:
            connection.execute(check)
    except DatabaseError:
        return False
    return True


def rebuild_words() -> None:
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
            if places == 0:
                self._left -= len(word.encode()) + A_WORD
            elif places < MOST_PLACES:
                self._left -= AGAIN
            if self._left < 0:
                break
            self._places[word] = places + 1
            taken.append(word)
        return " ".join(taken)
