"""A page of A4 as a PDF that says Vietnamese words, to readers and to programs, with no font file in it.

The letters are drawn from Helvetica, which every reader of PDFs brings along, and their marks as strokes above and
below (a font of Type 3); a table in the file says which letter each drawing is, so that its text can be read out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 595, 842, 71
"""Points, of which an inch has 72."""
SIZE, LEADING = 12, 19

_BY_WIDTH = {
    191: "'",
    222: "ijl",
    278: " !,./:;I[]ft\\",
    333: "()-`r",
    355: '"',
    389: "*",
    469: "^",
    500: "Jckvxyzs",
    556: "#$?L_0123456789abdeghnopqu",
    584: "+<=>",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
_WIDTHS = {letter: width for width, letters in _BY_WIDTH.items() for letter in letters}
_OTHER = 556
_CIRCUMFLEX, _BREVE, _HORN, _DOT = "\u0302", "\u0306", "\u031b", "\u0323"


@dataclass(frozen=True, slots=True)
class Line:
    """place: "left", "middle" or "right"."""

    text: str
    place: str = "left"


def pdf(lines: list[Line]) -> bytes:
    """One page; what does not fit on it is left out."""
    set_lines = [(piece, line.place) for line in lines for piece in _wrapped(unicodedata.normalize("NFC", line.text))]
    codes = {letter: code for code, letter in enumerate(sorted({c for text, _place in set_lines for c in text}), 1)}
    text = "\n".join(_shown(set_lines, codes)).encode("ascii")
    return _file([*_frame(), *_font(codes), _stream(text), *map(_drawing, codes)])


def _wrapped(text: str) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and _width(f"{line} {word}") > WIDTH - 2 * MARGIN:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line


def _width(text: str) -> float:
    """Points."""
    return sum(_of_letter(c) for c in text) * SIZE / 1000


def _of_letter(letter: str) -> int:
    base = {"đ": "d", "Đ": "D"}.get(letter) or unicodedata.normalize("NFD", letter)[0]
    return _WIDTHS.get(base, _OTHER)


def _shown(lines: list[tuple[str, str]], codes: dict[str, int]) -> Iterator[str]:
    for row, (text, place) in enumerate(lines):
        spare = WIDTH - 2 * MARGIN - _width(text)
        x = MARGIN + spare * {"left": 0.0, "middle": 0.5, "right": 1.0}[place]
        y = HEIGHT - MARGIN - row * LEADING
        if y < MARGIN:
            return
        yield f"BT /V {SIZE} Tf {x:.1f} {y} Td <{''.join(f'{codes[c]:02x}' for c in text)}> Tj ET"


def _frame() -> list[bytes]:
    """Objects 1 to 4; the font is 5, what it says 6, the page's text 7, the drawings begin at 8."""
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents 7 0 R/Resources<</Font<</V 5 0 R>>>>>>"
    helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    return [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page.encode(), helvetica.encode()]


def _font(codes: dict[str, int]) -> list[bytes]:
    names = " ".join(f"/g{code}" for code in codes.values())
    drawings = "".join(f"/g{code} {7 + code} 0 R" for code in codes.values())
    widths = " ".join(str(_of_letter(letter)) for letter in codes)
    font = (
        "<</Type/Font/Subtype/Type3/FontBBox[-100 -300 1100 1200]/FontMatrix[0.001 0 0 0.001 0 0]"
        f"/FirstChar 1/LastChar {len(codes)}/Widths[{widths}]/Encoding<</Type/Encoding/Differences[1 {names}]>>"
        f"/CharProcs<<{drawings}>>/Resources<</Font<</H 4 0 R>>>>/ToUnicode 6 0 R>>"
    )
    said = "\n".join(f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items())
    meaning = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /V def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{_in_hundreds(said)}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    return [font.encode("ascii"), _stream(meaning.encode("ascii"))]


def _in_hundreds(said: str) -> str:
    rows = said.splitlines()
    parts = [rows[i : i + 100] for i in range(0, len(rows), 100)]
    return "\n".join("\n".join([f"{len(part)} beginbfchar", *part, "endbfchar"]) for part in parts)


def _drawing(letter: str) -> bytes:
    """The letter without its marks from Helvetica, and its marks as strokes around it."""
    plain = {"đ": "d", "Đ": "D"}.get(letter)
    base, *marks = list(plain or unicodedata.normalize("NFD", letter))
    if _CIRCUMFLEX in marks:
        base = unicodedata.normalize("NFC", base + _CIRCUMFLEX)
        marks.remove(_CIRCUMFLEX)
    width, is_tall = _of_letter(letter), letter.isupper() or letter in "iỉĩ"
    top = (770 if is_tall else 580) + (170 if ord(base) > 127 else 0)
    strokes = [_bar(letter, width)] if plain else []
    if _BREVE in marks:
        strokes.append(_stroke(_BREVE, width, top, is_tall))
        marks.remove(_BREVE)
        top += 130
    strokes += [_stroke(mark, width, top, is_tall) for mark in marks]
    code = base.encode("cp1252", "replace")[0]
    return _stream(f"{width} 0 d0 BT /H 1000 Tf <{code:02x}> Tj ET 62 w 1 J 1 j {' '.join(strokes)}".encode("ascii"))


def _bar(letter: str, width: int) -> str:
    return f"{width // 2} 605 m {width + 10} 605 l S" if letter == "đ" else f"0 365 m {width // 2} 365 l S"


def _stroke(mark: str, width: int, y: int, is_tall: bool) -> str:
    x = width // 2
    height = 700 if is_tall else 510
    return {
        "\u0301": f"{x - 30} {y} m {x + 70} {y + 120} l S",
        "\u0300": f"{x + 30} {y} m {x - 70} {y + 120} l S",
        "\u0303": f"{x - 110} {y + 20} m {x - 60} {y + 150} {x + 50} {y - 40} {x + 110} {y + 100} c S",
        "\u0309": f"{x - 50} {y + 110} m {x + 80} {y + 170} {x + 80} {y + 60} {x} {y} c S",
        _DOT: f"110 w {x} -130 m {x} -130 l S 62 w",
        _BREVE: f"{x - 110} {y + 100} m {x - 80} {y - 20} {x + 80} {y - 20} {x + 110} {y + 100} c S",
        _HORN: f"{width - 70} {height - 40} m {width + 30} {height}"
        f" {width + 40} {height + 60} {width} {height + 90} c S",
    }.get(mark, "")


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def _file(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + end
