"""Brushes and scenery of the demo pictures, in a design space of 1600 by 1000 units."""

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


def ink(code: str) -> Color:
    red, green, blue = bytes.fromhex(code)
    return red, green, blue, 255


def mix(first: Color, second: Color, share: float) -> Color:
    red, green, blue, alpha = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue, alpha


def fade(color: Color, alpha: float) -> Color:
    return *color[:3], round(255 * alpha)


WHITE, CREAM, SAND, OCHRE, AMBER = map(ink, ["fbf7ec", "f5ead0", "e9cf9c", "dda653", "c47f3a"])
CLAY, ROSE, BLUSH, PEEL, LEAF, MOSS = map(ink, ["b5603f", "e79f9d", "fbe6dc", "e0cf6c", "8fb47f", "5d9470"])
PINE, AQUA, SEA, TEAL, DEEP, NIGHT = map(ink, ["2f6b5a", "a9d2cd", "5aa6ab", "22788a", "124e61", "0c3646"])


@dataclass(frozen=True, slots=True)
class Mood:
    """The light of a landscape."""

    sky: tuple[Color, ...]
    sun: Color
    far: Color
    water: Color


MORNING, NOON, EVENING = (
    Mood((high, middle, low), sun, far, water)
    for high, middle, low, sun, far, water in (
        map(ink, ["7dbcc4", "c9e2da", "fbeecb", "fff6dc", "9cc4bf", "a8d0cb"]),
        map(ink, ["5aa9bb", "a8d6d8", "e6f1e4", "fffbea", "8dbfc3", "8cc6cc"]),
        map(ink, ["3f8797", "a6c6b4", "f8d79d", "ffeec2", "86aea6", "b9cbb0"]),
    )
)


def place(x: float, y: float, size: float, *corners: Point) -> list[Point]:
    return [(x + dx * size, y + dy * size) for dx, dy in corners]


def polar(x: float, y: float, reach: float, turn: float, flat: float = 1) -> Point:
    return x + math.cos(turn) * reach, y + math.sin(turn) * reach * flat


def ellipse(x: float, y: float, radius: float) -> list[Point]:
    return [polar(x, y, radius, math.tau * index / 60) for index in range(60)]


def bezier(start: Point, bend: Point, end: Point) -> list[Point]:
    weights = [((1 - t) ** 2, 2 * t * (1 - t), t * t) for t in (index / 24 for index in range(25))]
    (ax, ay), (bx, by), (cx, cy) = start, bend, end
    return [(a * ax + b * bx + c * cx, a * ay + b * by + c * cy) for a, b, c in weights]


