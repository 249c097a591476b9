from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from newsapp.generation import AnnouncedGeneration, Generation


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


def soon(is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.01)
    return is_so()


def test_a_change_on_another_machine_is_heard_of(tmp_path: Path, redis_url: str) -> None:
    here, there = (AnnouncedGeneration(tmp_path / name, redis_url) for name in ("here", "there"))
    before = there.now()
    assert soon(lambda: there.now() != before), "listening begins with a new generation"
    here.now()
    time.sleep(0.2)
    before = there.now()
    here.advance()
    assert soon(lambda: there.now() != before)


def test_one_announces_without_changing_again_by_it(tmp_path: Path, redis_url: str) -> None:
    here = AnnouncedGeneration(tmp_path / "here", redis_url)
    before = here.now()
    assert soon(lambda: here.now() != before)
    here.advance()
    after = here.now()
    time.sleep(0.2)
    assert here.now() == after


def test_without_redis_this_machine_goes_on(tmp_path: Path) -> None:
    here = AnnouncedGeneration(tmp_path / "here", "unix:///nonexistent/redis.sock")
    before = here.now()
    here.advance()
    assert here.now() != before
