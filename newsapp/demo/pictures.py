"""Illustrations for the demo articles, drawn in code so that the package ships no photographs."""

import math
from collections.abc import Callable
from random import Random

from PIL import Image

from newsapp.demo import drawing as d
from newsapp.demo.drawing import HEIGHT, WIDTH, Canvas, Point, fade, ink, mix


def draw(motif: str, *, size: tuple[int, int] = (1600, 1000), seed: int = 0) -> Image.Image:
    """Draw a motif; the same motif, size and seed always give the same picture."""
    try:
        paint = _MOTIFS[motif]
    except KeyError:
        raise ValueError(f"unknown motif {motif!r}") from None
    rng = Random(f"{motif} {seed}")
    mirrored = rng.random() < 0.5
    canvas = Canvas(size)
    paint(canvas, rng)
    picture = canvas.finish()
    return picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirrored else picture


def motifs() -> tuple[str, ...]:
    return tuple(_MOTIFS)


def _rice_field(canvas: Canvas, rng: Random) -> None:
    mood, horizon = rng.choice(d.MOODS), 430.0
    d.sky(canvas, rng, mood, horizon)
    canvas.shade(d.ridge(rng, horizon - 60, 55), mood.far, mix(mood.far, d.CREAM, 0.5))
    canvas.shade(d.ridge(rng, horizon - 18, 26, waves=5), mix(mood.far, d.PINE, 0.35), d.MOSS)
    canvas.band(horizon, HEIGHT, mix(d.LEAF, d.CREAM, 0.45), d.LEAF, d.MOSS, d.PINE)
    vanish = (rng.uniform(520, 1080), horizon)
    _furrows(canvas, rng, vanish)
    _canal(canvas, mood, vanish, rng.uniform(560, 1040))
    for step in range(5):
        x = rng.uniform(0, WIDTH)
        d.tree(canvas, rng, x, horizon + 10, rng.uniform(40, 75), mix(d.MOSS, d.PINE, rng.random()))
        d.palm(canvas, rng, x + rng.uniform(40, 120), horizon + 12, rng.uniform(60, 110), d.PINE)
    side = rng.choice((-1, 1))
    d.person(canvas, vanish[0] + side * rng.uniform(250, 380), 640, 140, rng.choice((d.CLAY, d.WHITE, d.DEEP)))
    _rice_edge(canvas, rng)


def _furrows(canvas: Canvas, rng: Random, vanish: Point) -> None:
    left = -2600.0
    while left < WIDTH + 2600:
        right = left + rng.uniform(150, 260)
        tint = rng.choice((d.CREAM, d.LEAF, d.PINE, d.MOSS, d.SAND))
        canvas.shape([vanish, (right, HEIGHT + 10), (left, HEIGHT + 10)], fade(tint, rng.uniform(0.1, 0.26)))
        left = right
    for step in range(6):
        y = vanish[1] + 12 * 1.75**step
        canvas.line([(-10, y), (WIDTH + 10, y + rng.uniform(-4, 4))], fade(d.PINE, 0.3), 1.5 + step * 1.3)


def _canal(canvas: Canvas, mood: d.Mood, vanish: Point, foot: float) -> None:
    x, y = vanish
    bank = [(x - 5, y), (x + 5, y), (foot + 260, HEIGHT + 10), (foot - 260, HEIGHT + 10)]
    canvas.shade(bank, mix(d.MOSS, d.PINE, 0.3), d.PINE)
    water = [(x - 3, y), (x + 3, y), (foot + 190, HEIGHT + 10), (foot - 190, HEIGHT + 10)]
    canvas.shade(water, mood.sky[-1], mood.water, d.SEA)


def _rice_edge(canvas: Canvas, rng: Random) -> None:
    for index in range(70):
        x = -40 + index * 24 + rng.uniform(-12, 12)
        # The stalks part in the middle so that the field stays in view.
        tall = 130 + 230 * abs(x - WIDTH / 2) / WIDTH * 2 * rng.uniform(0.7, 1.1)
        lean = rng.uniform(-70, 90)
        color = mix(d.PINE, d.LEAF, rng.uniform(0.1, 0.9))
        tip = (x + lean, HEIGHT + 30 - tall)
        canvas.shape(d.blade((x, HEIGHT + 40), (x, HEIGHT - tall * 0.5), tip, 22), color)
        if index % 2:
            _panicle(canvas, x, HEIGHT - tall * 0.95, (1 if lean > 0 else -1) * rng.uniform(55, 95))


def _panicle(canvas: Canvas, x: float, top: float, droop: float) -> None:
    canvas.line([(x, HEIGHT), (x, top + 40)], d.LEAF, 5)
    stem = d.bezier((x, top + 40), (x + droop * 0.1, top - 50), (x + droop, top + 62))
    canvas.line(stem, d.SAND, 4)
    for index, (px, py) in enumerate(stem[7::2]):
        canvas.oval(px - 6, py + 7, 5, 10, mix(d.OCHRE, d.AMBER, 0.3))
        canvas.oval(px + 5, py + 5, 5, 10, d.SAND if index % 2 else d.OCHRE)


