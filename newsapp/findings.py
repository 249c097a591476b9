"""What may be wrong with an installation, and the checks that look for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InstallationFinding:
    """One thing that is wrong, and what to do about it.

    code: a name that never changes; severity: "error" where something does not work or is unsafe,
    otherwise "warning".
    """

    code: str
    severity: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Check:
    """Looks for what may be wrong in one field. is_quick: it does not read every row or file."""

    name: str
    look: Callable[[], Iterable[InstallationFinding]]
    is_quick: bool = False


def error(code: str, what: str, remedy: str) -> InstallationFinding:
    return InstallationFinding(code, "error", what, remedy)


def warning(code: str, what: str, remedy: str) -> InstallationFinding:
    return InstallationFinding(code, "warning", what, remedy)
