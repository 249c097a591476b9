"""Exports of other sites with their right outcomes, which are no part of this project.

The folder stands where NEWSAPP_TEST_MOVING says, else in shared/samples/moving beside a folder above
this one. Without it the tests marked `exports` are left out, as are those of another database.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

_ABOVE = Path(__file__).resolve().parents[1:]
_PLACES = [parent / "shared" / "samples" / "moving" for parent in _ABOVE]
FOLDER = Path(
    os.environ.get("NEWSAPP_TEST_MOVING")
    or next((place for place in _PLACES if place.is_dir()), _PLACES[0])
)
needed = pytest.mark.exports


def expected(kind: str, name: str = "EXPECTED.json") -> Any:
    """What should come of the files in a folder; empty where the folder is missing."""
    path = FOLDER / kind / name
    return json.loads(path.read_text("utf8")) if path.exists() else {}
