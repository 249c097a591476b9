"""The archive by day, the English edition, and a copy of an article for reading offline."""

from __future__ import annotations

from flask import Blueprint

from newsapp.registry import Registry

readers = Blueprint("archive", __name__, template_folder="templates")


def register(registry: Registry) -> None:
    from newsapp.parts.archive import (  # noqa: F401 - add pages
        english_frame,
        offline_copy,
        public_archive,
        public_english,
    )
    from newsapp.parts.archive.calendar_names import month, month_name, weekdays

    registry.add_pages(readers=readers)
    registry.app.jinja_env.filters.update(month=month, month_name=month_name)
    registry.app.jinja_env.globals["weekdays"] = weekdays
    registry.add_values("every page", english_frame.frame)
    registry.add_template("head", "archive/_home_head.html", 30)
    registry.add_template("masthead_links", "archive/_other_edition.html")
    registry.add_template("article_tools", "archive/_offline_copy.html")
    registry.add_template("category_side", "archive/_category_side.html")
    registry.add_template("foot", "archive/_foot.html")
    registry.list_pages.append(public_english.list_pages)
