from __future__ import annotations

from pathlib import Path

import pytest

from newsapp.operations.backup import atomic_swap


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """An instance with an old state, and a new one that stands ready."""
    for folder, word in ((tmp_path, "old"), (tmp_path / "restoring-1", "new")):
        (folder / "media").mkdir(parents=True)
        (folder / "media" / "file").write_text(word)
        for name in ("content.db", "visitors.db", "secret_key"):
            (folder / name).write_text(word)
    (tmp_path / "content.db-wal").write_text("old")
    return tmp_path


def swap(house: Path) -> None:
    names = ["content.db", "visitors.db", "media", "secret_key"]
    atomic_swap.swap_in(house, house / "restoring-1", house / "former-1", names)


def words(folder: Path) -> dict[str, str]:
    files = [
        *folder.glob("content.db*"),
        folder / "visitors.db",
        folder / "secret_key",
        folder / "media" / "file",
    ]
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


def assert_swapped(house: Path) -> None:
    assert words(house) == dict.fromkeys(
        ("content.db", "visitors.db", "secret_key", "media/file"), "new"
    )
    former = dict.fromkeys(
        ("content.db", "content.db-wal", "visitors.db", "secret_key", "media/file"), "old"
    )
    assert words(house / "former-1") == former
    assert not (house / atomic_swap.JOURNAL).exists()
    assert not (house / "restoring-1").exists()


def test_the_new_state_takes_the_place_of_the_old(house: Path) -> None:
    swap(house)
    assert_swapped(house)


@pytest.mark.parametrize("moves", range(9))
def test_a_crash_after_any_move_is_finished_by_whoever_starts_next(
    house: Path, moves: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, rename = [moves], Path.rename

    def crash_after(path: Path, target: Path) -> Path:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", crash_after)
    with pytest.raises(KeyboardInterrupt):
        swap(house)
    monkeypatch.undo()
    assert atomic_swap.finish(house)
    assert_swapped(house)


def test_nothing_is_done_where_no_swap_was_begun(house: Path) -> None:
    before = words(house)
    assert not atomic_swap.finish(house)
    assert words(house) == before
