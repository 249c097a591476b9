"""The generation of the content: changed by each write that readers can see, looked at before each ready page.

It is eight random bytes in a file that every process of the installation maps into its memory, so that looking costs
less than a microsecond, and a change is seen by all at once. Whatever database holds the content, this is the same.
"""

from __future__ import annotations

import mmap
import os
import secrets
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask, current_app

Value = TypeVar("Value")

SIZE = 8


class Generation:
    """A value that differs after each `advance`, in every process that has mapped the same file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o640)
        try:
            if os.fstat(descriptor).st_size < SIZE:
                os.ftruncate(descriptor, SIZE)
            self._memory = mmap.mmap(descriptor, SIZE)
        finally:
            os.close(descriptor)
        self.kept: dict[Callable[[], Any], tuple[bytes, Any]] = {}

    def now(self) -> bytes:
        return self._memory[:SIZE]

    def advance(self) -> None:
        self._memory[:SIZE] = secrets.token_bytes(SIZE)


def kept(read: Callable[[], Value]) -> Callable[[], Value]:
    """Make `read`, which asks the content, ask it once for each generation. What it gives must not change."""

    @wraps(read)
    def keeping() -> Value:
        generation: Generation = current_app.extensions["generation"]
        now = generation.now()
        known = generation.kept.get(read)
        if known is None or known[0] != now:
            known = generation.kept[read] = (now, read())
        value: Value = known[1]
        return value

    return keeping


def init_app(app: Flask) -> None:
    app.extensions["generation"] = Generation(app.config["INSTANCE"] / "generation")
