"""Readers of what many sites export: WordPress' files and feeds."""

from __future__ import annotations

from newsapp.registry import Registry


def register(registry: Registry) -> None:
    from newsapp.parts.imports import commands

    registry.import_commands += commands.ALL
