from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MIGRATE = """
import sys
from sqlalchemy import inspect
from newsapp import create_app, migrating
from newsapp.database import db

app = create_app({"NEWSAPP_INSTANCE": sys.argv[1], "NEWSAPP_SECRET_KEY": "k" * 64}, parts=())
with app.app_context():
    known_before = set(db.metadatas[None].tables)
    migrating.upgrade()
    known = set(db.metadatas[None].tables)
    unknown = set(inspect(db.engine).get_table_names()) - known - {"alembic_version"}
    print(*sorted(known - known_before))
    print(*sorted(name for name in unknown if migrating.is_modelled(None, name, "", False, None)))
"""


def test_migrations_know_the_tables_of_parts_that_the_site_lacks(tmp_path: Path) -> None:
    """In a process of its own, which has imported no part."""
    arguments = [sys.executable, "-c", MIGRATE, str(tmp_path)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    learned, unknown = done.stdout.split("\n")[:2]
    assert {"second_factor", "recovery_code"} <= set(learned.split())
    assert unknown == ""
