"""What to look at before publishing: a short list, each thing with what to do about it."""

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

VAGUE = frozenset(
    ["tại đây", "xem tại đây", "ở đây", "đây", "xem ở đây", "link", "đường dẫn", "click here", "here", "bấm vào đây"]
)
"""Link texts that say nothing to somebody who hears the links alone."""
_OWN_PICTURE = re.compile(r"/media/([0-9a-f]{32})-(\d+)\.")


@dataclass(frozen=True, slots=True)
class Finding:
    """field: the form's; blocks: whether it must be mended before publishing."""

    field: str
    message: str
    blocks: bool = False


def findings(
    content: Content, *, cover: Picture | None = None, leads_nowhere: Callable[[str], bool] = lambda _address: False
) -> list[Finding]:
    """Everything worth a look, what blocks first. `leads_nowhere` knows the addresses of this site."""
    root = lxml.html.fragment_fromstring(content.body or "", create_parent="div")
    found = [
        *_pictures(root, content, cover),
        *_texts(content),
        *_headings(root),
        *_links(root, leads_nowhere),
        *_weight(content, cover),
    ]
    return sorted(found, key=lambda finding: not finding.blocks)


def _pictures(root: HtmlElement, content: Content, cover: Picture | None) -> Iterator[Finding]:
    if cover and not content.cover_alt and not content.cover_decorative:
        yield Finding("cover_alt", _("Hãy mô tả ảnh đại diện cho người không nhìn thấy ảnh."), blocks=True)
    for number, picture in enumerate(root.iter("img"), 1):
        if picture.get("alt") is None:
            message = _("Ảnh thứ %(number)s trong bài chưa có mô tả: hãy mô tả, hoặc đánh dấu là ảnh trang trí.",
                        number=number)  # fmt: skip
            yield Finding("body", message, blocks=True)


def _texts(content: Content) -> Iterator[Finding]:
    letters = [c for c in content.title if c.isalpha()]
    if len(letters) > 8 and content.title.isupper():
        yield Finding("title", _("Tiêu đề viết hoa toàn bộ: khó đọc, hãy viết hoa như một câu."))
    if not content.summary and content.category_id is not None:
        yield Finding("summary", _("Chưa có tóm tắt: trang chủ và danh sách sẽ chỉ hiện tiêu đề."))


def _headings(root: HtmlElement) -> Iterator[Finding]:
    level = 1
    for heading in root.iter("h2", "h3", "h4"):
        this = int(heading.tag[1])
        if this > level + 1:
            words = " ".join(heading.text_content().split())
            yield Finding("body", _("Đề mục “%(words)s” nhảy cấp: hãy chọn cấp đề mục liền sau.", words=words[:60]))
        level = this


def _links(root: HtmlElement, leads_nowhere: Callable[[str], bool]) -> Iterator[Finding]:
    notes = {node.get("id") for node in root.iter("a", "li") if node.get("id")}
    for link in root.iter("a"):
        words, address = " ".join(link.text_content().split()), link.get("href", "")
        if words.lower().strip(" .:>»") in VAGUE:
            yield Finding("body", _("Liên kết “%(words)s” không nói dẫn tới đâu: hãy đặt tên rõ hơn.", words=words))
        is_note = address.startswith("#")
        if (is_note and address[1:] not in notes) or (address and not is_note and leads_nowhere(address)):
            yield Finding(
                "body", _("Liên kết “%(words)s” tới %(address)s không dẫn tới đâu.", words=words, address=address)
            )


def _weight(content: Content, cover: Picture | None) -> Iterator[Finding]:
    """The page as a phone loads it: the text, and the pictures in their middle size."""
    shown = {(digest, int(width)) for digest, width in _OWN_PICTURE.findall(content.body)}
    if cover is not None:
        shown.add((cover.digest, min(pictures.WIDTHS[1], cover.width)))
    size = len(content.body.encode())
    for digest, width in shown:
        file = pictures.path(current_app.config["MEDIA"], digest, width, "webp")
        size += file.stat().st_size if file.is_file() else 0
    if size > current_app.config["PAGE_BUDGET"]:
        megabytes = f"{size / 1_000_000:.1f}".replace(".", ",")
        yield Finding(
            "body", _("Trang nặng %(size)s MB: người dùng điện thoại sẽ chờ lâu, hãy bớt ảnh.", size=megabytes)
        )
