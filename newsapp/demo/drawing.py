"""Brushes and scenery shared by the demo pictures, in a design space of 1600 by 1000 units."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from PIL import Image, ImageChops, ImageDraw

WIDTH, HEIGHT = 1600, 1000
_OVERSAMPLING = 2

Point = tuple[float, float]
Color = tuple[int, int, int, int]


def ink(code: str, alpha: float = 1.0) -> Color:
    red, green, blue = bytes.fromhex(code.removeprefix("#"))
    return red, green, blue, round(255 * alpha)


def mix(first: Color, second: Color, share: float) -> Color:
    red, green, blue, alpha = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue, alpha


def fade(color: Color, alpha: float) -> Color:
    return *color[:3], round(255 * alpha)


WHITE = ink("#fbf7ec")
CREAM = ink("#f5ead0")
SAND = ink("#e9cf9c")
OCHRE = ink("#dda653")
AMBER = ink("#c47f3a")
CLAY = ink("#b5603f")
LEAF = ink("#8fb47f")
MOSS = ink("#5d9470")
PINE = ink("#2f6b5a")
AQUA = ink("#a9d2cd")
SEA = ink("#5aa6ab")
TEAL = ink("#22788a")
DEEP = ink("#124e61")
NIGHT = ink("#0c3646")


@dataclass(frozen=True, slots=True)
class Mood:
    """The light of a landscape."""

    sky: tuple[Color, ...]
    sun: Color
    far: Color
    water: Color


MOODS = (
    Mood((ink("#7dbcc4"), ink("#c9e2da"), ink("#fbeecb")), ink("#fff6dc"), ink("#9cc4bf"), ink("#a8d0cb")),
    Mood((ink("#5aa9bb"), ink("#a8d6d8"), ink("#e6f1e4")), ink("#fffbea"), ink("#8dbfc3"), ink("#8cc6cc")),
    Mood((ink("#3f8797"), ink("#a6c6b4"), ink("#f8d79d")), ink("#ffeec2"), ink("#86aea6"), ink("#b9cbb0")),
)


def bezier(start: Point, bend: Point, end: Point, steps: int = 24) -> list[Point]:
    points = []
    for index in range(steps + 1):
        t = index / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        points.append((a * start[0] + b * bend[0] + c * end[0], a * start[1] + b * bend[1] + c * end[1]))
    return points


def blade(start: Point, bend: Point, end: Point, width: float, *, belly: float = 0.35) -> list[Point]:
    """A leaf: a curved stroke that swells towards `belly` of its length and ends in a point."""
    spine = bezier(start, bend, end)
    last = len(spine) - 1
    power = math.log(0.5) / math.log(belly)
    left, right = [], []
    for index, (x, y) in enumerate(spine):
        before, after = spine[max(index - 1, 0)], spine[min(index + 1, last)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        reach = width / 2 * math.sin(math.pi * (index / last) ** power) / (math.hypot(dx, dy) or 1)
        left.append((x - dy * reach, y + dx * reach))
        right.append((x + dy * reach, y - dx * reach))
    return left + right[::-1]


def ellipse(x: float, y: float, rx: float, ry: float) -> list[Point]:
    turns = [math.pi * index / 24 for index in range(48)]
    return [(x + math.cos(turn) * rx, y + math.sin(turn) * ry) for turn in turns]


def ridge(rng: Random, y: float, height: float, *, waves: float = 3, sharp: float = 0) -> list[Point]:
    """A hill line from edge to edge, closed at the bottom of the picture."""
    parts = [(waves * k * rng.uniform(0.8, 1.25), rng.uniform(0, 6.3), 0.55**i) for i, k in enumerate((1, 2.1, 4.3))]
    points: list[Point] = []
    for x in range(-20, WIDTH + 41, 20):
        wave = 0.0
        for turns, shift, weight in parts:
            angle = math.pi * turns * x / WIDTH + shift
            peak = 1 - 2 * abs(math.sin(angle / 2))
            wave += weight * ((1 - sharp) * math.sin(angle) + sharp * peak)
        points.append((x, y - height * wave / 1.85))
    return [(-20, HEIGHT + 20), *points, (WIDTH + 40, HEIGHT + 20)]


@cache
def _halo() -> Image.Image:
    # Pillow's gradient reaches 255 in the corners, which is 181 where the inscribed circle ends.
    return Image.radial_gradient("L").point([round(255 * max(1 - v / 181, 0) ** 1.8) for v in range(256)])


class Canvas:
    """A picture in progress, drawn larger than asked so that its edges come out smooth."""

    def __init__(self, size: tuple[int, int]) -> None:
        width, height = (side * _OVERSAMPLING for side in size)
        self._scale = max(width / WIDTH, height / HEIGHT)
        self._left = (width - WIDTH * self._scale) / 2
        self._top = (height - HEIGHT * self._scale) / 2
        self._image = Image.new("RGB", (width, height))
        self._pen = ImageDraw.Draw(self._image, "RGBA")

    def finish(self) -> Image.Image:
        return self._image.reduce(_OVERSAMPLING)

    def _at(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self._scale + self._left, y * self._scale + self._top) for x, y in points]

    def shape(self, points: Sequence[Point], fill: Color) -> None:
        self._pen.polygon(self._at(points), fill)

    def shade(self, points: Sequence[Point], *stops: Color) -> None:
        """Fill a shape with a vertical gradient."""
        placed = self._at(points)
        xs, ys = [x for x, _ in placed], [y for _, y in placed]
        left, top = math.floor(min(xs)), math.floor(min(ys))
        size = math.ceil(max(xs)) - left + 1, math.ceil(max(ys)) - top + 1
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in placed], 255)
        column = _column(stops, size[1])
        if any(stop[3] < 255 for stop in stops):
            veil = column.getchannel("A").resize(size, Image.Resampling.NEAREST)
            mask = ImageChops.multiply(mask, veil)
        self._image.paste(column.convert("RGB").resize(size, Image.Resampling.NEAREST), (left, top), mask)

    def band(self, top: float, bottom: float, *stops: Color) -> None:
        self.shade([(-20, top), (WIDTH + 20, top), (WIDTH + 20, bottom), (-20, bottom)], *stops)

    def oval(self, x: float, y: float, rx: float, ry: float, fill: Color) -> None:
        self._pen.ellipse(self._at([(x - rx, y - ry), (x + rx, y + ry)]), fill)  # type: ignore[arg-type]

    def disc(self, x: float, y: float, radius: float, fill: Color) -> None:
        self.oval(x, y, radius, radius, fill)

    def ring(self, x: float, y: float, radius: float, width: float, color: Color) -> None:
        box = self._at([(x - radius, y - radius), (x + radius, y + radius)])
        self._pen.ellipse(box, outline=color, width=self._stroke(width))  # type: ignore[arg-type]

    def box(self, x: float, y: float, width: float, height: float, fill: Color, radius: float = 0) -> None:
        corners = self._at([(x, y), (x + width, y + height)])
        self._pen.rounded_rectangle(corners, radius * self._scale, fill)  # type: ignore[arg-type]

    def line(self, points: Sequence[Point], color: Color, width: float) -> None:
        self._pen.line(self._at(points), color, self._stroke(width), joint="curve")

    def rod(self, points: Sequence[Point], color: Color, width: float) -> None:
        """A line with round ends."""
        self.line(points, color, width)
        for x, y in (points[0], points[-1]):
            self.disc(x, y, width / 2, color)

    def _stroke(self, width: float) -> int:
        return max(round(width * self._scale), 1)

    def glow(self, x: float, y: float, radius: float, color: Color) -> None:
        ((cx, cy),), side = self._at([(x, y)]), max(round(2 * radius * self._scale), 1)
        halo = _halo().point([round(v * color[3] / 255) for v in range(256)])
        mask = halo.resize((side, side), Image.Resampling.BILINEAR)
        self._image.paste(color[:3], (round(cx - side / 2), round(cy - side / 2)), mask)

    def mirror(self, y: float, depth: float, water: Color, strength: float) -> None:
        """Reflect what stands above `y` in water of the given colour, weaker with the distance."""
        width, height = self._image.size
        line = round(self._at([(0, y)])[0][1])
        reach = min(round(depth * self._scale), line, height - line)
        if reach <= 0:
            return
        above = self._image.crop((0, line - reach, width, line)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        column = _column((fade(water, strength), fade(water, 0)), reach).getchannel("A")
        mask = column.resize((width, reach), Image.Resampling.NEAREST)
        self._image.paste(above, (0, line), mask)


def _column(stops: Sequence[Color], height: int) -> Image.Image:
    column = Image.new("RGBA", (1, height))
    gaps = max(len(stops) - 1, 1)
    pixels = []
    for y in range(height):
        place = y / max(height - 1, 1) * gaps
        index = min(int(place), gaps - 1)
        pixels.append(mix(stops[index], stops[min(index + 1, len(stops) - 1)], place - index))
    column.putdata(pixels)
    return column


def sky(canvas: Canvas, rng: Random, mood: Mood, horizon: float, sun: Point | None = None) -> Point:
    """Paint the sky down to the horizon, with sun, clouds and birds; returns where the sun stands."""
    canvas.band(0, HEIGHT, *mood.sky, mood.sky[-1])
    x, y = sun or (rng.uniform(350, 1250), horizon * rng.uniform(0.32, 0.6))
    canvas.glow(x, y, 460, fade(mood.sun, 0.85))
    canvas.disc(x, y, 62, mood.sun)
    for _ in range(rng.randint(3, 5)):
        cloud(canvas, rng, rng.uniform(0, WIDTH), horizon * rng.uniform(0.12, 0.62), rng.uniform(0.6, 1.2))
    left, top = rng.uniform(250, 1200), horizon * rng.uniform(0.25, 0.5)
    for _ in range(rng.randint(3, 6)):
        bird(canvas, left + rng.uniform(-110, 110), top + rng.uniform(-45, 45), rng.uniform(11, 19))
    return x, y


def cloud(canvas: Canvas, rng: Random, x: float, y: float, scale: float) -> None:
    for row, wide in enumerate((rng.uniform(90, 150), rng.uniform(190, 280), rng.uniform(120, 200))):
        left = x + (rng.uniform(-60, 60) - wide / 2) * scale
        canvas.box(left, y + row * 24 * scale, wide * scale, 24 * scale, fade(WHITE, 0.42), 12 * scale)


def bird(canvas: Canvas, x: float, y: float, span: float) -> None:
    for side in (-1, 1):
        wing = blade((x, y), (x + side * span * 0.5, y - span * 0.8), (x + side * span, y - span * 0.15), span * 0.22)
        canvas.shape(wing, fade(DEEP, 0.6))


def tree(canvas: Canvas, rng: Random, x: float, y: float, size: float, color: Color) -> None:
    """A round tree standing at (x, y)."""
    canvas.box(x - size * 0.05, y - size * 0.5, size * 0.1, size * 0.5, mix(color, NIGHT, 0.45))
    light = mix(color, CREAM, 0.25)
    for dx, dy, radius in ((-0.26, -0.62, 0.27), (0.26, -0.6, 0.26), (0, -0.82, 0.34)):
        canvas.disc(x + dx * size, y + dy * size, radius * size, color)
    for dx, dy, radius in ((-0.3, -0.7, 0.15), (-0.04, -0.94, 0.2), (0.22, -0.68, 0.13)):
        canvas.disc(x + (dx + rng.uniform(-0.03, 0.03)) * size, y + dy * size, radius * size, fade(light, 0.6))


def palm(canvas: Canvas, rng: Random, x: float, y: float, height: float, color: Color) -> None:
    lean = rng.uniform(-0.22, 0.22) * height
    top = (x + lean, y - height)
    canvas.line(bezier((x, y), (x - lean * 0.2, y - height * 0.5), top), mix(color, AMBER, 0.35), height * 0.045)
    for turn in (-2.9, -2.45, -1.95, -1.4, -0.9, -0.5, -0.1, 0.35, 2.8):
        reach = height * rng.uniform(0.38, 0.48)
        dx, dy = math.cos(turn) * reach, math.sin(turn) * reach * 0.7
        tip = (top[0] + dx, top[1] + dy + reach * 0.35)
        frond = blade(top, (top[0] + dx * 0.6, top[1] + dy - reach * 0.12), tip, reach * 0.2)
        canvas.shape(frond, mix(color, LEAF, rng.uniform(0, 0.45)))


def pine(canvas: Canvas, x: float, y: float, height: float, color: Color) -> None:
    canvas.box(x - height * 0.03, y - height * 0.2, height * 0.06, height * 0.2, mix(color, NIGHT, 0.4))
    for step in range(4):
        top, half = y - height * (1 - step * 0.2), height * (0.12 + step * 0.045)
        shade = mix(color, NIGHT, 0.06 * step)
        canvas.shape([(x, top), (x + half, top + height * 0.34), (x - half, top + height * 0.34)], shade)


def boat(canvas: Canvas, x: float, y: float, size: float, color: Color) -> None:
    """A sampan with its oarsman in a conical hat."""
    canvas.oval(x, y + size * 0.13, size * 0.55, size * 0.05, fade(NIGHT, 0.22))
    person(canvas, x + size * 0.28, y + size * 0.02, size * 0.5, TEAL)
    canvas.line(
        [(x + size * 0.2, y - size * 0.26), (x + size * 0.52, y + size * 0.14)],
        mix(color, NIGHT, 0.3),
        size * 0.016,
    )
    roof = bezier((x - size * 0.27, y), (x - size * 0.07, y - size * 0.34), (x + size * 0.13, y))
    canvas.shape(roof, mix(color, SAND, 0.55))
    hull = bezier((x - size * 0.55, y - size * 0.07), (x, y + size * 0.06), (x + size * 0.55, y - size * 0.09))
    keel = bezier((x + size * 0.55, y - size * 0.09), (x, y + size * 0.34), (x - size * 0.55, y - size * 0.07))
    canvas.shape(hull + keel, color)


def person(canvas: Canvas, x: float, y: float, height: float, shirt: Color) -> None:
    """A farmer in a conical hat, standing at (x, y)."""

    def part(*corners: Point) -> list[Point]:
        return [(x + dx * height, y + dy * height) for dx, dy in corners]

    canvas.shape(part((-0.11, -0.34), (0.11, -0.34), (0.1, 0), (0.02, 0), (0, -0.24), (-0.03, 0), (-0.1, 0)), NIGHT)
    canvas.shape(part((-0.1, -0.66), (0.1, -0.66), (0.13, -0.3), (-0.13, -0.3)), shirt)
    for side in (-1, 1):
        arm = part((side * 0.09, -0.64), (side * 0.2, -0.42), (side * 0.16, -0.36), (side * 0.06, -0.5))
        canvas.shape(arm, mix(shirt, NIGHT, 0.25))
    canvas.disc(x, y - height * 0.71, height * 0.075, AMBER)
    canvas.shape(part((-0.26, -0.72), (0, -0.96), (0.26, -0.72)), SAND)
    canvas.shape(part((0.02, -0.94), (0.26, -0.72), (0.06, -0.72)), OCHRE)


def ripples(canvas: Canvas, rng: Random, top: float, bottom: float, count: int, color: Color) -> None:
    """Short flat strokes on water, larger towards the viewer."""
    for _ in range(count):
        near = rng.random()
        y = top + (bottom - top) * near
        canvas.oval(rng.uniform(0, WIDTH), y, 25 + 95 * near * rng.random(), 1 + 2.2 * near, color)


def hut(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A small thatched house on stilts."""
    for dx in (-0.5, -0.18, 0.18, 0.5):
        canvas.box(x + dx * size - 4, y - size * 0.35, 8, size * 0.5, NIGHT)
    canvas.box(x - size * 0.6, y - size * 0.62, size * 1.2, size * 0.3, mix(AMBER, NIGHT, 0.45))
    for dx in (-0.35, 0.05, 0.35):
        canvas.box(x + dx * size - 9, y - size * 0.54, 20, 18, SAND)
    roof = [(-0.78, -0.58), (-0.42, -1.05), (0.42, -1.05), (0.78, -0.58)]
    canvas.shape([(x + dx * size, y + dy * size) for dx, dy in roof], mix(CLAY, NIGHT, 0.4))


