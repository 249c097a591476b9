"""An item as the site keeps it: its state decided, its texts cleaned and cut to their limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any

import lxml.html
from flask import current_app
from flask_babel import gettext as _

from newsapp.articles import sanitise, tag_names
from newsapp.articles.content import TYPED_TEXTS, Content
from newsapp.articles.prepublish_checks import missing
from newsapp.importing.incoming import Incoming, State, is_possible
from newsapp.importing.media import Files
from newsapp.text_cleaning import clean_text

LONGEST_FOUND = 1_000_000
"""Bytes of a body before it is cleaned: Word's markup shrinks, and more takes minutes to clean."""
TITLE_FROM_TEXT = 80
"""Characters of a title that is made of the text's first words."""


class NotTaken(ValueError):
    """The item cannot be saved here; the message says why."""


@dataclass(slots=True)
class Draft:
    """What was decided of an item before its body is cleaned."""

    title: str
    state: State
    published_at: datetime | None
    expires_at: datetime | None
    notes: list[str] = field(default_factory=list)


def decide(item: Incoming, now: datetime, *, publishes_unknown: bool) -> Draft:
    """Say what title and state the item gets here. Public only what was so, and surely read."""
    draft = Draft(
        clean_text(item.title), item.state, item.published_at, item.expires_at, [*item.warnings]
    )
    _decide_moments(draft, now)
    _decide_state(draft, item, now, publishes_unknown)
    _decide_title(draft, item)
    return draft


def _decide_moments(draft: Draft, now: datetime) -> None:
    begins, ends = draft.published_at, draft.expires_at
    if begins is not None and not is_possible(begins, now):
        _make_draft(draft, _("Ngày đăng %(day)s không thể đúng.", day=f"{begins:%d/%m/%Y}"))
        draft.published_at = begins = None
    if ends is not None and begins is not None and ends <= begins:
        draft.notes.append(_("Bỏ giờ tự gỡ vì không sau giờ đăng."))
        draft.expires_at = None


def _decide_state(draft: Draft, item: Incoming, now: datetime, publishes_unknown: bool) -> None:
    begins = draft.published_at
    if draft.state == "unknown":
        draft.state = "published" if publishes_unknown else "draft"
        if not publishes_unknown:
            draft.notes.append(_("Không rõ bài đã đăng hay chưa."))
    if draft.state == "scheduled" and (begins is None or begins <= now):
        _make_draft(draft, _("Giờ hẹn đăng không có hoặc đã qua."))
    if draft.state == "published" and begins is not None and begins > now:
        draft.state = "scheduled"
    if draft.state == "published" and begins is None and item.kind == "article":
        draft.notes.append(_("Không có ngày đăng: lấy ngày nhập."))


def _decide_title(draft: Draft, item: Incoming) -> None:
    limit = TYPED_TEXTS["title"].limit
    if not draft.title:
        text = clean_text(_plain(item.body[:5_000]))
        draft.title = text[:TITLE_FROM_TEXT].rpartition(" ")[0] or text[:TITLE_FROM_TEXT]
    if item.title_is_guess or not clean_text(item.title):
        _make_draft(draft, _("Tiêu đề chỉ là phỏng đoán."))
    if len(draft.title) > limit:
        draft.notes.append(_("Tiêu đề dài quá %(limit)s ký tự nên bị cắt.", limit=limit))
        draft.title = draft.title[:limit].rstrip()


def _make_draft(draft: Draft, why: str) -> None:
    draft.state = "draft"
    draft.notes.append(f"{why} {_('Để ở bản nháp.')}")


def content_of(item: Incoming, draft: Draft, files: Files) -> Content:
    """Bring the item's pictures and files into the library, and clean its texts. Raises NotTaken.

    The category is not yet set. What cannot be live as it is becomes a draft.
    """
    values: dict[str, Any] = {}
    for name in ("summary", "byline", "signature", "source"):
        values[name] = _text(item, name, draft)
    cover = files.picture(item.cover) if item.cover else None
    if cover is not None:
        values["cover_alt"] = clean_text(item.cover_alt)[: TYPED_TEXTS["cover_alt"].limit]
        caption = clean_text(item.cover_caption)
        values["cover_caption"] = caption[: TYPED_TEXTS["cover_caption"].limit]
    day = item.published_at.date() if draft.published_at and item.published_at else None
    content = Content(
        title=draft.title,
        body=_body(item, files),
        category_id=None,
        published_on=day,
        cover_id=cover.id if cover is not None else None,
        attachments=files.attachment_links(item.files),
        tags=_tags(item, draft),
        language="en" if item.language == "en" else "vi",
        **values,
    )
    for finding in missing(content, is_page=True):  # an article's category is found later
        if draft.state != "draft":
            _make_draft(draft, finding.message)
    return content


def _body(item: Incoming, files: Files) -> str:
    body = files.body(item.body)
    _refuse_long(body, LONGEST_FOUND)
    clean = sanitise.clean(body)
    _refuse_long(clean, current_app.config["BODY_LIMIT"])
    return clean


def _refuse_long(body: str, limit: int) -> None:
    size = len(body.encode("utf8", "replace"))
    if size > limit:
        raise NotTaken(
            _(
                "Nội dung dài %(size)s kB, quá giới hạn %(limit)s kB.",
                size=size // 1000,
                limit=limit // 1000,
            )
        )


def _text(item: Incoming, name: str, draft: Draft) -> str:
    """A field of plain text, cut to its limit."""
    found: str = getattr(item, name)
    if "<" in found:
        found = _plain(found)
    text = clean_text(unescape(found))
    spec = TYPED_TEXTS[name]
    if len(text) > spec.limit:
        draft.notes.append(
            _("%(label)s dài quá %(limit)s ký tự nên bị cắt.", label=spec.label, limit=spec.limit)
        )
    return text[: spec.limit].rstrip()


def _plain(html: str) -> str:
    """The text of markup, with a space between its blocks alone."""
    clean = sanitise.clean(html).replace("<br>", " ")
    root = lxml.html.fragment_fromstring(clean, create_parent="div")
    return str(root.text_content())


def _tags(item: Incoming, draft: Draft) -> list[str]:
    # A comma in a name would part it in the field of the form.
    names = tag_names.once_each(" ".join(tag_names.names_in(tag)) for tag in item.tags)
    kept = [name for name in names if len(name) <= tag_names.LONGEST][: tag_names.MOST]
    if len(kept) < len(names):
        draft.notes.append(_("Bỏ từ khóa quá dài hoặc quá số lượng."))
    return kept
