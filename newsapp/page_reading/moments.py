"""Finds the day, and the time beside it, in a line of an old page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from newsapp.page_reading.spelling import plain

_ENGLISH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_VIETNAMESE = {
    "muoi hai": 12, "muoi mot": 11, "muoi": 10, "chin": 9, "tam": 8, "bay": 7, "sau": 6, "nam": 5,
    "tu": 4, "bon": 4, "ba": 3, "hai": 2, "gieng": 1, "mot": 1, "chap": 12,
}  # fmt: skip
_NUMBER = r"(?<![\d/.-])(?P<day>\d{1,2})"
_WORD = rf"(?P<name>{'|'.join(_VIETNAMESE)})\b"
_MONTH = rf"(?:thang|th\.?) ?(?:(?P<month>\d{{1,2}})|{_WORD})"
_ENGLISH_MONTH = rf"(?P<name>{'|'.join(_ENGLISH)})[a-z]*\.?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_DAYS = [
    re.compile(pattern)
    for pattern in (
        rf"{_NUMBER} ?[/.-] ?(?P<month>\d{{1,2}}) ?[/.-] ?(?P<year>\d{{4}}|\d{{2}})(?![\d/])",
        r"(?<!\d)(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})(?!\d)",
        rf"{_NUMBER} ?{_MONTH} ?(?:,|nam|/|-)? ?{_YEAR}",
        rf"{_MONTH},? (?P<day>\d{{1,2}}),? (?:nam )?{_YEAR}",
        rf"{_NUMBER}(?:st|nd|rd|th)?[ -]{_ENGLISH_MONTH},?[ -]{_YEAR}",
        rf"\b{_ENGLISH_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}",
    )
]
_TIME = re.compile(
    r"(?<![\d/.-])(?P<hour>\d{1,2}) ?(?::|h|gio|g(?!m)) ?(?P<minute>\d{1,2})?"
    r"(?: ?(?:phut|p)\b)?(?::\d{2}(?:\.\d+)?)?(?: ?(?P<half>sa|ch|am|pm|sang|chieu|toi)\b)?"
)
_ISO = re.compile(r"\d{4}-\d\d-\d\dt\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?")
_ZONE = re.compile(r"\(?(?:gmt|utc) ?[+-] ?\d{1,2}(?::?\d\d)?\)?|(?<=\d)z\b")
_FILLER = re.compile(
    r"\b(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn|t[2-7]"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|ngay|luc|vao|hoi|gio|at|on|sang|chieu|am|pm|sa|ch)\b"
)
_LATEST_YEAR = 2100


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with its time where one stands beside it.

    day: None where the line names one that does not exist. is_doubtful: it may be another day,
    for month and day stand in an order that can be read in two ways. rest: what the line says
    besides.
    """

    day: date | None
    at: time | None
    is_doubtful: bool
    rest: str

    def local(self, zone: ZoneInfo) -> datetime | None:
        """The moment; noon where no time is named, so that the day holds in zones nearby."""
        if self.day is None:
            return None
        return datetime.combine(self.day, self.at or time(12), zone)


def find(text: str, zone: ZoneInfo) -> Moment | None:
    """Return the first day that a line of text, in NFC, names; or None."""
    line = plain(text)
    if iso := _ISO.search(line):
        return _of_iso(text, iso, zone)
    matches = [match for pattern in _DAYS if (match := pattern.search(line))]
    if not matches:
        return None
    found = min(matches, key=lambda match: match.start())
    line, text = _blanked(line, text, found)
    clock = _TIME.search(line)
    at, half = _time(clock)
    if clock is not None and at is not None:
        line, text = _blanked(line, text, clock)
    for pattern in (_ZONE, _FILLER):
        for match in pattern.finditer(line):
            line, text = _blanked(line, text, match)
    day, was_turned = _day(found)
    is_american = half in ("am", "pm") and day is not None and max(day.day, day.month) <= 12
    return Moment(day, at, was_turned or is_american, text)


def _blanked(line: str, text: str, match: re.Match[str]) -> tuple[str, str]:
    """Put strokes in the place of what was read, in both spellings of a line."""
    start, end = match.span()
    strokes = "|".center(end - start)
    return line[:start] + strokes + line[end:], text[:start] + strokes + text[end:]


def _of_iso(text: str, match: re.Match[str], zone: ZoneInfo) -> Moment:
    rest = text[: match.start()] + text[match.end() :]
    try:
        moment = datetime.fromisoformat(match[0].upper())
    except ValueError:
        return Moment(None, None, False, rest)
    local = moment.astimezone(zone) if moment.tzinfo else moment
    return Moment(local.date(), local.time(), False, rest)


def _day(match: re.Match[str]) -> tuple[date | None, bool]:
    """Return the day, and whether month and day had to change places."""
    groups = match.groupdict()
    year, day, month = int(groups["year"]), int(groups["day"]), _month(groups)
    if len(groups["year"]) == 2:
        year += 2000 if year < 70 else 1900
    is_turned = month > 12 >= day
    if is_turned:
        day, month = month, day
    try:
        found = date(year, month, day)
    except ValueError:
        return None, False
    return (found if year <= _LATEST_YEAR else None), is_turned


def _month(groups: dict[str, str | None]) -> int:
    number, name = groups.get("month"), groups.get("name")
    if number:
        return int(number)
    if name in _ENGLISH:
        return _ENGLISH.index(name) + 1
    return _VIETNAMESE[name or ""]


def _time(match: re.Match[str] | None) -> tuple[time | None, str]:
    """Return the time, and the word for its half of the day."""
    if match is None:
        return None, ""
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"] or ""
    if half in ("ch", "pm", "chieu", "toi") and hour < 12:
        hour += 12
    if half in ("sa", "am") and hour == 12:
        hour = 0
    try:
        return time(hour, minute), half
    except ValueError:
        return None, half
