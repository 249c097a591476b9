"""Who can reach the files of the installation, and whether the disk takes more of them."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _

from newsapp.findings import InstallationFinding, error, warning

PRIVATE = ("secret_key", "settings.env", "content.db", "visitors.db")
OWN = (*PRIVATE, "content.db-wal", "visitors.db-wal", "media")
LITTLE_SPACE = 500_000_000
"""Bytes of free space below which an upload or a backup may soon fail."""
FEW_NAMES = 10_000
"""Files that can still be made; a disk may run out of those before it is full."""


def look_at_permissions() -> Iterator[InstallationFinding]:
    instance: Path = current_app.config["INSTANCE"]
    for path in (instance / name for name in PRIVATE):
        if path.exists() and _others_reach(path):
            what = _("người dùng khác của máy này mở được %(path)s", path=path)
            yield error("file-open", what, _("Chạy: chmod 640 %(path)s", path=path))
    for folder in (instance, current_app.config["MEDIA"]):
        if folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
            what = _("không ghi được vào %(folder)s", folder=folder)
            remedy = _("Giao thư mục đó cho người dùng chạy trang.")
            yield error("folder-unwritable", what, remedy)
    for path in (instance / name for name in OWN):
        if path.exists() and path.stat().st_uid != instance.stat().st_uid:
            what = _(
                "%(path)s thuộc người dùng khác với thư mục của nó: trang có thể không dùng được",
                path=path,
            )
            remedy = _("Chạy: chown --reference=%(folder)s %(path)s", folder=instance, path=path)
            yield error("other-owner", what, remedy)
    yield from _look_at_backups(instance, current_app.config["BACKUPS"])


def _others_reach(path: Path) -> bool:
    """Whether the modes of the file and its folder let strangers read it, or its group write it."""
    file, folder = path.stat().st_mode, path.parent.stat().st_mode
    strangers = file & stat.S_IRWXO and folder & stat.S_IXOTH
    group = file & stat.S_IWGRP and folder & stat.S_IXGRP
    return bool(strangers or group)


def _look_at_backups(instance: Path, backups: Path) -> Iterator[InstallationFinding]:
    if backups.resolve().is_relative_to(instance.resolve()):
        what = _("bản sao lưu nằm trong thư mục dữ liệu nên sẽ mất cùng với nó")
        remedy = _("Đặt NEWSAPP_BACKUPS là một thư mục trên ổ đĩa khác.")
        yield warning("backups-inside", what, remedy)
    if backups.exists() and backups.stat().st_mode & (stat.S_IRWXO | stat.S_IWGRP):
        what = _(
            "người dùng khác của máy này đọc được bản sao lưu trong %(folder)s, kể cả các khóa",
            folder=backups,
        )
        yield error("backups-open", what, _("Chạy: chmod 700 %(folder)s", folder=backups))


def look_at_disk() -> Iterator[InstallationFinding]:
    instance: Path = current_app.config["INSTANCE"]
    if not takes_writes(instance):
        what = _("không ghi được gì vào %(folder)s", folder=instance)
        remedy = _("Ổ đĩa đầy, hay chỉ đọc? Xem: mount")
        yield error("disk-read-only", what, remedy)
    for folder in {instance, current_app.config["BACKUPS"]}:
        if folder.exists() and (free := free_bytes(folder)) < LITTLE_SPACE:
            what = _(
                "chỉ còn %(free)s MB trống cho %(folder)s", free=free // 1_000_000, folder=folder
            )
            remedy = _("Dọn bớt, hoặc chuyển sang ổ đĩa lớn hơn.")
            yield error("disk-full", what, remedy)
    names = os.statvfs(instance)
    if names.f_files and names.f_favail < FEW_NAMES:
        what = _(
            "chỉ còn tạo được %(count)s tệp trong %(folder)s", count=names.f_favail, folder=instance
        )
        remedy = _("Xóa bớt tệp nhỏ, hoặc chuyển sang ổ đĩa có nhiều inode hơn.")
        yield warning("few-names", what, remedy)


def free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def takes_writes(folder: Path) -> bool:
    """Whether a byte can be written there."""
    try:
        with tempfile.TemporaryFile(prefix="incoming-", dir=folder) as file:
            file.write(b"x")
            file.flush()
    except OSError:
        return False
    return True
