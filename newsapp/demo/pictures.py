"""Illustrations for the demo articles, drawn in code: the package ships no photographs."""

import math
from collections.abc import Callable
from random import Random

from PIL import Image

from newsapp.demo import drawing as d
from newsapp.demo.drawing import HEIGHT, WIDTH, Canvas, fade, mix


def draw(motif: str, *, size: tuple[int, int] = (1600, 1000), seed: int = 0) -> Image.Image:
    """Draw a motif; the same motif, size and seed always give the same picture."""
    if motif not in _MOTIFS:
        raise ValueError(f"unknown motif {motif!r}")
    rng = Random(f"{motif} {seed}")
    canvas = Canvas(size)
    _MOTIFS[motif](canvas, rng)
    picture = canvas.finish()
    # The network's tick is the one mark that would look wrong from behind.
    mirrored = rng.random() < 0.5 and motif != "network"
    return picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirrored else picture


def motifs() -> tuple[str, ...]:
    return tuple(_MOTIFS)


def _rice_field(canvas: Canvas, rng: Random) -> None:
    horizon, x = 430, rng.uniform(520, 1080)
    mood = d.backdrop(canvas, rng, horizon)
    canvas.band(horizon, HEIGHT, mix(d.LEAF, d.CREAM, 0.45), d.LEAF, d.MOSS, d.PINE)
    left = -2600.0
    while left < WIDTH + 2600:
        right = left + rng.uniform(150, 260)
        tint = fade(rng.choice((d.CREAM, d.LEAF, d.PINE, d.MOSS, d.SAND)), rng.uniform(0.1, 0.26))
        canvas.shape([(x, horizon), (right, HEIGHT), (left, HEIGHT)], tint)
        left = right
    for step in range(6):
        y = horizon + 12 * 1.75**step
        canvas.line([(0, y), (WIDTH, y + rng.uniform(-4, 4))], fade(d.PINE, 0.3), 1.5 + step * 1.3)
    foot = rng.uniform(560, 1040)
    bank = [(x - 6, horizon), (x + 6, horizon), (foot + 260, HEIGHT), (foot - 260, HEIGHT)]
    canvas.shade(bank, mix(d.MOSS, d.PINE, 0.3), d.PINE)
    water = [(x - 4, horizon), (x + 4, horizon), (foot + 190, HEIGHT), (foot - 190, HEIGHT)]
    canvas.shade(water, mood.sky[-1], mood.water, d.SEA)
    for _ in range(6):
        edge = rng.uniform(0, WIDTH)
        d.tree(canvas, edge, horizon + 10, rng.uniform(40, 75), mix(d.MOSS, d.PINE, rng.random()))
        d.palm(canvas, rng, edge + rng.uniform(40, 120), horizon + 12, rng.uniform(60, 110))
    stand = x + rng.choice((-1, 1)) * rng.uniform(250, 380)
    d.person(canvas, stand, 640, 140, rng.choice((d.CLAY, d.WHITE, d.DEEP)))
    _ripe_rice(canvas, rng)


def _ripe_rice(canvas: Canvas, rng: Random) -> None:
    for index in range(70):
        x, lean = -40 + index * 24 + rng.uniform(-12, 12), rng.uniform(-70, 90)
        # The stalks part in the middle so that the field stays in view.
        tall = 130 + 460 * abs(x / WIDTH - 0.5) * rng.uniform(0.7, 1.1)
        leaf = d.blade((x, HEIGHT + 40), (x, HEIGHT - tall * 0.5), (x + lean, HEIGHT + 30 - tall), 22)
        canvas.shape(leaf, mix(d.PINE, d.LEAF, rng.uniform(0.1, 0.9)))
        if index % 2:
            top, droop = HEIGHT - tall * 0.95, math.copysign(rng.uniform(55, 95), lean)
            canvas.line([(x, HEIGHT), (x, top + 40)], d.LEAF, 5)
            ear = d.bezier((x, top + 40), (x + droop * 0.1, top - 50), (x + droop, top + 62))
            canvas.line(ear, d.SAND, 4)
            for grain, (px, py) in enumerate(ear[7::2]):
                canvas.oval(px - 6, py + 7, 5, 10, mix(d.OCHRE, d.AMBER, 0.3))
                canvas.oval(px + 5, py + 5, 5, 10, d.SAND if grain % 2 else d.OCHRE)


