"""Instance folders that start as another one is."""

from __future__ import annotations

import shutil
from pathlib import Path


def copy_instance(original: Path, folder: Path) -> Path:
    """Copy an instance folder. The static files, which no test changes, are the original's."""
    shutil.copytree(original, folder, ignore=shutil.ignore_patterns("static"))
    (folder / "static").symlink_to(original / "static")
    return folder
