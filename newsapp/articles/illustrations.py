"""The pictures in a text get their sizes, so that nothing on the page jumps when they arrive."""

from __future__ import annotations

import re

from sqlalchemy import select

from newsapp.database import db
from newsapp.media.models import Picture

_PICTURE = re.compile(r'<img\b[^>]*\bsrc="/media/([0-9a-f]{32})-\d+\.(?:jpg|webp)"[^>]*>')
_SIZE = re.compile(r'\s(?:width|height)="[^"]*"')


def with_sizes(body: str) -> str:
    """A clean body whose pictures have the width and height that the library knows, in pixels."""
    digests = set(_PICTURE.findall(body))
    if not digests:
        return body
    rows = db.session.scalars(select(Picture).where(Picture.digest.in_(digests)))
    known = {row.digest: f'<img width="{row.width}" height="{row.height}"' for row in rows}

    def sized(found: re.Match[str]) -> str:
        start = known.get(found[1])
        return start + _SIZE.sub("", found[0]).removeprefix("<img") if start else found[0]

    return _PICTURE.sub(sized, body)
