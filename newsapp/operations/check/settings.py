"""Settings that are unsafe, or that contradict each other."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from flask import current_app
from flask_babel import gettext as _

from newsapp.findings import InstallationFinding, error, warning

SHORTEST_KEY = 32
"""Characters."""


def look() -> Iterator[InstallationFinding]:
    settings = current_app.config
    key, host = settings["SECRET_KEY"], settings["HOST"]
    new_key = _("Bỏ NEWSAPP_SECRET_KEY hoặc xóa tệp khóa, rồi chạy `newsapp init`.")
    if len(key) < SHORTEST_KEY:
        what = _(
            "khóa bí mật ngắn hơn %(count)s ký tự nên cookie có thể bị làm giả", count=SHORTEST_KEY
        )
        yield error("secret-key-short", what, new_key)
    elif len(set(key)) < 8:
        what = _("khóa bí mật không ngẫu nhiên nên cookie có thể bị làm giả")
        yield error("secret-key-simple", what, new_key)
    if not settings["HTTPS"]:
        what = _("cookie chưa được đánh dấu Secure")
        remedy = _("Khi trang đã chạy qua https, đặt NEWSAPP_HTTPS=1.")
        yield warning("no-https", what, remedy)
    names = _("Đặt NEWSAPP_HOSTS là các tên miền của trang, cách nhau bằng dấu phẩy.")
    if settings["TRUSTED_HOSTS"] is None:
        yield warning("any-host", _("hệ thống trả lời mọi tên máy chủ"), names)
    elif not settings["HOSTS"]:
        what = _("hệ thống chỉ trả lời tên riêng của máy này")
        yield warning("no-host", what, names)
    if settings["HTTPS"] and not settings["PROXIES"] and _is_local(host):
        what = _(
            "bạn đọc vào qua https nhưng chưa tin máy chủ trung gian nào: mọi người đọc trông"
            " như chính máy này"
        )
        remedy = _("Đặt NEWSAPP_PROXIES là số máy chủ trung gian phía trước, thường là 1.")
        yield error("no-proxy", what, remedy)
    if settings["PROXIES"] and not _is_local(host):
        what = _(
            "máy chủ trung gian được tin, nhưng ai cũng vào thẳng được máy chủ ở %(host)s",
            host=host,
        )
        remedy = _("Đặt NEWSAPP_HOST=127.0.0.1 để chỉ máy chủ trung gian vào được.")
        yield error("open-server", what, remedy)


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
