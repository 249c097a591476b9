"""The body of a WordPress post as plain HTML: its blocks, shortcodes and bare lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from flask_babel import gettext as _

_TO_END = r"(?:(?!<!--|-->).)*?"
"""The rest of a comment. It stops at the next one, so that many unfinished ones cost no time."""
_BLOCK_COMMENT = re.compile(rf"<!--\s*/?wp:([a-z][\w/-]*){_TO_END}(/)?-->", re.DOTALL)
_MORE = re.compile(rf"<!--\s*(?:more|nextpage|noteaser){_TO_END}-->", re.DOTALL)
_CAPTION = re.compile(
    r"(?<!\[)\[(?:wp_)?caption\b([^\]]{0,1000})\](.{0,5000}?)\[/(?:wp_)?caption\]",
    re.DOTALL | re.IGNORECASE,
)
_PICTURE = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL)
_GALLERY = re.compile(r"(?<!\[)\[gallery\b([^\]]{0,5000})\]", re.I)
_EMBED = re.compile(r"(?<!\[)\[embed\b[^\]]{0,200}\](.{0,500}?)\[/embed\]", re.I | re.S)
_PLAYER = re.compile(
    r"(?<!\[)\[(?:audio|video)\b([^\]]*)\](?:\[/(?:audio|video)\])?", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
_UNKNOWN = re.compile(
    r"(?<!\[)\[(?:/([a-z][\w-]{2,40})|([a-z][\w-]{2,40})\s[^\]=\n]{0,200}=[^\]]{0,1000})\]"
)
"""A shortcode with attributes or an end; "[sic]" is text."""
_ESCAPED = re.compile(r"\[(\[[^\[\]]+\])\]")

_CONTAINERS = "blockquote|div|section|article|aside|header|footer|main|form|fieldset|details"
_BLOCKS = (
    rf"{_CONTAINERS}|table|thead|tbody|tfoot|tr|td|th|caption|ul|ol|li|dl|dt|dd|p|h[1-6]|hr|pre"
    r"|figure|figcaption|address|iframe|object|style|script"
)
_KEPT = re.compile(r"(<(/?)(pre|script|style|table|figure)\b[^<>]*>)", re.IGNORECASE)
_BEFORE = re.compile(rf"(<(?:{_BLOCKS})(?=[\s/>]))", re.IGNORECASE)
_AFTER = re.compile(rf"(</(?:{_BLOCKS})\s*>|<hr\b[^>]*>)", re.IGNORECASE)
_INSIDE = re.compile(rf"(<(?:{_CONTAINERS})(?:\s[^<>]*)?>)", re.IGNORECASE)
_END_INSIDE = re.compile(rf"(</(?:{_CONTAINERS})\s*>)", re.IGNORECASE)
_IS_BLOCK = re.compile(rf"\s*(?:</?(?:{_BLOCKS})(?=[\s/>])|\x02)", re.IGNORECASE)
_KEPT_MARK = re.compile("\x02(\\d+)\x03")


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or file of the old site's library."""

    number: str
    address: str
    alt: str = ""
    caption: str = ""


Gallery = Callable[[Sequence[str] | None], Sequence[Media]]
"""The pictures with these numbers; those that belong to the post where none are named."""


def plain_html(body: str, gallery: Gallery, warnings: list[str]) -> str:
    """Return the body without what only WordPress understands; tell what was lost."""
    has_blocks = "<!-- wp:" in body
    lost = {match[1] for match in _BLOCK_COMMENT.finditer(body) if match[2]}
    if lost:
        blocks = ", ".join(sorted(lost))
        warnings.append(_("Khối WordPress không có nội dung: %(names)s.", names=blocks))
    body = _MORE.sub("", _BLOCK_COMMENT.sub("", body))
    body = _CAPTION.sub(_figure_of_caption, body)
    body = _GALLERY.sub(lambda match: _gallery(match[1], gallery), body)
    body = _EMBED.sub(lambda match: _link(match[1].strip()), body)
    body = _PLAYER.sub(lambda match: _link(_played(match[1])), body)
    unknown = sorted({match[1] or match[2] for match in _UNKNOWN.finditer(body)})
    if unknown:
        names = ", ".join(unknown)
        warnings.append(_("Mã ngắn không hiểu, để nguyên là chữ: %(names)s.", names=names))
    body = _ESCAPED.sub(r"\1", body)
    return body if has_blocks else with_paragraphs(body)


def with_paragraphs(body: str) -> str:
    """Return HTML whose blank lines part paragraphs and whose line ends are breaks, as <p>, <br>.

    WordPress keeps bodies so and makes the paragraphs as it shows them (wpautop).
    """
    text = re.sub("[\x02\x03]", "", body.replace("\r\n", "\n").replace("\r", "\n"))
    text, kept = _set_aside(text)
    text = _BEFORE.sub(r"\n\n\1", text)
    text = _AFTER.sub(r"\1\n\n", text)
    text = _INSIDE.sub(r"\1\n\n", text)
    text = _END_INSIDE.sub(r"\n\n\1", text)
    chunks = [chunk.strip() for chunk in re.split(r"\n[ \t]*\n", text)]
    blocks = [chunk if _IS_BLOCK.match(chunk) else _paragraph(chunk) for chunk in chunks if chunk]
    return _KEPT_MARK.sub(lambda match: kept[int(match[1])], "\n".join(blocks))


def _set_aside(text: str) -> tuple[str, list[str]]:
    """The text with a mark for each element whose lines are its own, and these elements."""
    kept: list[str] = []
    parts: list[str] = []
    open_name, begins, ends = "", 0, 0
    for match in _KEPT.finditer(text):
        name = match[3].lower()
        if not open_name and not match[2]:
            open_name, begins = name, match.start()
        elif match[2] and name == open_name:
            parts += [text[ends:begins], f"\n\n\x02{len(kept)}\x03\n\n"]
            kept.append(text[begins : match.end()])
            open_name, ends = "", match.end()
    return "".join([*parts, text[ends:]]), kept


def _paragraph(chunk: str) -> str:
    lines = re.sub(r"\s*\n\s*", "<br>", re.sub(r"<br\s*/?>\s*\n", "\n", chunk))
    return f"<p>{lines}</p>"


def _attributes(written: str) -> dict[str, str]:
    return {
        name.lower(): double or single or bare
        for name, double, single, bare in _ATTRIBUTE.findall(written)
    }


def _figure_of_caption(match: re.Match[str]) -> str:
    inside = _PICTURE.fullmatch(match[2])
    if inside is None:
        return match[2]
    caption = inside[2].strip() or escape(_attributes(match[1]).get("caption", ""))
    return f"<figure>{inside[1]}<figcaption>{caption}</figcaption></figure>"


def _gallery(written: str, gallery: Gallery) -> str:
    said = _attributes(written)
    numbers = said.get("ids") or said.get("include")
    chosen = gallery(re.findall(r"\d+", numbers) if numbers else None)
    return "".join(_figure(media) for media in chosen)


def _figure(media: Media) -> str:
    picture = f'<img src="{escape(media.address)}" alt="{escape(media.alt)}">'
    caption = f"<figcaption>{escape(media.caption)}</figcaption>" if media.caption else ""
    return f"<figure>{picture}{caption}</figure>"


def _played(written: str) -> str:
    """The address of a player's file."""
    said = _attributes(written)
    return next((value for value in said.values() if "/" in value), "")


def _link(address: str) -> str:
    shown = escape(address)
    return f'<p><a href="{shown}">{shown}</a></p>' if address else ""
