"""Reads days and moments as people write them: alike in forms, addresses and filters.

The order is that of Vietnam: day, month, year. A year of two figures lies from 1970 to 2069.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

DAY_YEARS = range(1900, 3000)
"""A year outside is a slip of the finger: 0202 for 2020."""
MOMENT_YEARS = range(1990, 2200)
FIRST_OF_1900S = 70
"""The first year of two figures that stands for one of the last century."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = (
    r"(?P<day>\d{1,2}) ?[/.-] ?(?P<month>\d{1,2}) ?[/.-] ?(?P<year>\d{4}|\d{2})",
    r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})",
    r"(?P<day>\d{1,2}) tháng (?P<month>\d{1,2})(?: năm |/| )(?P<year>\d{4}|\d{2})",
    r"(?P<day>\d{1,2}) (?P<name>[a-z]{3,9}) (?P<year>\d{4})",
)
_MINUTE = r"(?: ?(?::|h|g|giờ)(?: ?(?P<minute>\d{2})(?: ?phút)?)?|\.(?P<minute_after_dot>\d{2}))"
_TIME = rf"(?P<hour>\d{{1,2}}){_MINUTE}"
_ISO_SECONDS = r"(?::\d{2}(?:\.\d+)?)?"
_HOUR_ALONE = r"(?P<hour>\d{1,2})\.?"
_FILLERS = re.compile(r"\b(?:ngày|lúc|on|at)\b|,")


class NotUnderstood(ValueError):
    """The text is no day or moment, or one that does not exist; the message says what to write."""


def read_day(text: str) -> date:
    """Return the day that `text` names; a time beside it is ignored. Raises NotUnderstood."""
    example = _("Hãy nhập ngày theo dạng ngày/tháng/năm, ví dụ 20/05/2020.")
    day, _time = _read(text, DAY_YEARS, example)
    return day


def read_moment(text: str, zone: ZoneInfo, *, day_alone: time) -> datetime:
    """Return the moment that `text` names in `zone`, in UTC. Raises NotUnderstood.

    day_alone: the time of a day that is written without one.
    """
    example = _("Hãy nhập giờ và ngày, ví dụ 08:00 25/11/2026.")
    day, at = _read(text, MOMENT_YEARS, example)
    local = datetime.combine(day, at or day_alone, zone)
    moment = local.astimezone(UTC)
    is_on_the_clock = moment.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None)
    if not is_on_the_clock:  # clocks leave an hour out when summer time begins
        raise NotUnderstood(_no_moment(text))
    return moment


def written_day(day: date | None) -> str:
    """Return the day as a field shows it."""
    return day.strftime("%d/%m/%Y") if day else ""


def written_moment(moment: datetime | None, zone: ZoneInfo) -> str:
    """Return the moment as a field shows it."""
    return moment.astimezone(zone).strftime("%H:%M %d/%m/%Y") if moment else ""


def _read(text: str, years: range, example: str) -> tuple[date, time | None]:
    unfilled = _FILLERS.sub(" ", unicodedata.normalize("NFKC", text).casefold())
    plain = " ".join(unfilled.split())
    for pattern in _patterns():
        if match := re.fullmatch(pattern, plain, re.ASCII):
            groups = match.groupdict()
            day = _day_of(groups, text, example)
            if day.year not in years:
                raise NotUnderstood(_("Hãy xem lại năm %(year)s.", year=groups["year"]))
            return day, _time_of(groups, text)
    raise NotUnderstood(example)


def _patterns() -> Iterator[str]:
    for day in _DAYS:
        yield day
        yield rf"{_TIME} {day}"
        yield rf"{day}[ t]{_TIME}{_ISO_SECONDS}"
        yield rf"{day} {_HOUR_ALONE}"


def _day_of(groups: dict[str, str], text: str, example: str) -> date:
    year = int(groups["year"])
    if len(groups["year"]) == 2:
        year += 1900 if year >= FIRST_OF_1900S else 2000
    if "name" in groups:
        name = groups["name"][:3]
        if name not in _MONTHS:
            raise NotUnderstood(example)
        month = _MONTHS.index(name) + 1
    else:
        month = int(groups["month"])
    try:
        return date(year, month, int(groups["day"]))
    except ValueError:
        message = _("Không có ngày %(day)s trong lịch.", day=" ".join(text.split()))
        raise NotUnderstood(message) from None


def _time_of(groups: dict[str, str], text: str) -> time | None:
    if "hour" not in groups:
        return None
    minute = groups.get("minute") or groups.get("minute_after_dot") or "0"
    try:
        return time(int(groups["hour"]), int(minute))
    except ValueError:
        raise NotUnderstood(_no_moment(text)) from None


def _no_moment(text: str) -> str:
    return str(_("Không có thời điểm %(moment)s.", moment=" ".join(text.split())))
