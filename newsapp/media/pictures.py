"""Pictures: checked by opening them, drawn anew in a few sizes, without the camera's notes on place and owner."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from flask import current_app
from flask_babel import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from newsapp.media import files

WIDTHS = (480, 960, 1600)
FORMATS: dict[str, dict[str, object]] = {
    "webp": {"quality": 80, "method": 4},
    "jpg": {"quality": 82, "progressive": True, "optimize": True},
}


class PictureError(ValueError):
    """The file cannot be taken as a picture; the message says why."""


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """What is on the disk: digest in hex, size of the largest version in pixels, the name it came with."""

    digest: str
    width: int
    height: int
    filename: str


def widths(width: int) -> list[int]:
    """The widths kept, in pixels, of a picture whose largest version is `width` wide."""
    return [w for w in WIDTHS if w < width] + [width]


def path(media: Path, digest: str, width: int, extension: str) -> Path:
    return media / "pictures" / digest[:2] / f"{digest}-{width}.{extension}"


def files_of(digest: str, width: int) -> list[Path]:
    """Every file of a picture whose largest version is `width` pixels wide."""
    media: Path = current_app.config["MEDIA"]
    return [path(media, digest, each, extension) for each in widths(width) for extension in FORMATS]


def is_complete(digest: str, width: int) -> bool:
    return all(file.exists() for file in files_of(digest, width))


def store(stream: IO[bytes], filename: str) -> StoredPicture:
    """Check a JPEG, PNG or WebP picture and keep its sizes. Raises PictureError, OSError where the disk is full."""
    config = current_app.config
    media: Path = config["MEDIA"]
    try:
        with files.received(stream, media / "incoming", config["PICTURE_LIMIT"]) as (file, digest, _size):
            image = _open(file, config["PIXEL_LIMIT"])
    except files.TooLarge:
        limit = config["PICTURE_LIMIT"] // 1_000_000
        raise PictureError(_("Ảnh lớn hơn %(limit)s MB. Hãy thu nhỏ ảnh rồi tải lại.", limit=limit)) from None
    image.thumbnail((WIDTHS[-1], WIDTHS[-1] * 2), Image.Resampling.LANCZOS)
    for width in widths(image.width):
        size = (width, max(1, round(image.height * width / image.width)))
        version = image if width == image.width else image.resize(size, Image.Resampling.LANCZOS)
        for extension, options in FORMATS.items():
            final = path(media, digest, width, extension)
            if not files.is_kept(final):
                files.write(_encoded(version, extension, options), final)
    return StoredPicture(digest, image.width, image.height, files.clean_name(filename))


def _open(file: Path, pixel_limit: int) -> Image.Image:
    """Decode the whole picture, upright, in RGB on white. Raises PictureError."""
    too_many = PictureError(
        _("Ảnh có hơn %(limit)s triệu điểm ảnh. Hãy thu nhỏ ảnh rồi tải lại.", limit=pixel_limit // 1_000_000)
    )
    try:
        with Image.open(file, formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.width * opened.height > pixel_limit:
                raise too_many
            opened.draft("RGB", (WIDTHS[-1] * 2, WIDTHS[-1] * 2))
            upright = _in_eight_bits(ImageOps.exif_transpose(opened)).convert("RGBA")
    except PictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise too_many from None
    except UnidentifiedImageError:
        raise PictureError(_("Tệp này không phải là ảnh JPEG, PNG hoặc WebP.")) from None
    except Exception:  # a damaged file makes the decoders raise nearly anything
        raise PictureError(_("Ảnh bị hỏng hoặc thiếu dữ liệu nên không mở được.")) from None
    white = Image.new("RGBA", upright.size, "white")
    return Image.alpha_composite(white, upright).convert("RGB")


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Grey of sixteen bits (a scanner's) would otherwise be cut off at white."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")


def _encoded(image: Image.Image, extension: str, options: Mapping[str, object]) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG" if extension == "jpg" else "WEBP", **options)
    return buffer.getvalue()