def _river(canvas: Canvas, rng: Random) -> None:
    mood, horizon = rng.choice(d.MOODS), 400.0
    sun = d.sky(canvas, rng, mood, horizon)
    canvas.shade(d.ridge(rng, horizon - 50, 60), mood.far, mix(mood.far, d.CREAM, 0.55))
    canvas.shade(d.ridge(rng, horizon - 12, 22, waves=5), mix(mood.far, d.PINE, 0.4), d.MOSS)
    canvas.band(horizon, HEIGHT, mix(d.LEAF, d.CREAM, 0.4), d.LEAF, d.MOSS, d.PINE)
    _plots(canvas, rng, horizon)
    bend = rng.uniform(-60, 60)
    left = d.bezier((sun[0] * 0.4 + 470, horizon), (300 + bend, 500), (760 + bend, 610))
    left += d.bezier((760 + bend, 610), (900, 690), (140, HEIGHT + 20))
    right = d.bezier((1650, HEIGHT + 20), (1520, 640), (1180 + bend, 570))
    right += d.bezier((1180 + bend, 570), (720 + bend, 480), (sun[0] * 0.4 + 500, horizon))
    canvas.shade([(x + (x > 700) * 14, y + 8) for x, y in left + right], d.PINE, d.PINE)
    canvas.shade(left + right, mood.sky[-1], mood.water, d.SEA, d.TEAL)
    for index in range(9):
        y = 640 + index * 36
        canvas.oval(900 + rng.uniform(-160, 200), y, 30 + index * 13, 2 + index * 0.35, fade(d.WHITE, 0.4))
    for index in range(9):
        x = rng.choice((rng.uniform(20, 420), rng.uniform(1250, 1580)))
        y = 470 + index * 18
        d.tree(canvas, rng, x, y, 50 + index * 8, mix(d.MOSS, d.PINE, rng.random()))
    for x, y, height in ((90, 760, 330), (215, 700, 240), (1540, 690, 300), (1445, 640, 220)):
        d.palm(canvas, rng, x + rng.uniform(-25, 25), y, height, d.PINE)
    d.boat(canvas, rng.uniform(820, 1060), rng.uniform(740, 800), 330, mix(d.AMBER, d.NIGHT, 0.35))


def _plots(canvas: Canvas, rng: Random, horizon: float) -> None:
    for row in range(6):
        top, bottom = horizon + 5 * 1.9**row - 4, horizon + 5 * 1.9 ** (row + 1) - 6
        x = rng.uniform(-200, 0)
        while x < WIDTH:
            wide = rng.uniform(110, 260) * (0.7 + row * 0.3)
            tint = rng.choice((d.SAND, d.CREAM, d.MOSS, d.LEAF, d.PINE))
            slant = (x - WIDTH / 2) * 0.08
            plot = [(x, top), (x + wide, top), (x + wide + slant, bottom), (x + slant, bottom)]
            canvas.shape(plot, fade(tint, rng.uniform(0.15, 0.4)))
            x += wide


def _sunrise_mountains(canvas: Canvas, rng: Random) -> None:
    mood = rng.choice((d.MOODS[0], d.MOODS[2]))
    sun = (rng.uniform(480, 1120), rng.uniform(330, 390))
    d.sky(canvas, rng, mood, 520, sun)
    canvas.glow(*sun, 760, fade(d.OCHRE, 0.5))
    canvas.disc(*sun, 70, mood.sun)
    for layer in range(6):
        share = layer / 5
        color = mix(mix(mood.far, d.CREAM, 0.2), d.DEEP, share)
        y = 400 + layer * 88 + layer * layer * 2
        hills = d.ridge(rng, y, 130 - layer * 12, waves=2 + layer * 0.5, sharp=0.75 - layer * 0.12)
        canvas.shade(hills, color, mix(color, mix(d.AQUA, mood.sky[-1], 0.45), 0.8 - share * 0.35))
    ground = d.ridge(rng, 905, 40, waves=2)
    canvas.shade(ground, mix(d.PINE, d.NIGHT, 0.35), d.NIGHT)
    house = rng.uniform(620, 980)
    d.hut(canvas, house, 900, 150)
    for index in range(17):
        x = rng.choice((rng.uniform(-20, 480), rng.uniform(1120, 1620)))
        d.pine(canvas, x, 920 + index * 5, rng.uniform(150, 300), mix(d.PINE, d.NIGHT, rng.uniform(0.25, 0.7)))


def _lotus(canvas: Canvas, rng: Random) -> None:
    mood = rng.choice(d.MOODS)
    d.sky(canvas, rng, mood, 360)
    canvas.shade(d.ridge(rng, 300, 60), mood.far, mix(mood.far, d.CREAM, 0.5))
    canvas.shade(d.ridge(rng, 345, 22, waves=6), mix(mood.far, d.PINE, 0.5), d.MOSS)
    canvas.band(380, HEIGHT, mix(mood.sky[-1], mood.water, 0.3), mood.water, d.SEA, d.TEAL)
    canvas.mirror(380, 240, d.SEA, 0.55)
    d.ripples(canvas, rng, 400, 980, 40, fade(d.WHITE, 0.22))
    for index in range(46):
        y = 410 + 580 * (index / 46) ** 1.3
        _pad(canvas, rng, rng.uniform(-40, WIDTH + 40), y, 26 + (y - 380) * 0.2)
    low = rng.uniform(-20, 20)
    places = [(330, 560, 90), (1290, 590, 105), (620, 620, 120), (1040, 730, 190), (430, 850 + low, 240)]
    for x, y, size in places:
        _flower(canvas, x + rng.uniform(-70, 70), y, size)


def _pad(canvas: Canvas, rng: Random, x: float, y: float, radius: float) -> None:
    color = mix(d.PINE, d.LEAF, rng.uniform(0.1, 0.75))
    canvas.oval(x, y + radius * 0.09, radius, radius * 0.36, fade(d.NIGHT, 0.25))
    canvas.oval(x, y, radius, radius * 0.36, color)
    for turn in range(9):
        angle = turn * math.pi / 4.5
        edge = (x + math.cos(angle) * radius * 0.86, y + math.sin(angle) * radius * 0.3)
        canvas.line([(x, y), edge], fade(d.CREAM, 0.18), 1.6)


