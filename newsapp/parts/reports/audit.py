"""The pages of the audit log, to search and to download. Nothing here changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from flask import Response, abort, render_template, request, url_for
from flask_babel import gettext as _

from newsapp import clock
from newsapp.accounts import users
from newsapp.admin.access import allows
from newsapp.audit import AuditEvent
from newsapp.database import db
from newsapp.parts.reports import audit_log, audit_messages, staff
from newsapp.parts.reports.audit_forms import AuditForm
from newsapp.parts.reports.audit_log import Position
from newsapp.parts.reports.spreadsheets import Row, csv_file, download, local_time, xlsx_file
from newsapp.registry import AuditTarget, registry

PAGE = 50
"""Events on a page."""
MOST_COUNTED = 10_000
"""With more events than this, the page says only that there are more."""
MOST_IN_FILE = {"csv": 200_000, "xlsx": 20_000}
"""Events. An XLSX file is built in memory, 5 kB a row."""


@dataclass(frozen=True, slots=True)
class Line:
    """An event in words. address: the page of the object, or None."""

    event: AuditEvent
    actor: str
    sentence: str
    changes: list[str]
    object: str
    address: str | None


@staff.get("/audit")
@allows("audit.view")
def audit() -> tuple[str, int]:
    names = _names()
    form = AuditForm(request.args, names)
    is_valid = form.validate()
    statement = audit_log.events(form.filter(), _position()).limit(PAGE + 1)
    events = db.session.scalars(statement).all()
    last = events[PAGE - 1] if len(events) > PAGE else None
    page = render_template(
        "reports/audit.html",
        form=form,
        lines=[_line(event, names) for event in events[:PAGE]],
        count=db.session.scalar(audit_log.count(form.filter(), MOST_COUNTED + 1)),
        most_counted=MOST_COUNTED,
        most_in_file=MOST_IN_FILE,
        older=str(Position(last.at, last.id)) if last else None,
        is_first="before" not in request.args,
        arguments={name: text for name, text in request.args.items() if text and name in form},
    )
    return page, 200 if is_valid else 422


@staff.get("/audit.<any(csv, xlsx):extension>")
@allows("audit.view")
def audit_file(extension: str) -> Response:
    """The events that the page's filters find, latest first."""
    names = _names()
    form = AuditForm(request.args, names)
    form.validate()
    statement = audit_log.events(form.filter()).limit(MOST_IN_FILE[extension])
    events = db.session.scalars(statement.execution_options(yield_per=1000))
    head = (
        _("Lúc"),
        _("Người thực hiện"),
        _("Thao tác"),
        _("Thay đổi"),
        _("Đối tượng"),
        _("Số"),
    )
    rows = chain([head], (_row(_line(event, names)) for event in events))
    content = csv_file(rows) if extension == "csv" else xlsx_file({_("Nhật ký"): rows})
    return download(content, f"nhat-ky-{clock.local_date(clock.now())}", extension)


def _names() -> dict[int, str]:
    return {user.id: user.name for user in users.everyone()}


def _position() -> Position | None:
    text = request.args.get("before")
    try:
        return None if text is None else Position.parse(text)
    except ValueError:
        abort(404)


def _line(event: AuditEvent, names: Mapping[int, str]) -> Line:
    target = registry().audit_targets.get(event.target_type, AuditTarget(event.target_type))
    actor = _("Dòng lệnh")
    if event.actor_id is not None:
        actor = names.get(event.actor_id, str(event.actor_id))
    name = f"{target.label} {event.target_id}"
    if event.target_type == "user_account":
        name = names.get(event.target_id, str(target.label))
    has_page = target.endpoint and not event.action.endswith(".delete")
    return Line(
        event=event,
        actor=actor,
        sentence=audit_messages.sentence(event),
        changes=audit_messages.changes(event),
        object=name,
        address=url_for(target.endpoint, number=event.target_id) if has_page else None,
    )


def _row(line: Line) -> Row:
    return (
        local_time(line.event.at),
        line.actor,
        line.sentence,
        "; ".join(line.changes),
        line.object,
        line.event.target_id,
    )
