"""Pictures, files and style sheets: every row has its file, every file its row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _

from newsapp.database import db
from newsapp.findings import InstallationFinding, error, warning
from newsapp.media.sweeping import unreferenced_files
from newsapp.operations.backup import losses, sweeping


def look() -> Iterator[InstallationFinding]:
    instance: Path = current_app.config["INSTANCE"]
    media: Path = current_app.config["MEDIA"]
    named = losses.expected_files(db.session.connection())
    if missing := losses.missing_files(named, losses.on_disk(instance, named)):
        first = instance / missing[0]
        what = _(
            "%(count)s tệp đã lưu bị mất hoặc bị cụt, tệp đầu tiên là %(first)s",
            count=len(missing),
            first=first,
        )
        remedy = _("Chép lại thư mục media từ bản sao lưu gần nhất.")
        yield error("media-missing", what, remedy)
    if unknown := unreferenced_files(media):
        what = _(
            "%(count)s tệp đã lưu không thuộc về đâu, tệp đầu tiên là %(first)s",
            count=len(unknown),
            first=unknown[0],
        )
        yield warning("media-unreferenced", what, _("Chạy: newsapp sweep"))
    if debris := sweeping.unfinished(instance, current_app.config["BACKUPS"]):
        what = _(
            "%(count)s tệp được ghi dở, tệp đầu tiên là %(first)s",
            count=len(debris),
            first=debris[0],
        )
        yield warning("debris", what, _("Chạy: newsapp sweep"))
    static = instance / "static" / current_app.extensions["static_digest"]
    if not all((static / name).exists() for name in ("public.css", "admin.css")):
        what = _("các tệp giao diện trong %(folder)s không đủ", folder=static)
        remedy = _("Xóa %(folder)s và khởi động lại trang để tạo lại.", folder=static)
        yield error("static-missing", what, remedy)
