"""The kinds of pictures that people send: which come in, and what is said of each."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageDraw

from newsapp.accounts.models import User
from tests import cast
from tests.admin import forms
from tests.media.samples import picture

FIRST_ONLY = "chỉ hình đầu tiên được giữ lại"
NO_PICTURE = "không phải là ảnh JPEG, PNG, WebP, AVIF hoặc GIF"
DAMAGED = "hỏng hoặc thiếu dữ liệu"
HEIC = "Tương thích nhất"


def turned(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return picture("JPEG", (64, 40), exif=exif)


def moving(kind: str, **options: Any) -> bytes:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, kind, save_all=True, append_images=frames[1:], **options)
    return buffer.getvalue()


def small(mode: str, kind: str, **options: Any) -> bytes:
    return picture(kind, (64, 40), mode, **options)


def sixteen_bits(mode: str, kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, (64, 40), 20_000).save(buffer, kind)
    return buffer.getvalue()


def phone_photo(brand: bytes) -> bytes:
    """The head of a HEIC file, which is all that is looked at."""
    return b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0" + brand + b"heic" + bytes(200)


def transparent(kind: str) -> bytes:
    image = Image.new("RGBA", (64, 40), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((5, 5, 30, 30), fill="red")
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


Make = Callable[[], bytes]
WHOLE: list[tuple[str, Make, tuple[int, int], str]] = [
    *(
        (f"turned {n}.jpg", lambda n=n: turned(n), (64, 40) if n < 5 else (40, 64), "")
        for n in range(1, 9)
    ),
    ("wrong turn.jpg", lambda: turned(99), (64, 40), ""),
    ("grey.jpg", lambda: small("L", "JPEG"), (64, 40), ""),
    ("cmyk.jpg", lambda: small("CMYK", "JPEG"), (64, 40), ""),
    ("ycbcr.jpg", lambda: small("YCbCr", "JPEG"), (64, 40), ""),
    ("progressive.jpg", lambda: small("RGB", "JPEG", progressive=True), (64, 40), ""),
    ("coarse.jpg", lambda: small("RGB", "JPEG", quality=1), (64, 40), ""),
    ("no subsampling.jpg", lambda: small("RGB", "JPEG", subsampling=0), (64, 40), ""),
    ("printed.jpg", lambda: small("RGB", "JPEG", dpi=(300, 300)), (64, 40), ""),
    ("described.jpg", lambda: small("RGB", "JPEG", comment=b"chu thich"), (64, 40), ""),
    ("telephone pair.jpg", lambda: moving("MPO"), (40, 30), ""),
    ("named png.png", lambda: small("RGB", "JPEG"), (64, 40), ""),
    ("no ending", lambda: small("RGB", "JPEG"), (64, 40), ""),
    ("capitals.JPG", lambda: small("RGB", "JPEG"), (64, 40), ""),
    ("colours.png", lambda: small("RGB", "PNG"), (64, 40), ""),
    ("palette.png", lambda: small("P", "PNG"), (64, 40), ""),
    ("see-through palette.png", lambda: small("P", "PNG", transparency=0), (64, 40), ""),
    ("black and white.png", lambda: small("1", "PNG"), (64, 40), ""),
    ("grey.png", lambda: small("L", "PNG"), (64, 40), ""),
    ("see-through grey.png", lambda: small("LA", "PNG"), (64, 40), ""),
    ("see-through.png", lambda: transparent("PNG"), (64, 40), ""),
    ("16 bits.png", lambda: sixteen_bits("I;16", "PNG"), (64, 40), ""),
    ("one pixel.png", lambda: picture(size=(1, 1)), (1, 1), ""),
    ("tall.png", lambda: picture(size=(300, 9000)), (107, 3200), ""),
    ("wide.png", lambda: picture(size=(9000, 300)), (1600, 53), ""),
    ("large.jpg", lambda: picture("JPEG", (4000, 3000)), (1600, 1200), ""),
    ("moving.png", lambda: moving("PNG"), (40, 30), FIRST_ONLY),
    ("lossy.webp", lambda: small("RGB", "WEBP"), (64, 40), ""),
    ("lossless.webp", lambda: small("RGB", "WEBP", lossless=True), (64, 40), ""),
    ("see-through.webp", lambda: transparent("WEBP"), (64, 40), ""),
    ("moving.webp", lambda: moving("WEBP"), (40, 30), FIRST_ONLY),
    ("photo.avif", lambda: small("RGB", "AVIF"), (64, 40), ""),
    ("see-through.avif", lambda: transparent("AVIF"), (64, 40), ""),
    ("moving.avif", lambda: moving("AVIF"), (40, 30), FIRST_ONLY),
    ("still.gif", lambda: small("P", "GIF"), (64, 40), ""),
    ("moving.gif", lambda: moving("GIF", duration=50, loop=0), (40, 30), FIRST_ONLY),
]
"""Name, content, the size that is stored, what is said."""
REFUSED: list[tuple[str, Make, str]] = [
    ("photo.heic", lambda: phone_photo(b"heic"), HEIC),
    ("photo.heif", lambda: phone_photo(b"mif1"), HEIC),
    ("named jpg.jpg", lambda: phone_photo(b"heix"), HEIC),
    ("scan.tif", lambda: small("RGB", "TIFF"), NO_PICTURE),
    ("16 bits.tif", lambda: sixteen_bits("I;16", "TIFF"), NO_PICTURE),
    ("paint.bmp", lambda: small("RGB", "BMP"), NO_PICTURE),
    ("icon.ico", lambda: picture("ICO", (32, 32)), NO_PICTURE),
    ("drawing.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', NO_PICTURE),
    ("empty.jpg", bytes, NO_PICTURE),
    ("half.jpg", lambda: picture("JPEG")[:-400], DAMAGED),
    ("half.png", lambda: picture()[:300], DAMAGED),
    ("huge.png", lambda: picture(size=(9000, 9000), mode="1"), "40 triệu điểm ảnh"),
]


@pytest.mark.parametrize(("name", "make", "size", "said"), WHOLE, ids=[row[0] for row in WHOLE])
def test_it_comes_in(
    sign_in: cast.SignIn, writer: User, name: str, make: Make, size: tuple[int, int], said: str
) -> None:
    browser = sign_in(writer)
    answer = forms.upload(browser, "pictures", io.BytesIO(make()), name)
    assert answer.status_code == 200, answer.text
    assert (answer.json["width"], answer.json["height"]) == size
    assert said in answer.json["notice"]
    assert bool(answer.json["notice"]) == bool(said)
    assert browser.get(answer.json["src"]).mimetype == "image/jpeg"


@pytest.mark.parametrize(("name", "make", "said"), REFUSED, ids=[row[0] for row in REFUSED])
def test_it_is_refused_in_words(
    sign_in: cast.SignIn, writer: User, name: str, make: Make, said: str
) -> None:
    answer = forms.upload(sign_in(writer), "pictures", io.BytesIO(make()), name)
    assert answer.status_code == 422
    assert said in answer.json["error"]
    assert name in answer.json["error"]
