"""The tab that sent a request: a person may have one form open in several tabs."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from newsapp.parts.drafts.autosaves import Autosave

_NAME = re.compile(r"[A-Za-z0-9_-]{1,12}")


@dataclass(frozen=True, slots=True)
class Tab:
    """name: "" if unknown. seen: the stamp of the autosave that filled the page.

    number: counts the texts that the page has sent; 0 without scripts.
    """

    name: str = ""
    seen: str = ""
    number: int = 0

    @property
    def owner(self) -> Mapping[str, str]:
        """Arguments for autosaves.keep and autosaves.forget."""
        return {"tab": self.name, "seen": self.seen}


def page_values(shown: Autosave | None, others: Sequence[Autosave] = ()) -> dict[str, Any]:
    """Values for the form's template: the autosave that fills it, others, and the new tab."""
    return {
        "unsaved": shown,
        "beside": others,
        "seen": shown.stamp if shown else "",
        "tab": secrets.token_urlsafe(9),
    }


def sent_tab() -> Tab:
    """The tab that the request names."""
    name, number = request.form.get("tab", ""), request.form.get("number", "")
    is_number = number.isdecimal() and len(number) < 10
    return Tab(
        name=name if _NAME.fullmatch(name) else "",
        seen=request.form.get("seen", ""),
        number=int(number) if is_number else 0,
    )
