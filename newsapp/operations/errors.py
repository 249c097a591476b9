"""Why a backup, a restore or an upgrade cannot go on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError


class OperationError(Exception):
    """The operation cannot go on; the message says why, in words for an administrator."""


def refuse_without_room(folder: Path, needed: int) -> None:
    """Raise OperationError where the disk of `folder` has less than `needed` bytes free."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise OperationError(
            f"{folder}: {needed // 1_000_000} MB are needed, {free // 1_000_000} MB are free"
        )


@contextmanager
def errors_as_messages() -> Iterator[None]:
    """Let a command end with the message of an error, and without a traceback."""
    try:
        yield
    except OperationError as error:
        raise click.ClickException(str(error)) from None
    except (OSError, SQLAlchemyError) as error:
        raise click.ClickException(str(error).partition("\n")[0]) from None
