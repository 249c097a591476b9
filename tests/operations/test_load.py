"""Backing up while two editors save and readers read, and restoring elsewhere."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from newsapp.operations.backup import manifest
from tests.operations.people import Editor, Reader, at_work, missing_files, texts, wait_for_saves
from tests.servers import serving

pytestmark = [pytest.mark.server, pytest.mark.long]
Command = Callable[..., subprocess.CompletedProcess[str]]


def test_every_acknowledged_save_is_in_the_backup_and_every_file_matches(
    newsroom: Path, newsapp: Command, editors: Callable[[str], list[Editor]], tmp_path: Path
) -> None:
    promised: dict[Path, set[str]] = {}
    with serving(newsroom) as server:
        people = editors(server.url)
        readers = [Reader(server.url), Reader(server.url)]
        with at_work(*people, *readers):
            for target in (tmp_path / "one.tar.gz", tmp_path / "backups", tmp_path / "backups"):
                before = wait_for_saves(people)
                done = newsapp("backup", target)
                assert done.returncode == 0, done.stderr
                promised[Path(done.stdout.partition(": ")[0])] = before
        busy = newsapp("restore", tmp_path / "one.tar.gz", "--yes")
        assert busy.returncode == 1
        assert "open: stop the site first" in busy.stderr
    assert len(promised) == 3
    assert all(len(before) >= 3 for before in promised.values()), promised
    assert not [reader.failed for reader in readers if reader.failed]
    assert not [one.refused for one in people if one.refused]
    for number, (backup, before) in enumerate(promised.items()):
        elsewhere = tmp_path / f"elsewhere-{number}"
        done = newsapp("restore", backup, "--into", elsewhere)
        assert done.returncode == 0, done.stderr
        assert before - texts(elsewhere) == set()
        assert missing_files(elsewhere) == []
        for path in (elsewhere / "media").rglob("*.*"):
            name = path.relative_to(elsewhere).as_posix()
            assert (
                manifest.entry_of(elsewhere, name).sha256
                == manifest.entry_of(newsroom, name).sha256
            )
    done = newsapp("drill")
    assert done.returncode == 0, done.stderr
    assert "restores" in done.stdout
