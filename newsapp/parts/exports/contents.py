"""Which tables and columns an export holds. What is in neither list fails a test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table

from newsapp.database import db

_TEXT = (
    "title summary body byline signature source published_on category_id cover_id cover_alt"
    " cover_decorative cover_caption cover_credit cover_focus attachments tags language"
)
_STANDING = (
    "version go_live_at planned_for first_published_at withdrawn_at trashed_at created_at"
    " updated_at owner_id"
)
EXPORTED = {
    "user_account": "id email name role created_at last_signed_in_at disabled_at",
    "category": "id name slug description position parent_id is_hidden",
    "picture": "id digest filename width height description search_text uploaded_by_id created_at",
    "attachment": "id digest filename extension size text is_scan uploaded_by_id created_at",
    "site_identity": "id name parent_body address phone email responsible licence name_en"
    " parent_body_en address_en language colour links logo_id",
    "article": f"id address live_version {_STANDING} {_TEXT} expire_at revised_at pinned_until"
    " submitted_at submitted_version submitted_by_id sent_back_at sent_back_by_id"
    " sent_back_comment",
    "revision": f"id article_id number created_at created_by_id body_policy {_TEXT}",
    "revision_media": "revision_id digest",
    "media_use": "article_id digest",
    "deleted_article": "id first_published_at deleted_at",
    "tag": "id name slug",
    "article_tag": "article_id tag_id",
    "menu_entry": "id kind label address category_id page_id tag_id parent_id position",
    "document": f"id number kind issuing_body signer subject abstract issued_on effective_on"
    f" expires_on legal_state relation relates_to_id number_key body_slug folded updated_by_id"
    f" {_STANDING}",
    "document_file": "document_id attachment_id position title",
    "former_address": "area slug target_id",
    "redirect": "id address kind number path hits last_hit_at",
    "imported_item": "key article_id fingerprint article_updated_at",
    "notice": "id text address level ends_at",
    "question": "id subject text answer published_at",
    "audit_event": "id at actor_id action target_type target_id details",
    "visitor_hour": "hour visits pages",
    "visitor_total": "id visits pages",
    "article_views": "day article_id views",
}
"""Table -> its columns."""

LEFT_OUT = {
    "user_account.password_hash": "a password; everybody gets a new one",
    "user_account.session_epoch": "ends sessions; there are none in another site",
    "contact_form": "whether citizens can write is decided anew",
    "contact_message": "what citizens wrote is for this agency alone; there is a CSV of its own",
    "question.message_id": "the message stays here",
    "account_link": "sets a password",
    "second_factor": "signs in",
    "recovery_code": "signs in",
    "second_factor_grace": "signs in",
    "staff_session": "signs in",
    "sign_in_failures": "forgotten after a while",
    "visitor_session": "tells visitors apart; forgotten after two days",
    "autosave": "not saved yet",
    "form_key": "belongs to an open form",
    "presence": "who has a form open",
    "preview_links": "belongs to links that the other site's key has not signed",
    "latest_text": "made anew from the versions",
    "search_entry": "made anew from the live texts",
    "seal": "made anew by the key of the site that the texts come to",
}
"""Table, or table.column, that no export holds -> why."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of an export. bind: None for the content, "visitors". path: its file."""

    bind: str | None
    table: Table
    columns: list[Column[Any]]

    @property
    def path(self) -> str:
        return f"{self.bind or 'content'}/{self.table.name}.jsonl"


def everything() -> Iterator[Contents]:
    """The tables that this site has, those that others refer to first."""
    for bind in (None, "visitors"):
        for table in db.metadatas[bind].sorted_tables:
            if table.name in EXPORTED:
                names = EXPORTED[table.name].split()
                yield Contents(bind, table, [table.columns[name] for name in names])
