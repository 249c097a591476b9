"""What should have been done lately: backups, proofs that they restore, upgrades that ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _

from newsapp import clock, write_pause
from newsapp.findings import InstallationFinding, error, warning
from newsapp.operations.alarms import outcomes
from newsapp.operations.backup import atomic_swap, records, restore

TOLD_OTHERWISE = ("check", "drill")
"""Tasks whose failures are findings of their own."""


def look() -> Iterator[InstallationFinding]:
    instance: Path = current_app.config["INSTANCE"]
    yield from _look_at_backup(instance)
    yield from _look_at_other_place(instance, current_app.config["BACKUPS"])
    yield from _look_at_drill(instance)
    yield from _look_at_alarms(instance)
    if (instance / "upgrade.json").exists():
        what = _("một lần nâng cấp bị ngắt giữa chừng")
        yield error("upgrade-unfinished", what, _("Chạy: newsapp rollback"))
    elif write_pause.is_paused(instance):
        what = _("việc ghi đang bị tạm dừng mà không có lần nâng cấp nào đang chạy")
        yield error("writes-paused", what, _("Chạy: rm %(path)s", path=instance / write_pause.MARK))
    if (instance / atomic_swap.JOURNAL).exists():
        remedy = _("Khởi động lại trang: nó sẽ làm nốt phần còn lại.")
        what = _("một lần khôi phục bị ngắt giữa chừng")
        yield error("restore-unfinished", what, remedy)
    former = restore.former_states(instance)
    if former:
        size = sum(path.lstat().st_size for folder in former for path in folder.rglob("*"))
        names = ", ".join(folder.name for folder in former)
        what = _(
            "dữ liệu trước lần khôi phục chiếm %(size)s MB: %(names)s",
            size=round(size / 1e6),
            names=names,
        )
        remedy = _("Khi mọi thứ đã ổn, chạy: newsapp restore --forget-former")
        yield warning("former-kept", what, remedy)


def _look_at_backup(instance: Path) -> Iterator[InstallationFinding]:
    record = records.last(instance, "backup")
    age = records.age(record, clock.now())
    if age is None:
        remedy = _("Chạy: newsapp backup THƯ_MỤC, và hẹn giờ để chạy hằng đêm.")
        yield warning("no-backup", _("chưa có bản sao lưu nào"), remedy)
    elif age > timedelta(hours=current_app.config["BACKUP_HOURS"]):
        hours = round(age.total_seconds() / 3600)
        what = _("bản sao lưu gần nhất đã cách đây %(hours)s giờ", hours=hours)
        remedy = _("Xem lý do: journalctl -u newsapp-backup; rồi chạy: newsapp backup")
        yield error("backup-old", what, remedy)
    elif not Path(record.get("backup", "")).exists():
        what = _("không thấy bản sao lưu gần nhất ở %(path)s", path=record.get("backup"))
        yield error("backup-gone", what, _("Chạy: newsapp backup"))


def _look_at_other_place(instance: Path, backups: Path) -> Iterator[InstallationFinding]:
    age = records.age(records.last(instance, "offsite"), clock.now())
    if not current_app.config["OFFSITE"]:
        if backups.exists() and backups.stat().st_dev == instance.stat().st_dev:
            what = _("không có bản sao lưu nào nằm ngoài ổ đĩa này")
            remedy = _("Đặt NEWSAPP_OFFSITE là một thư mục trên ổ đĩa hoặc máy khác.")
            yield warning("backups-here", what, remedy)
    elif age is None or age > timedelta(hours=current_app.config["BACKUP_HOURS"]):
        what = _("các bản sao lưu gần đây chưa được chép sang nơi khác")
        remedy = _("Chạy: newsapp offsite; và xem: journalctl -u newsapp-offsite")
        yield error("offsite-old", what, remedy)


def _look_at_alarms(instance: Path) -> Iterator[InstallationFinding]:
    for task, failure in outcomes.failures(instance).items():
        if task in TOLD_OTHERWISE:
            continue
        at = datetime.fromisoformat(failure["at"]).astimezone(clock.zone())
        what = _(
            "%(task)s thất bại lúc %(at)s: %(problem)s",
            task=task,
            at=f"{at:%Y-%m-%d %H:%M}",
            problem=failure["problem"],
        )
        yield error(f"{task}-failed", what, _remedy_of(task))
    if not current_app.config["ALARMS"]:
        what = _("không ai được báo khi sao lưu hoặc kiểm tra thất bại")
        remedy = _("Đặt NEWSAPP_ALARMS là một địa chỉ email, rồi chạy: newsapp test-alarm")
        yield warning("no-alarms", what, remedy)


def _remedy_of(task: str) -> str:
    if task == "alarm":
        return str(_("Sửa lỗi đó, rồi chạy: newsapp test-alarm"))
    return str(_("Chạy: newsapp %(task)s", task=task))


def _look_at_drill(instance: Path) -> Iterator[InstallationFinding]:
    record = records.last(instance, "drill")
    age = records.age(record, clock.now())
    if record.get("ok") is False:
        what = _(
            "bản sao lưu được thử gần nhất không khôi phục được: %(problem)s",
            problem=record.get("problem"),
        )
        yield error("drill-failed", what, _("Chạy: newsapp backup, rồi: newsapp drill"))
    elif age is None:
        what = _("chưa bản sao lưu nào được thử khôi phục")
        yield warning("no-drill", what, _("Chạy: newsapp drill"))
    elif age > timedelta(days=current_app.config["DRILL_DAYS"]):
        what = _("lần thử khôi phục gần nhất đã cách đây %(days)s ngày", days=age.days)
        yield error("drill-old", what, _("Chạy: newsapp drill"))
