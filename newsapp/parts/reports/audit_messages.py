"""The audit log in words: a sentence for each event, and what it changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from flask_babel import gettext as _

from newsapp import audit
from newsapp.accounts.models import Role
from newsapp.admin.forms.accounts import ROLES
from newsapp.audit import AuditEvent
from newsapp.web.filters import day, moment

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*[+-]\d\d:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def label(action: str) -> str:
    """The action without details, for a list to choose from."""
    return _sentence(action, {})


def sentence(event: AuditEvent) -> str:
    """What was done. Details that another release did not record are shown as "…"."""
    details = {name: _in_words(value) for name, value in event.details.items()}
    if event.details.get("title") == "":
        details["title"] = _("(chưa có tiêu đề)")
    return _sentence(event.action, details)


def _sentence(action: str, details: Mapping[str, str]) -> str:
    if action not in audit.ACTIONS:
        return action
    return str(audit.ACTIONS[action].sentence) % defaultdict(lambda: "…", details)


def changes(event: AuditEvent) -> list[str]:
    """Each value before and after, unless the sentence says it."""
    before, after = event.details.get("before"), event.details.get("after")
    changed = event.details.get("changed")
    if isinstance(before, list) and isinstance(after, list):
        pairs = [pair for pair in zip_longest(before, after) if pair[0] != pair[1]]
        return [_("%(before)s → %(after)s", **_pair_in_words(*pair)) for pair in pairs]
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        values = {name: (before.get(name), after.get(name)) for name in {**before, **after}}
        changed = {name: pair for name, pair in values.items() if pair[0] != pair[1]}
    if not isinstance(changed, Mapping):
        return []
    return [_change(name, *pair) for name, pair in changed.items()]


def _change(name: str, before: Any, after: Any) -> str:
    field = str(audit.FIELD_LABELS.get(name, name))
    pair = _pair_in_words(before, after)
    return str(_("%(name)s: %(before)s → %(after)s", name=field, **pair))


def _pair_in_words(before: Any, after: Any) -> dict[str, str]:
    return {"before": _in_words(before), "after": _in_words(after)}


def _in_words(value: Any) -> str:
    if value is None or value == "":
        return str(_("trống"))
    if isinstance(value, bool):
        return str(_("có") if value else _("không"))
    if not isinstance(value, str):
        return str(value)
    if value in set(Role):
        return str(ROLES[Role(value)])
    if _MOMENT.fullmatch(value):
        return str(moment(datetime.fromisoformat(value)))
    if _DAY.fullmatch(value):
        return str(day(date.fromisoformat(value)))
    return value
