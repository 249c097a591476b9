"""No column is forgotten, and none goes out that must not."""

from __future__ import annotations

import pytest
from flask import Flask

from newsapp.database import db
from newsapp.parts.exports.contents import EXPORTED, LEFT_OUT


def columns() -> set[str]:
    return {
        f"{table.name}.{column.name}"
        for metadata in db.metadatas.values()
        for table in metadata.tables.values()
        for column in table.columns
    }


def test_every_column_is_exported_or_left_out_for_a_reason(app: Flask) -> None:
    out = {f"{table}.{name}" for table, names in EXPORTED.items() for name in names.split()}
    left = {name for name in columns() if {name, name.partition(".")[0]} & LEFT_OUT.keys()}
    assert out & left == set()
    assert columns() - out - left == set(), "say in contents.py whether exports hold it"
    assert out - columns() == set()
    assert {each.partition(".")[0] for each in LEFT_OUT} <= {c.partition(".")[0] for c in left}
    assert all(LEFT_OUT.values())


@pytest.mark.parametrize("word", ["password", "seed", "epoch", "recovery", "secret", "failures"])
def test_nothing_that_signs_in_goes_out(word: str) -> None:
    names = [f"{table} {columns}" for table, columns in EXPORTED.items()]
    assert [each for each in names if word in each] == []
