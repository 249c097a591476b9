"""What is wrong with the installation, for administrators when they arrive."""

from __future__ import annotations

import time
from typing import Any

from flask import current_app
from flask_login import current_user

from newsapp.accounts.permissions import may
from newsapp.findings import InstallationFinding
from newsapp.operations import check

KEPT = 30
"""Seconds. Findings rarely change from one page to the next."""


def findings() -> dict[str, Any]:
    """The values of the panel."""
    if not may(current_user, "user.manage"):
        return {}
    found = _findings()
    return {
        "findings": found,
        "is_urgent": any(finding.severity == "error" for finding in found),
    }


def _findings() -> list[InstallationFinding]:
    extensions: dict[str, Any] = current_app.extensions
    at, found = extensions.get("dashboard_findings", (None, []))
    if at is None or time.monotonic() - at >= KEPT:
        found = check.quick_findings() + check.noted_findings()
        extensions["dashboard_findings"] = (time.monotonic(), found)
    return list(found)
