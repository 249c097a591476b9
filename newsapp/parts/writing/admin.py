"""“Nhập từ Word”: each document becomes a draft."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import FileStorage

from newsapp import clock
from newsapp.admin.access import allows
from newsapp.articles.queries import category_last_used
from newsapp.categories import queries as categories
from newsapp.database import db
from newsapp.parts.writing import staff
from newsapp.parts.writing.docx import DocumentError
from newsapp.parts.writing.drafting import draft_from
from newsapp.web.errors import is_full


@staff.route("/import", methods=["GET", "POST"])
@allows("article.create")
def import_documents() -> str | tuple[str, int]:
    sections = db.session.scalars(categories.in_menu_order()).all()
    chosen = request.form.get("category_id", type=int) or db.session.scalar(
        category_last_used(current_user.id)
    )
    page: dict[str, Any] = {"sections": sections, "chosen": chosen, "problems": [], "drafts": []}
    if request.method == "GET":
        return render_template("writing/import.html", **page)
    uploads = [upload for upload in request.files.getlist("files") if upload.filename]
    if not uploads:
        page["problems"].append(_("Hãy chọn ít nhất một tệp .docx."))
    if chosen in [section.id for section in sections]:
        _import(uploads, chosen, page)
    else:
        page["problems"].append(_("Hãy chọn chuyên mục."))
    return render_template("writing/import.html", **page), 422 if page["problems"] else 200


def _import(uploads: list[FileStorage], category_id: int, page: dict[str, Any]) -> None:
    """Make drafts of the files; add these to the page, or why there is none."""
    at = clock.now()
    for upload in uploads:
        name = upload.filename or ""
        try:
            draft = draft_from(
                upload.stream, name, category_id=category_id, actor=current_user, at=at
            )
            page["drafts"].append((name, draft))
        except DocumentError as reason:
            page["problems"].append(f"{name}: {reason}")
        except OSError as error:
            if not is_full(error):
                raise
            page["problems"].append(
                _("Máy chủ đã hết chỗ trống nên chưa nhập được “%(name)s”.", name=name)
            )
