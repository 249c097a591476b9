"""Sample files, made here."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from PIL import Image

from newsapp.media import pictures


def picture(
    kind: str = "PNG", size: tuple[int, int] = (640, 400), mode: str = "RGB", **options: object
) -> bytes:
    """A picture whose left half is red and right half blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, max(1, size[0] // 2), size[1]))
    buffer = io.BytesIO()
    image.convert(mode).save(buffer, kind, **options)
    return buffer.getvalue()


def zipped(*members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in members:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def asked(path: Path) -> dict[str, Any]:
    """What picture_process.py is asked to make of the picture at `path`."""
    return {
        "path": str(path),
        "pixels": 40_000_000,
        "side": pictures.LONGEST_SIDE,
        "largest": pictures.LARGEST,
        "widths": sorted([*pictures.WIDTHS, pictures.ADDED]),
        "formats": pictures.FORMATS,
        "accepted": pictures.ACCEPTED,
    }
