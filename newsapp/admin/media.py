"""The library of pictures and files: upload, uses, and deleting what nothing uses."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.accounts.permissions import require
from newsapp.admin import admin
from newsapp.admin.access import allows
from newsapp.database import db
from newsapp.media import attachments, pictures
from newsapp.media import uses as file_uses
from newsapp.media.library import find_pictures, receive
from newsapp.media.models import Attachment, Picture
from newsapp.public.cards import shown
from newsapp.web.errors import is_full
from newsapp.web.filters import size
from newsapp.web.json_errors import json_error, wants_json
from newsapp.web.pagination import page_of

EACH = 24
CHOICES = 48
"""Pictures per request of the dialog in the article's form."""


@admin.get("/media")
@allows("media.use")
def library() -> str:
    require(current_user, "media.use")
    return _library_page()


@admin.post("/media/pictures")
@allows("media.use")
def upload_picture() -> Response | tuple[str, int]:
    require(current_user, "media.use")
    upload = _upload()
    try:
        picture = receive(
            pictures.store, upload.stream, upload.filename or "", actor=current_user, at=clock.now()
        )
    except (pictures.PictureError, OSError) as reason:
        return _refused(upload, reason)
    if wants_json():
        return jsonify(described(picture))
    flash(_("Đã thêm “%(name)s” vào thư viện.", name=picture.filename))
    if picture.notice:
        flash(picture.notice)
    return redirect(url_for("admin.library"), 303)


@admin.post("/media/attachments")
@allows("media.use")
def upload_attachment() -> Response | tuple[str, int]:
    require(current_user, "media.use")
    upload = _upload()
    try:
        attachment = receive(
            attachments.store,
            upload.stream,
            upload.filename or "",
            actor=current_user,
            at=clock.now(),
        )
    except (attachments.AttachmentError, OSError) as reason:
        return _refused(upload, reason)
    return jsonify(
        id=attachment.id,
        title=attachments.title_from(upload.filename or ""),
        filename=attachment.filename,
        size=size(attachment.size),
        scan=attachment.is_scan,
        url=url_for("public.attachment", digest=attachment.digest, filename=attachment.filename),
    )


@admin.post("/media/pictures/<int:number>/delete")
@allows("media.delete")
def delete_picture(number: int) -> Response:
    try:
        file_uses.delete_picture(number, actor=current_user, at=clock.now())
    except file_uses.InUse:
        flash(_("Ảnh này đang được dùng nên không xóa được."))
    else:
        flash(_("Đã xóa ảnh."))
    return redirect(url_for("admin.library"), 303)


@admin.post("/media/attachments/<int:number>/delete")
@allows("media.delete")
def delete_attachment(number: int) -> Response:
    try:
        file_uses.delete_attachment(number, actor=current_user, at=clock.now())
    except file_uses.InUse:
        flash(_("Tệp này đang được dùng nên không xóa được."))
    else:
        flash(_("Đã xóa tệp."))
    return redirect(url_for("admin.library", kind="files"), 303)


@admin.get("/media/pictures.json")
@allows("media.use")
def library_json() -> Response:
    """Pictures for the dialog of the article's form, newest first.

    q: words of the name or description. before: the number of the last picture shown. id, digest:
    a single picture.
    """
    require(current_user, "media.use")
    query = find_pictures(request.args.get("q", "")[:200])
    if digest := request.args.get("digest"):
        query = query.where(Picture.digest == digest)
    if number := request.args.get("id", type=int):
        query = query.where(Picture.id == number)
    if before := request.args.get("before", type=int):
        query = query.where(Picture.id < before)
    rows = db.session.scalars(query.limit(CHOICES + 1)).all()
    shown_rows = [described(picture) for picture in rows[:CHOICES]]
    return jsonify(pictures=shown_rows, more=len(rows) > CHOICES)


def described(picture: Picture) -> dict[str, Any]:
    """A picture for the scripts that insert it into a text."""
    view = shown(picture.digest, picture.width, picture.height, "")
    return {
        "id": picture.id,
        "src": view.src,
        "width": view.width,
        "height": view.height,
        "name": picture.filename,
        "alt": picture.description,
        "notice": picture.notice,
    }


def _upload() -> FileStorage:
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        abort(400)
    return upload


def _refused(upload: FileStorage, reason: Exception) -> Response | tuple[str, int]:
    code = 422
    message = str(reason)
    if isinstance(reason, OSError):
        if not is_full(reason):
            raise reason
        code = 507
        message = _("Máy chủ đã hết chỗ trống nên chưa nhận được “%(name)s”.", name=upload.filename)
    return json_error(message, code) if wants_json() else (_library_page(problem=message), code)


def _library_page(**more: Any) -> str:
    is_files = request.args.get("kind") == "files"
    kind = Attachment if is_files else Picture
    page = page_of(db.session.scalar(select(func.count()).select_from(kind)) or 0, EACH)
    query = file_uses.newest_attachments() if is_files else file_uses.newest_pictures()
    rows = db.session.scalars(query.offset(page.offset).limit(page.size)).all()
    views = {}
    if not is_files:
        views = {row.id: shown(row.digest, row.width, row.height, row.filename) for row in rows}
    return render_template(
        "admin/media/library.html",
        is_files=is_files,
        rows=rows,
        uses=file_uses.uses([row.digest for row in rows]),
        views=views,
        page=page,
        **more,
    )
