"""The sizes and descriptions of the pictures in a text.

With a width and a height, nothing on a page jumps when its pictures arrive.
"""

from __future__ import annotations

import re
from html import unescape

from sqlalchemy import select

from newsapp.database import db
from newsapp.media.models import Picture

STORED_PICTURE = re.compile(r'<img\b[^>]*\bsrc="/media/([0-9a-f]{32})-\d+\.(?:jpg|webp)"[^>]*>')
"""A picture of ours in a clean body; its group is the digest."""
_ALT = re.compile(r'\balt="([^"]*)"')
_SIZE = re.compile(r'\s(?:width|height)="[^"]*"')


def descriptions(body: str) -> dict[str, str]:
    """Return digest -> description for the pictures of a clean body that have one."""
    described = {}
    for picture in STORED_PICTURE.finditer(body):
        alt = _ALT.search(picture[0])
        if alt and alt[1].strip():
            described[picture[1]] = unescape(alt[1])
    return described


def with_sizes(body: str) -> str:
    """Return a clean body whose pictures have the width and height of the library, in pixels."""
    digests = set(STORED_PICTURE.findall(body))
    if not digests:
        return body
    sizes = {}
    for picture in db.session.scalars(select(Picture).where(Picture.digest.in_(digests))):
        sizes[picture.digest] = f'<img width="{picture.width}" height="{picture.height}"'

    def with_size(match: re.Match[str]) -> str:
        tag, digest = match[0], match[1]
        if digest not in sizes:
            return tag
        return sizes[digest] + _SIZE.sub("", tag).removeprefix("<img")

    return STORED_PICTURE.sub(with_size, body)
