"""Which action of accounts/permissions.py each staff page takes. The door asks before the page is reached.

A page of one thing asks again whose it is, and the verb behind it asks once more.
"""

from __future__ import annotations

OPEN = frozenset({"admin.sign_in", "admin.sign_in_code", "admin.use_link"})
"""The endpoints that a stranger may reach."""

ACTIONS = {
    "admin.home": "article.list",
    "admin.articles": "article.list",
    "admin.new_article": "article.create",
    "admin.edit_article": "article.edit",
    "admin.preview": "article.edit",
    "admin.share_article": "article.edit",
    "admin.history": "article.edit",
    "admin.version": "article.edit",
    "admin.compare_versions": "article.edit",
    "admin.go_back": "article.edit",
    # Moving takes no more than this; the rest of what is done to several is asked for when it is named.
    "admin.several_articles": "article.edit",
    "admin.do_to_several": "article.edit",
    "admin.unpublish_article": "article.unpublish",
    "admin.trash_article": "article.trash",
    "admin.restore_article": "article.restore",
    "admin.delete_article": "article.delete",
    # What an open form says by itself: it holds an article of one's own at least.
    "admin.autosave": "article.edit",
    "admin.discard_autosave": "article.edit",
    "admin.presence_here": "article.edit",
    "admin.preview_typed": "article.create",
    "admin.import_documents": "article.create",
    "admin.convert": "media.use",
    "admin.paste": "media.use",
    "admin.library": "media.use",
    "admin.library_json": "media.use",
    "admin.upload_attachment": "media.use",
    "admin.upload_picture": "media.use",
    "admin.delete_attachment": "media.delete",
    "admin.delete_picture": "media.delete",
    "admin.documents": "document.list",
    "admin.new_document": "document.create",
    "admin.edit_document": "document.edit",
    "admin.withdraw_document": "document.withdraw",
    "admin.trash_document": "document.trash",
    "admin.restore_document": "document.restore",
    "admin.categories": "category.edit",
    "admin.category": "category.edit",
    "admin.move_category": "category.edit",
    "admin.merge_category": "category.edit",
    "admin.delete_category": "category.edit",
    "admin.tags": "tag.edit",
    "admin.tag": "tag.edit",
    "admin.merge_tag": "tag.edit",
    "admin.delete_tag": "tag.edit",
    "admin.pages": "page.edit",
    "admin.new_page": "page.edit",
    "admin.page_address": "page.edit",
    "admin.menu_entries": "menu.edit",
    "admin.menu_entry": "menu.edit",
    "admin.begin_menu": "menu.edit",
    "admin.reset_menu": "menu.edit",
    "admin.move_menu_entry": "menu.edit",
    "admin.remove_menu_entry": "menu.edit",
    "admin.identity": "site.edit",
    "admin.people": "user.manage",
    "admin.person": "user.manage",
    "admin.invite_again": "user.manage",
    "admin.offer_password": "user.manage",
    "admin.disable_person": "user.manage",
    "admin.enable_person": "user.manage",
    "admin.reset_second_factor": "user.manage",
    "admin.audit": "audit.view",
    "admin.audit_file": "audit.view",
    "admin.report": "report.view",
    "admin.report_file": "report.view",
    "admin.statistics": "statistics.view",
    "admin.statistics_file": "statistics.view",
    "admin.account": "account.own",
    "admin.second_factor": "account.own",
    "admin.second_factor_picture": "account.own",
    "admin.confirm_second_factor": "account.own",
    "admin.sign_out": "account.own",
    "admin.token": "account.own",
}
"""Endpoint -> action. Where an `<action>_own` is enough for one's own things, it opens the door too."""

WHEN_POSTED = {"admin.statistics": "statistics.set_initial"}
"""The endpoints where sending the form takes more than looking at it."""


def action_for(endpoint: str, method: str) -> str:
    """Raises LookupError where nobody has said who may come in: a page that was forgotten stays closed."""
    if endpoint not in ACTIONS:
        raise LookupError(
            f"{endpoint}: write down in newsapp/admin/door.py which action of accounts/permissions.py it takes"
        )
    return WHEN_POSTED.get(endpoint, ACTIONS[endpoint]) if method == "POST" else ACTIONS[endpoint]
