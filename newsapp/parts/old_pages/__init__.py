"""Bringing in articles from pages saved from an old site: many by a command, one by a form."""

from __future__ import annotations

from flask import Blueprint

from newsapp.registry import Registry

staff = Blueprint("old_pages", __name__, template_folder="templates")


def register(registry: Registry) -> None:
    from newsapp.parts.old_pages import admin  # noqa: F401 - it adds its pages
    from newsapp.parts.old_pages.commands import import_portal

    registry.import_commands.append(import_portal)
    registry.add_pages(staff=staff)
    registry.add_menu_paths("admin.articles", "old-pages")
    registry.add_template("other_imports", "old_pages/_link.html")
