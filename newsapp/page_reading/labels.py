"""What the labels of an old page say: "Ngày đăng : 20/05/2020", "Tác giả : - Nguồn: HT"."""

from __future__ import annotations

import re

from newsapp.page_reading.spelling import plain, trimmed

LONGEST_LINE = 220
"""A label in a longer line is part of a sentence."""

_NAMES = {
    "published": (
        r"(?:ngay|thoi gian|gio|duoc) (?:dang|xuat ban|dua|gui|viet|tao|phat hanh)"
        r"(?: tin| bai| len)?|ngay|dang|xuat ban"
        r"|(?:dang|xuat ban|gui|viet) (?:ngay|luc|vao|tai)(?: luc| ngay)?"
        r"|(?:posted|published|created)(?: on| at)?|date|publish(?:ed)? date"
    ),
    "updated": (
        r"(?:ngay |lan |thoi gian )?(?:cap nhat|sua doi)(?: lan)?(?: cuoi| moi nhat)?(?: cung)?"
        r"(?: luc| ngay| vao)*|(?:last )?(?:updated|modified)(?: on| at)?"
    ),
    "byline": (
        r"(?:ten )?tac gia(?: bai viet)?|nguoi (?:viet|dang|gui|tao)"
        r"|(?:duoc )?(?:viet|dang|gui) boi|boi|author|(?:written|posted) by|by"
        r"|(?:tin|bai)(?: viet)?(?:,| va| &| -|/)? ?(?:bai|anh)|bai viet|thuc hien|tin bai"
        r"|phong vien"
    ),
    "source": r"(?:trich |theo )?nguon(?: tin| bai(?: viet)?| trich| dan)?|source|xuat xu|noi dang",
    "category": r"(?:thuoc |trong )?(?:chuyen muc|danh muc|the loai|chu de|muc|nhom tin|loai tin)"
    r"|category|categories|posted in",
    "views": r"(?:so )?(?:luot|lan) (?:xem|doc|truy cap|view)(?: bai| tin)?|da (?:xem|doc)|xem|hits"
    r"|views?|luot",
    "tags": r"(?:cac )?(?:tu khoa|the|(?<!noi )nhan)(?: lien quan| tim kiem)?|tags?|keywords?",
    "signature": r"ky ten|nguoi ky",
}
_LABEL = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<{field}>{names})" for field, names in _NAMES.items()) + r") ?:"
)
_DAY_LABEL = re.compile(
    rf"^\W*(?:(?P<updated>{_NAMES['updated']})|(?P<published>{_NAMES['published']}))"
    r"\W*(?=\d|thu |chu n)"
)
_WHO = r"(?P<who>.+?)(?=[|,•·-]| (?:vao|luc|ngay|on|in|trong|at)\b|$)"
_BY = re.compile(
    rf"^\W*(?:(?:duoc )?(?:dang|gui|viet|posted|submitted|written) (?:boi|by)|boi|by) {_WHO}"
)
_BY_INSIDE = re.compile(rf"(?<!\w)(?:boi|by) {_WHO}")
_VIEWS = re.compile(r"(?<![\w/.,])(?P<count>[\d.,]+) (?:luot|lan|views?)(?: xem| doc| truy cap)?\b")
_ACCOUNTS = re.compile(r"(?:super |site ?)?(?:admin\w*|user|quan tri(?: vien)?|webmaster|root)\d*")
"""Names that accounts have by default."""


def values(line: str) -> dict[str, str]:
    """Return what the labels of a line say, by field; {} where the line has none."""
    if len(line) > LONGEST_LINE:
        return {}
    text = plain(line)
    found: dict[str, str] = {}
    labels = list(_LABEL.finditer(text))
    ends = [label.start() for label in labels] + [len(text)]
    is_headed = bool(labels) and _is_separated(text[: labels[0].start()])
    for label, end in zip(labels, ends[1:], strict=True):
        if is_headed and label.lastgroup is not None:
            value = line[label.end() : end]
            is_day = label.lastgroup in ("published", "updated")
            found.setdefault(label.lastgroup, trimmed(value if is_day else value.partition("|")[0]))
    _add_unmarked(line, text, found)
    if is_account(found.get("byline", "")):
        found["byline"] = ""
    return found


def is_account(name: str) -> bool:
    """Whether a name is that of an account, which says nothing of the writer."""
    return _ACCOUNTS.fullmatch(plain(name)) is not None


def writer(line: str) -> str:
    """Who is named in a line with a day: "Đăng vào 5/7/2024 bởi Lan"."""
    who = _BY_INSIDE.search(plain(line))
    name = trimmed(line[who.start("who") : who.end("who")]) if who else ""
    return "" if is_account(name) else name


def _is_separated(before: str) -> bool:
    """Whether a label may follow: a day, a number of visits, or nothing stands before it."""
    return len(re.findall(r"[a-z]{3,}", before)) <= 4 and not before.rstrip().endswith(",")


def _add_unmarked(line: str, text: str, found: dict[str, str]) -> None:
    """Add what is said without a colon: "Cập nhật lúc 8:30", "Đăng bởi Lan", "12 lượt xem"."""
    if day := _DAY_LABEL.match(text):
        found.setdefault(day.lastgroup or "published", line[day.end() :])
    if who := _BY.match(text):
        found.setdefault("byline", trimmed(line[who.start("who") : who.end("who")]))
    if views := _VIEWS.search(text):
        found.setdefault("views", views["count"])


def count(value: str) -> int:
    """The number of visits: "1.234 lượt" is 1234."""
    digits = re.match(r"[\d.,]*", value.strip())
    return int(re.sub(r"\D", "", digits[0] if digits else "")[:9] or 0)