def _river(canvas: Canvas, rng: Random) -> None:
    horizon, source, bend = 400, rng.uniform(620, 960), rng.uniform(-60, 60)
    mood = d.backdrop(canvas, rng, horizon)
    canvas.band(horizon, HEIGHT, mix(d.LEAF, d.CREAM, 0.4), d.LEAF, d.MOSS, d.PINE)
    for row in range(6):
        top, bottom = horizon + 5 * 1.9**row - 4, horizon + 5 * 1.9 ** (row + 1) - 6
        x = rng.uniform(-200, 0)
        while x < WIDTH:
            wide, slant = rng.uniform(110, 260) * (0.7 + row * 0.3), (x - WIDTH / 2) * 0.08
            tint = fade(rng.choice((d.SAND, d.CREAM, d.MOSS, d.LEAF, d.PINE)), rng.uniform(0.15, 0.4))
            canvas.shape([(x, top), (x + wide, top), (x + wide + slant, bottom), (x + slant, bottom)], tint)
            x += wide
    left = d.bezier((source, horizon), (300 + bend, 500), (760 + bend, 610))
    left += d.bezier((760 + bend, 610), (900, 690), (140, HEIGHT + 20))
    right = d.bezier((1650, HEIGHT + 20), (1520, 640), (1180 + bend, 570))
    right += d.bezier((1180 + bend, 570), (720 + bend, 480), (source + 30, horizon))
    canvas.shape([(x + (x > 700) * 14, y + 8) for x, y in left + right], d.PINE)
    canvas.shade(left + right, mood.sky[-1], mood.water, d.SEA, d.TEAL)
    for index in range(9):
        glint = 950 + rng.uniform(-60, 160), 650 + index * 36
        canvas.oval(*glint, 30 + index * 13, 2 + index * 0.35, fade(d.WHITE, 0.4))
        x = rng.choice((rng.uniform(20, 420), rng.uniform(1250, 1580)))
        d.tree(canvas, x, 470 + index * 18, 50 + index * 8, mix(d.MOSS, d.PINE, rng.random()))
    for x, y, height in ((90, 760, 330), (215, 700, 240), (1540, 690, 300), (1445, 640, 220)):
        d.palm(canvas, rng, x + rng.uniform(-25, 25), y, height)
    d.boat(canvas, rng.uniform(820, 1060), rng.uniform(740, 800), 330)


def _sunrise_mountains(canvas: Canvas, rng: Random) -> None:
    mood = rng.choice((d.MORNING, d.EVENING))
    sun = (rng.uniform(480, 1120), rng.uniform(330, 380))
    d.sky(canvas, rng, mood, 520, sun)
    canvas.glow(*sun, 760, fade(d.OCHRE, 0.5))
    canvas.disc(*sun, 70, mood.sun)
    for layer in range(6):
        share, y = layer / 5, 400 + layer * (88 + layer * 2)
        color = mix(mix(mood.far, d.CREAM, 0.2), d.DEEP, share)
        hills = d.ridge(rng, y, 130 - layer * 12, 2 + layer * 0.5, 0.75 - layer * 0.12)
        canvas.shade(hills, color, mix(color, mix(d.AQUA, mood.sky[-1], 0.45), 0.8 - share * 0.35))
    canvas.shade(d.ridge(rng, 905, 40, waves=2), mix(d.PINE, d.NIGHT, 0.35), d.NIGHT)
    d.hut(canvas, rng.uniform(620, 980), 900, 150)
    for index in range(17):
        x, height = rng.choice((rng.uniform(-20, 480), rng.uniform(1120, 1620))), rng.uniform(150, 300)
        color = mix(d.PINE, d.NIGHT, rng.uniform(0.25, 0.7))
        for step in range(4):
            top, half = 920 + index * 5 - height * (1 - step * 0.2), height * (0.12 + step * 0.045)
            bough = [(x, top), (x + half, top + height * 0.34), (x - half, top + height * 0.34)]
            canvas.shape(bough, mix(color, d.NIGHT, 0.06 * step))


