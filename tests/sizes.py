"""How large the code is: lines, and tokens a line of code, of the core, each part and the rest.

`python -m tests.sizes` prints the table. A token is what Python's tokenizer makes, without comments
and without the layout (line ends, indentation). A line of code is one that holds a token.
"""

from __future__ import annotations

import ast
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import newsapp

ROOT = Path(newsapp.__file__).parent
APART = ("operations", "cluster", "demo", "importing", "page_reading")
LEFT_OUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}


@dataclass
class Size:
    lines: int = 0
    code: int = 0
    tokens: int = 0

    @property
    def density(self) -> float:
        """Tokens a line of code."""
        return self.tokens / max(1, self.code)

    def add(self, other: Size) -> None:
        self.lines += other.lines
        self.code += other.code
        self.tokens += other.tokens


def room_of(path: Path) -> str:
    """The room of a module: core, a part, or what stands apart."""
    names = path.relative_to(ROOT).parts
    if names[0] == "parts" and len(names) > 2:
        return f"parts/{names[1]}"
    return names[0] if names[0] in APART else "core"


def size_of(path: Path) -> Size:
    tokens, code = 0, set()
    with path.open("rb") as source:
        for token in tokenize.tokenize(source.readline):
            if token.type not in LEFT_OUT:
                tokens += 1
                code |= set(range(token.start[0], token.end[0] + 1))
    return Size(len(path.read_text("utf8").splitlines()), len(code), tokens)


def sizes() -> dict[str, Size]:
    """Room -> its size; "all" is everything."""
    rooms = {"all": Size()}
    for path in sorted(ROOT.rglob("*.py")):
        size = size_of(path)
        rooms["all"].add(size)
        rooms.setdefault(room_of(path), Size()).add(size)
    return rooms


def functions() -> Iterator[tuple[str, int]]:
    """(where, lines) of every function."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            if isinstance(node, ast.FunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                yield f"{path.relative_to(ROOT)}:{node.name}", lines


def main() -> None:
    print(f"{'room':22} {'lines':>7} {'code':>7} {'tokens':>8} {'tokens a line':>14}")
    for room, size in sorted(sizes().items()):
        print(f"{room:22} {size.lines:7} {size.code:7} {size.tokens:8} {size.density:14.2f}")


if __name__ == "__main__":
    main()
