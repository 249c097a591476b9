"""Drafts: autosave, who else has the form open, versions, comparison, previews."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from newsapp.audit import Action
from newsapp.registry import FileUses, Registry

readers = Blueprint("drafts", __name__, template_folder="templates")
staff = Blueprint("drafts", __name__)
AUDIT_ACTIONS = {
    "article.go_back": Action(
        _l("Khôi phục bản %(former)s của bài “%(title)s” (thành bản %(revision)s)"),
        {"former", "revision", "title"},
    ),
    "article.share": Action(
        _l("Tạo liên kết xem trước bài “%(title)s” (bản %(revision)s)"), {"revision", "title"}
    ),
    "article.end_links": Action(_l("Hủy các liên kết xem trước của bài “%(title)s”"), {"title"}),
}


TEMPLATES = {
    "article_form.hidden": "_hidden.html",
    "article_form.notes": "_notes.html",
    "article_form.forms": "_forms.html",
    "article_form.preview": "_preview_button.html",
    "article_form.more": "_more.html",
    "dashboard.texts": "_begun.html",
}


def register(registry: Registry) -> None:
    from newsapp.parts.drafts import (  # noqa: F401 - some only add their pages
        admin_preview,
        autosave_api,
        autosaves,
        kept_texts,
        public,
        versions,
    )

    registry.add_pages(readers=readers, staff=staff)
    registry.add_audit_actions(AUDIT_ACTIONS)
    registry.hidden_paths.append("/xem-truoc/")
    registry.file_uses.append(FileUses(is_used=autosaves.mentions))
    registry.may_see_file.append(public.is_shared)
    registry.categories_merged.append(autosaves.move_to_category)
    registry.unsaved_texts = kept_texts.KeptTexts()
    registry.add_values("article_form", kept_texts.form_values)
    registry.add_values("article_form_urls", kept_texts.form_urls)
    registry.add_values("dashboard", kept_texts.begun_texts)
    for place, template in TEMPLATES.items():
        registry.add_template(place, f"drafts/{template}")