def shrimp(canvas: Canvas, x: float, y: float, size: float, tilt: float) -> None:
    cos, sin = math.cos(tilt) * size, math.sin(tilt) * size

    def at(dx: float, dy: float) -> Point:
        return x + dx * cos - dy * sin, y + dx * sin + dy * cos

    shell, light = ink("#e08a66"), ink("#f7cfae")
    for bend, tip in (((-0.9, -0.5), (-0.75, -0.75)), ((-0.95, -0.2), (-1.1, -0.3))):
        canvas.line(bezier(at(-0.45, 0.02), at(*bend), at(*tip)), fade(light, 0.8), size * 0.012)
    for leg in range(6):
        dx = -0.26 + leg * 0.095
        foot = at(dx - 0.07, 0.17 - abs(leg - 2) * 0.02)
        canvas.line(bezier(at(dx, -0.08), at(dx + 0.06, 0.1), foot), mix(shell, CLAY, 0.4), size * 0.022)
    for spread in (-0.16, -0.02, 0.12):
        fan = blade(at(0.42, 0.2), at(0.52 + spread * 0.4, 0.3), at(0.5 - spread, 0.44 + spread * 0.3), size * 0.1)
        canvas.shape(fan, mix(shell, CLAY, 0.5))
    spine = bezier(at(-0.5, 0.04), at(0.16, -0.52), at(0.46, 0.26), 24)
    canvas.shape(blade(at(-0.58, 0.03), at(0.16, -0.54), at(0.46, 0.28), size * 0.3, belly=0.36), shell)
    canvas.shape(blade(at(-0.5, 0.05), at(0.14, -0.42), at(0.42, 0.24), size * 0.1, belly=0.4), fade(light, 0.7))
    for index in range(9, 22, 3):
        (px, py), (qx, qy) = spine[index], spine[index + 1]
        length, half = math.hypot(qx - px, qy - py), size * 0.115 * (1 - ((index - 8) / 20) ** 1.6)
        nx, ny = -(qy - py) / length * half, (qx - px) / length * half
        canvas.line([(px - nx, py - ny), (px + nx, py + ny)], fade(CLAY, 0.55), size * 0.014)
    canvas.disc(*at(-0.42, -0.01), size * 0.026, NIGHT)
