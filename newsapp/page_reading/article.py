"""Reads an article from an old page, by its labels and by what the page says of itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import lxml.html
from flask_babel import gettext as _
from lxml.etree import ParserError
from lxml.html import HtmlElement

from newsapp.page_reading import bodies, details, metadata, moments, noise, page_lines, titles
from newsapp.page_reading.found import Found, NoArticle
from newsapp.page_reading.lines import of_tree
from newsapp.page_reading.page_lines import Read
from newsapp.page_reading.profile import Profile
from newsapp.page_reading.signing import take_signature
from newsapp.text_cleaning import clean_text

Kind = Literal["page", "text", "word"]
FIRST_YEAR = 1990
"""No portal is older."""
FEW_LETTERS, SHORT_ARTICLE = 20, 200
_MUCH_AFTER_END = 0.5
"""The share of the text after a line like "Tin liên quan" at which it is not the article's end."""


def read(
    html: str,
    zone: ZoneInfo,
    now: datetime,
    *,
    kind: Kind = "page",
    profile: Profile | None = None,
    prepare: Callable[[HtmlElement], None] | None = None,
) -> Found:
    """Read a page. Raises NoArticle.

    kind: what the page is: one of a site, a text, or a Word file, which need not name its day.
    prepare: changes the tree before it is read.
    """
    root = _parsed(html)
    if prepare is not None:
        prepare(root)
    given = profile.apply(root) if profile is not None else {}
    return _Reading(root, given, zone, now, kind).article()


def _parsed(html: str) -> HtmlElement:
    """The page as a tree with a body. Raises NoArticle."""
    root = _tree(html)
    if root.find("body") is None:  # a piece of a page, as it was copied
        root = _tree(f"<html><body>{html}")
    return root


def _tree(html: str) -> HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        raise NoArticle(_("Trang không có nội dung.")) from None
    if any("depth" in complaint.message for complaint in parser.error_log):
        raise NoArticle(_("Trang lồng quá nhiều lớp nên không đọc được."))
    return root