def _lotus(canvas: Canvas, rng: Random) -> None:
    mood = d.backdrop(canvas, rng, 380)
    canvas.band(380, HEIGHT, mix(mood.sky[-1], mood.water, 0.3), mood.water, d.SEA, d.TEAL)
    canvas.mirror(380, 240, 0.55)
    d.ripples(canvas, rng, 400, 40)
    for index in range(46):
        x, y = rng.uniform(-40, WIDTH + 40), 410 + 580 * (index / 46) ** 1.3
        radius = 26 + (y - 380) * 0.2
        canvas.oval(x, y + radius * 0.09, radius, radius * 0.36, fade(d.NIGHT, 0.25))
        canvas.oval(x, y, radius, radius * 0.36, mix(d.PINE, d.LEAF, rng.uniform(0.1, 0.75)))
        for turn in range(9):
            canvas.line([(x, y), d.polar(x, y, radius * 0.86, turn * 0.7, 0.35)], fade(d.CREAM, 0.18), 1.6)
    for x, y, size in ((330, 560, 90), (1290, 590, 105), (620, 620, 120), (1040, 730, 190), (430, 850, 240)):
        d.flower(canvas, x + rng.uniform(-70, 70), y + rng.uniform(-12, 12), size)


def _city(canvas: Canvas, rng: Random) -> None:
    bank = 690
    mood = d.backdrop(canvas, rng, 560)
    for low, high, share in ((170, 330, 0.15), (120, 300, 0.5), (70, 210, 0.9)):
        x = rng.uniform(-60, 0)
        while x < WIDTH:
            wide = rng.uniform(70, 130)
            color = mix(mix(mood.far, mood.sky[-1], 0.3), rng.choice((d.DEEP, d.TEAL)), share)
            if share > 0.8 and rng.random() < 0.4:
                color = rng.choice((d.CLAY, d.OCHRE, d.CREAM, d.SEA))
            tall = rng.uniform(low, high)
            d.building(canvas, rng, (x, bank - tall), wide, tall, color)
            x += wide + rng.choice((0, 4, 26)) * (share + 0.4)
    x = rng.uniform(420, 1180)
    for step in (*range(-8, 0), *range(1, 9)):
        canvas.line([(x, bank - 262 + abs(step) * 8), (x + step * 44, bank - 20)], fade(d.WHITE, 0.75), 2.4)
    canvas.shape([(x - 15, bank), (x - 5, bank - 285), (x + 5, bank - 285), (x + 15, bank)], d.CREAM)
    canvas.box(x - 400, bank - 26, 800, 13, d.CREAM)
    for step in range(-4, 5):
        canvas.box(x + step * 90 - 5, bank - 16, 10, 20, mix(d.CREAM, d.AMBER, 0.3))
    for _ in range(26):
        tone = mix(d.MOSS, d.PINE, rng.random())
        d.tree(canvas, rng.uniform(0, WIDTH), bank + 2, rng.uniform(40, 66), tone)
    canvas.band(bank, HEIGHT, mix(mood.water, d.SEA, 0.4), d.TEAL, d.DEEP)
    canvas.mirror(bank, 300, 0.5)
    canvas.band(bank - 4, bank + 10, d.CREAM, d.SAND)
    d.ripples(canvas, rng, bank + 30, 46)
    d.boat(canvas, rng.uniform(500, 1100), 860, 220)


