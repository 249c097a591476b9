"""A step of building the package, which setup.cfg names: the migrations go inside it."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools.command.build_py import build_py

MIGRATIONS = Path(__file__).parents[1] / "migrations"


class BuildWithMigrations(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "newsapp" / "migrations"
            unwanted = shutil.ignore_patterns("__pycache__")
            shutil.copytree(MIGRATIONS, target, ignore=unwanted, dirs_exist_ok=True)
