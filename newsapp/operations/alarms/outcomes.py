"""How the nightly tasks went: what failed stays noted until it works again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from newsapp import clock
from newsapp.operations.backup import records
from newsapp.operations.backup.records import Record
from newsapp.operations.errors import OperationError

KIND = "failures"


def failures(instance: Path) -> dict[str, Record]:
    """Task -> {at, problem, kind} for each that failed when it ran last."""
    return {task: failure for task, failure in _noted(instance).items() if "problem" in failure}


def note_failure(instance: Path, task: str, problem: str, kind: str = "") -> None:
    """kind: what stays the same while it is the same problem; "": the problem itself."""
    failure = {"at": clock.now().isoformat(), "problem": problem, "kind": kind or problem}
    _note(instance, task, _told(instance, task) | failure)


def note_success(instance: Path, task: str) -> None:
    if task in _noted(instance):
        _note(instance, task, _told(instance, task))


def note_told(instance: Path, task: str) -> None:
    """Note that somebody knows of the failure."""
    failure = failures(instance)[task]
    told = {"told": failure["kind"], "told_at": clock.now().isoformat()}
    _note(instance, task, failure | told)


def take_told(instance: Path, task: str) -> bool:
    """Whether somebody was told of a failure that has ended; then it is forgotten."""
    if not _told(instance, task):
        return False
    _note(instance, task, {})
    return True


def _noted(instance: Path) -> dict[str, Record]:
    """Task -> the failure, and what was told of it, which stays until its end was told too."""
    noted = records.last(instance, KIND)
    return {task: failure for task, failure in noted.items() if isinstance(failure, dict)}


def _told(instance: Path, task: str) -> Record:
    failure = _noted(instance).get(task, {})
    return {key: failure[key] for key in ("told", "told_at") if key in failure}


def _note(instance: Path, task: str, failure: Record) -> None:
    records.note(instance, KIND, _noted(instance) | {task: failure})


@contextmanager
def noted(instance: Path, task: str) -> Iterator[None]:
    """Note how a task ends, so that `newsapp check` and the dashboard say so at once."""
    try:
        yield
    except (OperationError, OSError, SQLAlchemyError) as error:
        note_failure(instance, task, str(error).partition("\n")[0])
        raise
    note_success(instance, task)
