"""Decodes a picture and writes its sizes, in a process of its own; see file_process.py.

Run as a script with a JSON object, it prints {"width": …, "height": …} of the largest version, the
"widths" of all and whether the picture "is_moving", or {"refused": why}: "pixels", "sides", "kind",
"damaged" or "heavy". It imports nothing of ours.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

MEMORY = 1_000_000_000
"""Bytes of address space. 40 million pixels with transparency take 160 MB decoded."""
SECONDS = 20
"""Of processor time."""
MOST_SCANS = 100
"""Of a progressive JPEG. Programs write about ten; each takes as long as the whole picture."""
BAND = 256
"""Rows that are made opaque at a time."""
TURNED = (5, 6, 7, 8)
"""Exif's orientations of a picture that lies on its side."""


class Refused(Exception):
    """Why the picture is refused."""


def make(asked: dict[str, Any]) -> dict[str, Any]:
    """Write the versions; `asked` has what pictures.store() asks for."""
    try:
        image, is_moving = decode(asked)
    except Refused as reason:
        return {"refused": str(reason)}
    except UnidentifiedImageError:
        return {"refused": "kind"}
    except MemoryError:
        return {"refused": "heavy"}
    except Exception:  # a damaged file makes the decoders raise nearly anything
        return {"refused": "damaged"}
    try:
        return write(image, asked) | {"is_moving": is_moving}
    except OSError as error:
        return {"refused": "disk", "errno": error.errno or 0}


def write(image: Image.Image, asked: dict[str, Any]) -> dict[str, Any]:
    """Raises OSError."""
    image.thumbnail(asked["largest"], Image.Resampling.LANCZOS)
    widths = [w for w in asked["widths"] if w < image.width] + [image.width]
    for width in widths:
        size = (width, max(1, round(image.height * width / image.width)))
        version = image if width == image.width else image.resize(size, Image.Resampling.LANCZOS)
        for extension, options in asked["formats"].items():
            version.save(f"{asked['path']}-{width}.{extension}", **options)
    return {"width": image.width, "height": image.height, "widths": widths}


def decode(asked: dict[str, Any]) -> tuple[Image.Image, bool]:
    """The picture upright, in RGB on white, no more than twice as large as its largest version;
    and whether there are more images of a moving one.

    Raises Refused, and whatever the decoders raise.
    """
    Image.MAX_IMAGE_PIXELS = None
    path = Path(asked["path"])
    with Image.open(path, formats=asked["accepted"]) as opened:
        if opened.width * opened.height > asked["pixels"]:
            raise Refused("pixels")
        if max(opened.size) > asked["side"]:
            raise Refused("sides")
        if opened.format == "JPEG" and path.read_bytes().count(b"\xff\xda") > MOST_SCANS:
            raise Refused("heavy")
        is_moving = opened.format != "MPO" and getattr(opened, "is_animated", False)
        orientation = opened.getexif().get(0x0112, 1)
        box = asked["largest"][::-1] if orientation in TURNED else asked["largest"]
        opened.draft("RGB", _fitting(opened.size, box))
        scale = max(opened.width / box[0], opened.height / box[1])
        image = _opaque(_in_eight_bits(opened), max(1, int(scale / 1.5)))
    image.getexif()[0x0112] = orientation
    return ImageOps.exif_transpose(image), is_moving


def _fitting(size: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    """The size of the largest version, at which a JPEG is decoded if it can be."""
    scale = max(size[0] / box[0], size[1] / box[1], 1)
    return max(1, round(size[0] / scale)), max(1, round(size[1] / scale))


def _opaque(image: Image.Image, factor: int) -> Image.Image:
    """In RGB on white, reduced by a whole factor: a band at a time, which takes little memory."""
    width, height = (-(-side // factor) for side in image.size)
    made = Image.new("RGB", (width, height))
    for top in range(0, image.height, BAND * factor):
        bottom = min(top + BAND * factor, image.height)
        band = image.crop((0, top, image.width, bottom)).convert("RGBA")
        white = Image.new("RGBA", band.size, "white")
        opaque = Image.alpha_composite(white, band).convert("RGB")
        made.paste(opaque.reduce(factor), (0, top // factor))
    return made


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Convert a scanner's 16-bit grey, which Pillow's own conversion would cut off at white."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    os.nice(10)
    print(json.dumps(make(json.loads(sys.argv[1]))))
