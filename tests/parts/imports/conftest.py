from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from newsapp.accounts.models import User
from newsapp.categories.models import Category

Rows = dict[str, dict[str, str]]
"""Key -> the row of the report."""


@pytest.fixture
def imported(
    app: Flask, administrator: User, news: Category, tmp_path: Path
) -> Callable[..., Rows]:
    """Runs `newsapp import` and gives its report."""

    def run(*arguments: object) -> Rows:
        report = tmp_path / "report.csv"
        words = ["import", *map(str, arguments), "--report", str(report)]
        done = app.test_cli_runner().invoke(args=words)
        assert done.exit_code == 0, done.output
        return {
            row["key"]: row for row in csv.DictReader(report.read_text("utf-8-sig").split("\n"))
        }

    return run
