"""Pictures that take long, or much memory, to decode."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import threading
from typing import Any

import pytest
from flask import Flask
from PIL import Image, ImageOps

from newsapp.media import file_process, pictures
from newsapp.media.models import Picture
from tests.media.samples import asked, picture

MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Runs a program; prints the most memory that it had, in kB."""


def store(content: bytes) -> Picture:
    return pictures.store(io.BytesIO(content), "anh.jpg")


def png(size: tuple[int, int], mode: str) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("size", "mode", "most"),
    [((6324, 6324), "RGBA", 330), ((6324, 6324), "P", 330), ((5000, 8000), "L", 250)],
)
def test_a_large_picture_takes_little_memory(
    app: Flask, size: tuple[int, int], mode: str, most: int
) -> None:
    """most: MB of the process that decodes; it took 850 MB of the server's."""
    path = app.config["INSTANCE"] / "large.png"
    path.write_bytes(png(size, mode))
    program = [sys.executable, "-I", pictures.PROGRAM, json.dumps(asked(path))]
    measured = [sys.executable, "-c", MEASURE, *program]
    done = subprocess.run(measured, capture_output=True, check=True)
    assert int(done.stdout) < most * 1000


def test_a_side_is_bounded(app: Flask) -> None:
    with pytest.raises(pictures.PictureError, match="cạnh dài hơn 30000"):
        store(png((1, 31_000), "1"))
    assert not list(app.config["MEDIA"].rglob("*.*"))


def test_a_jpeg_of_endless_scans_is_refused_before_the_work(app: Flask) -> None:
    buffer = io.BytesIO()
    Image.effect_noise((64, 64), 60).convert("RGB").save(buffer, "JPEG", progressive=True)
    whole = buffer.getvalue()
    scan = whole[whole.rindex(b"\xff\xda") : -2]
    assert store(whole).width == 64
    with pytest.raises(pictures.PictureError, match="quá nặng"):
        store(whole[:-2] + scan * 400 + b"\xff\xd9")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_stands_upright(app: Flask, orientation: int) -> None:
    buffer, exif = io.BytesIO(), Image.Exif()
    image = Image.new("RGB", (5000, 400), "white")
    image.paste("black", (0, 0, 1000, 200))
    exif[0x0112] = orientation
    image.save(buffer, "JPEG", exif=exif)
    with Image.open(buffer) as opened:
        upright = ImageOps.exif_transpose(opened)
    stored = store(buffer.getvalue())
    path = pictures.path(app.config["MEDIA"], stored.digest, stored.width, "jpg")
    with Image.open(path) as made:
        assert corners(made) == corners(upright)


def corners(image: Image.Image) -> list[bool]:
    """Which of the corners are dark."""
    places = [(0.05, 0.05), (0.95, 0.05), (0.05, 0.95), (0.95, 0.95)]
    colours: list[Any] = [
        image.getpixel((int(x * image.width), int(y * image.height))) for x, y in places
    ]
    return [sum(colour) < 300 for colour in colours]


def test_others_wait_and_one_thread_stays_free(app: Flask) -> None:
    app.config["THREADS"] = 3
    taken = threading.Event()

    def wait_for_turn() -> None:
        with app.app_context(), file_process._turn():
            taken.set()

    def full() -> bool:
        places = file_process._places(2)
        if places.acquire(blocking=False):
            places.release()
            return False
        return True

    with file_process._turn():
        waiting = threading.Thread(target=wait_for_turn)
        waiting.start()
        while not full():
            pass
        with pytest.raises(pictures.PictureError, match="đang xử lý các tệp khác"):
            store(picture())
        assert not taken.is_set()
    waiting.join()
    assert taken.is_set()
    assert store(picture()).width == 640