def blade(start: Point, bend: Point, end: Point, width: float, belly: float = 0.35) -> list[Point]:
    """A leaf: a curved stroke that swells towards `belly` of its length and ends in a point."""
    spine = bezier(start, bend, end)
    last, power = len(spine) - 1, math.log(0.5) / math.log(belly)
    left, right = [], []
    for index, (x, y) in enumerate(spine):
        before, after = spine[max(index - 1, 0)], spine[min(index + 1, last)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        reach = width / 2 * math.sin(math.pi * (index / last) ** power) / (math.hypot(dx, dy) or 1)
        left.append((x - dy * reach, y + dx * reach))
        right.append((x + dy * reach, y - dx * reach))
    return left + right[::-1]


def ridge(rng: Random, y: float, height: float, waves: float = 3, sharp: float = 0) -> list[Point]:
    """A hill line from edge to edge, closed at the bottom of the picture."""
    parts = [(waves * k * rng.uniform(0.8, 1.25), rng.uniform(0, 6), 0.3 / k**0.8) for k in (1, 2.1, 4.3)]

    def lift(x: float) -> float:
        turns = [(math.pi * often * x / WIDTH + shift, weight) for often, shift, weight in parts]
        return sum(w * ((1 - sharp) * math.sin(a) + sharp * (1 - 2 * abs(math.sin(a / 2)))) for a, w in turns)

    top = [(float(x), y - 1.8 * height * lift(x)) for x in range(-20, WIDTH + 41, 20)]
    return [(-20, HEIGHT + 20), *top, (WIDTH + 40, HEIGHT + 20)]


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

    def _frame(self, x: float, y: float, rx: float, ry: float) -> tuple[float, float, float, float]:
        (left, top), (right, bottom) = self._at([(x - rx, y - ry), (x + rx, y + ry)])
        return left, top, right, bottom

    def _stroke(self, width: float) -> int:
        return max(round(width * self._scale), 1)

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
            mask = ImageChops.multiply(mask, column.getchannel("A").resize(size))
        self._image.paste(column.convert("RGB").resize(size, Image.Resampling.NEAREST), (left, top), mask)

    def panel(self, x: float, y: float, width: float, height: float, *stops: Color) -> None:
        self.shade([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], *stops)

    def band(self, top: float, bottom: float, *stops: Color) -> None:
        self.panel(-10, top, WIDTH + 20, bottom - top, *stops)

    def oval(self, x: float, y: float, rx: float, ry: float, fill: Color) -> None:
        self._pen.ellipse(self._frame(x, y, rx, ry), fill)

    def disc(self, x: float, y: float, radius: float, fill: Color) -> None:
        self.oval(x, y, radius, radius, fill)

    def ring(self, x: float, y: float, radius: float, width: float, color: Color) -> None:
        self._pen.ellipse(self._frame(x, y, radius, radius), outline=color, width=self._stroke(width))

    def box(self, x: float, y: float, width: float, height: float, fill: Color, radius: float = 0) -> None:
        frame = self._frame(x + width / 2, y + height / 2, width / 2, height / 2)
        self._pen.rounded_rectangle(frame, radius * self._scale, fill)

    def line(self, points: Sequence[Point], color: Color, width: float) -> None:
        self._pen.line(self._at(points), color, self._stroke(width), joint="curve")

    def rod(self, points: Sequence[Point], color: Color, width: float) -> None:
        """A line with round ends."""
        self.line(points, color, width)
        for x, y in (points[0], points[-1]):
            self.disc(x, y, width / 2, color)

    def glow(self, x: float, y: float, radius: float, color: Color) -> None:
        left, top, right, _ = map(round, self._frame(x, y, radius, radius))
        side = max(right - left, 1)
        mask = _halo().point([round(v * color[3] / 255) for v in range(256)])
        self._image.paste(color[:3], (left, top), mask.resize((side, side), Image.Resampling.BILINEAR))

    def mirror(self, y: float, depth: float, strength: float) -> None:
        """Reflect what stands above `y`, weaker with the distance."""
        width, height = self._image.size
        line = round(y * self._scale + self._top)
        reach = min(round(depth * self._scale), line, height - line)
        if reach <= 0:
            return
        above = self._image.crop((0, line - reach, width, line)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        veil = _column((fade(WHITE, strength), fade(WHITE, 0)), reach).getchannel("A")
        self._image.paste(above, (0, line), veil.resize((width, reach), Image.Resampling.NEAREST))


@cache
def _halo() -> Image.Image:
    # Pillow's gradient reaches 255 in the corners, which is 181 where the inscribed circle ends.
    return Image.radial_gradient("L").point([round(255 * max(1 - v / 181, 0) ** 1.8) for v in range(256)])


def _column(stops: Sequence[Color], height: int) -> Image.Image:
    """A gradient one pixel wide."""
    small = Image.new("RGBA", (1, len(stops)))
    small.putdata(stops)
    # From the middle of the first stop to the middle of the last, so that both ends show their own colour.
    return small.resize((1, height), Image.Resampling.BILINEAR, (0, 0.5, 1, max(len(stops) - 0.5, 0.6)))


def backdrop(canvas: Canvas, rng: Random, horizon: float) -> Mood:
    """A sky with two lines of hills before it."""
    mood = rng.choice((MORNING, NOON, EVENING))
    sky(canvas, rng, mood, horizon, (rng.uniform(350, 1250), horizon * rng.uniform(0.32, 0.55)))
    canvas.shade(ridge(rng, horizon - 58, 58), mood.far, mix(mood.far, CREAM, 0.5))
    canvas.shade(ridge(rng, horizon - 14, 22, waves=5), mix(mood.far, PINE, 0.4), MOSS)
    return mood


def sky(canvas: Canvas, rng: Random, mood: Mood, horizon: float, sun: Point) -> None:
    canvas.band(0, HEIGHT, *mood.sky, mood.sky[-1])
    canvas.glow(*sun, 460, fade(mood.sun, 0.85))
    canvas.disc(*sun, 62, mood.sun)
    for _ in range(rng.randint(3, 5)):
        x, y, scale = rng.uniform(0, WIDTH), horizon * rng.uniform(0.12, 0.6), rng.uniform(0.6, 1.2)
        for row, wide in enumerate((rng.uniform(90, 150), rng.uniform(190, 280), rng.uniform(120, 200))):
            left = x + (rng.uniform(-60, 60) - wide / 2) * scale
            canvas.box(left, y + row * 24 * scale, wide * scale, 24 * scale, fade(WHITE, 0.42), 12 * scale)
    flock = rng.uniform(250, 1200), horizon * rng.uniform(0.25, 0.5)
    for _ in range(rng.randint(3, 6)):
        x, y = flock[0] + rng.uniform(-110, 110), flock[1] + rng.uniform(-45, 45)
        for side in (-16, 16):
            wing = blade((x, y), (x + side * 0.5, y - 13), (x + side, y - 2), 3.5)
            canvas.shape(wing, fade(DEEP, 0.6))


def ripples(canvas: Canvas, rng: Random, top: float, count: int) -> None:
    for _ in range(count):
        near = rng.random()
        y, reach = top + (HEIGHT - top) * near, 25 + 95 * near * rng.random()
        canvas.oval(rng.uniform(0, WIDTH), y, reach, 1 + 2.2 * near, fade(WHITE, 0.2))


def tree(canvas: Canvas, x: float, y: float, size: float, color: Color) -> None:
    """A round tree standing at (x, y)."""
    canvas.box(x - size * 0.05, y - size * 0.5, size * 0.1, size * 0.5, mix(color, NIGHT, 0.45))
    for dx, dy, radius in ((-0.26, -0.62, 0.27), (0.26, -0.6, 0.26), (0, -0.82, 0.34)):
        canvas.disc(x + dx * size, y + dy * size, radius * size, color)
    light = fade(mix(color, CREAM, 0.25), 0.6)
    for dx, dy, radius in ((-0.3, -0.7, 0.15), (-0.04, -0.94, 0.2), (0.22, -0.68, 0.13)):
        canvas.disc(x + dx * size, y + dy * size, radius * size, light)


def palm(canvas: Canvas, rng: Random, x: float, y: float, height: float) -> None:
    lean = rng.uniform(-0.22, 0.22) * height
    top = (x + lean, y - height)
    trunk = bezier((x, y), (x - lean * 0.2, y - height * 0.5), top)
    canvas.line(trunk, mix(PINE, AMBER, 0.35), height * 0.045)
    for turn in (-2.9, -2.45, -1.95, -1.4, -0.9, -0.5, -0.1, 0.35, 2.8):
        reach = height * rng.uniform(0.38, 0.48)
        tip = polar(top[0], top[1] + reach * 0.35, reach, turn, 0.7)
        bend = (top[0] * 0.4 + tip[0] * 0.6, tip[1] - reach * 0.47)
        canvas.shape(blade(top, bend, tip, reach * 0.2), mix(PINE, LEAF, rng.uniform(0, 0.45)))


def boat(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A sampan with its oarsman."""
    canvas.oval(x, y + size * 0.13, size * 0.55, size * 0.05, fade(NIGHT, 0.22))
    person(canvas, x + size * 0.28, y + size * 0.02, size * 0.5, TEAL)
    canvas.line(place(x, y, size, (0.2, -0.26), (0.52, 0.14)), mix(AMBER, NIGHT, 0.6), size * 0.016)
    canvas.shape(bezier(*place(x, y, size, (-0.27, 0), (-0.07, -0.34), (0.13, 0))), mix(AMBER, SAND, 0.5))
    rail = bezier(*place(x, y, size, (-0.55, -0.07), (0, 0.06), (0.55, -0.09)))
    keel = bezier(*place(x, y, size, (0.55, -0.09), (0, 0.34), (-0.55, -0.07)))
    canvas.shape(rail + keel, mix(AMBER, NIGHT, 0.4))


def person(canvas: Canvas, x: float, y: float, height: float, shirt: Color) -> None:
    """A farmer in a conical hat, standing at (x, y)."""
    legs = ((-0.11, -0.34), (0.11, -0.34), (0.1, 0), (0.02, 0), (0, -0.24), (-0.03, 0), (-0.1, 0))
    canvas.shape(place(x, y, height, *legs), NIGHT)
    canvas.shape(place(x, y, height, (-0.1, -0.66), (0.1, -0.66), (0.13, -0.3), (-0.13, -0.3)), shirt)
    for side in (-1, 1):
        arm = place(x, y, height, (side * 0.09, -0.64), (side * 0.2, -0.42), (side * 0.16, -0.36))
        canvas.shape(arm, mix(shirt, NIGHT, 0.25))
    canvas.disc(x, y - height * 0.71, height * 0.075, AMBER)
    canvas.shape(place(x, y, height, (-0.26, -0.72), (0, -0.96), (0.26, -0.72)), SAND)
    canvas.shape(place(x, y, height, (0.02, -0.94), (0.26, -0.72), (0.06, -0.72)), OCHRE)


def hut(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A house on stilts."""
    for dx in (-0.5, -0.18, 0.18, 0.5):
        canvas.box(x + dx * size - 4, y - size * 0.35, 8, size * 0.5, NIGHT)
    canvas.box(x - size * 0.6, y - size * 0.62, size * 1.2, size * 0.3, mix(AMBER, NIGHT, 0.45))
    for dx in (-0.35, 0.05, 0.35):
        canvas.box(x + dx * size - 9, y - size * 0.54, 20, 18, SAND)
    roof = place(x, y, size, (-0.78, -0.58), (-0.42, -1.05), (0.42, -1.05), (0.78, -0.58))
    canvas.shape(roof, mix(CLAY, NIGHT, 0.4))


def flower(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A lotus in bloom, its petals drawn from the outside in."""
    stem = bezier((x, y), (x + size * 0.12, y + size * 0.4), (x, y + size * 0.75))
    canvas.line(stem, PINE, size * 0.05)
    for row, (reach, count, spread) in enumerate(((1.0, 7, 1.25), (0.92, 6, 0.85), (0.8, 5, 0.5))):
        middle = (count - 1) / 2
        for index in sorted(range(count), key=lambda i: -abs(i - middle)):
            turn = (index / middle - 1) * spread
            tip = (x + math.sin(turn) * size * reach, y - math.cos(turn) * size * reach * 0.95)
            bend = (x + math.sin(turn * 1.5) * size * 0.75, y - math.cos(turn) * size * 0.35)
            petal = blade((x, y + size * 0.04), bend, tip, size * 0.46, belly=0.55)
            canvas.shade(petal, mix(ROSE, BLUSH, row * 0.3), mix(ROSE, BLUSH, 0.35 + row * 0.3))
    canvas.oval(x, y + size * 0.02, size * 0.3, size * 0.07, mix(ROSE, CLAY, 0.3))


def pomelo(canvas: Canvas, x: float, y: float, radius: float) -> None:
    canvas.shade(ellipse(x, y, radius), mix(PEEL, CREAM, 0.3), PEEL, mix(PEEL, MOSS, 0.55))
    canvas.glow(x - radius * 0.3, y - radius * 0.35, radius * 0.6, fade(WHITE, 0.55))
    canvas.disc(x, y - radius * 0.97, radius * 0.07, PINE)


def view(canvas: Canvas, rng: Random, x: float, y: float, width: float, height: float) -> None:
    """A framed landscape: what a window or a screen shows."""
    mood = rng.choice((MORNING, NOON, EVENING))
    canvas.box(x - 18, y - 18, width + 36, height + 36, WHITE, 14)
    canvas.panel(x, y, width, height, *mood.sky)
    canvas.disc(x + width * 0.6, y + height * 0.35, 40, mood.sun)
    for low, tone in ((0.66, mood.far), (0.78, SEA), (0.88, MOSS)):
        peak = (x + width * rng.uniform(0.25, 0.75), y + height * (low - rng.uniform(0.2, 0.45)))
        hill = bezier((x, y + height * low), peak, (x + width, y + height * (low + 0.03)))
        canvas.shape([*hill, (x + width, y + height), (x, y + height)], tone)


def building(canvas: Canvas, rng: Random, corner: Point, wide: float, tall: float, color: Color) -> None:
    """A house or a tower, given its top left corner."""
    (x, top), roof = corner, rng.choice(("flat", "step", "gable", "mast"))
    if roof == "step":
        canvas.box(x + wide * 0.2, top - 24, wide * 0.6, 30, color)
    elif roof == "gable":
        tiles = mix(color, CLAY, 0.5)
        canvas.shape([(x - 4, top + 1), (x + wide / 2, top - 34), (x + wide + 4, top + 1)], tiles)
    elif roof == "mast":
        canvas.box(x + wide / 2 - 2, top - 46, 4, 48, color)
    canvas.panel(x, top, wide, tall, color, mix(color, CREAM, 0.16))
    canvas.box(x + wide * 0.86, top, wide * 0.14, tall, fade(NIGHT, 0.14))
    columns = int(wide // 24)
    for pane in range(int((tall - 16) // 30) * columns):
        left = x + 10 + pane % columns * (wide - 14) / columns
        glass = fade(SAND, 0.9) if rng.random() < 0.35 else fade(WHITE, 0.22)
        canvas.box(left, top + 16 + pane // columns * 30, 11, 15, glass)


def flask(canvas: Canvas, x: float, foot: float, size: float, liquid: Color) -> None:
    canvas.oval(x, foot, size * 0.46, 12, fade(NIGHT, 0.2))
    half = ((0.1, -1), (0.1, -0.62), (0.42, -0.06), (0.38, 0))
    glass = [*half, *((-dx, dy) for dx, dy in reversed(half))]
    canvas.shape(place(x, foot, size, *glass), fade(WHITE, 0.55))
    fill = place(
        x,
        foot,
        size,
        (-0.225, -0.4),
        (0.225, -0.4),
        (0.4, -0.05),
        (0.36, -0.02),
        (-0.36, -0.02),
        (-0.4, -0.05),
    )
    canvas.shade(fill, mix(liquid, WHITE, 0.3), liquid)
    canvas.oval(x, foot - size * 0.4, size * 0.225, size * 0.035, mix(liquid, WHITE, 0.5))
    canvas.box(x - size * 0.14, foot - size * 1.02, size * 0.28, size * 0.05, WHITE, 6)
    canvas.line(place(x, foot, size, (-0.06, -0.6), (-0.26, -0.14)), fade(WHITE, 0.6), 6)
    for dx, dy, radius in ((0.05, 0.14, 0.03), (-0.08, 0.24, 0.02), (0.12, 0.26, 0.016)):
        canvas.disc(x + dx * size, foot - dy * size, radius * size, fade(WHITE, 0.6))


def microscope(canvas: Canvas, x: float, foot: float) -> None:
    canvas.oval(x, foot + 4, 160, 14, fade(NIGHT, 0.25))
    canvas.box(x - 130, foot - 34, 260, 38, DEEP, 16)
    canvas.rod(bezier((x + 70, foot - 30), (x + 190, foot - 240), (x - 10, foot - 330)), DEEP, 34)
    canvas.box(x - 120, foot - 132, 200, 18, NIGHT, 6)
    canvas.box(x - 78, foot - 142, 90, 9, AQUA, 3)
    canvas.rod([(x - 92, foot - 410), (x - 44, foot - 240)], WHITE, 54)
    canvas.rod([(x - 40, foot - 226), (x - 28, foot - 180)], OCHRE, 28)
    canvas.rod([(x - 106, foot - 452), (x - 100, foot - 432)], NIGHT, 38)
    canvas.disc(x + 92, foot - 96, 26, OCHRE)
    canvas.disc(x + 92, foot - 96, 12, AMBER)
    beam = [(x - 44, foot - 114), (x - 14, foot - 114), (x + 4, foot - 36), (x - 62, foot - 36)]
    canvas.shade(beam, fade(CREAM, 0.9), fade(CREAM, 0.1))
