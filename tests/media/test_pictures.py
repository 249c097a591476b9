from __future__ import annotations

import contextlib
import io
import os
import random
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from newsapp.media import picture_process, pictures
from newsapp.media.models import Picture
from newsapp.public import cards
from tests.media.samples import asked, picture


def store(content: bytes, name: str = "anh.jpg") -> Picture:
    return pictures.store(io.BytesIO(content), name)


def kept(app: Flask) -> dict[str, Path]:
    return {path.name: path for path in sorted(app.config["MEDIA"].rglob("*")) if path.is_file()}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_are_kept_in_their_sizes(app: Flask, kind: str) -> None:
    stored = store(picture(kind, (1200, 750)))
    assert (stored.width, stored.height, stored.filename) == (1200, 750, "anh.jpg")
    names = [f"{stored.digest}-{w}.{e}" for w in (480, 960, 1200) for e in ("jpg", "webp")]
    assert list(kept(app)) == sorted([*names, f"{stored.digest}-720.webp"])
    for name, path in kept(app).items():
        with Image.open(path) as image:
            assert image.format == ("JPEG" if name.endswith("jpg") else "WEBP")
            assert image.size == (
                int(name.split("-")[1].split(".")[0]),
                round(750 * image.width / 1200),
            )


def test_a_large_picture_is_made_smaller_and_a_small_one_kept(app: Flask) -> None:
    assert (store(picture(size=(3200, 1000))).width, store(picture(size=(100, 60))).width) == (
        1600,
        100,
    )
    assert store(picture(size=(1, 1))).height == 1
    assert store(picture(size=(5000, 2))).height == 1
    assert pictures.widths(1600) == [480, 960, 1600]
    assert pictures.widths(480) == [480]


def test_a_width_that_older_pictures_lack_is_offered_where_it_is_stored(app: Flask) -> None:
    stored, narrow = store(picture(size=(1200, 750))), store(picture(size=(720, 450)))
    offered = cards.shown(stored.digest, 1200, 750, "")
    assert widths_in(offered.webp) == [480, 720, 960, 1200]
    assert widths_in(cards.shown(narrow.digest, 720, 450, "").webp) == [480, 720]
    for file in pictures.added_files_of(stored.digest, 1200):
        file.unlink()
        offered = cards.shown(stored.digest, 1200, 750, "")
        assert widths_in(offered.webp) == [480, 960, 1200]
        assert (offered.width, offered.src) == (1200, f"/media/{stored.digest}-960.jpg")


def widths_in(srcset: str) -> list[int]:
    return [int(each.split()[1].removesuffix("w")) for each in srcset.split(", ")]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_colour_is_drawn(app: Flask, mode: str) -> None:
    content = picture(mode=mode) if mode != "I;16" else sixteen_bits()
    stored = store(content)
    with Image.open(pictures.path(app.config["MEDIA"], stored.digest, 640, "jpg")) as image:
        assert image.mode == "RGB"
        left, right = image.getpixel((50, 200)), image.getpixel((600, 200))
    assert left != right


def sixteen_bits() -> bytes:
    image = Image.new("I;16", (640, 400), 6_000)
    image.paste(50_000, (0, 0, 320, 400))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def test_a_cmyk_jpeg_is_drawn(app: Flask) -> None:
    assert store(picture("JPEG", mode="CMYK")).width == 640


def test_what_is_transparent_becomes_white(app: Flask) -> None:
    buffer = io.BytesIO()
    Image.new("RGBA", (500, 500), (0, 0, 0, 0)).save(buffer, "PNG")
    stored = store(buffer.getvalue())
    with Image.open(pictures.path(app.config["MEDIA"], stored.digest, 500, "jpg")) as image:
        assert image.getpixel((250, 250)) == (255, 255, 255)


def test_it_stands_upright_and_tells_nothing_of_the_camera(app: Flask) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Camera of somebody"
    exif.get_ifd(0x8825).update({1: "N", 2: (10.0, 22.0, 30.0)})
    stored = store(picture("JPEG", exif=exif))
    assert (stored.width, stored.height) == (400, 640)
    for path in kept(app).values():
        content = path.read_bytes()
        assert b"Camera of somebody" not in content
        with Image.open(path) as image:
            assert not image.getexif()
            assert image.info.get("exif") is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b"\xff\xd8\xff\xe0 not really",
        b"GIF89a" + bytes(40),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture()[:200],
        picture("JPEG")[:-400],
        picture("WEBP")[:100],
    ],
    ids=["nothing", "page", "head only", "gif", "svg", "half a png", "half a jpeg", "half a webp"],
)
def test_what_is_no_picture_is_refused_and_leaves_nothing(app: Flask, content: bytes) -> None:
    with pytest.raises(pictures.PictureError):
        store(content)
    assert kept(app) == {}


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_damaged_picture_is_refused_or_drawn_but_never_an_error(app: Flask, kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({2: (10.0, 22.0, 30.0)})
    whole, dice = picture(kind, (60, 40), exif=exif), random.Random(7)
    for number in range(60):
        broken = bytearray(whole)
        for _ in range(dice.randint(1, 6)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        if number % 20 == 0:
            with contextlib.suppress(pictures.PictureError):
                store(bytes(broken))
        path = app.config["INSTANCE"] / f"broken-{number}"
        path.write_bytes(broken)
        made = picture_process.make(asked(path))
        assert "width" in made or made["refused"] in ("kind", "damaged", "pixels", "sides")


def test_too_many_bytes(app: Flask) -> None:
    app.config["PICTURE_LIMIT"] = 1000
    with pytest.raises(pictures.PictureError, match="lớn hơn"):
        store(os.urandom(1001))
    assert kept(app) == {}


@pytest.mark.parametrize("size", [(300, 200), (9_000, 10_100), (16_000, 12_000)])
def test_too_many_pixels_whatever_the_size(app: Flask, size: tuple[int, int]) -> None:
    app.config["PIXEL_LIMIT"] = 50_000
    buffer = io.BytesIO()
    Image.new("1", size).save(buffer, "PNG")
    with pytest.raises(pictures.PictureError, match="điểm ảnh"):
        store(buffer.getvalue())
    assert kept(app) == {}


def test_the_same_picture_is_kept_once(app: Flask) -> None:
    content = picture("JPEG")
    first = store(content)
    before = {name: path.stat().st_ino for name, path in kept(app).items()}
    again = store(content, "khac.jpg")
    assert again.digest == first.digest
    assert {name: path.stat().st_ino for name, path in kept(app).items()} == before


def test_a_hostile_name_is_only_a_name(app: Flask) -> None:
    stored = store(picture(), "../../" + "x" * 500 + "\x00\n.png")
    assert len(stored.filename) <= 200
    assert stored.filename.isprintable()
    assert "/" not in stored.filename
