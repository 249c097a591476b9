"""What a writer pastes, made plain; text in an old encoding, converted when they ask."""

from __future__ import annotations

import base64
import binascii
import io
import re

import lxml.html
from flask import Response, current_app, jsonify, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from lxml.html import HtmlElement

from newsapp import clock
from newsapp.admin.access import allows
from newsapp.admin.media import described
from newsapp.articles import sanitise
from newsapp.articles.foreign_content import emoji_of
from newsapp.articles.word_markup import is_from_word
from newsapp.media import library, pictures
from newsapp.page_reading import legacy_fonts
from newsapp.parts.writing import paste_notices, rtf_pictures, staff
from newsapp.web.json_bodies import sent_object, takes_json, text_of
from newsapp.web.json_errors import json_error

LONGEST = 16_000_000
"""Bytes of pasted markup, pictures written into it included."""
_EMBEDDED = re.compile(r"^data:image/(?:png|jpe?g|webp);base64,", re.IGNORECASE)


def urls() -> dict[str, str]:
    """The addresses that the scripts of the article's form ask, by their data- attributes."""
    return {
        "paste": url_for("admin.writing.paste"),
        "convert": url_for("admin.writing.convert"),
    }


@staff.post("/paste")
@allows("media.use")
@takes_json
def paste() -> Response:
    """Answer pasted HTML as clean HTML, with its pictures stored, and with what was lost."""
    if (request.content_length or 0) > LONGEST:
        return json_error(_("Đoạn dán quá lớn. Hãy dán từng phần, hoặc dùng “Nhập từ Word”."), 413)
    asked = sent_object()
    html = text_of(asked.get("html", ""))
    if not html.strip():
        return jsonify(html="", notices=[])
    fragment = sanitise.without_document_tags(html.replace("\0", ""))
    root = lxml.html.fragment_fromstring(fragment, create_parent="div")
    from_word = is_from_word(root)
    notices = paste_notices.prepare(root)
    rtf_pictures.write_into(root, text_of(asked.get("rtf", "")))
    lost = _bring_pictures(root)
    cleaned = sanitise.clean(str(lxml.html.tostring(root, encoding="unicode")))
    notices += _notices(lost, from_word, len(cleaned.encode()))
    return jsonify(html=cleaned, notices=notices, word=from_word)


@staff.post("/convert")
@allows("media.use")
@takes_json
def convert() -> Response:
    """Answer text in an old encoding as Unicode: a preview, which the writer may then take."""
    asked = sent_object()
    encoding, texts = str(asked.get("encoding")), asked.get("texts", [])
    if encoding not in legacy_fonts.ENCODINGS or not isinstance(texts, list):
        return json_error(_("Không biết bảng mã này."), 400)
    html = legacy_fonts.html_to_unicode(text_of(asked.get("html", "")), encoding)
    return jsonify(
        html=sanitise.clean(html) if html.strip() else "",
        texts=[legacy_fonts.to_unicode(text_of(text), encoding) for text in texts],
    )


def _bring_pictures(root: HtmlElement) -> int:
    """Store the pictures written into the markup; return how many others there are."""
    lost = 0
    for node in list(root.iter("img", "v:imagedata")):
        if emoji_of(node):
            continue
        # When one copies from a page of this site, the browser writes whole addresses.
        source = node.get("src", "").removeprefix(request.host_url.rstrip("/"))
        is_tracker = node.get("width") in ("0", "1") or node.get("height") in ("0", "1")
        if source.startswith("/media/"):
            node.set("src", source)
        elif _EMBEDDED.match(source):
            lost += not _store_embedded(node, source)
        elif node.tag == "img" and not is_tracker:
            lost += 1
    return lost


def _store_embedded(node: HtmlElement, source: str) -> bool:
    """Store the picture of a data: address; return False where it is none."""
    try:
        content = io.BytesIO(base64.b64decode(source.partition(",")[2], validate=False))
        picture = library.receive(
            pictures.store, content, _("ảnh dán"), actor=current_user, at=clock.now()
        )
    except (pictures.PictureError, binascii.Error):
        return False
    placed = described(picture)
    for name in ("src", "width", "height"):
        node.set(name, str(placed[name]))
    return True


def _notices(lost: int, from_word: bool, size: int) -> list[str]:
    notices = []
    if lost and from_word:
        notices.append(
            ngettext(
                "%(num)s ảnh trong Word không dán kèm được."
                " Để có ảnh, hãy dùng “Nhập từ Word” với tệp .docx.",
                "%(num)s ảnh trong Word không dán kèm được."
                " Để có ảnh, hãy dùng “Nhập từ Word” với tệp .docx.",
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
