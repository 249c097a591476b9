"""The library of pictures and files: bringing one, where each is used, deleting those that nothing shows."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from newsapp import clock, file_uses
from newsapp.accounts.permissions import require
from newsapp.admin import admin
from newsapp.admin.parking import refuse, wants_json
from newsapp.database import db
from newsapp.media import attachments, pictures, receiving
from newsapp.media.models import Attachment, Picture
from newsapp.public.cards import shown
from newsapp.web.errors import is_full
from newsapp.web.filters import size
from newsapp.web.pagination import page_of

EACH = 24


@admin.get("/media")
def library() -> str:
    require(current_user, "media.use")
    return _library_page()


@admin.post("/media/pictures")
def upload_picture() -> Response | tuple[str, int]:
    require(current_user, "media.use")
    upload = _upload()
    try:
        picture = receiving.receive_picture(upload.stream, upload.filename or "", actor=current_user, at=clock.now())
    except (pictures.PictureError, OSError) as reason:
        return _refused(upload, reason)
    if wants_json():
        return jsonify(described(picture))
    flash(_("Đã thêm “%(name)s” vào thư viện.", name=picture.filename))
    return redirect(url_for("admin.library"), 303)


@admin.post("/media/attachments")
def upload_attachment() -> Response | tuple[str, int]:
    require(current_user, "media.use")
    upload = _upload()
    try:
        attachment = receiving.receive_attachment(
            upload.stream, upload.filename or "", actor=current_user, at=clock.now()
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
def delete_picture(number: int) -> Response:
    try:
        file_uses.delete_picture(number, actor=current_user, at=clock.now())
    except file_uses.InUse:
        flash(_("Ảnh này đang được dùng nên không xóa được."))
    else:
        flash(_("Đã xóa ảnh."))
    return redirect(url_for("admin.library"), 303)


@admin.post("/media/attachments/<int:number>/delete")
def delete_attachment(number: int) -> Response:
    try:
        file_uses.delete_attachment(number, actor=current_user, at=clock.now())
    except file_uses.InUse:
        flash(_("Tệp này đang được dùng nên không xóa được."))
    else:
        flash(_("Đã xóa tệp."))
    return redirect(url_for("admin.library", kind="files"), 303)


@admin.get("/media/pictures.json")
def library_json() -> Response:
    """The newest pictures, for choosing one into a text."""
    require(current_user, "media.use")
    return jsonify([described(picture) for picture in db.session.scalars(file_uses.newest_pictures().limit(60))])


def described(picture: Picture) -> dict[str, Any]:
    """A picture as our scripts put it into a text."""
    view = shown(picture.digest, picture.width, picture.height, "")
    return {"id": picture.id, "src": view.src, "width": view.width, "height": view.height, "name": picture.filename}


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
    return refuse(message, code) if wants_json() else (_library_page(problem=message), code)


def _library_page(**more: Any) -> str:
    is_files = request.args.get("kind") == "files"
    kind = Attachment if is_files else Picture
    page = page_of(db.session.scalar(select(func.count()).select_from(kind)) or 0, EACH)
    query = file_uses.newest_attachments() if is_files else file_uses.newest_pictures()
    rows = db.session.scalars(query.offset(page.offset).limit(page.size)).all()
    uses = file_uses.uses([row.digest for row in rows])
    views = {} if is_files else {row.id: shown(row.digest, row.width, row.height, row.filename) for row in rows}
    return render_template(
        "admin/media/library.html", is_files=is_files, rows=rows, uses=uses, views=views, page=page, **more
    )
