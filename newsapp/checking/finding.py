"""One thing that is wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """code: a name that stays; severity: error (something does not work, or is unsafe) or warning."""

    code: str
    severity: str
    what: str
    remedy: str


def error(code: str, what: str, remedy: str) -> Finding:
    return Finding(code, "error", what, remedy)


def warning(code: str, what: str, remedy: str) -> Finding:
    return Finding(code, "warning", what, remedy)
