"""Seals of what is live, so that a text that was changed beside the site is noticed."""

from __future__ import annotations

from newsapp.findings import Check
from newsapp.registry import Registry


def register(registry: Registry) -> None:
    from newsapp.parts.seals import check, commands, sealing

    registry.search_text_changed.append(sealing.seal)
    registry.checks.append(Check("seals", check.look))
    registry.app.cli.add_command(commands.seal)
    registry.app.cli.add_command(commands.links)
