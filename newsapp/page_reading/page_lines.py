"""What each line of an old page is for: a day, labels, tools, the end of the article, or text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo

from newsapp.page_reading import labels, moments
from newsapp.page_reading.lines import Line, above
from newsapp.page_reading.moments import Moment
from newsapp.page_reading.spelling import trimmed

Kind = Literal["text", "picture", "day", "labels", "tools", "end"]

_TOOL = (
    r"a ?[+-]?|aa|t[+-]|in(?: bai(?: viet)?| trang| noi dung)?|ban in|print|pdf|e-?mail"
    r"|gui (?:e?mail|cho ban be|bai(?: viet)?)|luu(?: bai| lai)?|chia se(?: bai viet| qua| len)?"
    r"|share|like|tweet|thich|facebook|twitter|zalo|google\+?|linkedin|pinterest|rss|x"
    r"|(?:co|kich) (?:chu|thuoc chu)|tang|giam|mac dinh|phong to|thu nho|font size|tuong phan"
    r"|(?:nghe )?doc bai(?: viet)?|nghe|dung|giong (?:nam|nu)|nam|nu|copy link|sao chep lien ket"
    r"|viet|english|xem (?:co|voi) (?:co|chu) chu|danh gia"
    r"|quay lai|tro (?:ve|lai)|(?:len |ve )?dau trang"
)
_TOOLS = re.compile(rf"(?:\W*\b(?:{_TOOL})(?![a-z\d])\W*)+")
_THING = (
    r"(?:tin(?: tuc| bai)?|bai(?: viet| dang)?|thong tin|thong bao|van ban|noi dung|su kien"
    r"|chuyen muc)"
)
_OTHER = (
    r"(?:khac|lien quan|moi(?: hon| nhat| dang| cap nhat| dua)?|cu(?: hon)?|da (?:dua|dang)"
    r"|tiep theo|truoc do|truoc|sau|(?:doc|xem) nhieu(?: nhat)?|noi bat"
    r"|cung (?:chuyen muc|loai|chu de|danh muc|the loai|nhom|muc|su kien))"
)
_END = re.compile(
    rf"\W*(?:(?:cac |nhung |mot so )?{_THING} (?:{_THING} )?{_OTHER}(?: {_OTHER})*(?: khac)?"
    r"|cung chuyen muc|cung chu de|cung loai|lien quan|(?:xem|doc) (?:them|tiep)"
    r"|(?:gui |viet |de lai |cac |\d+ )?(?:binh luan|phan hoi|y kien)"
    r"(?: ban doc| cua ban| bai viet)?"
    r"|thong ke(?: truy cap)?|leave a (?:reply|comment)|\d* ?comments?"
    r"|(?:related|other|latest|more) (?:posts?|articles?|news|stories)"
    r"|(?:previous|next)(?: post| article)?)"
    r"\W*(?:\(?\d*\)?\W*)$"
)
_END_START = re.compile(
    r"\W*(?:ban quyen(?: thuoc| ©| cua|\W*$)|copyright|©|giay phep (?:so|thiet lap|hoat dong)"
    r"|(?:nguoi )?chiu trach nhiem(?: chinh| noi dung| xuat ban)*\W*:|tong so diem cua bai"
    r"|click de danh gia|(?:tong )?(?:so )?luot truy cap|dang truy cap\W*:|dang online"
    r"|cac (?:tin|bai)(?: viet)? (?:khac|da dua)\W*:|ban (?:can|phai) dang nhap)"
)
_LONGEST_END = 90
_LONGEST_DAY_LINE = 150
_LONGEST_REST = 30
"""Letters that may stand beside a day without a label, as in "Bản tin | 20/05/2020"."""

_LONGEST_IN_HEADING = 12
"""The same in a heading, which may be about a day: "Ngừng cấp nước ngày 20/10/2023", and in a
second line with a day: "1. Nhận hồ sơ: từ 08/04/2024".
"""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})


@dataclass(eq=False)
class Read:
    """A line with what it is for.

    number: its place in the page. moment: the day that it names; label: what says so, "published",
    "updated" or nothing.
    """

    line: Line
    number: int
    kind: Kind
    values: dict[str, str] = field(default_factory=dict)
    moment: Moment | None = None
    label: str = ""

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def picture_address(self) -> str:
        return str(self.line.picture.get("src", "")) if self.line.picture is not None else ""

    @property
    def is_prose(self) -> bool:
        """Whether it is text of the page's own, and no link to another."""
        return self.kind == "text" and not self.line.is_link


def read(line: Line, zone: ZoneInfo, number: int) -> Read:
    """Say what a line is for, as far as it says so itself."""
    if line.picture is not None:
        return Read(line, number, "picture")
    text = line.plain
    if _TOOLS.fullmatch(text):
        return Read(line, number, "tools")
    if is_end(text):
        return Read(line, number, "end")
    values = labels.values(line.parted)
    if day := _day(line, number, values, zone):
        return day
    values = {name: value for name, value in values.items() if _is_value(name, value)}
    is_for_readers = set(values) <= {"tags"} and line.is_link
    if values and not is_for_readers:
        return Read(line, number, "labels", values)
    return Read(line, number, "text")


def is_only_a_day(read: Read) -> bool:
    """Whether a line with a day says hardly more than it."""
    rest = read.moment.rest if read.moment is not None else ""
    return bool(read.label) or len(_letters(trimmed(rest))) <= _LONGEST_IN_HEADING


def is_end(text: str) -> bool:
    """Whether nothing of the article follows a line, which is without accents and capitals."""
    if len(text) <= _LONGEST_END and _END.fullmatch(text):
        return True
    return _END_START.match(text) is not None and len(text) <= 4 * _LONGEST_END


def _day(line: Line, number: int, values: dict[str, str], zone: ZoneInfo) -> Read | None:
    for label in ("published", "updated"):
        found = moments.find(values[label], zone) if values.get(label) else None
        if found is not None and len(_letters(found.rest)) <= 2 * _LONGEST_REST:
            return Read(line, number, "day", _with_writer(line, values), found, label)
    if len(line.text) > _LONGEST_DAY_LINE or line.is_link:
        return None
    found = moments.find(line.parted, zone)
    if found is None:
        return None
    rest = trimmed(found.rest)
    if _is_heading(line) and len(_letters(rest)) > _LONGEST_IN_HEADING:
        return None
    told = _with_writer(line, values)
    others = {name: value for name, value in told.items() if name not in ("published", "updated")}
    said = sum(len(_letters(value)) for value in others.values())
    if len(_letters(rest)) - said > _LONGEST_REST:
        return None
    return Read(line, number, "day", others, found)


def _is_value(name: str, value: str) -> bool:
    """Whether a label may say so much; else it is the beginning of a sentence.

    "Ngày 12/3, huyện tổ chức …", "Phóng viên: Thưa ông, …"
    """
    if name in ("tags", "views"):
        return True
    is_day = name in ("published", "updated")
    longest = _LONGEST_REST if is_day else 2 * _LONGEST_REST
    return len(_letters(value)) <= longest


def _is_heading(line: Line) -> bool:
    return any(node.tag in _HEADINGS for node in above(line.node, 2))


def _with_writer(line: Line, values: dict[str, str]) -> dict[str, str]:
    name = labels.writer(line.parted)
    return {"byline": name, **values} if name else values


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)