def _flower(canvas: Canvas, x: float, y: float, size: float) -> None:
    outer, inner = ink("#e79f9d"), ink("#fbe6dc")
    canvas.line(d.bezier((x, y), (x + size * 0.12, y + size * 0.4), (x, y + size * 0.75)), d.PINE, size * 0.05)
    for row, (reach, count, spread) in enumerate(((1.0, 7, 1.25), (0.92, 6, 0.85), (0.8, 5, 0.5))):
        order = sorted(range(count), key=lambda i: -abs(i - (count - 1) / 2))
        for index in order:
            turn = (index / (count - 1) - 0.5) * 2 * spread
            tip = (x + math.sin(turn) * size * reach, y - math.cos(turn) * size * reach * 0.95)
            bend = (x + math.sin(turn * 1.5) * size * 0.75, y - math.cos(turn) * size * 0.35)
            petal = d.blade((x, y + size * 0.04), bend, tip, size * 0.46, belly=0.55)
            canvas.shade(petal, mix(outer, inner, row * 0.3), mix(outer, inner, 0.35 + row * 0.3))
    canvas.oval(x, y + size * 0.02, size * 0.3, size * 0.07, mix(outer, d.CLAY, 0.3))


def _city(canvas: Canvas, rng: Random) -> None:
    mood, bank = rng.choice(d.MOODS), 690.0
    d.sky(canvas, rng, mood, 520)
    canvas.shade(d.ridge(rng, 560, 50), mix(mood.far, mood.sky[-1], 0.4), mood.far)
    for layer, (low, high, share) in enumerate(((170, 330, 0.15), (120, 300, 0.5), (70, 210, 0.9))):
        x = rng.uniform(-60, 0)
        while x < WIDTH:
            wide = rng.uniform(70, 130)
            color = mix(mix(mood.far, mood.sky[-1], 0.3), rng.choice((d.DEEP, d.TEAL, d.DEEP)), share)
            if layer == 2 and rng.random() < 0.4:
                color = rng.choice((d.CLAY, d.OCHRE, d.CREAM, d.SEA))
            _building(canvas, rng, x, bank, wide, rng.uniform(low, high), color, lit=0.2 + layer * 0.1)
            x += wide + rng.choice((0, 4, 26)) * (layer + 1) * 0.5
    _bridge(canvas, rng.uniform(420, 1180), bank)
    for _ in range(26):
        tone = mix(d.MOSS, d.PINE, rng.random())
        d.tree(canvas, rng, rng.uniform(0, WIDTH), bank + 2, rng.uniform(40, 66), tone)
    canvas.band(bank, HEIGHT, mix(mood.water, d.SEA, 0.4), d.TEAL, d.DEEP)
    canvas.mirror(bank, 300, d.TEAL, 0.5)
    canvas.band(bank - 4, bank + 10, d.CREAM, d.SAND)
    d.ripples(canvas, rng, bank + 30, HEIGHT, 46, fade(d.WHITE, 0.2))
    d.boat(canvas, rng.uniform(500, 1100), 860, 220, mix(d.AMBER, d.NIGHT, 0.4))