def _orchard(canvas: Canvas, rng: Random) -> None:
    horizon, middle = 430, rng.uniform(700, 900)
    d.backdrop(canvas, rng, horizon)
    canvas.band(horizon, HEIGHT, mix(d.LEAF, d.CREAM, 0.4), d.LEAF, d.MOSS, d.PINE)
    bend, foot = middle + rng.uniform(-90, 90), rng.uniform(380, 620)
    path = d.bezier((middle - 6, horizon), (bend - 40, 620), (foot, HEIGHT + 10))
    path += d.bezier((foot + 560, HEIGHT + 10), (bend + 40, 620), (middle + 6, horizon))
    canvas.shade(path, d.SAND, d.CREAM, d.SAND)
    for row in range(8):
        y, size = horizon + 20 * 1.42**row, 34 * 1.42**row
        for step in (-4, -3, -2, -1, 1, 2, 3, 4):
            x = middle + step * 1.75 * size
            canvas.oval(x, y + size * 0.02, size * 0.5, size * 0.08, fade(d.NIGHT, 0.2))
            d.tree(canvas, x, y, size, mix(d.MOSS, d.PINE, rng.uniform(0.1, 0.9)))
            for _ in range(5):
                spot = (x + rng.uniform(-0.4, 0.4) * size, y - rng.uniform(0.5, 0.95) * size)
                canvas.disc(*spot, size * 0.05, rng.choice((d.PEEL, d.OCHRE)))
    for _ in range(150):
        x, y = rng.choice((rng.uniform(0, foot - 30), rng.uniform(foot + 590, WIDTH))), rng.uniform(830, 1010)
        tuft = d.blade((x, y), (x, y - 40), (x + rng.uniform(-30, 30), y - rng.uniform(40, 90)), 11)
        canvas.shape(tuft, mix(d.PINE, d.LEAF, rng.uniform(0, 0.7)))
    _fruit_branch(canvas, rng)


def _fruit_branch(canvas: Canvas, rng: Random) -> None:
    bough = d.bezier((-40, 60), (330, 20), (700, 150))
    canvas.line(bough, mix(d.AMBER, d.NIGHT, 0.5), 17)
    for left, low, radius in ((150, 330, 118), (400, 300, 104), (610, 350, 88)):
        x, y = left + rng.uniform(-25, 25), low + rng.uniform(-30, 30)
        stalk = d.bezier((x - 20, 70), (x + 10, y - 160), (x, y - radius))
        canvas.line(stalk, mix(d.PINE, d.AMBER, 0.3), 8)
        d.pomelo(canvas, x, y, radius)
    for index in range(34):
        x, y = bough[index % 24]
        turn, reach = rng.uniform(0.1, 3.0) if index % 3 else rng.uniform(-2.9, -0.2), rng.uniform(90, 150)
        bend = d.polar(x, y, reach * 0.6, turn + 0.5)
        leaf = d.blade((x, y), bend, d.polar(x, y, reach, turn, 0.8), 52)
        canvas.shape(leaf, mix(d.PINE, d.LEAF, rng.uniform(0, 0.8)))


def _conference_hall(canvas: Canvas, rng: Random) -> None:
    wall, cloth = rng.choice(((d.DEEP, d.CLAY), (d.TEAL, d.AMBER), (d.NIGHT, d.TEAL)))
    canvas.band(0, 700, mix(wall, d.NIGHT, 0.35), wall, mix(wall, d.AQUA, 0.3))
    for x in range(0, WIDTH, 72):
        canvas.box(x, 0, 26, 660, fade(d.WHITE, 0.035))
    d.view(canvas, rng, 410, 140, 780, 420)
    d.flower(canvas, 800, 470, 170)
    for fold in range(12):
        x, dark = fold * 44 if fold < 6 else WIDTH - 44 * (fold - 5), fold % 2 * 0.15
        canvas.panel(x, 0, 44, 640, mix(cloth, d.NIGHT, 0.35 + dark), mix(cloth, d.NIGHT, dark))
    canvas.band(625, 705, d.SAND, d.OCHRE)
    canvas.band(700, HEIGHT, d.AMBER, mix(d.CLAY, d.NIGHT, 0.6))
    for x in (300, 1330):
        for turn in range(11):
            leaf = d.blade((x, 600), (x, 540), d.polar(x, 570, 84, 3.2 + turn * 0.31, 1.3), 24)
            canvas.shape(leaf, mix(d.PINE, d.LEAF, turn % 3 * 0.4))
        canvas.box(x - 30, 590, 60, 54, d.CREAM, 8)
    _speaker(canvas, rng.uniform(430, 560), 650)
    for x in range(160, WIDTH, 320):
        canvas.shape([(x - 20, 0), (x + 20, 0), (x + 190, 700), (x - 190, 700)], fade(d.CREAM, 0.06))
        canvas.glow(x, 6, 120, fade(d.CREAM, 0.8))
    _audience(canvas, rng)


