"""“Nhập trang đã lưu”: one page of an old site, or one Word file, looked at before it comes in."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b
from pathlib import PurePosixPath

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.admin.access import allows
from newsapp.articles import sanitise
from newsapp.categories import queries as categories
from newsapp.database import db
from newsapp.importing.found_articles import incoming
from newsapp.importing.incoming import Incoming, Refused
from newsapp.importing.media import Files
from newsapp.importing.saving import Saver
from newsapp.importing.uploads import Uploads
from newsapp.page_reading import metadata
from newsapp.page_reading.found import NoArticle
from newsapp.parts.old_pages import reading, staff
from newsapp.parts.old_pages.forms import FoundForm, UploadForm
from newsapp.registry import registry
from newsapp.web.errors import is_full

Page = Response | tuple[str, int]


@staff.route("/old-pages", methods=["GET", "POST"])
@allows("article.publish")
def import_page() -> Page:
    form = UploadForm()
    if form.validate_on_submit():
        try:
            return _show_found(_read(form.file.data, form.encoding.data or None))
        except (NoArticle, Refused) as reason:
            form.file.errors = [str(reason)]
        except OSError as error:
            if not is_full(error):
                raise
            form.file.errors = [_("Máy chủ đã hết chỗ trống.")]
    page = render_template("old_pages/upload.html", form=form)
    return page, 422 if form.errors else 200


@staff.route("/old-pages/take", methods=["POST"])
@allows("article.publish")
def take_page() -> Page:
    form = FoundForm()
    if not form.validate_on_submit():
        return _found_page(form, [], 422)
    outcome = Saver(actor=current_user, at=clock.now()).save(form.item())
    if not outcome.number:
        return _found_page(form, outcome.notes, 422)
    if outcome.what in ("new", "updated"):
        flash(_("Đã đưa vào thành bản nháp."))
    else:
        flash(_("Trang này đã được nhập trước đây: đây là bài ấy."))
    return redirect(url_for("admin.edit_article", number=outcome.number), 303)


def _read(upload: FileStorage, encoding: str | None) -> Incoming:
    """Read a file by what its name says that it is. Raises NoArticle and Refused."""
    name = upload.filename or ""
    reader = registry().old_file_readers.get(PurePosixPath(name).suffix.lower())
    data = upload.stream.read(reading.LARGEST_PAGE + 1)
    key = f"page:{blake2b(data, digest_size=16).hexdigest()}"
    if reader is not None:
        upload.stream.seek(0)
        item: Incoming = reader(upload.stream, name)
        return replace(item, key=key)
    if len(data) > reading.LARGEST_PAGE:
        limit = reading.LARGEST_PAGE // 1_000_000
        raise Refused(_("Trang lớn quá %(limit)s MB.", limit=limit))
    if not reading.is_page(name, data):
        raise Refused(_("Hãy chọn một trang đã lưu (.html, .txt) hoặc một tệp Word (.docx)."))
    manner = reading.Manner(clock.zone(), clock.now(), encoding)
    found = reading.found_in(data, name, manner)
    path = metadata.path_of(found.address)
    return incoming(found, key, sure="published", old_paths=[path] if path else [])


def _show_found(item: Incoming) -> Page:
    """Show the fields, the text with its pictures, and what is doubtful or missing."""
    files = Files(Uploads(), current_user, clock.now())
    body = sanitise.clean(files.body(item.body))
    moment = item.published_at
    form = FoundForm(
        None,
        data={
            "title": item.title,
            "published_on": moment.date() if moment else None,
            "category": item.category,
            "summary": item.summary,
            "byline": item.byline,
            "source": item.source,
            "signature": item.signature,
            "tags": ", ".join(item.tags),
            "body": body,
            "key": item.key,
            "address": next(iter(item.old_paths), ""),
            "at": f"{moment:%H:%M}" if moment else "",
        },
    )
    notes = [*item.warnings, *files.lost()]
    if item.title_is_guess:
        notes.insert(0, _("Tiêu đề chỉ là phỏng đoán."))
    return _found_page(form, notes, 200)


def _found_page(form: FoundForm, notes: list[str], status: int) -> Page:
    sections = db.session.scalars(categories.in_menu_order())
    form.offer([section.name for section in sections])
    return render_template("old_pages/found.html", form=form, notes=notes), status
