"""Reads the news of a NukeViet site from a dump of its database.

The tables are those of modules/news in NukeViet 3 to 5: <prefix>_<language>_<module>_rows, _detail
(once _bodyhtml_<number>), _cat, _sources and _tags_id. Texts stand apart from the rows, before or
after them, so both are put into a temporary database on the disk first.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from pathlib import Path

from flask_babel import gettext as _

from newsapp import clock
from newsapp.importing.incoming import Incoming, Item, Reading, Refused, Section, Skipped, State
from newsapp.parts.nukeviet.sql_dump import Dump, Row

_TABLE = re.compile(
    r"(?P<site>\w+?)_(?P<language>[a-z]{2})_(?P<module>\w+?)"
    r"_(?P<part>rows|cat|detail|bodyhtml_\d+|sources|tags_id)"
)
STATES: dict[int, State] = {1: "published", 2: "scheduled", 3: "published"}
"""Every other state is a draft: 0 stopped, 4 draft, 5 waiting, 6 refused."""
EXPIRED = 3
LOCKED = 20
"""An article of a locked category has its state with one more than this added to it."""
_PARTS = {"rows": "id", "cat": "catid", "detail": "id", "sources": "sourceid"}
"""The parts of a module, and the number of a row in each."""

Module = tuple[str, str, str]
"""(prefix, language, module)."""


class Staging:
    """The rows of a dump in a temporary database, which is gone when it is closed."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")
        self._database.execute(
            "CREATE TABLE held (module, part, number INTEGER, said,"
            " PRIMARY KEY (module, part, number)) WITHOUT ROWID"
        )
        self._database.execute("CREATE TABLE tag (module, number INTEGER, name)")

    def add(self, module: Module, part: str, row: Row) -> bool:
        """Keep a row; False where it has no number."""
        number = row.get(_PARTS.get(part, "id"), "")
        if not number.isdecimal() or len(number) > 15:
            return False
        key = json.dumps(module)
        if part == "tags_id":
            tag = (key, int(number), row.get("keyword", ""))
            self._database.execute("INSERT INTO tag VALUES (?, ?, ?)", tag)
        else:
            kept = (key, part, int(number), json.dumps(row))
            self._database.execute("INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?)", kept)
        return True

    def complete(self) -> None:
        self._database.execute("CREATE INDEX tags_of ON tag (module, number)")

    def modules(self) -> list[Module]:
        """Those with news in them: other modules have tables of similar names."""
        found = self._database.execute(
            "SELECT DISTINCT module FROM held AS texts WHERE part = 'detail' AND EXISTS"
            " (SELECT 1 FROM held WHERE module = texts.module AND part = 'rows') ORDER BY module"
        )
        modules = []
        for (key,) in found.fetchall():
            site, language, module = json.loads(key)
            modules.append((site, language, module))
        return modules

    def count(self, module: Module, part: str) -> int:
        query = "SELECT count(*) FROM held WHERE module = ? AND part = ?"
        return int(self._database.execute(query, (json.dumps(module), part)).fetchone()[0])

    def rows(self, module: Module, part: str) -> Iterator[Row]:
        query = "SELECT said FROM held WHERE module = ? AND part = ? ORDER BY number"
        for (said,) in self._database.execute(query, (json.dumps(module), part)):
            yield json.loads(said)

    def row(self, module: Module, part: str, number: str) -> Row:
        """The row with a number; an empty one where there is none."""
        query = "SELECT said FROM held WHERE module = ? AND part = ? AND number = ?"
        key = (json.dumps(module), part, int(number) if number.isdecimal() else -1)
        found = self._database.execute(query, key).fetchone()
        return json.loads(found[0]) if found else {}

    def tags(self, module: Module, number: str) -> list[str]:
        query = "SELECT name FROM tag WHERE module = ? AND number = ? ORDER BY rowid"
        return [name for (name,) in self._database.execute(query, (json.dumps(module), number))]

    def close(self) -> None:
        self._database.close()


def read(path: Path) -> Reading:
    """Raises Refused where the file holds no news of NukeViet."""
    staging = Staging()
    dump = Dump(path, lambda table: _TABLE.fullmatch(table) is not None)
    left_out: list[Item] = []
    for table, row in dump.rows():
        match = _TABLE.fullmatch(table)
        if match is None:
            continue
        part = "detail" if match["part"].startswith("bodyhtml") else match["part"]
        if part == "detail" and "bodyhtml" not in row:
            continue
        module = (match["site"], match["language"], match["module"])
        if not staging.add(module, part, row):
            left_out.append(Skipped(table, _("Một dòng không có số trong bảng %(t)s.", t=table)))
    staging.complete()
    modules = staging.modules()
    if not modules:
        staging.close()
        message = _("Tệp này không có bài viết của NukeViet (các bảng …_news_rows).")
        raise Refused(f"{message} {_('Tệp bị cắt.') if dump.is_cut_off else ''}".strip())
    if dump.is_cut_off:
        left_out.append(Skipped(path.name, _("Tệp bị cắt: những gì sau đó không có.")))
    count = sum(staging.count(module, part) for module in modules for part in ("rows", "cat"))
    return Reading(_items(staging, modules, left_out), count + len(left_out))


