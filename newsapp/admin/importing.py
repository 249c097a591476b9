"""“Nhập từ Word”: each document becomes a draft."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from newsapp import clock
from newsapp.accounts.permissions import require
from newsapp.admin import admin
from newsapp.articles.queries import category_last_used
from newsapp.categories import queries as categories
from newsapp.database import db
from newsapp.importing.docx import DocumentError
from newsapp.importing.drafting import draft_from
from newsapp.web.errors import is_full


@admin.route("/import", methods=["GET", "POST"])
def import_documents() -> str | tuple[str, int]:
    require(current_user, "article.create")
    sections = list(db.session.scalars(categories.in_menu_order()))
    chosen = request.form.get("category_id", type=int) or db.session.scalar(category_last_used(current_user.id))
    page: dict[str, Any] = {"sections": sections, "chosen": chosen, "problems": [], "drafts": []}
    if request.method == "GET":
        return render_template("admin/importing/word.html", **page)
    uploads = [upload for upload in request.files.getlist("files") if upload.filename]
    if not uploads:
        page["problems"].append(_("Hãy chọn ít nhất một tệp .docx."))
    if chosen not in [section.id for section in sections]:
        page["problems"].append(_("Hãy chọn chuyên mục."))
        uploads = []
    for upload in uploads:
        try:
            made = draft_from(
                upload.stream, upload.filename or "", category_id=chosen or 0, actor=current_user, at=clock.now()
            )
        except DocumentError as reason:
            page["problems"].append(f"{upload.filename}: {reason}")
        except OSError as error:
            if not is_full(error):
                raise
            page["problems"].append(_("Máy chủ đã hết chỗ trống nên chưa nhập được “%(name)s”.", name=upload.filename))
        else:
            page["drafts"].append((upload.filename, made))
    return render_template("admin/importing/word.html", **page), 422 if page["problems"] else 200
