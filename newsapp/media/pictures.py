"""Pictures: checked by decoding them, stored in a few sizes, without the camera's metadata (place,
owner). picture_process.py decodes them.
"""

from __future__ import annotations

import json
import os
from itertools import product
from pathlib import Path
from typing import IO, Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from newsapp.media import file_process, files
from newsapp.media.models import Picture
from newsapp.text_folding import fold

WIDTHS = (480, 960, 1600)
MIDDLE = WIDTHS[1]
ADDED = 720
"""What a telephone with 360 points and two pixels to each shows. Pictures that were stored before
there was this width lack it.
"""
LARGEST = (1600, 3200)
"""Pixels of the largest version: width, height."""
LONGEST_SIDE = 30_000
"""Pixels. A JPEG cannot have more than 65,535."""
SECONDS = 40
"""For making the sizes of one picture."""
PROGRAM = str(Path(__file__).with_name("picture_process.py"))
FORMATS: dict[str, dict[str, Any]] = {
    "webp": {"format": "WEBP", "quality": 80, "method": 4},
    "jpg": {"format": "JPEG", "quality": 82, "progressive": True, "optimize": True},
}
ACCEPTED = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevm", b"mif1", b"msf1")
"""What stands at byte 8 of the photos of telephones that need a patented decoder, and one whose
encoder comes under the GPL: the wheels of pillow-heif hold both.
"""


class PictureError(ValueError):
    """The file cannot be used as a picture; the message says why."""


def widths(width: int) -> list[int]:
    """The widths, in pixels, that each picture has whose largest version is `width` wide."""
    return [w for w in WIDTHS if w < width] + [width]


def stored_widths(digest: str, width: int) -> list[int]:
    """The widths of this picture, the added one among them where it is stored."""
    has_added = all(file.is_file() for file in added_files_of(digest, width))
    added = [ADDED] if width > ADDED and has_added else []
    return sorted([*widths(width), *added])


def path(media: Path, digest: str, width: int, extension: str) -> Path:
    return media / "pictures" / digest[:2] / f"{digest}-{width}.{extension}"


def files_of(digest: str, width: int) -> list[Path]:
    """The files that each picture has whose largest version is `width` pixels wide."""
    media: Path = current_app.config["MEDIA"]
    return [path(media, digest, w, extension) for w in widths(width) for extension in FORMATS]


def added_files_of(digest: str, width: int) -> list[Path]:
    """The files that such a picture may have besides."""
    media: Path = current_app.config["MEDIA"]
    return [path(media, digest, ADDED, "webp")] if width > ADDED else []


def store(stream: IO[bytes], filename: str) -> Picture:
    """Check a picture, store its sizes; return its row, not yet added.

    Its `notice` says where the picture is less than what was sent.

    Raises PictureError, and OSError if the disk is full.
    """
    media: Path = current_app.config["MEDIA"]
    limit: int = current_app.config["PICTURE_LIMIT"]
    name = files.clean_name(filename)
    too_large = PictureError(
        _(
            "“%(name)s” lớn hơn %(limit)s MB. Hãy thu nhỏ ảnh rồi tải lại.",
            name=name,
            limit=limit // 1_000_000,
        )
    )
    with files.received(stream, media / "incoming", limit, too_large) as (file, digest, _size):
        made = _make_versions(file, digest, name)
    stored = Picture(
        digest=digest,
        width=made["width"],
        height=made["height"],
        filename=name,
        search_text=fold(name),
    )
    if made["is_moving"]:
        stored.notice = _("“%(name)s” là ảnh động: chỉ hình đầu tiên được giữ lại.", name=name)
    return stored


def _make_versions(file: Path, digest: str, name: str) -> dict[str, Any]:
    """Store the versions of an upload; what was made of it. Raises PictureError."""
    media: Path = current_app.config["MEDIA"]
    try:
        made = _decoded(file, name)
        for one, extension in product(made["widths"], FORMATS):
            if (one, extension) == (ADDED, "jpg") and made["width"] > ADDED:
                continue
            final = path(media, digest, one, extension)
            if not files.exists_and_touched(final):
                files.keep(_version(file, one, extension), final)
    finally:
        for left in file.parent.glob(f"{file.name}-*"):
            left.unlink(missing_ok=True)
    return made


def _version(file: Path, width: int, extension: str) -> Path:
    return file.with_name(f"{file.name}-{width}.{extension}")


def _decoded(file: Path, name: str) -> dict[str, Any]:
    """What picture_process.py has made of the file. Raises PictureError."""
    asked = {
        "path": str(file),
        "pixels": current_app.config["PIXEL_LIMIT"],
        "side": LONGEST_SIDE,
        "largest": LARGEST,
        "widths": sorted([*WIDTHS, ADDED]),
        "formats": FORMATS,
        "accepted": ACCEPTED,
    }
    try:
        made = file_process.result_of(PROGRAM, json.dumps(asked), seconds=SECONDS)
    except file_process.Busy as error:
        raise PictureError(str(error)) from None
    except file_process.NotDecoded:
        made = {"refused": "heavy"}
    if made.get("refused") == "disk":
        raise OSError(made["errno"], os.strerror(made["errno"]))
    if made.get("refused") == "kind" and _is_heic(file):
        made = {"refused": "heic"}
    if "refused" in made:
        raise PictureError(_why_refused(made["refused"], name))
    return made


def _is_heic(file: Path) -> bool:
    with file.open("rb") as opened:
        head = opened.read(12)
    return head[4:8] == b"ftyp" and head[8:] in _HEIC_BRANDS


def _why_refused(reason: str, name: str) -> str:
    limit = LONGEST_SIDE
    if reason == "pixels":
        limit = current_app.config["PIXEL_LIMIT"] // 1_000_000
    sentences = {
        "pixels": _l("“%(name)s” có hơn %(limit)s triệu điểm ảnh. Hãy thu nhỏ ảnh rồi tải lại."),
        "sides": _l(
            "“%(name)s” có cạnh dài hơn %(limit)s điểm ảnh. Hãy cắt hoặc thu nhỏ ảnh rồi tải lại."
        ),
        "kind": _l("“%(name)s” không phải là ảnh JPEG, PNG, WebP, AVIF hoặc GIF."),
        "heic": _l(
            "“%(name)s” là ảnh HEIC của điện thoại. Hãy gửi ảnh JPEG: trên iPhone, vào Cài đặt >"
            " Camera > Định dạng, chọn Tương thích nhất; ảnh đã chụp thì mở ra và xuất thành JPEG."
        ),
        "heavy": _l("“%(name)s” quá nặng để xử lý. Hãy thu nhỏ hoặc lưu lại ảnh rồi tải lại."),
    }
    damaged = _l("“%(name)s” bị hỏng hoặc thiếu dữ liệu nên không mở được.")
    return str(sentences.get(reason, damaged)) % {"name": name, "limit": limit}
