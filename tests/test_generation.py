from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from newsapp.generation import Generation, SharedGeneration


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


def test_machines_share_it_in_redis(redis_url: str) -> None:
    here, there = (SharedGeneration(redis_url, "test:generation") for _ in range(2))
    before_here, before_there = here.now(), there.now()
    assert (here.now(), there.now()) == (before_here, before_there)
    there.advance()
    assert here.now() != before_here
    assert there.now() != before_there


def test_nothing_counts_as_ready_while_redis_does_not_answer(tmp_path: Path) -> None:
    lost = SharedGeneration(f"unix://{tmp_path}/nobody.sock")
    assert lost.now() != lost.now()
    lost.advance()
    assert lost.now() != lost.now()