def _building(
    canvas: Canvas,
    rng: Random,
    x: float,
    foot: float,
    wide: float,
    tall: float,
    color: d.Color,
    *,
    lit: float,
) -> None:
    top = foot - tall
    roof = rng.choice(("flat", "step", "gable", "mast"))
    if roof == "step":
        canvas.box(x + wide * 0.2, top - 24, wide * 0.6, 30, color)
    elif roof == "gable":
        canvas.shape([(x - 4, top + 1), (x + wide / 2, top - 34), (x + wide + 4, top + 1)], mix(color, d.CLAY, 0.5))
    elif roof == "mast":
        canvas.box(x + wide / 2 - 2, top - 46, 4, 48, color)
    canvas.shade([(x, top), (x + wide, top), (x + wide, foot), (x, foot)], color, mix(color, d.CREAM, 0.16))
    canvas.box(x + wide * 0.86, top, wide * 0.14, tall, fade(d.NIGHT, 0.14))
    columns = int(wide // 24)
    for row in range(int((tall - 16) // 30)):
        for column in range(columns):
            glass = fade(d.SAND, 0.9) if rng.random() < lit else fade(d.WHITE, 0.2)
            canvas.box(x + 10 + column * (wide - 14) / columns, top + 16 + row * 30, 11, 15, glass)


def _bridge(canvas: Canvas, x: float, deck: float) -> None:
    for side in (-1, 1):
        for step in range(1, 9):
            canvas.line([(x, deck - 262 + step * 8), (x + side * step * 44, deck - 20)], fade(d.WHITE, 0.75), 2.4)
    canvas.shape([(x - 15, deck + 4), (x - 5, deck - 285), (x + 5, deck - 285), (x + 15, deck + 4)], d.CREAM)
    canvas.box(x - 400, deck - 26, 800, 13, d.CREAM)
    for step in range(-4, 5):
        canvas.box(x + step * 90 - 5, deck - 16, 10, 20, mix(d.CREAM, d.AMBER, 0.3))


def _solar(canvas: Canvas, rng: Random) -> None:
    mood = rng.choice(d.MOODS)
    d.sky(canvas, rng, mood, 420)
    canvas.shade(d.ridge(rng, 430, 70), mood.far, mix(mood.far, d.CREAM, 0.5))
    for step in range(3):
        _turbine(canvas, rng, 180 + step * 330 + rng.uniform(0, 240), 480 + step * 8, rng.uniform(190, 270))
    canvas.shade(d.ridge(rng, 480, 36), mix(d.LEAF, mood.far, 0.4), d.LEAF)
    canvas.shade(d.ridge(rng, 545, 24, waves=2), mix(d.LEAF, d.CREAM, 0.25), d.MOSS, d.PINE)
    for _ in range(12):
        x, tone = rng.uniform(0, WIDTH), mix(d.MOSS, d.PINE, rng.random())
        d.tree(canvas, rng, x, 545 + rng.uniform(-8, 16), rng.uniform(34, 66), tone)
    for row, top in enumerate((585, 660, 775)):
        tall, wide = 54 + row * 38, 118 + row * 74
        shift = rng.uniform(-wide, 0)
        for column in range(int(WIDTH // wide) + 2):
            _panel(canvas, shift + column * wide * 1.06, top, wide, tall, mood)
    for _ in range(70):
        x = rng.uniform(0, WIDTH)
        tip = (x + rng.uniform(-24, 24), 1000 - rng.uniform(26, 76))
        canvas.shape(d.blade((x, 1010), (x, 980), tip, 11), mix(d.PINE, d.LEAF, rng.random()))


def _panel(canvas: Canvas, x: float, y: float, wide: float, tall: float, mood: d.Mood) -> None:
    lean = tall * 0.42
    for share in (0.25, 0.8):
        canvas.box(x + wide * share, y + tall * 0.7, 5, tall * 0.72, d.CREAM)
    canvas.oval(x + wide * 0.5, y + tall * 1.42, wide * 0.5, tall * 0.1, fade(d.NIGHT, 0.22))
    face = [(x + lean, y), (x + wide + lean, y), (x + wide, y + tall), (x, y + tall)]
    canvas.shade(face, mix(d.TEAL, mood.water, 0.35), d.DEEP, d.NIGHT)
    for step in range(5):
        across = step / 4
        canvas.line([(x + wide * across + lean, y), (x + wide * across, y + tall)], fade(d.AQUA, 0.55), 2)
    for step in range(4):
        drop = step / 3
        left = x + lean * (1 - drop)
        canvas.line([(left, y + tall * drop), (left + wide, y + tall * drop)], fade(d.AQUA, 0.55), 2)
    shine = [
        (x + lean + wide * 0.2, y),
        (x + lean + wide * 0.42, y),
        (x + wide * 0.3, y + tall),
        (x + wide * 0.08, y + tall),
    ]
    canvas.shape(shine, fade(d.WHITE, 0.12))


def _turbine(canvas: Canvas, rng: Random, x: float, foot: float, tall: float) -> None:
    top = foot - tall
    canvas.shape([(x - 3, top), (x + 3, top), (x + 7, foot), (x - 7, foot)], d.WHITE)
    start = rng.uniform(0, 2)
    for turn in range(3):
        angle = start + turn * 2.094
        tip = (x + math.cos(angle) * tall * 0.5, top + math.sin(angle) * tall * 0.5)
        side = (x + math.cos(angle + 0.12) * tall * 0.2, top + math.sin(angle + 0.12) * tall * 0.2)
        canvas.shape(d.blade((x, top), side, tip, tall * 0.06), d.WHITE)
    canvas.disc(x, top, 7, d.CREAM)


def _shrimp_pond(canvas: Canvas, rng: Random) -> None:
    mood, surface = rng.choice(d.MOODS), 440.0
    d.sky(canvas, rng, mood, 330)
    canvas.shade(d.ridge(rng, 305, 22, waves=5), mood.far, mix(mood.far, d.PINE, 0.4))
    canvas.band(330, surface, mix(d.LEAF, d.CREAM, 0.3), d.MOSS)
    for index in range(9):
        d.palm(canvas, rng, rng.uniform(0, WIDTH), 342 + index * 3, rng.uniform(80, 150), d.PINE)
    d.hut(canvas, rng.uniform(180, 520), 400, 150)
    canvas.band(370, surface + 40, mood.sky[-1], mood.water, d.SEA)
    for x in (rng.uniform(980, 1120), rng.uniform(560, 680)):
        _paddle_wheel(canvas, rng, x, 428)
    canvas.shade(d.ridge(rng, surface + 6, 7, waves=7), d.SEA, d.TEAL, d.DEEP)
    for _ in range(6):
        x, wide = rng.uniform(0, WIDTH), rng.uniform(50, 120)
        ray = [
            (x, surface + 14),
            (x + wide, surface + 14),
            (x + wide - 120, HEIGHT),
            (x - wide - 240, HEIGHT),
        ]
        canvas.shade(ray, fade(d.WHITE, 0.15), fade(d.WHITE, 0))
    canvas.shade(d.ridge(rng, 930, 20, waves=4), d.SAND, d.AMBER)
    for _ in range(26):
        x = rng.choice((rng.uniform(0, 460), rng.uniform(1140, 1600)))
        tip = (x + rng.uniform(-50, 50), 930 - rng.uniform(60, 190))
        canvas.shape(d.blade((x, 965), (x + rng.uniform(-50, 50), 870), tip, 20), mix(d.PINE, d.LEAF, rng.random()))
    for _ in range(34):
        canvas.ring(rng.uniform(0, WIDTH), rng.uniform(500, 900), rng.uniform(4, 12), 2.4, fade(d.WHITE, 0.4))
    spots = ((270, 640, 210), (760, 590, 180), (1300, 620, 220), (1010, 800, 330), (480, 840, 290))
    for x, y, size in spots:
        d.shrimp(canvas, x + rng.uniform(-50, 50), y + rng.uniform(-20, 20), size, rng.uniform(-0.25, 0.25))


def _paddle_wheel(canvas: Canvas, rng: Random, x: float, y: float) -> None:
    for wheel in (-95, 95):
        for spoke in range(8):
            angle = spoke * math.pi / 4 + 0.2
            canvas.line(
                [(x + wheel, y - 30), (x + wheel + math.cos(angle) * 52, y - 30 + math.sin(angle) * 52)],
                d.CREAM,
                9,
            )
        canvas.ring(x + wheel, y - 30, 36, 6, d.SAND)
        for _ in range(26):
            angle, reach = rng.uniform(-3.0, -0.15), rng.uniform(56, 110)
            drop = (x + wheel + math.cos(angle) * reach, y - 18 + math.sin(angle) * reach)
            canvas.disc(*drop, rng.uniform(3, 9), fade(d.WHITE, 0.7))
    canvas.rod([(x - 120, y - 30), (x + 120, y - 30)], d.DEEP, 9)
    canvas.box(x - 34, y - 62, 68, 46, d.CLAY, 10)
    canvas.box(x - 140, y - 6, 280, 24, d.OCHRE, 12)


def _orchard(canvas: Canvas, rng: Random) -> None:
    mood, horizon = rng.choice(d.MOODS), 430.0
    d.sky(canvas, rng, mood, horizon)
    canvas.shade(d.ridge(rng, horizon - 55, 60), mood.far, mix(mood.far, d.CREAM, 0.5))
    canvas.shade(d.ridge(rng, horizon - 8, 20, waves=5), mix(mood.far, d.PINE, 0.4), d.MOSS)
    canvas.band(horizon, HEIGHT, mix(d.LEAF, d.CREAM, 0.4), d.LEAF, d.MOSS)
    middle = rng.uniform(700, 900)
    path = d.bezier((middle - 6, horizon), (middle - 20, 620), (430, HEIGHT + 10))
    canvas.shade(path + d.bezier((1090, HEIGHT + 10), (middle + 60, 620), (middle + 6, horizon)), d.SAND, d.CREAM)
    for row in range(8):
        near = 1.42**row
        y, size = horizon + 14 * near, 34 * near
        for side in (-1, 1):
            for step in range(4):
                x = middle + side * (24 + step * 62) * near
                canvas.oval(x, y + size * 0.02, size * 0.5, size * 0.08, fade(d.NIGHT, 0.2))
                d.tree(canvas, rng, x, y, size, mix(d.MOSS, d.PINE, rng.uniform(0.1, 0.9)))
                for _ in range(5):
                    spot = (x + rng.uniform(-0.4, 0.4) * size, y - rng.uniform(0.5, 0.95) * size)
                    canvas.disc(*spot, size * 0.05, rng.choice((d.OCHRE, d.SAND)))
    _fruit_branch(canvas, rng)


def _fruit_branch(canvas: Canvas, rng: Random) -> None:
    bough = d.bezier((-40, 60), (330, 20), (700, 150))
    canvas.line(bough, mix(d.AMBER, d.NIGHT, 0.5), 17)
    fruits = ((150, 330, 118), (400, 300, 104), (610, 350, 88))
    for x, y, radius in fruits:
        x, y = x + rng.uniform(-25, 25), y + rng.uniform(-30, 30)
        canvas.line(d.bezier((x - 20, 70), (x + 10, y - 160), (x, y - radius)), mix(d.PINE, d.AMBER, 0.3), 8)
        _pomelo(canvas, x, y, radius)
    for index in range(34):
        x, y = bough[index % 24]
        turn = rng.uniform(0.1, 3.0) if index % 3 else rng.uniform(-2.9, -0.2)
        reach = rng.uniform(90, 150)
        tip = (x + math.cos(turn) * reach, y + math.sin(turn) * reach * 0.8)
        bend = (x + math.cos(turn + 0.5) * reach * 0.6, y + math.sin(turn + 0.5) * reach * 0.5)
        canvas.shape(d.blade((x, y), bend, tip, 52), mix(d.PINE, d.LEAF, rng.uniform(0, 0.8)))


def _pomelo(canvas: Canvas, x: float, y: float, radius: float) -> None:
    skin = mix(d.OCHRE, d.LEAF, 0.45)
    body = d.blade((x, y - radius * 1.15), (x + radius * 0.9, y - radius * 0.6), (x + radius * 0.9, y), radius * 0.3)
    canvas.shape(body, skin)
    canvas.shade(d.ellipse(x, y, radius, radius), mix(skin, d.CREAM, 0.35), skin, mix(skin, d.PINE, 0.3))
    canvas.glow(x - radius * 0.3, y - radius * 0.35, radius * 0.6, fade(d.WHITE, 0.55))


def _conference_hall(canvas: Canvas, rng: Random) -> None:
    wall, cloth = rng.choice(((d.DEEP, d.CLAY), (d.TEAL, d.AMBER), (d.NIGHT, d.TEAL)))
    canvas.band(0, 700, mix(wall, d.NIGHT, 0.35), wall, mix(wall, d.AQUA, 0.3))
    for column in range(23):
        canvas.box(column * 72, 0, 26, 660, fade(d.WHITE, 0.035))
    canvas.box(392, 122, 816, 456, d.CREAM, 16)
    canvas.shade([(410, 140), (1190, 140), (1190, 560), (410, 560)], *rng.choice(d.MOODS).sky)
    for low, tone in ((430, d.AQUA), (475, d.SEA), (520, d.TEAL)):
        hill = d.bezier((410, low), (rng.uniform(550, 900), low - rng.uniform(60, 190)), (1190, low + 20))
        canvas.shape([*hill, (1190, 560), (410, 560)], tone)
    _flower(canvas, 800, 470, 170)
    for side in (0, 1):
        for fold in range(6):
            x = fold * 44 if not side else WIDTH - 44 - fold * 44
            strip = [(x, 0), (x + 44, 0), (x + 44, 640), (x, 640)]
            canvas.shade(strip, mix(cloth, d.NIGHT, 0.35 + fold % 2 * 0.15), mix(cloth, d.NIGHT, fold % 2 * 0.18))
    canvas.band(625, 705, d.SAND, d.OCHRE)
    canvas.band(700, HEIGHT, d.AMBER, mix(d.CLAY, d.NIGHT, 0.6))
    for x in (300, 1330):
        canvas.oval(x, 640, 60, 12, fade(d.NIGHT, 0.3))
        for turn in range(11):
            tip = (x + math.cos(turn * 0.31 + 3.2) * 84, 560 + math.sin(turn * 0.31 + 3.2) * 110)
            canvas.shape(d.blade((x, 600), (x, 540), tip, 24), mix(d.PINE, d.LEAF, turn % 3 * 0.4))
        canvas.box(x - 30, 590, 60, 54, d.CREAM, 8)
    _speaker(canvas, rng.uniform(430, 560), 650)
    for x in range(160, WIDTH, 320):
        canvas.shape([(x - 20, 0), (x + 20, 0), (x + 190, 700), (x - 190, 700)], fade(d.CREAM, 0.06))
        canvas.glow(x, 6, 120, fade(d.CREAM, 0.8))
    _audience(canvas, rng)


def _speaker(canvas: Canvas, x: float, y: float) -> None:
    canvas.disc(x, y - 218, 26, mix(d.SAND, d.AMBER, 0.5))
    canvas.oval(x, y - 231, 27, 17, d.NIGHT)
    canvas.box(x - 42, y - 188, 84, 140, d.NIGHT, 26)
    canvas.shape([(x - 13, y - 188), (x + 13, y - 188), (x, y - 140)], d.WHITE)
    canvas.shape([(x - 62, y - 128), (x + 62, y - 128), (x + 48, y + 4), (x - 48, y + 4)], d.AMBER)
    canvas.box(x - 72, y - 138, 144, 16, d.SAND, 6)
    canvas.line([(x + 28, y - 138), (x + 16, y - 178)], d.CREAM, 5)


def _audience(canvas: Canvas, rng: Random) -> None:
    for row, y in enumerate((760, 838, 950)):
        size = 30 + row * 14
        x = rng.uniform(-60, 0)
        while x < WIDTH + 60:
            shirt = mix(rng.choice((d.WHITE, d.TEAL, d.SEA, d.OCHRE, d.DEEP, d.AQUA)), d.NIGHT, 0.3 + row * 0.08)
            canvas.box(x - size * 1.15, y + size * 0.7, size * 2.3, 300, shirt, size * 0.8)
            canvas.disc(x, y + rng.uniform(-6, 6), size * 0.78, mix(d.NIGHT, d.AMBER, rng.choice((0.0, 0.08, 0.16))))
            canvas.box(x - size * 1.35, y + size * 1.7, size * 2.7, 300, mix(d.DEEP, d.NIGHT, row * 0.4), size * 0.4)
            x += size * 3.1


def _laboratory(canvas: Canvas, rng: Random) -> None:
    mood = rng.choice(d.MOODS)
    canvas.band(0, 760, mix(d.AQUA, d.WHITE, 0.25), mix(d.AQUA, d.WHITE, 0.65))
    window = rng.uniform(90, 150)
    canvas.box(window - 18, 82, 596, 466, d.WHITE, 14)
    canvas.shade([(window, 100), (window + 560, 100), (window + 560, 530), (window, 530)], *mood.sky)
    canvas.glow(window + 330, 260, 160, mood.sun)
    canvas.disc(window + 330, 260, 40, mood.sun)
    for low, tone in ((400, mood.far), (450, d.LEAF), (490, d.MOSS)):
        hill = d.bezier((window, low), (window + rng.uniform(120, 420), low - 120), (window + 560, low + 10))
        canvas.shape([*hill, (window + 560, 530), (window, 530)], tone)
    canvas.box(window + 274, 90, 12, 450, d.WHITE)
    canvas.box(window, 306, 560, 10, d.WHITE)
    for shelf in (230, 420):
        canvas.box(870, shelf, 640, 18, d.AMBER, 4)
        x = 900.0
        while x < 1450:
            wide, tall = rng.uniform(36, 66), rng.uniform(60, 120)
            canvas.box(x + wide * 0.28, shelf - tall - 22, wide * 0.44, 30, d.DEEP, 4)
            canvas.box(x, shelf - tall, wide, tall, rng.choice((d.SEA, d.OCHRE, d.TEAL, d.LEAF, d.CLAY)), 10)
            canvas.box(x + 6, shelf - tall * 0.62, wide - 12, tall * 0.3, d.WHITE, 3)
            x += wide + rng.uniform(12, 44)
    canvas.band(740, 790, d.WHITE, d.CREAM)
    canvas.band(790, HEIGHT, d.TEAL, d.DEEP)
    for x in range(60, WIDTH, 380):
        canvas.box(x, 830, 340, 200, fade(d.WHITE, 0.08), 12)
        canvas.box(x + 130, 862, 80, 12, fade(d.WHITE, 0.5), 6)
    _microscope(canvas, 1180 + rng.uniform(-30, 30), 750)
    tones = rng.sample((d.OCHRE, d.SEA, d.LEAF, d.CLAY, d.TEAL), 5)
    for x, size, tone in ((330, 270, tones[0]), (560, 200, tones[1]), (1450, 220, tones[2])):
        _flask(canvas, x + rng.uniform(-25, 25), 756, size, tone)
    _tubes(canvas, rng, 700, 750)


def _flask(canvas: Canvas, x: float, foot: float, size: float, liquid: d.Color) -> None:
    canvas.oval(x, foot, size * 0.46, 12, fade(d.NIGHT, 0.2))
    glass = [(-0.1, -1), (0.1, -1), (0.1, -0.62), (0.42, -0.06), (0.38, 0), (-0.38, 0), (-0.42, -0.06), (-0.1, -0.62)]
    canvas.shape([(x + dx * size, foot + dy * size) for dx, dy in glass], fade(d.WHITE, 0.55))
    fill = [(-0.225, -0.4), (0.225, -0.4), (0.4, -0.06), (0.37, -0.02), (-0.37, -0.02), (-0.4, -0.06)]
    canvas.shade([(x + dx * size, foot + dy * size) for dx, dy in fill], mix(liquid, d.WHITE, 0.3), liquid)
    canvas.oval(x, foot - size * 0.4, size * 0.225, size * 0.035, mix(liquid, d.WHITE, 0.5))
    canvas.box(x - size * 0.14, foot - size * 1.02, size * 0.28, size * 0.05, d.WHITE, 6)
    canvas.line([(x - size * 0.06, foot - size * 0.6), (x - size * 0.26, foot - size * 0.14)], fade(d.WHITE, 0.6), 6)
    for dx, dy, radius in ((0.05, 0.14, 0.03), (-0.08, 0.24, 0.02), (0.12, 0.26, 0.016)):
        canvas.disc(x + dx * size, foot - dy * size, radius * size, fade(d.WHITE, 0.6))


def _tubes(canvas: Canvas, rng: Random, x: float, foot: float) -> None:
    for index in range(6):
        left, level = x + 18 + index * 46, rng.uniform(50, 110)
        canvas.box(left, foot - 190, 30, 180, fade(d.WHITE, 0.75), 15)
        canvas.box(left + 3, foot - 14 - level, 24, level, rng.choice((d.OCHRE, d.SEA, d.LEAF, d.CLAY)), 12)
    for y in (foot - 150, foot - 30):
        canvas.box(x, y, 292, 22, d.AMBER, 6)
    for dx in (0, 278):
        canvas.box(x + dx, foot - 160, 14, 162, mix(d.AMBER, d.NIGHT, 0.25), 4)


def _microscope(canvas: Canvas, x: float, foot: float) -> None:
    canvas.oval(x, foot + 4, 160, 14, fade(d.NIGHT, 0.25))
    canvas.box(x - 130, foot - 34, 260, 38, d.DEEP, 16)
    arm = d.bezier((x + 70, foot - 30), (x + 190, foot - 240), (x - 10, foot - 330))
    canvas.rod(arm, d.DEEP, 34)
    canvas.box(x - 120, foot - 132, 200, 18, d.NIGHT, 6)
    canvas.box(x - 78, foot - 142, 90, 9, d.AQUA, 3)
    canvas.rod([(x - 92, foot - 410), (x - 44, foot - 240)], d.WHITE, 54)
    canvas.rod([(x - 40, foot - 226), (x - 28, foot - 180)], d.OCHRE, 28)
    canvas.rod([(x - 106, foot - 452), (x - 100, foot - 432)], d.NIGHT, 38)
    canvas.disc(x + 92, foot - 96, 26, d.OCHRE)
    canvas.disc(x + 92, foot - 96, 12, d.AMBER)
    canvas.shade([(x - 44, foot - 114), (x - 14, foot - 114), (x + 4, foot - 36), (x - 62, foot - 36)], fade(d.CREAM, 0.9), fade(d.CREAM, 0.1))


def _network(canvas: Canvas, rng: Random) -> None:
    top, low = rng.choice(((d.NIGHT, d.TEAL), (d.DEEP, d.SEA), (d.NIGHT, d.PINE)))
    canvas.band(0, HEIGHT, top, mix(top, low, 0.5), low)
    canvas.glow(800, 500, 640, fade(d.AQUA, 0.4))
    for index in range(16 * 10):
        canvas.disc(50 + index % 16 * 100, 50 + index // 16 * 100, 3, fade(d.WHITE, 0.14))
    for radius in (250, 360, 480, 620):
        canvas.ring(800, 500, radius, 2, fade(d.WHITE, 0.12))
    start, count = rng.uniform(0, 6), 8
    for index in range(count):
        turn = start + index * math.tau / count
        reach = rng.uniform(0.92, 1.12)
        x, y = 800 + math.cos(turn) * 590 * reach, 500 + math.sin(turn) * 355 * reach
        bend = (800 + math.cos(turn + 0.6) * 330, 500 + math.sin(turn + 0.6) * 260)
        route = d.bezier((800, 500), bend, (x, y))
        canvas.line(route, fade(d.AQUA, 0.7), 4)
        for stop in (11, 16):
            canvas.disc(*route[stop], 8, d.OCHRE if index % 2 else d.WHITE)
        size = rng.uniform(66, 88)
        canvas.disc(x, y, size * 1.25, fade(d.WHITE, 0.13))
        canvas.disc(x, y, size, d.WHITE)
        _icon(canvas, index, x, y, size * 0.5, (d.TEAL, d.AMBER, d.PINE, d.DEEP)[index % 4])
    _tablet(canvas)


def _tablet(canvas: Canvas) -> None:
    canvas.glow(800, 520, 330, fade(d.NIGHT, 0.7))
    canvas.box(640, 310, 320, 400, d.NIGHT, 34)
    canvas.shade([(662, 338), (938, 338), (938, 682), (662, 682)], d.WHITE, d.CREAM)
    canvas.disc(800, 450, 74, d.TEAL)
    canvas.rod([(766, 452), (790, 478), (838, 424)], d.WHITE, 16)
    for row, wide in enumerate((210, 170, 120)):
        canvas.box(800 - wide / 2, 566 + row * 34, wide, 15, (d.OCHRE, d.AQUA, d.AQUA)[row], 7)


def _icon(canvas: Canvas, kind: int, x: float, y: float, s: float, color: d.Color) -> None:
    def path(*corners: Point) -> list[Point]:
        return [(x + dx * s, y + dy * s) for dx, dy in corners]

    if kind % 8 in (0, 4):
        canvas.box(x - s * 0.65, y - s * 0.85, s * 1.3, s * 1.7, color, s * 0.14)
        for row in range(3):
            canvas.box(x - s * 0.4, y + (row * 0.4 - 0.45) * s, s * (0.8 - row * 0.15), s * 0.14, d.WHITE)
    elif kind in (1, 6):
        canvas.box(x - s * 0.6, y - s * 0.1, s * 1.2, s * 0.9, color)
        canvas.shape(path((-0.95, 0), (0, -0.95), (0.95, 0)), color)
        canvas.box(x - s * 0.18, y + s * 0.25, s * 0.36, s * 0.55, d.WHITE)
    elif kind in (2, 5):
        canvas.disc(x, y - s * 0.4, s * 0.42, color)
        canvas.shape([*d.bezier(*path((-0.8, 0.85), (0, -0.85), (0.8, 0.85)))], color)
    elif kind == 3:
        canvas.shape(d.blade(*path((-0.6, 0.8), (-0.5, -0.6), (0.8, -0.8)), s * 1.0, belly=0.5), color)
    else:
        for bar, tall in enumerate((0.7, 1.15, 1.6)):
            canvas.box(x + (bar * 0.6 - 0.82) * s, y + (0.8 - tall) * s, s * 0.42, s * tall, color, s * 0.08)


def _scales(canvas: Canvas, rng: Random) -> None:
    wall, dial = rng.choice(((d.CREAM, d.TEAL), (d.AQUA, d.DEEP), (mix(d.SAND, d.WHITE, 0.3), d.PINE)))
    canvas.band(0, 800, mix(wall, d.WHITE, 0.5), wall)
    canvas.disc(800, 440, 385, fade(dial, 0.14))
    canvas.disc(800, 440, 330, fade(d.WHITE, 0.65))
    canvas.ring(800, 440, 352, 12, dial)
    for tick in range(60):
        turn, inner = tick * math.tau / 60, 290 if tick % 5 == 0 else 312
        ends = [(800 + math.cos(turn) * reach, 440 + math.sin(turn) * reach) for reach in (inner, 328)]
        canvas.line(ends, fade(dial, 0.75), 7 if tick % 5 == 0 else 3)
    canvas.band(800, HEIGHT, d.AMBER, mix(d.CLAY, d.NIGHT, 0.35))
    canvas.band(796, 812, d.SAND, d.OCHRE)
    canvas.oval(800, 822, 330, 22, fade(d.NIGHT, 0.25))
    canvas.shape([(772, 800), (790, 250), (810, 250), (828, 800)], d.DEEP)
    canvas.box(620, 780, 360, 36, d.NIGHT, 14)
    canvas.box(690, 748, 220, 36, d.DEEP, 12)
    tilt = rng.uniform(-0.05, 0.05)
    for side in (-1, 1):
        x, y = 800 + side * 430 * math.cos(tilt), 262 + side * 430 * math.sin(tilt)
        canvas.rod([(800, 262), (x, y)], d.OCHRE, 20)
        for reach in (-165, 165):
            canvas.line([(x, y), (x + reach, y + 330)], d.AMBER, 4)
        (_weights if side < 0 else _fruit_pile)(canvas, rng, x, y + 334)
        pan = d.bezier((x - 190, y + 326), (x, y + 450), (x + 190, y + 326))
        canvas.shade(pan, d.SAND, d.OCHRE, d.AMBER)
        canvas.box(x - 196, y + 320, 392, 15, d.SAND, 7)
    canvas.disc(800, 258, 40, d.OCHRE)
    canvas.disc(800, 258, 20, d.CREAM)


def _weights(canvas: Canvas, rng: Random, x: float, foot: float) -> None:
    for dx, wide in ((-95, 84), (5, 110), (104, 64)):
        tall = wide * rng.uniform(1.0, 1.25)
        left = x + dx - wide / 2
        canvas.disc(x + dx, foot - tall - wide * 0.26, wide * 0.2, d.AMBER)
        canvas.box(left + wide * 0.36, foot - tall - wide * 0.2, wide * 0.28, wide * 0.3, d.AMBER)
        canvas.box(left, foot - tall, wide, tall, mix(d.OCHRE, d.AMBER, 0.35), wide * 0.12)
        canvas.box(left + wide * 0.12, foot - tall + 8, wide * 0.16, tall - 16, fade(d.CREAM, 0.5), 6)


def _fruit_pile(canvas: Canvas, rng: Random, x: float, foot: float) -> None:
    for dx, dy in ((-100, 46), (100, 46), (-2, 52), (-52, 130), (52, 128)):
        radius = rng.uniform(50, 58)
        _pomelo(canvas, x + dx, foot - dy, radius)
        canvas.shape(d.blade((x + dx, foot - dy - radius), (x + dx + 10, foot - dy - radius - 34), (x + dx + 46, foot - dy - radius - 22), 18), d.PINE)


_MOTIFS: dict[str, Callable[[Canvas, Random], None]] = {
    "rice_field": _rice_field,
    "river": _river,
    "sunrise_mountains": _sunrise_mountains,
    "lotus": _lotus,
    "city": _city,
    "solar": _solar,
    "shrimp_pond": _shrimp_pond,
    "orchard": _orchard,
    "conference_hall": _conference_hall,
    "laboratory": _laboratory,
    "network": _network,
    "scales": _scales,
}
