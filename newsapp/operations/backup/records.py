"""What was last done to an installation: a small file each for backup, drill, restore, upgrade."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from newsapp.file_owner import give_to_owner_of
from newsapp.media import files

Record = dict[str, Any]


def note(instance: Path, kind: str, record: Record) -> None:
    """Keep the record as the last one of its kind, in `last_<kind>.json`."""
    path = instance / f"last_{kind}.json"
    files.write((json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode(), path)
    give_to_owner_of(instance, path)


def last(instance: Path, kind: str) -> Record:
    """The last record of that kind; empty where there is none that can be read."""
    try:
        record = json.loads((instance / f"last_{kind}.json").read_text("utf8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def age(record: Record, now: datetime) -> timedelta | None:
    """How long ago the record was made; None where it does not say."""
    try:
        return now - datetime.fromisoformat(record["at"])
    except (KeyError, TypeError, ValueError):
        return None
