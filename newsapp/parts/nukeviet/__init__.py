"""The news of a NukeViet site, read from a dump of its database."""

from __future__ import annotations

from newsapp.registry import Registry


def register(registry: Registry) -> None:
    from newsapp.parts.nukeviet.commands import import_nukeviet

    registry.import_commands.append(import_nukeviet)
