"""The visitors' store that reports read: the visitors' database."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from newsapp.database import db
from newsapp.visitors.sql_counter_store import SqlCounterStore


@pytest.fixture
def sql_store(app: Flask) -> SqlCounterStore:
    return SqlCounterStore(db.engines["visitors"], ZoneInfo("Asia/Ho_Chi_Minh"))