def _audience(canvas: Canvas, rng: Random) -> None:
    for row, y in enumerate((760, 838, 950)):
        size, x = 30 + row * 14, rng.uniform(-60, 0)
        while x < WIDTH + 60:
            shirt = rng.choice((d.WHITE, d.TEAL, d.SEA, d.OCHRE, d.DEEP, d.AQUA))
            canvas.box(x - size * 1.15, y + size * 0.7, size * 2.3, 300, mix(shirt, d.NIGHT, 0.4), size * 0.8)
            canvas.disc(x, y, size * 0.78, mix(d.NIGHT, d.AMBER, rng.choice((0.0, 0.08, 0.16))))
            seat = mix(d.DEEP, d.NIGHT, row * 0.4)
            canvas.box(x - size * 1.35, y + size * 1.7, size * 2.7, 300, seat, size * 0.4)
            x += size * 3.1


def _speaker(canvas: Canvas, x: float, y: float) -> None:
    canvas.disc(x, y - 218, 26, mix(d.SAND, d.AMBER, 0.5))
    canvas.oval(x, y - 231, 27, 17, d.NIGHT)
    canvas.box(x - 42, y - 188, 84, 140, d.NIGHT, 26)
    canvas.shape([(x - 13, y - 188), (x + 13, y - 188), (x, y - 140)], d.WHITE)
    canvas.shape([(x - 62, y - 128), (x + 62, y - 128), (x + 48, y + 4), (x - 48, y + 4)], d.AMBER)
    canvas.box(x - 72, y - 138, 144, 16, d.SAND, 6)


def _laboratory(canvas: Canvas, rng: Random) -> None:
    wall, cupboard = rng.choice(((d.AQUA, d.TEAL), (d.SAND, d.PINE), (d.LEAF, d.DEEP)))
    canvas.band(0, 760, mix(wall, d.WHITE, 0.3), mix(wall, d.WHITE, 0.65))
    x = rng.uniform(90, 150)
    d.view(canvas, rng, x, 100, 560, 430)
    canvas.box(x + 274, 90, 12, 450, d.WHITE)
    canvas.box(x, 306, 560, 10, d.WHITE)
    for shelf in (230, 420):
        canvas.box(870, shelf, 640, 18, d.AMBER, 4)
        x = 900
        while x < 1450:
            wide, tall = rng.uniform(36, 66), rng.uniform(60, 120)
            canvas.box(x + wide * 0.28, shelf - tall - 22, wide * 0.44, 30, d.DEEP, 4)
            canvas.box(x, shelf - tall, wide, tall, rng.choice((d.SEA, d.OCHRE, d.TEAL, d.LEAF, d.CLAY)), 10)
            canvas.box(x + 6, shelf - tall * 0.62, wide - 12, tall * 0.3, d.WHITE, 3)
            x += wide + rng.uniform(12, 44)
    canvas.band(740, 790, d.WHITE, d.CREAM)
    canvas.band(790, HEIGHT, cupboard, mix(cupboard, d.NIGHT, 0.6))
    for x in range(60, WIDTH, 380):
        canvas.box(x, 830, 340, 200, fade(d.WHITE, 0.08), 12)
        canvas.box(x + 130, 862, 80, 12, fade(d.WHITE, 0.5), 6)
    d.microscope(canvas, 1180 + rng.uniform(-30, 30), 750)
    tones = rng.sample((d.OCHRE, d.SEA, d.LEAF, d.CLAY, d.TEAL), 3)
    for x, size, tone in zip((330, 560, 1450), (250, 200, 210), tones, strict=True):
        d.flask(canvas, x + rng.uniform(-35, 35), 756, size * rng.uniform(0.8, 1.25), tone)
    for index in range(6):
        x, level = 718 + index * 46, rng.uniform(50, 110)
        canvas.box(x, 560, 30, 180, fade(d.WHITE, 0.75), 15)
        canvas.box(x + 3, 736 - level, 24, level, rng.choice((d.OCHRE, d.SEA, d.LEAF, d.CLAY)), 12)
    for y in (600, 722):
        canvas.box(700, y, 292, 24, d.AMBER, 6)


