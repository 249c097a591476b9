"""The readers' search."""

from __future__ import annotations

from flask import Blueprint

from newsapp.findings import Check
from newsapp.registry import Registry

readers = Blueprint("search", __name__, template_folder="templates")


def register(registry: Registry) -> None:
    """Add the pages, the form in the masthead, the index of live texts and `newsapp search`.

    Parts can show what they find themselves above the first results: `add_values("search", …)`
    with a function of the words and the moment, and `add_template("search_results", …)`.
    """
    from newsapp.parts.search import article_index, public  # noqa: F401 - it adds its pages
    from newsapp.parts.search.check import look
    from newsapp.parts.search.commands import search

    registry.add_pages(readers=readers)
    registry.hidden_paths.append("/tim-kiem")
    registry.add_template("masthead", "search/_masthead_form.html")
    registry.add_template("head", "search/_head.html")
    registry.search_text_changed.append(article_index.index)
    registry.unpublished.append(article_index.unindex)
    registry.checks.append(Check("search", look))
    registry.app.cli.add_command(search)
