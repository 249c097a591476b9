"""Tags: articles of any category under one word."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from newsapp.accounts.permissions import EDITORS
from newsapp.audit import Action
from newsapp.registry import AuditTarget, Registry, StaffMenuEntry

readers = Blueprint("tags", __name__, template_folder="templates")
staff = Blueprint("tags", __name__)
PERMISSIONS = {"tag.edit": EDITORS}
AUDIT_ACTIONS = {
    "tag.rename": Action(
        _l("Đổi tên từ khóa “%(before)s” thành “%(after)s”"), {"after", "before"}, is_public=True
    ),
    "tag.merge": Action(
        _l("Gộp từ khóa “%(name)s” vào “%(into)s”, %(articles)s bài"),
        {"articles", "into", "name"},
        is_public=True,
    ),
    "tag.delete": Action(
        _l("Xóa từ khóa “%(name)s”, %(articles)s bài"), {"articles", "name"}, is_public=True
    ),
}
STAFF_MENU_ENTRY = StaffMenuEntry("admin.tags.tags", "tag.edit", _l("Từ khóa"), 40, place="site")


def register(registry: Registry) -> None:
    from newsapp.articles import tag_names
    from newsapp.parts.tags import admin, menu, public, queries, tagging

    registry.add_pages(readers=readers, staff=staff)
    registry.add_permissions(PERMISSIONS)
    registry.add_audit_actions(AUDIT_ACTIONS)
    registry.audit_targets["tag"] = AuditTarget(_l("Từ khóa"), "admin.tags.tag")
    registry.staff_menu.append(STAFF_MENU_ENTRY)
    registry.add_menu_paths("admin.categories", "tags")
    registry.before_publish.append(tagging.make_new)
    registry.published.append(tagging.index)
    registry.unpublished.append(tagging.unindex)
    registry.current_tags = tagging.current_names
    registry.feeds["public.tags.tag"] = public.followed_tag
    registry.link_targets["public.tags.tag"] = queries.is_there
    registry.menu_targets.append(menu.TARGET)
    registry.app.jinja_env.filters["tag_address"] = tag_names.address
    registry.add_values("article_form", admin.suggestions)
    registry.add_values("article", public.sharing_tags)
    registry.add_template("article_foot", "tags/_article_tags.html", 10)
    registry.add_template("article_side", "tags/_related.html")
