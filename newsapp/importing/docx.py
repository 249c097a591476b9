"""A Word document as the content of an article: title, body, pictures, and a list of what was left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO, Any

import lxml.html
import mammoth
from flask import current_app
from flask_babel import gettext as _
from mammoth.documents import Paragraph
from mammoth.transforms import paragraph as each_paragraph

from newsapp.accounts.models import User
from newsapp.articles import body
from newsapp.importing import word_archive
from newsapp.media import pictures, receiving

LONGEST_TITLE = 200
_ALIGNMENTS = {"center": "center", "right": "right", "end": "right", "both": "justify", "distribute": "justify"}
_STYLES = {"Title": "h1", "Subtitle": "p", "": "p", "Normal": "p", "Body Text": "p", "Quote": "blockquote > p"} | {
    f"{name} {level}": f"h{min(level, 4)}" for name in ("Heading", "heading") for level in range(1, 7)
}
_NOTE = re.compile(r'(href="#|id=")(footnote|endnote)(-ref)?-(\d{1,4})"')


class DocumentError(ValueError):
    """The document cannot be taken; the message says why and what to do."""


@dataclass(slots=True)
class Document:
    """What came out of a file. `left_out`: a sentence for each kind of thing that did not."""

    title: str
    body: str
    left_out: list[str] = field(default_factory=list)


def read(
    stream: IO[bytes], filename: str, *, actor: User | None, at: datetime, keeps_pictures: bool = True
) -> Document:
    """Read a .docx; its pictures go into the library. Raises DocumentError, OSError where the disk is full."""
    try:
        left_out = word_archive.look_over(stream)
    except word_archive.Unsafe as reason:
        raise DocumentError(str(reason)) from None
    gallery = _Gallery(actor, at, keeps_pictures)
    stream.seek(0)
    try:
        converted = mammoth.convert_to_html(
            stream,
            style_map=_style_map(),
            transform_document=each_paragraph(_with_alignment_in_its_style),
            convert_image=mammoth.images.img_element(gallery.bring),
        )
    except OSError:
        raise
    except Exception as error:  # whatever a broken document makes of the reader
        current_app.logger.warning("A document could not be read: %r", error)
        raise DocumentError(_("Không đọc được “%(name)s”: tệp có thể bị hỏng.", name=filename)) from None
    cleaned = body.clean(_our_notes(converted.value)) if converted.value.strip() else ""
    title, rest = _title_and_rest(cleaned, filename)
    limit = current_app.config["BODY_LIMIT"]
    if len(rest.encode()) > limit:
        raise DocumentError(
            _("“%(name)s” dài quá %(limit)s kB. Hãy chia thành nhiều tệp.", name=filename, limit=limit // 1000)
        )
    return Document(title, rest, left_out + gallery.left_out())


class _Gallery:
    """Takes the document's pictures into the library, in their order."""

    def __init__(self, actor: User | None, at: datetime, keeps: bool) -> None:
        self._keeps = keeps
        self._actor = actor
        self._at = at
        self._refused = 0
        self._count = 0

    def bring(self, image: Any) -> dict[str, str]:
        self._count += 1
        if not self._keeps:
            return {"src": ""}
        try:
            with image.open() as stream:
                name = _("Ảnh %(number)s trong Word", number=self._count)
                picture = receiving.receive_picture(stream, name, actor=self._actor, at=self._at)
        except (pictures.PictureError, mammoth.docx.files.InvalidFileReferenceError, KeyError):
            self._refused += 1
            return {"src": ""}
        width = min(pictures.widths(picture.width), key=lambda w: abs(w - pictures.WIDTHS[1]))
        return {
            "src": f"/media/{picture.digest}-{width}.jpg",
            "width": str(picture.width),
            "height": str(picture.height),
        }

    def left_out(self) -> list[str]:
        if not self._refused:
            return []
        return [
            _("%(count)s ảnh không lấy được: ảnh nằm ngoài tệp, bị hỏng, hoặc thuộc loại không dùng trên trang.",
              count=self._refused)
        ]  # fmt: skip


def _with_alignment_in_its_style(paragraph: Paragraph) -> Paragraph:
    """mammoth knows a paragraph's style and not its alignment: it becomes part of the style's name."""
    aligned = _ALIGNMENTS.get(paragraph.alignment or "")
    if aligned is None or paragraph.numbering is not None:
        return paragraph
    name = paragraph.style_name or ""
    known = name if name in _STYLES else ""
    return paragraph.copy(style_id=None, style_name=f"{known}|{aligned}")


def _style_map() -> str:
    lines = ["u => u", "strike => s"]
    for name, target in _STYLES.items():
        if name:
            lines.append(f"p[style-name='{name}'] => {target}:fresh")
        for aligned in sorted(set(_ALIGNMENTS.values())):
            lines.append(f"p[style-name='{name}|{aligned}'] => {target}.align-{aligned}:fresh")
    return "\n".join(lines)


def _our_notes(html: str) -> str:
    """mammoth's names of foot- and endnotes under our own, and its arrow back under a word of ours."""

    def renamed(found: re.Match[str]) -> str:
        start, kind, is_back, number = found.groups()
        numbered = int(number) if kind == "footnote" else 1000 + int(number)
        return f'{start}{"ve-" if is_back else ""}chu-thich-{numbered}"'

    return _NOTE.sub(renamed, html)


def _title_and_rest(cleaned: str, filename: str) -> tuple[str, str]:
    """The title is the first heading or, at the top, a line that stands out; else the file's name."""
    fallback = body.clean_text(PurePosixPath(filename.replace("\\", "/")).stem) or _("Văn bản Word")
    if not cleaned:
        return fallback, ""
    root = lxml.html.fragment_fromstring(cleaned, create_parent="div")
    for number, node in enumerate(_first_blocks(root)):
        words = body.clean_text(node.text_content())
        stands_out = node.tag == "h2" or (number == 0 and _is_all_bold(node))
        if stands_out and 0 < len(words) <= LONGEST_TITLE and node.find(".//img") is None:
            node.drop_tree()
            rest = "\n".join(lxml.html.tostring(each, encoding="unicode", with_tail=False) for each in root)
            return words, _headings_up(rest) if node.tag == "h2" else rest
    return fallback, cleaned


def _first_blocks(root: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    yield from list(root)[:4]


def _is_all_bold(node: lxml.html.HtmlElement) -> bool:
    return (
        node.tag == "p" and len(node) == 1 and node[0].tag == "strong" and not (node.text or node[0].tail or "").strip()
    )


def _headings_up(html: str) -> str:
    """Where the title was the only heading of its level, those below move up into its place."""
    if "<h2" in html:
        return html
    for below, above in (("h3", "h2"), ("h4", "h3")):
        html = html.replace(f"<{below}", f"<{above}").replace(f"</{below}>", f"</{above}>")
    return html
