"""Bringing articles in from other sites, whatever they come from.

A part reads an old site's files and gives what it finds, item by item, as `incoming.Incoming`.
The rest is here: the old site's pictures and files, saving each item in a transaction of its own,
running again without doubling anything, the report, and what the commands of all readers share.
"""

from __future__ import annotations

from newsapp.registry import Registry


def register(registry: Registry) -> None:
    from newsapp.importing import models  # noqa: F401 - the site knows its table
    from newsapp.importing.commands import add_group

    registry.after_registration.append(lambda: add_group(registry))
