"""Signing in with a code from a phone after the password."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from newsapp.audit import Action
from newsapp.registry import Registry

staff = Blueprint("second_factor", __name__, template_folder="templates")
AUDIT_ACTIONS = {
    "second_factor.turn_on": Action(_l("Bật xác thực hai bước")),
    "second_factor.turn_off": Action(_l("Tắt xác thực hai bước")),
    "second_factor.renew_codes": Action(_l("Tạo mã dự phòng mới")),
    "second_factor.use_recovery_code": Action(
        _l("Đăng nhập bằng mã dự phòng, còn %(left)s mã"), {"left"}
    ),
    "second_factor.reset": Action(_l("Đặt lại xác thực hai bước")),
}


def register(registry: Registry) -> None:
    from newsapp.accounts.commands import user
    from newsapp.parts.second_factor import admin, factors, requirement, sign_in

    registry.app.before_request(requirement.lead_to_setup)
    registry.add_pages(staff=staff)
    registry.add_audit_actions(AUDIT_ACTIONS)
    registry.second_step = sign_in.ask_for_code
    registry.needs_secret_key.append(lambda: bool(factors.protected_ids()))
    registry.add_values("people", lambda: {"protected_ids": factors.protected_ids()})
    for page in ("account", "person"):
        registry.add_values(page, lambda user: {"is_protected": factors.is_on(user)})
    registry.add_values("dashboard", lambda: {"second_factor_due": requirement.due_at()})
    registry.add_template("dashboard.start", "second_factor/_due.html", 40)
    for place in ("account", "people_state", "person_facts", "person_actions"):
        registry.add_template(place, f"second_factor/_{place}.html")
    user.add_command(admin.reset_command)
