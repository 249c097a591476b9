"""Literals and statements as the tools that write dumps write them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from newsapp.parts.nukeviet.sql_dump import Dump, Row


def rows(tmp_path: Path, text: str | bytes, *, cut: bool = False) -> list[tuple[str, Row]]:
    path = tmp_path / "dump.sql"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    dump = Dump(path, lambda table: table.startswith("t"))
    found = list(dump.rows())
    assert dump.is_cut_off is cut
    return found


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        ("'chữ'", "chữ"),
        (r"'nháy \' và \" kép'", "nháy ' và \" kép"),
        ("'hai '' nháy'", "hai ' nháy"),
        (r"'dòng\r\nmới\ttab\\n'", "dòng\r\nmới\ttab\\n"),
        (r"'\0\Z\b\%\_\x'", "\0\x1a\b%_x"),
        ("''", ""),
        ("' -- không phải ghi chú; # /* '", " -- không phải ghi chú; # /* "),
        ("'(ngoặc), phẩy'", "(ngoặc), phẩy"),
        ('"nháy kép ""trong"" \' "', 'nháy kép "trong" \' '),
        ("NULL", ""),
        ("-12.5e3", "-12.5e3"),
        ("0xC490E1BBA9", "Đứ"),
        ("x'C490'", "Đ"),
        ("X'c490'", "Đ"),
        ("_binary 'chữ'", "chữ"),
        ("_utf8mb4'chữ'", "chữ"),
        ("CURRENT_TIMESTAMP(6)", "CURRENT_TIMESTAMP"),
        ("0xZZ", "ZZ"),
        (" /* lời */ 7 ", "7"),
    ],
)
def test_a_value_is_read(tmp_path: Path, literal: str, value: str) -> None:
    text = f"INSERT INTO `t` (`a`, `b`) VALUES ({literal}, 'sau');"
    assert rows(tmp_path, text) == [("t", {"a": value, "b": "sau"})]


@pytest.mark.parametrize(
    "insert",
    [
        "INSERT INTO `t` VALUES (1,'x'),(2,'y');",
        "INSERT IGNORE INTO t(a,b) VALUES(1,'x'),\n  (2,'y');",
        "REPLACE INTO `db`.`t` (a, `b`) VALUE (1,'x') , (2,'y') ;",
        "insert into `t` values (1,'x');insert into `t` values (2,'y')\n;",
    ],
)
def test_rows_get_their_columns(tmp_path: Path, insert: str) -> None:
    table = (
        "CREATE TABLE IF NOT EXISTS `t` (\n `a` decimal(5,2) NOT NULL DEFAULT '0,1',\n"
        " b enum('x','(y') COMMENT 'a, b', PRIMARY KEY (`a`,b), KEY `k` (`b`(10)),"
        " CONSTRAINT `c` FOREIGN KEY (`a`) REFERENCES `o` (`id`)) ENGINE=InnoDB COMMENT='(';\n"
    )
    expected = [("t", {"a": "1", "b": "x"}), ("t", {"a": "2", "b": "y"})]
    assert rows(tmp_path, table + insert) == expected


def test_what_nobody_wants_is_passed_over(tmp_path: Path) -> None:
    text = (
        "-- lời nói đầu; INSERT INTO `t` VALUES (9);\n# cũng vậy;\n/*!40000 ALTER TABLE `t` ; */;\n"
        "CREATE TABLE `other` (`a` int);INSERT INTO `other` VALUES (1,';INSERT INTO `t`');\n"
        "SET @x = 'a;b'; LOCK TABLES `t` WRITE;INSERT INTO `t` (`a`) VALUES (1);"
    )
    assert rows(tmp_path, text) == [("t", {"a": "1"})]


def test_a_packed_file_and_a_mark_at_the_beginning_are_read(tmp_path: Path) -> None:
    text = "INSERT INTO `t` (`a`) VALUES ('chữ');"
    assert rows(tmp_path, gzip.compress(b"\xef\xbb\xbf" + text.encode())) == [("t", {"a": "chữ"})]


def test_values_longer_than_what_is_read_at_once(tmp_path: Path) -> None:
    long = "chữ ' \\ \n" * 300_000
    escaped = long.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
    found = rows(tmp_path, f"INSERT INTO `t` (`a`,`b`) VALUES ('{escaped}',1),('x',2);")
    assert [row["a"] == long for _table, row in found] == [True, False]


@pytest.mark.parametrize("end", [")", ",'y')", "'", "2", "", ",(2,'chưa"])
def test_a_file_that_is_cut_off_gives_the_rows_before(tmp_path: Path, end: str) -> None:
    text = f"INSERT INTO `t` (`a`,`b`) VALUES (1,'x'),(2,'y{end}"
    assert rows(tmp_path, text, cut=True)[0] == ("t", {"a": "1", "b": "x"})


def test_a_packed_file_that_is_cut_off_gives_the_rows_before(tmp_path: Path) -> None:
    text = "".join(f"INSERT INTO `t` (`a`) VALUES ('{n:x}{n**9:x}');" for n in range(200_000))
    packed = gzip.compress(text.encode())
    found = rows(tmp_path, packed[: len(packed) // 2], cut=True)
    assert 0 < len(found) < 200_000
