from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from newsapp.generation import Generation


def test_a_change_is_seen_through_every_mapping(tmp_path: Path) -> None:
    here, there = Generation(tmp_path / "generation"), Generation(tmp_path / "generation")
    before = here.now()
    there.advance()
    assert here.now() == there.now() != before


def test_a_change_in_another_process_is_seen_here(tmp_path: Path) -> None:
    here = Generation(tmp_path / "generation")
    before = here.now()
    code = "import pathlib, sys, newsapp.generation as g; g.Generation(pathlib.Path(sys.argv[1])).advance()"
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "generation")], check=True)
    assert here.now() != before