def _network(canvas: Canvas, rng: Random) -> None:
    top, low = rng.choice(((d.NIGHT, d.TEAL), (d.DEEP, d.SEA), (d.NIGHT, d.PINE)))
    canvas.band(0, HEIGHT, top, mix(top, low, 0.5), low)
    canvas.glow(800, 500, 640, fade(d.AQUA, 0.4))
    for index in range(160):
        canvas.disc(50 + index % 16 * 100, 50 + index // 16 * 100, 3, fade(d.WHITE, 0.14))
    for radius in (250, 360, 480, 620):
        canvas.ring(800, 500, radius, 2, fade(d.WHITE, 0.12))
    start = rng.uniform(0, 6)
    for index in range(8):
        turn, reach, size = start + index * math.tau / 8, rng.uniform(540, 660), rng.uniform(66, 88)
        x, y = d.polar(800, 500, reach, turn, 0.6)
        route = d.bezier((800, 500), d.polar(800, 500, 330, turn + 0.6, 0.8), (x, y))
        canvas.line(route, fade(d.AQUA, 0.7), 4)
        for stop in (11, 16):
            canvas.disc(*route[stop], 8, d.OCHRE if index % 2 else d.WHITE)
        canvas.disc(x, y, size * 1.25, fade(d.WHITE, 0.13))
        canvas.disc(x, y, size, d.WHITE)
        _ICONS[index % 4](canvas, x, y, size * 0.5, (d.TEAL, d.AMBER, d.PINE, d.DEEP)[index % 4])
    canvas.glow(800, 520, 330, fade(d.NIGHT, 0.7))
    canvas.box(640, 310, 320, 400, d.NIGHT, 34)
    canvas.panel(662, 338, 276, 344, d.WHITE, d.CREAM)
    canvas.disc(800, 450, 74, d.TEAL)
    canvas.rod([(766, 452), (790, 478), (838, 424)], d.WHITE, 16)
    for row, wide in enumerate((210, 170, 120)):
        canvas.box(800 - wide / 2, 566 + row * 34, wide, 15, (d.OCHRE, d.AQUA, d.AQUA)[row], 7)


def _document(canvas: Canvas, x: float, y: float, s: float, color: d.Color) -> None:
    canvas.box(x - s * 0.65, y - s * 0.85, s * 1.3, s * 1.7, color, s * 0.14)
    for row in range(3):
        canvas.box(x - s * 0.4, y + (row * 0.4 - 0.45) * s, s * (0.8 - row * 0.15), s * 0.14, d.WHITE)


def _house(canvas: Canvas, x: float, y: float, s: float, color: d.Color) -> None:
    canvas.box(x - s * 0.6, y - s * 0.1, s * 1.2, s * 0.9, color)
    canvas.shape(d.place(x, y, s, (-0.95, 0), (0, -0.95), (0.95, 0)), color)
    canvas.box(x - s * 0.18, y + s * 0.25, s * 0.36, s * 0.55, d.WHITE)


def _citizen(canvas: Canvas, x: float, y: float, s: float, color: d.Color) -> None:
    canvas.disc(x, y - s * 0.4, s * 0.42, color)
    canvas.shape(d.bezier(*d.place(x, y, s, (-0.8, 0.85), (0, -0.85), (0.8, 0.85))), color)


def _chart(canvas: Canvas, x: float, y: float, s: float, color: d.Color) -> None:
    for bar, tall in enumerate((0.7, 1.15, 1.6)):
        canvas.box(x + (bar * 0.6 - 0.82) * s, y + (0.8 - tall) * s, s * 0.42, s * tall, color, s * 0.08)


def _scales(canvas: Canvas, rng: Random) -> None:
    pale = mix(d.SAND, d.WHITE, 0.3)
    wall, dial = rng.choice(((d.CREAM, d.TEAL), (d.AQUA, d.DEEP), (pale, d.PINE)))
    canvas.band(0, 800, mix(wall, d.WHITE, 0.5), wall)
    canvas.disc(800, 440, 385, fade(dial, 0.14))
    canvas.disc(800, 440, 330, fade(d.WHITE, 0.65))
    canvas.ring(800, 440, 352, 12, dial)
    for tick in range(60):
        turn, major = tick * math.tau / 60, tick % 5 == 0
        ends = [d.polar(800, 440, reach, turn) for reach in (290 if major else 312, 328)]
        canvas.line(ends, fade(dial, 0.75), 7 if major else 3)
    canvas.band(800, HEIGHT, d.AMBER, mix(d.CLAY, d.NIGHT, 0.35))
    canvas.band(796, 812, d.SAND, d.OCHRE)
    canvas.oval(800, 822, 330, 22, fade(d.NIGHT, 0.25))
    canvas.shape([(772, 800), (790, 250), (810, 250), (828, 800)], d.DEEP)
    canvas.box(620, 780, 360, 36, d.NIGHT, 14)
    canvas.box(690, 748, 220, 36, d.DEEP, 12)
    tilt = rng.uniform(-0.05, 0.05)
    for reach, load in ((-430, _weights), (430, _fruit_pile)):
        x, y = d.polar(800, 262, reach, tilt)
        canvas.rod([(800, 262), (x, y)], d.OCHRE, 20)
        canvas.line([(x - 165, y + 330), (x, y), (x + 165, y + 330)], d.AMBER, 4)
        load(canvas, rng, x, y + 334)
        canvas.shade(d.bezier((x - 190, y + 326), (x, y + 450), (x + 190, y + 326)), d.SAND, d.OCHRE, d.AMBER)
        canvas.box(x - 196, y + 320, 392, 15, d.SAND, 7)
    canvas.disc(800, 258, 40, d.OCHRE)
    canvas.disc(800, 258, 20, d.CREAM)


def _weights(canvas: Canvas, rng: Random, x: float, foot: float) -> None:
    for dx, wide in ((-95, 84), (5, 110), (104, 64)):
        left, tall = x + dx - wide / 2, wide * rng.uniform(1.0, 1.25)
        canvas.disc(x + dx, foot - tall - wide * 0.26, wide * 0.2, d.AMBER)
        canvas.box(left + wide * 0.36, foot - tall - wide * 0.2, wide * 0.28, wide * 0.3, d.AMBER)
        canvas.box(left, foot - tall, wide, tall, mix(d.OCHRE, d.AMBER, 0.35), wide * 0.12)
        canvas.box(left + wide * 0.12, foot - tall + 8, wide * 0.16, tall - 16, fade(d.CREAM, 0.5), 6)


def _fruit_pile(canvas: Canvas, rng: Random, x: float, foot: float) -> None:
    for dx, dy in ((-100, 46), (100, 46), (-2, 52), (-52, 130), (52, 128)):
        radius = rng.uniform(50, 58)
        d.pomelo(canvas, x + dx, foot - dy, radius)
        twig = x + dx, foot - dy - radius
        canvas.shape(d.blade(twig, (twig[0] + 10, twig[1] - 34), (twig[0] + 46, twig[1] - 22), 18), d.PINE)


_ICONS = (_document, _house, _citizen, _chart)
_MOTIFS: dict[str, Callable[[Canvas, Random], None]] = {
    "rice_field": _rice_field,
    "river": _river,
    "sunrise_mountains": _sunrise_mountains,
    "lotus": _lotus,
    "city": _city,
    "orchard": _orchard,
    "conference_hall": _conference_hall,
    "laboratory": _laboratory,
    "network": _network,
    "scales": _scales,
}
