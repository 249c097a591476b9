"""Writing with an error message when a verb refuses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import flash
from wtforms import Field

from newsapp.database import writing


@contextmanager
def refused_at(field: Field, error: type[Exception]) -> Iterator[None]:
    """Write in one transaction. Where `error` is raised, it becomes the field's error."""
    try:
        with writing():
            yield
    except error as reason:
        field.errors = [str(reason)]


@contextmanager
def refused_by_notice(error: type[Exception]) -> Iterator[None]:
    """Write in one transaction. Where `error` is raised, the next page says why."""
    try:
        with writing():
            yield
    except error as reason:
        flash(str(reason))
