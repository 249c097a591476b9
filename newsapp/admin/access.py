"""Permissions of staff pages: each view states its action, which is checked before it runs.

A view of one thing checks again with its owner, and so does the verb that it calls.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def allows(action: str, *, posted: str = "") -> Callable[[View], View]:
    """Open the view to those who may do `action`, or `<action>_own` for what is their own.

    posted: the action that a POST takes, where that is more than looking.
    """

    def mark(view: View) -> View:
        view.action, view.posted_action = action, posted or action  # type: ignore[attr-defined]
        return view

    return mark


def open_to_strangers(view: View) -> View:
    """Open the view to everybody, signed in or not."""
    view.is_open = True  # type: ignore[attr-defined]
    return view


def is_open(view: Callable[..., Any] | None) -> bool:
    return getattr(view, "is_open", False)


def action_of(view: Callable[..., Any], method: str) -> str:
    """The action that a request with `method` takes.

    Raises LookupError where the view states none: a page that was forgotten stays closed.
    """
    action: str | None = getattr(view, "posted_action" if method == "POST" else "action", None)
    if action is None:
        raise LookupError(f"{view.__module__}.{view.__name__} does not state who may open it")
    return action