class _Reading:
    """The steps by which a page is read, each with what the ones before have found."""

    def __init__(
        self,
        root: HtmlElement,
        given: dict[str, HtmlElement],
        zone: ZoneInfo,
        now: datetime,
        kind: Kind,
    ) -> None:
        self._meta = metadata.read(root)
        self._given = given
        self._zone, self._now, self._kind = zone, now, kind
        self._is_text = kind != "page"
        if not self._is_text:
            noise.remove(root, self._meta, list(given.values()))
        self._body = root.find("body")
        shown = enumerate(of_tree(self._body))
        self._reads = [page_lines.read(line, zone, number) for number, line in shown]
        self._title_at: int | None = None
        self._day_at: int | None = None
        self._day_in_title: moments.Moment | None = None
        self.found = Found(address=self._meta.address)

    def article(self) -> Found:
        self._read_title()
        self._read_day()
        first = self._after_head()
        end = self._end(first)
        following = self._reads[first:end]
        box = self._box(following)
        inner = bodies.inside(box, following)
        if not self._given:
            self._refuse_other_pages(following, inner)
        self._read_around(self._reads[:end], following, inner)
        kept = self._lines_above() + self._without_tail(self._without_links(inner))
        if not _holds_something(kept):
            raise NoArticle(_("Trang không có nội dung."))
        self.found.body = bodies.cut(box, self._reads, kept)
        self._take_given()
        return self.found

    def _read_title(self) -> None:
        found = self.found
        if "title" in self._given:
            found.title = clean_text(self._given["title"].text_content())
            marked = bodies.inside(self._given["title"], self._reads)
            self._title_at = marked[0].number if marked else None
            return
        choice = titles.title(self._reads, self._meta)
        if self._is_text:
            heading = titles.first_heading(self._reads)
            guess = titles.first_line(self._reads) if choice.is_guess else choice
            choice = heading or guess
        self._title_at = choice.index
        found.title_is_guess = choice.is_guess
        if choice.index is not None:
            found.title, self._day_in_title = titles.parted(
                self._reads[choice.index].text, self._zone
            )
        elif names := [*self._meta.titles, *self._meta.heads]:
            found.title = names[0]
        else:
            raise NoArticle(_("Trang không có tiêu đề."))

    def _read_day(self) -> None:
        if "day" in self._given:
            said = clean_text(self._given["day"].text_content())
            self._settle(moments.find(said, self._zone))
            return
        choice = titles.day(self._reads, self._title_at, self._meta, self._zone)
        self._day_at = choice.index
        read = self._reads[choice.index] if choice.index is not None else None
        chosen = self._chosen_day(read) or self._day_in_title
        if choice.is_guess or (chosen is not None and chosen.is_doubtful):
            self.found.warn(_("Ngày đăng có thể chưa đúng: hãy xem lại."), doubt=True)
        self._settle(chosen)

    def _chosen_day(self, read: Read | None) -> moments.Moment | None:
        """The day that the page shows, or the one that it tells search engines."""
        told = titles.told_day(self._meta, self._zone)
        shown = read.moment if read is not None else None
        if read is None or shown is None or told is None:
            return shown or told
        if told.day == shown.day:
            return told if shown.at is None else shown
        if read.label != "updated":
            self.found.warn(_("Trang ghi hai ngày đăng khác nhau: hãy xem lại."), doubt=True)
        return shown if read.label == "published" else told

    def _settle(self, chosen: moments.Moment | None) -> None:
        """Keep the day, if it can be right."""
        moment = chosen.local(self._zone) if chosen is not None else None
        if chosen is not None and moment is None:
            self.found.warn(_("Ngày đăng ghi trên trang không có thật."), doubt=True)
        elif moment is None:
            if self._kind != "word":
                self.found.warn(_("Không thấy ngày đăng."), doubt=True)
        elif moment.year < FIRST_YEAR or moment > self._now + timedelta(days=1):
            day = f"{moment:%d/%m/%Y}"
            self.found.warn(_("Ngày đăng %(day)s không hợp lý.", day=day), doubt=True)
            moment = None
        self.found.moment = moment

    def _after_head(self) -> int:
        """The index of the first line after title, day, labels and tools."""
        at = -1 if self._title_at is None else self._title_at
        if self._is_text and self.found.title_is_guess:
            return at + 1  # nothing of a text may be lost
        day_at = self._day_at
        is_near = day_at is not None and at < day_at <= at + titles.NEAR
        if day_at is not None and is_near and not self._text_between(at, day_at):
            at = day_at
        at += 1
        while at < len(self._reads) and self._is_of_head(self._reads[at]):
            at += 1
        return at

    def _text_between(self, first: int, last: int) -> bool:
        """Whether the article has begun before its day, which stands at its end then."""
        for read in self._reads[first + 1 : last]:
            is_summary = bool(details.SUMMARY_WORDS & read.line.names)
            if read.is_prose and len(read.text) >= titles.LONG_TEXT and not is_summary:
                return True
        return False

    def _is_of_head(self, read: Read) -> bool:
        if read.kind == "day":
            return read.number == self._day_at or page_lines.is_only_a_day(read)
        if read.kind in ("labels", "tools"):
            return True
        if read.kind != "text":
            return False
        is_link = read.line.is_link and not bodies.leads_to_file(read.line)
        is_short = len(read.text) <= details.LONGEST_CATEGORY
        is_menu = is_link and is_short and not self._is_text
        return is_menu or bodies.repeats(read.text, [self.found.title])

    def _end(self, first: int) -> int:
        """The index of the line that ends the article, or of the end of the page."""
        whole = bodies.weight(self._reads[first:])
        for at in range(first + 1, len(self._reads)):
            read = self._reads[at]
            if read.kind != "end":
                continue
            is_much = bodies.weight(self._reads[at:]) > whole * _MUCH_AFTER_END
            if not is_much and not self._goes_on(first, at):
                return at
            self.found.warn(
                _("Sau “%(line)s” còn nhiều chữ: hãy xem lại.", line=read.text), doubt=True
            )
        return len(self._reads)

    def _goes_on(self, first: int, at: int) -> bool:
        """Whether the text goes on below a line like "Tin liên quan": a box stands in its midst."""
        if self._is_text:
            return False
        before = bodies.holders(self._reads[first:at])
        return bool(before & bodies.holders(self._reads[at:]))

    def _box(self, following: Sequence[Read]) -> HtmlElement:
        if "body" in self._given:
            return self._given["body"]
        return self._body if self._is_text else bodies.container(self._body, following)

    def _refuse_other_pages(self, following: Sequence[Read], inner: Sequence[Read]) -> None:
        """Raise NoArticle for lists of articles and for pages like "Liên hệ"."""
        is_told = self._meta.is_article and titles.told_day(self._meta, self._zone) is not None
        if self._is_text or is_told:
            return
        has_day = self._title_at is not None and self._day_at == self._title_at + 1
        if bodies.is_list(inner) or (bodies.is_list(following) and not has_day):
            raise NoArticle(_("Trang là một danh sách bài, không phải một bài."))
        if self.found.moment is None and bodies.weight(following) < SHORT_ARTICLE:
            raise NoArticle(_("Trang không giống một bài viết."))

    def _read_around(
        self, shown: Sequence[Read], following: Sequence[Read], inner: Sequence[Read]
    ) -> None:
        """Read what stands before and after the text, up to the article's end."""
        title_at = self._title_at or 0
        inside = set(inner)
        outside = [read for read in following if read not in inside]
        around = [*shown[max(title_at - 3, 0) : len(shown) - len(following)], *outside]
        title = self._reads[title_at] if self._title_at is not None else None
        found = self.found
        details.read_around(around, found)
        found.files = details.files(outside)
        found.cover = details.cover(outside, inner[0] if inner else None)
        found.byline = found.byline or details.told_byline(self._meta)
        is_bare = self._kind == "word" and self._day_at is None
        before = [] if is_bare else self._reads[:title_at]
        found.category = details.category(around, before, title, self._meta, is_text=self._is_text)

    def _without_links(self, inner: list[Read]) -> list[Read]:
        """Leave out a list of links to other articles at the end."""
        count = 0 if self._is_text else bodies.trailing_links(inner)
        if not count or count == len(inner):
            return inner
        self.found.warn(_("Danh sách %(count)s liên kết ở cuối bài được bỏ ra.", count=count))
        return inner[:-count]

    def _without_tail(self, inner: Sequence[Read]) -> list[Read]:
        """Take labels, tools, summary and signature off both ends of the text."""
        kept = list(inner)
        if _begins_with_summary(kept):
            details.take_summary(kept.pop(0), self.found)
        self._take_tail(kept)
        take_signature(kept, self.found)
        self._take_tail(kept)
        return kept

    def _lines_above(self) -> list[Read]:
        """What a Word file says above its title, but for the category: nothing of it is lost."""
        if self._kind != "word":
            return []
        above = self._reads[: self._title_at or 0]
        said = (self.found.category, self.found.title)
        return [read for read in above if read.kind != "day" and read.text not in said]

    def _take_tail(self, kept: list[Read]) -> None:
        while kept and self._is_of_tail(kept[-1]):
            details.take_labels(kept.pop(), self.found)

    def _is_of_tail(self, read: Read) -> bool:
        if read.kind == "labels":
            return not bodies.leads_to_file(read.line)
        if read.kind == "day":
            return read.label != "" or read.number == self._day_at
        if read.kind != "text":
            return read.kind == "tools"
        is_tag = read.text.startswith("#") or bool(details.TAG_WORDS & read.line.names)
        return read.line.is_link and is_tag and not self._is_text

    def _take_given(self) -> None:
        """Take what the profile names in place of what was found."""
        for name in ("summary", "byline", "source", "signature", "category"):
            if name in self._given:
                setattr(self.found, name, clean_text(self._given[name].text_content()))


def _begins_with_summary(kept: Sequence[Read]) -> bool:
    """Whether the first line alone is named for a summary."""
    if len(kept) < 2 or kept[0].kind != "text":
        return False
    named = [bool(details.SUMMARY_WORDS & read.line.names) for read in kept]
    return named[0] and not all(named)


def _holds_something(kept: Sequence[Read]) -> bool:
    letters = sum(len(read.text) for read in kept)
    shows = [read.kind == "picture" or bodies.leads_to_file(read.line) for read in kept]
    return letters >= FEW_LETTERS or any(shows)