def _items(staging: Staging, modules: list[Module], left_out: list[Item]) -> Iterator[Item]:
    try:
        for module in modules:
            categories = {row["catid"]: row for row in staging.rows(module, "cat")}
            for row in categories.values():
                yield _section(module, row, categories)
            for row in staging.rows(module, "rows"):
                yield _article(staging, module, row, categories)
        yield from left_out
    finally:
        staging.close()


def _section(module: Module, row: Row, categories: dict[str, Row]) -> Section:
    above = categories.get(row.get("parentid", ""), {})
    paths = tuple(_addresses(module, row.get("alias", ""), ""))
    name, parent = unescape(row.get("title", "")), unescape(above.get("title", ""))
    return Section(name, parent, unescape(row.get("description", "")), paths)


def _article(
    staging: Staging, module: Module, row: Row, categories: dict[str, Row]
) -> Incoming | Skipped:
    _site, language, name = module
    number = row["id"]
    of_module = language if name == "news" else f"{language}:{name}"
    key = f"nukeviet:{of_module}:{number}"
    detail = staging.row(module, "detail", number)
    category = categories.get(row.get("catid", ""), {})
    item = Incoming(key, unescape(row.get("title", "")), detail.get("bodyhtml", ""))
    item.summary = row.get("hometext", "")
    item.byline = unescape(row.get("author", ""))
    source = staging.row(module, "sources", row.get("sourceid", "")).get("title", "")
    item.source = unescape(source or detail.get("sourcetext", ""))
    item.category = unescape(category.get("title", ""))
    item.tags = [unescape(tag) for tag in staging.tags(module, number)]
    item.cover = _picture(name, row.get("homeimgfile", ""))
    item.cover_alt = unescape(row.get("homeimgalt", "")) if item.cover else ""
    item.views = int(row["hitstotal"]) if row.get("hitstotal", "").isdecimal() else 0
    item.language = "en" if language == "en" else "vi"
    address = f"{row.get('alias', '')}-{number}.html"
    item.old_paths = list(_addresses(module, category.get("alias", ""), address))
    _set_state(item, row)
    _set_further_categories(item, row, categories)
    return item


def _set_state(item: Incoming, row: Row) -> None:
    written = row.get("status", "")
    number = int(written) if written.isdecimal() else 0
    if number > LOCKED:
        item.warnings.append(_("Chuyên mục bị khóa ở trang cũ."))
    item.state = STATES.get(number, "draft")
    item.published_at = _moment(item, row.get("publtime", ""))
    if item.published_at is None and item.state == "published":
        item.published_at = _moment(item, row.get("addtime", ""))
    item.expires_at = _moment(item, row.get("exptime", ""))
    if number == EXPIRED and item.expires_at is None:
        item.state = "draft"
        item.warnings.append(_("Bài đã tự gỡ ở trang cũ."))


def _moment(item: Incoming, written: str) -> datetime | None:
    """A moment in the site's time zone; the item becomes a draft where it is none."""
    if written in ("", "0"):
        return None
    try:
        return datetime.fromtimestamp(int(written), clock.zone())
    except (ValueError, OverflowError, OSError):
        item.state = "draft"
        item.warnings.append(_("Không đọc được ngày đăng “%(day)s”.", day=written[:40]))
    return None


def _set_further_categories(item: Incoming, row: Row, categories: dict[str, Row]) -> None:
    numbers = [number.strip() for number in row.get("listcatid", "").split(",")]
    further = [n for n in numbers if n in categories and n != row.get("catid")]
    names = [unescape(categories[number].get("title", "")) for number in further]
    if names:
        item.tags = [*names, *item.tags]
        named = ", ".join(names)
        item.warnings.append(_("Chuyên mục khác thành từ khóa: %(names)s.", names=named))


def _picture(module: str, reference: str) -> str:
    """Where the picture stands on the old site: below its folder of uploads, or elsewhere."""
    if not reference or reference.startswith(("http://", "https://", "/")):
        return reference
    return f"/uploads/{module.replace('_', '-')}/{reference}"


def _addresses(module: Module, category: str, article: str) -> Iterator[str]:
    """Where the old site showed it, as its settings may have had it: with the language or not,
    written anew by the server or not.
    """
    language, name = module[1], module[2].replace("_", "-")
    if not category:
        return
    place = f"{category}/{article}"
    yield f"/{language}/{name}/{place}"
    yield f"/{name}/{place}"
    yield f"/index.php?language={language}&nv={name}&op={place.rstrip('/')}"
    yield f"/index.php?nv={name}&op={place.rstrip('/')}"
