"""Reads a Word document as an article: title, body, pictures, and a list of what was left out."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO, Any

import lxml.html
import mammoth
from flask import current_app
from flask_babel import gettext as _
from lxml.html import HtmlElement
from mammoth.documents import Paragraph
from mammoth.transforms import paragraph as each_paragraph

from newsapp.accounts.models import User
from newsapp.articles import sanitise
from newsapp.articles.word_markup import note_ids
from newsapp.media import library, pictures
from newsapp.parts.writing import doc_files, word_archive, word_repair
from newsapp.text_cleaning import clean_text

LONGEST_TITLE = 200
TITLE_BLOCKS = 4
"""How many blocks at the top are looked through for a heading."""
_ALIGNMENTS = {
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
}
"""Word's words for the alignments of sanitise.py."""
_STYLES = {
    "Title": "h1",
    "Subtitle": "p",
    "": "p",
    "Normal": "p",
    "Body Text": "p",
    "Quote": "blockquote > p",
}
for _level in range(1, 7):
    _STYLES[f"Heading {_level}"] = _STYLES[f"heading {_level}"] = f"h{min(_level, 4)}"
_SHOWN = ("image/png", "image/jpeg", "image/webp")
_NOTE = re.compile(r'(href="#|id=")(footnote|endnote)(-ref)?-(\d{1,4})"')


class DocumentError(ValueError):
    """The document cannot be taken; the message says why and what to do."""


@dataclass(slots=True)
class WordDocument:
    """What came out of a file. `left_out`: a sentence for each kind of thing that did not."""

    title: str
    body: str
    left_out: list[str] = field(default_factory=list)


def read(
    stream: IO[bytes],
    filename: str,
    *,
    actor: User | None,
    at: datetime,
    keeps_pictures: bool = True,
) -> WordDocument:
    """Read a .docx; its pictures go into the library.

    Raises DocumentError, and OSError where the disk is full.
    """
    try:
        left_out = word_archive.look_over(stream)
    except word_archive.Unsafe as reason:
        raise DocumentError(str(reason)) from None
    gallery = _Gallery(actor, at, keeps_pictures)
    html = _convert(stream, filename, gallery)
    cleaned = sanitise.clean(_NOTE.sub(_with_our_note_id, html)) if html.strip() else ""
    title, body = _split_title(cleaned)
    limit = current_app.config["BODY_LIMIT"]
    if len(body.encode()) > limit:
        message = _(
            "“%(name)s” dài quá %(limit)s kB. Hãy chia thành nhiều tệp.",
            name=filename,
            limit=limit // 1000,
        )
        raise DocumentError(message)
    return WordDocument(title or _title_of_file(filename), body, left_out + gallery.left_out())


def embedded(stream: IO[bytes], filename: str) -> WordDocument:
    """Read a .docx, or a .doc where LibreOffice is installed, with its pictures in its body.

    The body is HTML as mammoth writes it; there is no title. Raises DocumentError.
    """
    try:
        if doc_files.is_old(stream):
            with doc_files.as_docx(stream) as converted:
                return embedded(converted, filename)
        left_out = word_archive.look_over(stream)
    except word_archive.Unsafe as reason:
        raise DocumentError(str(reason)) from None
    except doc_files.NotConverted:
        raise DocumentError(old_word(filename)) from None
    gallery = _Embedded()
    html = _NOTE.sub(_with_our_note_id, _convert(stream, filename, gallery))
    return WordDocument("", html, left_out + gallery.left_out())


def old_word(filename: str) -> str:
    """What to do about a .doc that cannot be converted."""
    return str(
        _(
            "“%(name)s” là tệp Word kiểu cũ (.doc) hoặc có mật khẩu."
            " Hãy lưu lại thành .docx rồi nhập.",
            name=filename,
        )
    )


class _Pictures:
    """Says what becomes of a document's pictures, and counts those that cannot be had."""

    refused = 0

    def store(self, image: Any) -> dict[str, str]:
        """Return the attributes of the <img>; an empty src where the picture cannot be had."""
        return {"src": ""}

    def left_out(self) -> list[str]:
        if not self.refused:
            return []
        sentence = _(
            "%(count)s ảnh không lấy được: ảnh nằm ngoài tệp, bị hỏng, "
            "hoặc thuộc loại không dùng trên trang.",
            count=self.refused,
        )
        return [sentence]


class _Embedded(_Pictures):
    """Leaves the pictures in the text."""

    def store(self, image: Any) -> dict[str, str]:
        try:
            with image.open() as stream:
                content = base64.b64encode(stream.read()).decode("ascii")
        except (mammoth.docx.files.InvalidFileReferenceError, KeyError):
            content = ""
        if not content or image.content_type not in _SHOWN:
            self.refused += 1
            return {"src": ""}
        return {"src": f"data:{image.content_type};base64,{content}"}


