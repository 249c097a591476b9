"""Checks before publishing: each finding says what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import lxml.html
from flask import current_app
from flask_babel import gettext as _
from lxml.html import HtmlElement

from newsapp.articles.content import Content
from newsapp.media import pictures
from newsapp.media.models import Picture

VAGUE = {
    *("tại đây", "xem tại đây", "ở đây", "đây", "xem ở đây", "bấm vào đây"),
    *("link", "đường dẫn", "click here", "here"),
}
"""Link texts that mean nothing in a screen reader's list of links."""
_OWN_PICTURE = re.compile(r"/media/([0-9a-f]{32})-(\d+)\.")


@dataclass(frozen=True, slots=True)
class TextFinding:
    """field: the form's. blocks: whether it must be fixed before publishing.

    place: the part of the body, such as "picture-2" for its second picture; "" for all the field.
    """

    field: str
    message: str
    blocks: bool = False
    place: str = ""


def missing(content: Content, *, is_page: bool) -> Iterator[TextFinding]:
    """What review and publishing require."""
    if not content.title:
        yield TextFinding("title", _("Hãy nhập tiêu đề."), blocks=True)
    if content.category_id is None and not is_page:
        yield TextFinding("category_id", _("Hãy chọn chuyên mục."), blocks=True)
    if not (content.body or content.attachments or content.cover_id):
        message = _("Bài chưa có nội dung: hãy viết, hoặc thêm ảnh hay tệp đính kèm.")
        yield TextFinding("body", message, blocks=True)


def findings(
    content: Content,
    *,
    is_page: bool = False,
    cover: Picture | None = None,
    leads_nowhere: Callable[[str], bool] = lambda _address: False,
) -> list[TextFinding]:
    """All findings, the blocking ones first. `leads_nowhere` tells broken links of this site."""
    root = lxml.html.fragment_fromstring(content.body or "", create_parent="div")
    all_findings = [
        *missing(content, is_page=is_page),
        *_pictures(root, content, cover),
        *_texts(content, is_page=is_page),
        *_headings(root),
        *_links(root, leads_nowhere),
        *_weight(content, cover),
    ]
    return sorted(all_findings, key=lambda finding: not finding.blocks)


def _pictures(root: HtmlElement, content: Content, cover: Picture | None) -> Iterator[TextFinding]:
    if cover and not content.cover_alt and not content.cover_decorative:
        message = _("Hãy mô tả ảnh đại diện cho người không nhìn thấy ảnh.")
        yield TextFinding("cover_alt", message, blocks=True)
    for number, picture in enumerate(root.iter("img"), 1):
        if picture.get("alt") is None:
            message = _(
                "Ảnh thứ %(number)s trong bài chưa có mô tả: hãy mô tả,"
                " hoặc đánh dấu là ảnh trang trí.",
                number=number,
            )
            yield TextFinding("body", message, blocks=True, place=f"picture-{number}")


def _texts(content: Content, *, is_page: bool) -> Iterator[TextFinding]:
    letters = [c for c in content.title if c.isalpha()]
    if len(letters) > 8 and content.title.isupper():
        message = _("Tiêu đề viết hoa toàn bộ: khó đọc, hãy viết hoa như một câu.")
        yield TextFinding("title", message)
    if not content.summary and not is_page:
        message = _("Chưa có tóm tắt: trang chủ và danh sách sẽ chỉ hiện tiêu đề.")
        yield TextFinding("summary", message)


def _headings(root: HtmlElement) -> Iterator[TextFinding]:
    level_before = 1
    for number, heading in enumerate(root.iter("h2", "h3", "h4"), 1):
        level = int(heading.tag[1])
        if level > level_before + 1:
            words = " ".join(heading.text_content().split())
            message = _(
                "Đề mục “%(words)s” nhảy cấp: hãy chọn cấp đề mục liền sau.", words=words[:60]
            )
            yield TextFinding("body", message, place=f"heading-{number}")
        level_before = level


def _links(root: HtmlElement, leads_nowhere: Callable[[str], bool]) -> Iterator[TextFinding]:
    notes = {node.get("id") for node in root.iter("a", "li") if node.get("id")}
    links = [node for node in root.iter("a") if node.get("href")]
    for number, link in enumerate(links, 1):
        words, address = " ".join(link.text_content().split()), link.get("href", "")
        if words.lower().strip(" .:>»") in VAGUE:
            message = _(
                "Liên kết “%(words)s” không nói dẫn tới đâu: hãy đặt tên rõ hơn.", words=words
            )
            yield TextFinding("body", message, place=f"link-{number}")
        is_note = address.startswith("#")
        is_broken = address[1:] not in notes if is_note else leads_nowhere(address)
        if is_broken:
            message = _(
                "Liên kết “%(words)s” tới %(address)s không dẫn tới đâu.",
                words=words,
                address=address,
            )
            yield TextFinding("body", message, place=f"link-{number}")


def _weight(content: Content, cover: Picture | None) -> Iterator[TextFinding]:
    """The size of the page on a phone: the text, and the pictures in their middle size."""
    shown = {(digest, int(width)) for digest, width in _OWN_PICTURE.findall(content.body)}
    if cover is not None:
        shown.add((cover.digest, min(pictures.MIDDLE, cover.width)))
    size = len(content.body.encode())
    for digest, width in shown:
        file = pictures.path(current_app.config["MEDIA"], digest, width, "webp")
        size += file.stat().st_size if file.is_file() else 0
    if size > current_app.config["PAGE_BUDGET"]:
        megabytes = f"{size / 1_000_000:.1f}".replace(".", ",")
        message = _(
            "Trang nặng %(size)s MB: người dùng điện thoại sẽ chờ lâu, hãy bớt ảnh.",
            size=megabytes,
        )
        yield TextFinding("body", message)
