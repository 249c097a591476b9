"""The audit log, for administrators to search and take away. There is no way here to change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from flask import Response, abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from newsapp import clock
from newsapp.accounts import users
from newsapp.accounts.permissions import require
from newsapp.admin import admin, audit_words
from newsapp.admin.forms.audit import ANYTHING, AuditForm
from newsapp.audit import ACTIONS, AuditEvent
from newsapp.database import db
from newsapp.oversight import audit_log
from newsapp.oversight.audit_log import COMMAND_LINE, Place, place_of
from newsapp.web.sheets import Row, csv_file, download, xlsx_file

SHOWN = 50
"""Rows on a page."""
COUNTED = 10_000
"""Beyond so many the page says only that there are more."""
TAKEN = {"csv": 200_000, "xlsx": 20_000}
"""Rows that a file holds at most: an .xlsx is made in memory as a whole, 5 kB a row."""
OBJECTS = {
    "article": (_l("Bài viết"), "admin.edit_article"),
    "category": (_l("Chuyên mục"), "admin.category"),
    "user_account": (_l("Tài khoản"), "admin.person"),
    "tag": (_l("Thẻ"), "admin.tag"),
    "document": (_l("Văn bản"), "admin.edit_document"),
    "picture": (_l("Ảnh"), None),
    "attachment": (_l("Tệp"), None),
    "site_identity": (_l("Cơ quan"), None),
    "visitor_total": (_l("Thống kê"), None),
}
"""What actions are done to: what it is called, and the page of the one with a number."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the log as a person reads it. address: the object's page, where it has one."""

    event: AuditEvent
    actor: str
    sentence: str
    changes: list[str]
    object: str
    address: str | None


@admin.get("/audit")
def audit() -> tuple[str, int]:
    require(current_user, "audit.view")
    names = {person.id: person.name for person in users.everyone()}
    form = _form(names)
    is_right = form.validate()
    wanted = form.wanted()
    found = list(db.session.scalars(audit_log.events(wanted, _before()).limit(SHOWN + 1)))
    asked = {name: value for name, value in request.args.items() if value and name in form}
    page = render_template(
        "admin/audit.html",
        form=form,
        lines=list(_lines(found[:SHOWN], names)),
        count=db.session.scalar(audit_log.count(wanted, COUNTED + 1)) or 0,
        most=COUNTED,
        taken=TAKEN,
        older=str(place_of(found[SHOWN - 1])) if len(found) > SHOWN else None,
        is_first="before" not in request.args,
        asked=asked,
    )
    return page, 200 if is_right else 422


@admin.get("/audit.<any(csv, xlsx):extension>")
def audit_file(extension: str) -> Response:
    """The rows that the page's filters leave, up to TAKEN, latest first."""
    require(current_user, "audit.view")
    names = {person.id: person.name for person in users.everyone()}
    form = _form(names)
    form.validate()
    found = db.session.scalars(
        audit_log.events(form.wanted()).limit(TAKEN[extension]).execution_options(yield_per=1000)
    )
    head: Row = (_("Lúc"), _("Người làm"), _("Việc"), _("Thay đổi"), _("Đối tượng"), _("Số"))
    rows = chain([head], map(_row, _lines(found, names)))
    content = csv_file(rows) if extension == "csv" else xlsx_file({_("Nhật ký"): list(rows)})
    return download(content, f"nhat-ky-{clock.local_date(clock.now()).isoformat()}", extension)


def _form(names: Mapping[int, str]) -> AuditForm:
    form = AuditForm(request.args)
    everybody = sorted(names.items(), key=lambda person: person[1].casefold())
    form.actor.choices = [
        SelectChoice(ANYTHING, _("Mọi người")),
        *(SelectChoice(str(number), name) for number, name in everybody),
        SelectChoice(str(COMMAND_LINE), _("Dòng lệnh của máy chủ")),
    ]
    form.action.choices = [
        SelectChoice(ANYTHING, _("Mọi việc")),
        *(SelectChoice(action, audit_words.label(action)) for action in ACTIONS),
    ]
    form.object.choices = [
        SelectChoice(ANYTHING, _("Mọi đối tượng")),
        *(SelectChoice(kind, str(name)) for kind, (name, _page) in OBJECTS.items()),
    ]
    return form


def _before() -> Place | None:
    if (text := request.args.get("before")) is None:
        return None
    try:
        return audit_log.read_place(text)
    except ValueError:
        abort(404)


def _lines(events: Iterator[AuditEvent] | list[AuditEvent], names: Mapping[int, str]) -> Iterator[Line]:
    for event in events:
        kind, page = OBJECTS.get(event.target_type, (event.target_type, None))
        is_person = event.target_type == "user_account"
        yield Line(
            event=event,
            actor=_("Dòng lệnh") if event.actor_id is None else names.get(event.actor_id, f"{event.actor_id}"),
            sentence=audit_words.sentence(event),
            changes=audit_words.changes(event),
            object=names.get(event.target_id, str(kind)) if is_person else f"{kind} {event.target_id}",
            address=url_for(page, number=event.target_id) if page and not event.action.endswith(".delete") else None,
        )


def _row(line: Line) -> Row:
    at = line.event.at.astimezone(clock.zone()).replace(tzinfo=None, microsecond=0)
    return (at, line.actor, line.sentence, "; ".join(line.changes), line.object, line.event.target_id)