class _Gallery(_Pictures):
    """Takes the document's pictures into the library, in their order."""

    def __init__(self, actor: User | None, at: datetime, keeps_pictures: bool) -> None:
        self._actor = actor
        self._at = at
        self._keeps_pictures = keeps_pictures
        self._count = 0

    def store(self, image: Any) -> dict[str, str]:
        self._count += 1
        if not self._keeps_pictures:
            return {"src": ""}
        name = _("Ảnh %(number)s trong Word", number=self._count)
        try:
            with image.open() as stream:
                picture = library.receive(
                    pictures.store, stream, name, actor=self._actor, at=self._at
                )
        except (pictures.PictureError, mammoth.docx.files.InvalidFileReferenceError, KeyError):
            self.refused += 1
            return {"src": ""}
        widths = pictures.widths(picture.width)
        shown = min(widths, key=lambda width: abs(width - pictures.MIDDLE))
        return {
            "src": f"/media/{picture.digest}-{shown}.jpg",
            "width": str(picture.width),
            "height": str(picture.height),
        }


def _convert(stream: IO[bytes], filename: str, gallery: _Pictures) -> str:
    stream.seek(0)
    try:
        converted = mammoth.convert_to_html(
            word_repair.repaired(stream),
            style_map=_style_map(),
            transform_document=each_paragraph(_with_alignment_in_its_style),
            convert_image=mammoth.images.img_element(gallery.store),
        )
    except OSError:
        raise
    except Exception as error:  # mammoth raises whatever a broken document leads it to
        current_app.logger.warning("A document could not be read: %r", error)
        message = _("Không đọc được “%(name)s”: tệp có thể bị hỏng.", name=filename)
        raise DocumentError(message) from None
    return str(converted.value)


def _with_alignment_in_its_style(paragraph: Paragraph) -> Paragraph:
    """Add the alignment to the name of the style, which is all that a style map can ask for."""
    alignment = _ALIGNMENTS.get(paragraph.alignment or "")
    if alignment is None or paragraph.numbering is not None:
        return paragraph
    name = paragraph.style_name or ""
    known = name if name in _STYLES else ""
    return paragraph.copy(style_id=None, style_name=f"{known}|{alignment}")


def _style_map() -> str:
    lines = ["u => u", "strike => s"]
    for name, target in _STYLES.items():
        if name:
            lines.append(f"p[style-name='{name}'] => {target}:fresh")
        for alignment in sorted(set(_ALIGNMENTS.values())):
            aligned = f"{target}.align-{alignment}"
            lines.append(f"p[style-name='{name}|{alignment}'] => {aligned}:fresh")
    return "\n".join(lines)


def _with_our_note_id(match: re.Match[str]) -> str:
    """Give a note's link our own name in place of mammoth's."""
    start, kind, reference, number = match.groups()
    note, in_text = note_ids(int(number), is_endnote=kind == "endnote")
    return f'{start}{in_text if reference else note}"'


def _title_of_file(filename: str) -> str:
    stem = PurePosixPath(filename.replace("\\", "/")).stem
    return clean_text(stem) or str(_("Văn bản Word"))


def _split_title(cleaned: str) -> tuple[str, str]:
    """Return the title and the rest: the first heading near the top, or a first line that is bold.

    The title is "" where there is none.
    """
    if not cleaned:
        return "", ""
    root = lxml.html.fragment_fromstring(cleaned, create_parent="div")
    for number, block in enumerate(root[:TITLE_BLOCKS]):
        words = clean_text(block.text_content())
        stands_out = block.tag == "h2" or (number == 0 and _is_all_bold(block))
        is_short = 0 < len(words) <= LONGEST_TITLE
        if stands_out and is_short and block.find(".//img") is None:
            block.drop_tree()
            rest = _markup_of(root)
            return words, _raise_headings(rest) if block.tag == "h2" else rest
    return "", cleaned


def _markup_of(root: HtmlElement) -> str:
    blocks = [lxml.html.tostring(block, encoding="unicode", with_tail=False) for block in root]
    return "\n".join(blocks)


def _is_all_bold(block: HtmlElement) -> bool:
    only_child = block[0] if len(block) == 1 else None
    if block.tag != "p" or only_child is None or only_child.tag != "strong":
        return False
    return clean_text(block.text_content()) == clean_text(only_child.text_content())


def _raise_headings(html: str) -> str:
    """Move the headings below up, where the title was the only one of its level."""
    if "<h2" in html:
        return html
    for below, above in (("h3", "h2"), ("h4", "h3")):
        html = html.replace(f"<{below}", f"<{above}").replace(f"</{below}>", f"</{above}>")
    return html
