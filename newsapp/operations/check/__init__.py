"""Is this installation healthy and safe? Each finding says what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy.exc import SQLAlchemyError

from newsapp import clock
from newsapp.database import db
from newsapp.findings import Check, InstallationFinding, error
from newsapp.operations.alarms import outcomes
from newsapp.operations.backup import records
from newsapp.registry import registry

Look = tuple[Check, InstallationFinding]


def findings() -> list[InstallationFinding]:
    """Everything that is wrong, most basic first."""
    return [finding for _check, finding in _full_look()]


def full_findings() -> list[InstallationFinding]:
    """The same, noted for the dashboard and for whoever is told of errors."""
    looked = _full_look()
    found = [finding for _check, finding in looked]
    instance = current_app.config["INSTANCE"]
    slow = [asdict(finding) for check, finding in looked if not check.is_quick]
    errors = [finding for finding in found if finding.severity == "error"]
    try:
        records.note(instance, "check", {"at": clock.now().isoformat(), "findings": slow})
        if errors:
            problem = "\n".join(f"{error.what}\n    {error.remedy}" for error in errors)
            codes = " ".join(error.code for error in errors)
            outcomes.note_failure(instance, "check", problem, codes)
        else:
            outcomes.note_success(instance, "check")
    except OSError:
        pass  # a disk that takes no writes is among the findings
    return found


def noted_findings() -> list[InstallationFinding]:
    """What the last full look found beside what quick_findings finds."""
    noted = records.last(current_app.config["INSTANCE"], "check").get("findings", [])
    return [InstallationFinding(**finding) for finding in noted]


def quick_findings() -> list[InstallationFinding]:
    """What is wrong as far as one sees it without reading every row and every file."""
    looked = _run(check for group in _checks() for check in group if check.is_quick)
    return [finding for _check, finding in looked]


def _full_look() -> list[Look]:
    """Rows are looked at only where the databases can be trusted."""
    basic, databases, rows, others = _checks()
    in_databases = _run(databases)
    is_trusted = all(finding.severity != "error" for _check, finding in in_databases)
    return [*_run(basic), *in_databases, *(_run(rows) if is_trusted else ()), *_run(others)]


def _checks() -> tuple[list[Check], ...]:
    """The checks in their order: of settings and files, of the databases, of rows, of the rest."""
    from newsapp.operations.check import (
        content,
        databases,
        files,
        maintenance,
        media_files,
        settings,
    )

    return (
        [
            Check("settings", settings.look, is_quick=True),
            Check("file_permissions", files.look_at_permissions, is_quick=True),
            Check("disk", files.look_at_disk, is_quick=True),
            Check("redis", databases.look_at_redis, is_quick=True),
        ],
        [Check("databases", databases.look)],
        [
            Check("content", content.look, is_quick=True),
            Check("counts", content.look_at_counts, is_quick=True),
            *registry().checks,
            Check("media_files", media_files.look),
        ],
        [Check("maintenance", maintenance.look, is_quick=True)],
    )


def _run(checks: Iterable[Check]) -> list[Look]:
    """What the checks find; where one cannot look, that is a finding too."""
    found: list[Look] = []
    for check in checks:
        try:
            found += [(check, finding) for finding in check.look()]
        except (OSError, SQLAlchemyError) as problem:
            db.session.rollback()
            reason = str(problem).partition("\n")[0]
            what = _("không kiểm tra được %(name)s: %(reason)s", name=check.name, reason=reason)
            found.append((check, error(f"{check.name}-unseen", what, _("Hãy sửa lỗi đó trước."))))
    return found
