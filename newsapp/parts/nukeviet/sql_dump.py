"""Reads the rows of a dump as mysqldump, phpMyAdmin or NukeViet's own backup write it.

The file is read as a stream, packed by gzip or not; memory holds one value at a time. What no table
wants is passed over.
"""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

Row = dict[str, str]
"""Column -> its value as text, "" for NULL."""

CHUNK = 1 << 20
LARGEST_VALUE = 64_000_000
"""Characters of one value or comment: MySQL itself sends no larger packets by default."""

_TOKEN = re.compile(
    r"""(?P<space>\s+|--(?=\s)[^\n]*|\#[^\n]*|/\*.*?\*/)
    |(?P<string>'[^'\\]*(?:(?:\\.|'')[^'\\]*)*'|"[^"\\]*(?:(?:\\.|"")[^"\\]*)*")
    |(?P<name>`(?:[^`]|``)*`)
    |(?P<word>[\w.$@+-]+)
    |(?P<mark>/(?!\*)|[^\s'"`/\w])""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(.)|''|\"\"", re.DOTALL)
_ESCAPED = {"0": "\0", "b": "\b", "n": "\n", "r": "\r", "t": "\t", "Z": "\x1a"}
_NO_COLUMN = frozenset(
    {"primary", "key", "unique", "fulltext", "spatial", "index", "constraint", "foreign", "check"}
)

Token = tuple[str, str]
"""(kind, text): a string, name, word or mark; ("end", "") after the last."""


class Dump:
    """Gives the rows of the tables of which `wants` says that their names are wanted.

    is_cut_off: whether the file ended within a statement, known once all is read.
    """

    def __init__(self, path: Path, wants: Callable[[str], bool]) -> None:
        self._path, self._wants = path, wants
        self._columns: dict[str, list[str]] = {}
        self._tokens: Iterator[Token] = iter(())
        self.is_cut_off = False

    def rows(self) -> Iterator[tuple[str, Row]]:
        """(table, row) of each row, in the order of the file. A damaged packed file ends early."""
        with self._path.open("rb") as raw:
            is_packed = raw.peek(2)[:2] == b"\x1f\x8b"
            stream = gzip.GzipFile(fileobj=raw) if is_packed else raw
            text = io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline="")
            self._tokens = self._scan(text)
            while (token := self._next())[0] != "end":
                keyword = token[1].upper()
                if keyword == "CREATE":
                    self._read_table()
                elif keyword in ("INSERT", "REPLACE"):
                    yield from self._read_insert()
                elif token != ("mark", ";"):
                    self._skip_statement()

    def _scan(self, text: TextIO) -> Iterator[Token]:
        buffer, at, is_over = "", 0, False
        while True:
            match = _TOKEN.match(buffer, at)
            if match is not None and (is_over or match.end() < len(buffer)):
                at = match.end()
                if match.lastgroup != "space":
                    yield str(match.lastgroup), match[0]
                continue
            if is_over:
                break
            chunk = _read(text, max(CHUNK, len(buffer) - at))
            is_over = not chunk or len(buffer) - at > LARGEST_VALUE
            buffer, at = buffer[at:] + chunk, 0
        self.is_cut_off = self.is_cut_off or at < len(buffer)
        yield "end", ""

    def _next(self) -> Token:
        return next(self._tokens, ("end", ""))

    def _skip_statement(self) -> None:
        while (token := self._next()) != ("mark", ";"):
            if token[0] == "end":
                self.is_cut_off = True
                return

    def _read_table(self) -> None:
        """CREATE TABLE `name` (`column` type …, KEY …): note its columns."""
        columns: list[str] = []
        name, depth, is_first = "", 0, True
        while (token := self._next())[0] != "end" and token != ("mark", ";"):
            kind, text = token
            if depth == 0 and kind in ("name", "word"):
                name = name if columns else _name(text)
            if depth == 1 and is_first and _is_column(kind, text):
                columns.append(_name(text))
            depth += {"(": 1, ")": -1}.get(text, 0) if kind == "mark" else 0
            is_first = kind == "mark" and text in ("(", ",") and depth == 1
            if depth == 0 and columns:
                self._skip_statement()
                break
        if self._wants(name):
            self._columns[name] = columns

    def _read_insert(self) -> Iterator[tuple[str, Row]]:
        """INSERT INTO `name` [(`column`, …)] VALUES (…), (…)."""
        table = ""
        columns: list[str] = []
        while (token := self._next())[1].upper() not in ("VALUES", "VALUE"):
            kind, text = token
            if kind == "end" or token == ("mark", ";"):
                return
            if kind == "word" and text.startswith("."):  # the name before was the database's
                table = _name(text)
            elif kind == "name" or (kind == "word" and text.upper() not in ("INTO", "IGNORE")):
                if table:
                    columns.append(_name(text))
                table = table or _name(text)
        if not self._wants(table):
            self._skip_statement()
            return
        names = columns or self._columns.get(table, [])
        while (token := self._next()) != ("mark", ";"):
            if token[0] == "end":
                self.is_cut_off = True
                return
            if token == ("mark", "("):
                values = self._read_values()
                if values is None:
                    self.is_cut_off = True
                    return
                yield table, dict(zip(names, values, strict=False))

    def _read_values(self) -> list[str] | None:
        """The values up to the closing bracket; None where the file ends before it."""
        values: list[str] = []
        value, before, depth = "", "", 0
        while True:
            kind, text = self._next()
            if kind == "end":
                return None
            if kind == "mark" and depth == 0 and text in (",", ")"):
                values.append(value)
                if text == ")":
                    return values
                value, before = "", ""
                continue
            if kind == "mark":
                depth += {"(": 1, ")": -1}.get(text, 0)
            elif depth == 0:
                value = _value(kind, text, before)
                before = text.lower()


def _read(text: TextIO, size: int) -> str:
    try:
        return text.read(size)
    except (EOFError, OSError):  # a packed file that is damaged or cut off
        return ""


def _is_column(kind: str, text: str) -> bool:
    """Whether the first token of a line of CREATE TABLE names a column, and not a key."""
    return kind == "name" or (kind == "word" and text.lower() not in _NO_COLUMN)


def _name(text: str) -> str:
    """A table or column without its quotes, and without the database that it stands in."""
    return text.strip("`").replace("``", "`").rpartition(".")[2]


def _value(kind: str, text: str, before: str) -> str:
    """What a literal says. before: the word in front of it, such as x or _binary."""
    if kind == "string":
        inside = text[1:-1]
        if before == "x":
            return _from_hex(inside)
        return _ESCAPE.sub(_unescaped, inside) if "\\" in inside or text[0] in inside else inside
    lowered = text.lower()
    if lowered.startswith("0x"):
        return _from_hex(text[2:])
    is_prefix = lowered == "null" or lowered == "x" or lowered.startswith("_")
    return "" if is_prefix else text


def _unescaped(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[0][0]
    return _ESCAPED.get(match[1], match[1])


def _from_hex(digits: str) -> str:
    try:
        return bytes.fromhex(digits).decode("utf8", "replace")
    except ValueError:
        return digits
