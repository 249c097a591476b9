"""What setup.cfg cannot say: an installed package carries the migrations inside itself."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

MIGRATIONS = Path(__file__).parent / "migrations"


class BuildWithMigrations(build_py):
    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "newsapp" / "migrations"
            unwanted = shutil.ignore_patterns("__pycache__")
            shutil.copytree(MIGRATIONS, target, ignore=unwanted, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithMigrations})
