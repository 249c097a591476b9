"""The first steps of a site without news, for administrators when they arrive."""

from __future__ import annotations

from flask import Blueprint

from newsapp.registry import Registry

staff = Blueprint("first_steps", __name__, template_folder="templates")


def register(registry: Registry) -> None:
    from newsapp.parts.first_steps import admin

    registry.add_pages(staff=staff)
    registry.add_values("dashboard", admin.first_steps)
    registry.add_template("dashboard.start", "first_steps/_first_steps.html", 60)
