"""The parts of the site beside its core. Each registers itself; none knows another."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import cast

from newsapp.registry import Part

NAMES = (
    "archive",
    "contact",
    "documents",
    "drafts",
    "exports",
    "feeds",
    "first_steps",
    "identity",
    "imports",
    "notices",
    "nukeviet",
    "old_pages",
    "pages",
    "redirects",
    "reports",
    "seals",
    "search",
    "second_factor",
    "tags",
    "writing",
)
"""All parts, in the order in which they register."""


def every_part() -> Sequence[Part]:
    return [cast("Part", import_module(f"newsapp.parts.{name}")) for name in NAMES]
