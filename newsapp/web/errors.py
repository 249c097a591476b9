"""Errors, in the site's own look and words."""

from __future__ import annotations

import errno
import logging

from flask import Flask, current_app, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException

from newsapp.accounts.permissions import NotAllowed
from newsapp.pausing import WritesPaused

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, csrf_error)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(WritesPaused, _writes_paused)
    app.register_error_handler(OSError, _disk_error)
    app.register_error_handler(OperationalError, _database_error)
    app.register_error_handler(DataError, _data_error)


def _http_error(error: HTTPException) -> tuple[str, int, dict[str, str]] | HTTPException:
    code = error.code or 500
    if code < 400:
        return error
    title, advice = _words(code)
    told = {name: value for name, value in error.get_headers() if name != "Content-Type"}
    if code >= 500:
        return *_plain(code, title, advice), told
    template = "errors/admin.html" if request.path.startswith("/admin") else "errors/public.html"
    try:
        page = render_template(template, code=code, title=title, advice=advice, newcomers_image="")
    except Exception:
        log.exception("The page for error %s could not be made", code)
        page, _code = _plain(code, title, advice)
    return page, code, told


def _words(code: int) -> tuple[str, str]:
    known = {
        403: (_("Không có quyền"), _("Tài khoản của bạn không được làm việc này. Hãy hỏi người quản trị.")),
        404: (_("Không tìm thấy trang"), _("Địa chỉ có thể đã gõ sai, hoặc trang không còn ở đây.")),
        405: (_("Không làm được như vậy"), _("Hãy quay lại trang trước và dùng nút bấm trên trang.")),
        410: (_("Bài viết đã được gỡ xuống"), _("Cơ quan đã rút bài viết này. Mời bạn xem các tin khác.")),
        413: (
            _("Dữ liệu gửi lên quá lớn"),
            _("Tổng dung lượng các tệp vượt quá giới hạn. Hãy quay lại, bài viết vẫn còn trong trang trước."),
        ),
        429: (_("Quá nhiều lần thử"), _("Hãy chờ mười lăm phút rồi thử lại.")),
        500: (
            _("Trang đang gặp sự cố"),
            _("Lỗi đã được ghi lại. Mời bạn thử lại sau ít phút."),
        ),
        503: (_("Trang đang bận"), _("Mời bạn thử lại sau ít giây.")),
        507: (
            _("Máy chủ đã hết chỗ trống"),
            _("Nội dung chưa được lưu. Hãy quay lại trang trước, sao chép nội dung, và báo cho người quản trị."),
        ),
    }
    return known.get(code, (_("Yêu cầu không hợp lệ"), _("Máy chủ không hiểu được yêu cầu này.")))


def csrf_error(_error: CSRFError) -> tuple[str, int]:
    title = _("Trang đã mở quá lâu")
    advice = _("Vì an toàn, hãy quay lại trang trước, tải lại trang rồi gửi lại. Nội dung chưa được lưu.")
    return _plain(400, title, advice)


def _not_allowed(error: NotAllowed) -> tuple[str, int]:
    title, advice = _words(403)
    return render_template("errors/admin.html", code=403, title=title, advice=advice, action=error.action), 403


def _writes_paused(_error: WritesPaused) -> tuple[str, int]:
    title = _("Trang đang được nâng cấp")
    advice = _("Nội dung chưa được lưu. Hãy giữ trang đang mở, chờ một phút rồi gửi lại.")
    return _plain(503, title, advice)


def _disk_error(error: OSError) -> tuple[str, int]:
    code = 507 if is_full(error) else 500
    log.error("%s %s: %s", request.method, request.path, error, exc_info=error)
    if error.errno == errno.EROFS:
        return _unwritable()
    title, advice = _words(code)
    return _plain(code, title, advice)


def is_full(error: Exception) -> bool:
    """Whether this says that the disk is full."""
    if isinstance(error, OperationalError):
        return any(words in str(error.orig) for words in ("full", "No space left"))
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


def _database_error(error: OperationalError) -> tuple[str, int]:
    said = str(error.orig)
    code = 507 if is_full(error) else 503 if "locked" in said else 500
    log.error("%s %s: %s", request.method, request.path, said, exc_info=error)
    if request.method == "POST" and ("readonly" in said or "disk I/O" in said):
        return _unwritable()
    title, advice = _words(code)
    return _plain(code, title, advice)


def _data_error(_error: DataError) -> tuple[str, int]:
    """The database cannot hold what was sent: a NUL in an address or a form, where it is PostgreSQL."""
    title, advice = _words(400)
    return _plain(400, title, advice)


def _unwritable() -> tuple[str, int]:
    """The disk has room, and takes nothing: it failed, or somebody mounted it read-only."""
    advice = _("Nội dung chưa được lưu. Hãy quay lại trang trước, sao chép nội dung, và báo cho người quản trị.")
    return _plain(507, _("Máy chủ không ghi được vào ổ đĩa"), advice)


def _plain(code: int, title: str, advice: str) -> tuple[str, int]:
    """A page that asks nothing of anyone: no database, no frame."""
    template = current_app.jinja_env.get_template("errors/plain.html")
    return template.render(code=code, title=title, advice=advice), code
