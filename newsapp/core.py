"""What the core registers, in the same way as a part."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from newsapp.registry import AuditTarget, FileUses, Registry, StaffMenuEntry

STAFF_MENU = [
    StaffMenuEntry("admin.home", "article.list", _l("Bàn làm việc"), 10, paths=("",)),
    StaffMenuEntry("admin.articles", "article.list", _l("Bài viết"), 20, paths=("articles",)),
    StaffMenuEntry("admin.library", "media.use", _l("Thư viện"), 40, paths=("media",)),
    StaffMenuEntry(
        "admin.categories",
        "category.edit",
        lazy_pgettext("plural", "Chuyên mục"),
        50,
        paths=("categories",),
    ),
    StaffMenuEntry(
        "admin.categories",
        "category.edit",
        lazy_pgettext("plural", "Chuyên mục"),
        10,
        place="site",
    ),
    StaffMenuEntry(
        "admin.people", "user.manage", _l("Người dùng"), 20, place="more", paths=("people",)
    ),
    StaffMenuEntry(
        "admin.account", "account.own", _l("Tài khoản"), 40, place="more", paths=("account",)
    ),
]
AUDIT_TARGETS = {
    "article": AuditTarget(_l("Bài viết"), "admin.edit_article"),
    "category": AuditTarget(_l("Chuyên mục"), "admin.category"),
    "user_account": AuditTarget(_l("Tài khoản"), "admin.person"),
    "picture": AuditTarget(_l("Ảnh")),
    "attachment": AuditTarget(_l("Tệp")),
}


def register(registry: Registry) -> None:
    from newsapp.admin import admin
    from newsapp.admin.unsaved_texts import UnsavedTexts
    from newsapp.articles import media_uses, publications, queries
    from newsapp.public import menu_targets, public

    registry.app.register_blueprint(public)
    registry.app.register_blueprint(admin, url_prefix="/admin")
    registry.staff_menu += STAFF_MENU
    registry.unsaved_texts = UnsavedTexts()
    registry.menu_targets += menu_targets.TARGETS
    registry.next_changes.append(queries.next_changes)
    registry.audit_targets.update(AUDIT_TARGETS)
    registry.publications.append(publications.published_between)
    registry.file_uses.append(FileUses(media_uses.uses, media_uses.is_used, media_uses.is_public))
