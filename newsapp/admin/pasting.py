"""What a writer pastes, made plain; text in an old encoding, converted when they ask."""

from __future__ import annotations

import base64
import binascii
import io
import re

import lxml.html
from flask import Response, current_app, jsonify, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from newsapp import clock
from newsapp.accounts.permissions import require
from newsapp.admin import admin
from newsapp.admin.media import described
from newsapp.admin.parking import refuse
from newsapp.articles import body
from newsapp.articles.word_markup import is_words
from newsapp.importing import legacy_fonts
from newsapp.media import pictures, receiving

LONGEST = 16_000_000
"""Bytes of pasted markup, pictures written into it included."""
_EMBEDDED = re.compile(r"^data:image/(?:png|jpe?g|webp);base64,", re.IGNORECASE)


@admin.post("/paste")
def paste() -> Response:
    """Pasted HTML as clean HTML, with the pictures that came in it stored; and what could not be had."""
    require(current_user, "media.use")
    if (request.content_length or 0) > LONGEST:
        return refuse(_("Đoạn dán quá lớn. Hãy dán từng phần, hoặc dùng “Nhập từ Word”."), 413)
    html = str((request.get_json(silent=True) or {}).get("html", ""))
    if not html.strip():
        return jsonify(html="", notices=[])
    root = lxml.html.fragment_fromstring(html.replace("\0", ""), create_parent="div")
    from_word = is_words(root)
    lost = _bring_pictures(root)
    cleaned = body.clean(str(lxml.html.tostring(root, encoding="unicode")))
    return jsonify(html=cleaned, notices=_notices(lost, from_word, len(cleaned.encode())), word=from_word)


@admin.post("/convert")
def convert() -> Response:
    """Text from the old encodings as Unicode: a preview, put into the text only when the writer says so."""
    require(current_user, "media.use")
    asked = request.get_json(silent=True) or {}
    encoding = str(asked.get("encoding"))
    if encoding not in legacy_fonts.ENCODINGS:
        return refuse(_("Không biết bảng mã này."), 400)
    html = legacy_fonts.html_to_unicode(str(asked.get("html", "")), encoding)
    return jsonify(
        html=body.clean(html) if html.strip() else "",
        texts=[legacy_fonts.to_unicode(str(text), encoding) for text in asked.get("texts", [])],
    )


def _bring_pictures(root: lxml.html.HtmlElement) -> int:
    """Store the pictures written into the markup; return how many stand elsewhere and cannot be had."""
    lost = 0
    for node in list(root.iter("img", "v:imagedata")):
        source = node.get("src", "")
        is_tracker = node.get("width") in ("0", "1") or node.get("height") in ("0", "1")
        if _EMBEDDED.match(source):
            try:
                content = base64.b64decode(source.partition(",")[2], validate=False)
                stored = receiving.receive_picture(
                    io.BytesIO(content), _("ảnh dán"), actor=current_user, at=clock.now()
                )
            except (pictures.PictureError, binascii.Error):
                lost += 1
                continue
            placed = described(stored)
            node.set("src", placed["src"])
            node.set("width", str(placed["width"]))
            node.set("height", str(placed["height"]))
        elif not source.startswith("/media/") and not is_tracker and node.tag == "img":
            lost += 1
    return lost


def _notices(lost: int, from_word: bool, size: int) -> list[str]:
    notices = []
    if lost and from_word:
        notices.append(
            ngettext(
                "%(num)s ảnh trong Word không dán kèm được. Để có ảnh, hãy dùng “Nhập từ Word” với tệp .docx.",
                "%(num)s ảnh trong Word không dán kèm được. Để có ảnh, hãy dùng “Nhập từ Word” với tệp .docx.",
                lost,
            )
        )
    elif lost:
        notices.append(
            ngettext(
                "%(num)s ảnh từ trang khác không lấy được. Hãy tải ảnh về máy rồi thêm vào bài.",
                "%(num)s ảnh từ trang khác không lấy được. Hãy tải ảnh về máy rồi thêm vào bài.",
                lost,
            )
        )
    if size > current_app.config["BODY_LIMIT"]:
        notices.append(_("Đoạn dán dài quá giới hạn của một bài."))
    return notices
