"""What was last done to an installation: a small file each for backup, drill, restore and upgrade."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from newsapp.media import files
from newsapp.ownership import give_to_owner_of

Record = dict[str, Any]


def note(instance: Path, what: str, record: Record) -> None:
    """Keep `record` as what `last_<what>.json` says from now on."""
    path = instance / f"last_{what}.json"
    files.write((json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode(), path)
    give_to_owner_of(instance, path)


def last(instance: Path, what: str) -> Record:
    """The last record of that kind; empty where there is none that can be read."""
    try:
        record = json.loads((instance / f"last_{what}.json").read_text("utf8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def age(record: Record, now: datetime, key: str = "at") -> timedelta | None:
    """How long ago the record's moment is; None where it has none."""
    try:
        moment = datetime.fromisoformat(record[key])
        return now - moment
    except (KeyError, TypeError, ValueError):
        return None
