"""Which line of an old page is its title, and which names its day: every sign counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from newsapp.page_reading import moments
from newsapp.page_reading.lines import above
from newsapp.page_reading.metadata import Metadata
from newsapp.page_reading.page_lines import Read
from newsapp.page_reading.spelling import says_the_same, word_set, words

SHORTEST, LONGEST = 6, 300
USUAL = 15
"""Letters that hardly any title does without."""
LINES_ABOVE = 4
NEAR = 8
"""Lines after a title within which its day stands."""
LONG_TEXT = 80
_TITLE_WORDS = frozenset({"title", "tieude", "headline", "heading", "subject", "tieu"})
_DAY_WORDS = word_set("date time ngay published posted created timestamp datetime")
_DAY_AT_END = re.compile(r"(?P<title>.+?)\s*[(\[](?P<day>[^()\[\]]{6,40})[)\]]")
_SURE = 3.0
"""Points below which a title is only a guess: a line before the day has 3 and more."""


@dataclass(frozen=True, slots=True)
class Choice:
    """index: of the line; None where none has it. is_guess: other lines are nearly as likely."""

    index: int | None
    is_guess: bool


def title(reads: Sequence[Read], meta: Metadata) -> Choice:
    """Choose the line with the title."""
    before_days = _before_days(reads)
    points = {
        index: _title_points(index, reads, meta) + before_days.get(index, 0)
        for index, read in enumerate(reads)
        if read.kind == "text" and SHORTEST <= len(read.text) <= LONGEST
    }
    if not points:
        return Choice(None, True)
    best = max(points, key=lambda index: points[index])
    said = reads[best].text
    others = [points[index] for index in points if not says_the_same(reads[index].text, said)]
    is_guess = points[best] < _SURE or max(others, default=0) > points[best] - 0.75
    return Choice(best, is_guess)


def parted(title: str, zone: ZoneInfo) -> tuple[str, moments.Moment | None]:
    """A title without the day that stands in brackets at its end, and that day."""
    match = _DAY_AT_END.fullmatch(title)
    moment = moments.find(match["day"], zone) if match else None
    if match is None or moment is None or re.search(r"\w", moment.rest):
        return title, None
    return match["title"], moment


def first_heading(reads: Sequence[Read]) -> Choice | None:
    """The heading of a text without a site around it: the first one, near its beginning."""
    texts = [index for index, read in enumerate(reads) if read.kind == "text"]
    for index in texts[:LINES_ABOVE]:
        tags = [node.tag for node in above(reads[index].line.node, 2)]
        if ("h1" in tags or "h2" in tags) and len(reads[index].text) <= LONGEST:
            return Choice(index, False)
    return None


def first_line(reads: Sequence[Read]) -> Choice:
    """Guess that the first line of text is the title."""
    texts = [index for index, read in enumerate(reads) if read.kind == "text"]
    return Choice(texts[0] if texts else None, True)


def _title_points(index: int, reads: Sequence[Read], meta: Metadata) -> float:
    line = reads[index].line
    text = line.text
    points = 0.5 * (len(text) >= 20) + 0.5 * (len(text) >= 40) + 0.5 * line.stands_out
    tags = [node.tag for node in above(line.node, 3)]
    for tag, worth in (("h1", 3.0), ("h2", 1.5), ("h3", 1.0), ("h4", 0.5)):
        points += worth * (tag in tags)
    points += 1.5 * bool(_TITLE_WORDS & line.names)
    points -= 1.5 * line.is_link
    points += 3.0 * any(says_the_same(text, said) for said in meta.titles)
    own_heads = [head for head in meta.heads if words(head) != words(meta.site)]
    points += 2.0 * any(says_the_same(text, head) for head in own_heads)
    if sum(read.kind == "text" and read.line.is_link for read in reads[index + 1 : index + 4]) > 1:
        points -= 1.5
    if words(text) == words(meta.site):
        points -= 4.0
    if any(words(text) == words(name) for name in meta.trail[:-1]):
        points -= 2.0
    return points


def _before_days(reads: Sequence[Read]) -> dict[int, float]:
    """The lines before the days, by the rule "the heading before the day", with their points."""
    found: dict[int, float] = {}
    for index, read in enumerate(reads):
        if read.kind != "day" or not (read.label or _text_follows(reads, index)):
            continue
        first = max(index - 4, 0)
        headings = [at for at in range(first, index) if _is_heading(reads[at])]
        texts = [at for at in range(first, index) if reads[at].is_prose]
        long = [at for at in texts if len(reads[at].text) >= USUAL]
        if headings or texts:
            chosen = (headings or long or texts)[-1]
            worth = 3.0 if read.label == "published" else 2.5
            found[chosen] = max(found.get(chosen, 0), worth + 0.5 * (chosen == index - 1))
    return found


def _is_heading(read: Read) -> bool:
    return read.kind == "text" and read.line.stands_out and len(read.text) >= SHORTEST


def _text_follows(reads: Sequence[Read], index: int) -> bool:
    """Whether an article's text comes soon: after the clock in the page's head a menu does."""
    following = reads[index + 1 : index + 1 + NEAR]
    return any(read.is_prose and len(read.text) >= LONG_TEXT for read in following)


def told_day(meta: Metadata, zone: ZoneInfo) -> moments.Moment | None:
    """The day that the page tells search engines."""
    found = [moments.find(text, zone) for text in meta.moments]
    return next((moment for moment in found if moment is not None and moment.day), None)


def day(reads: Sequence[Read], title_at: int | None, meta: Metadata, zone: ZoneInfo) -> Choice:
    """Choose the line with the day on which the article was published."""
    known = {moment.day for text in meta.moments if (moment := moments.find(text, zone))}
    points = {
        index: _day_points(index, reads, title_at, known)
        for index, read in enumerate(reads)
        if read.kind == "day" and read.moment is not None
    }
    if not points:
        return Choice(None, False)
    best = max(points, key=lambda index: points[index])
    if points[best] < 2:
        return Choice(None, False)
    rivals = [
        points[index]
        for index in points
        if _day_of(reads[index]) != _day_of(reads[best]) and reads[index].label != "updated"
    ]
    return Choice(best, max(rivals, default=0) > points[best] - 0.75)


def _day_of(read: Read) -> date | None:
    return read.moment.day if read.moment else None


def _day_points(
    index: int, reads: Sequence[Read], title_at: int | None, known: set[date | None]
) -> float:
    read = reads[index]
    points = {"published": 3.0, "updated": 2.0}.get(read.label, 1.5)
    points += 1.0 * bool(_DAY_WORDS & read.line.names)
    points += 3.0 * (_day_of(read) in known)
    if any(other.kind == "end" for other in reads[(title_at or 0) : index]):
        points -= 5.0
    if title_at is None:
        return points + 1.0 * _text_follows(reads, index)
    distance = index - title_at
    if 0 < distance <= NEAR:
        return points + 3.0 - 0.25 * distance
    if -3 <= distance < 0:
        return points + 1.5
    return points if read.label else points - 3.0
