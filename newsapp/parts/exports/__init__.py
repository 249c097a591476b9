"""Taking the site elsewhere: everything in one file, WordPress' format, or plain pages."""

from __future__ import annotations

from newsapp.registry import Registry


def register(registry: Registry) -> None:
    from newsapp.parts.exports import commands

    registry.app.cli.add_command(commands.export)
    registry.import_commands.append(commands.import_newsapp)
