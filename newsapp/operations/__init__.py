"""What the administrator does on the server: back up, restore, upgrade, check."""

from __future__ import annotations

from newsapp.registry import Registry


def register(registry: Registry) -> None:
    from newsapp.operations import dashboard
    from newsapp.operations.health import health

    registry.app.register_blueprint(health)
    registry.add_values("dashboard", dashboard.findings)
    registry.add_template("dashboard.start", "admin/_findings.html")
