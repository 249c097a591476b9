"""The visitors' counts: the total is what the hours add up to, and what the site began with."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select

from newsapp import clock
from newsapp.checking.finding import Finding, error
from newsapp.database import db
from newsapp.visitors.models import HourlyCount, VisitorTotal

REMEDY = "Stop the site and restore the visitors' database from a backup that `newsapp drill` has proven."


def look() -> Iterator[Finding]:
    hours = db.session.execute(
        select(func.coalesce(func.sum(HourlyCount.visits), 0), func.coalesce(func.sum(HourlyCount.pages), 0))
    ).one()
    total = db.session.execute(select(VisitorTotal.visits, VisitorTotal.pages)).first() or (0, 0)
    for name, told, summed in zip(("visits", "pages"), total, hours, strict=True):
        if told < summed:
            what = f"the total of {name} is {told}, and its hours add up to {summed}"
            yield error("counts-disagree", what, REMEDY)
    newest = db.session.scalar(select(func.max(HourlyCount.hour)))
    if newest is not None and newest > clock.now().timestamp() + 300:
        what = "visitors were counted in hours that are yet to come: the clock went back"
        yield error("counts-ahead", what, "Set the clock: sudo timedatectl set-ntp true")
