"""Bringing texts in: from Word files, from the clipboard, from old Vietnamese fonts."""

from __future__ import annotations

from flask import Blueprint

from newsapp.registry import Registry

staff = Blueprint("writing", __name__, template_folder="templates")


def register(registry: Registry) -> None:
    from newsapp.parts.writing import admin, docx_import, paste_api  # noqa: F401 - it adds its page
    from newsapp.parts.writing.commands import import_docx

    registry.add_pages(staff=staff)
    registry.add_menu_paths("admin.articles", "import")
    registry.add_template("article_actions", "writing/_import_link.html")
    registry.add_template("nothing_to_do", "writing/_import_hint.html")
    registry.add_values("article_form_urls", paste_api.urls)
    registry.add_template("toolbar_menu", "writing/_toolbar_item.html")
    registry.add_template("article_form_dialogs", "writing/_legacy_dialog.html")
    registry.import_commands.append(import_docx)
    for ending in docx_import.ENDINGS:
        registry.old_file_readers[ending] = docx_import.read_one
