"""The rows of both databases: who can work on the content, and whether it agrees with itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flask import current_app
from sqlalchemy import ColumnElement, exists, func, select

from newsapp import clock
from newsapp.accounts.models import Role, User
from newsapp.accounts.users import active
from newsapp.articles import sanitise, staff_search_index
from newsapp.articles.models import Article, Revision
from newsapp.audit import AuditEvent
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.demo.loading import ADMINISTRATOR
from newsapp.findings import InstallationFinding, error, warning
from newsapp.visitors.models import HourlyCount, VisitorTotal

SLACK = timedelta(minutes=5)
"""How far in the future a moment may be that has been written down."""
SET_CLOCK = "Set the clock: sudo timedatectl set-ntp true"


def look() -> Iterator[InstallationFinding]:
    if not _count(User.role == Role.ADMINISTRATOR, active()):
        remedy = "Run: newsapp user add EMAIL --role administrator"
        yield error("no-administrator", "there is no administrator", remedy)
    if db.session.scalar(select(Category.id).limit(1)) is None:
        what = "there is no category, so no article can be written"
        yield warning("no-category", what, "Add one under Chuyên mục.")
    if old := _count(Revision.body_policy < sanitise.POLICY):
        what = f"{old} versions were cleaned by older rules"
        yield warning("old-cleaning", what, "Run: newsapp reclean")
    if current_app.config["HTTPS"] and _count(User.email == ADMINISTRATOR):
        what = f"the administrator of the demo, {ADMINISTRATOR}, is still there"
        remedy = "Begin with a new instance folder, without the demo content."
        yield error("demo-account", what, remedy)
    yield from _look_at_versions()
    stale = select(func.count()).select_from(staff_search_index.stale().subquery())
    if missing := db.session.scalar(stale):
        what = f"the staff's search does not know the latest text of {missing} articles"
        yield warning("desk-stale", what, "Run: newsapp refold")
    yield from _look_at_schedules()
    moments = [
        db.session.scalar(select(func.max(column)))
        for column in (AuditEvent.at, Article.updated_at)
    ]
    latest = max((moment for moment in moments if moment), default=None)
    if latest is not None and latest > clock.now() + SLACK:
        moment = f"{latest:%Y-%m-%d %H:%M} UTC"
        what = f"something was written at {moment}, which is yet to come: the clock went back"
        yield error("clock-back", what, SET_CLOCK)


def _look_at_versions() -> Iterator[InstallationFinding]:
    remedy = "Restore a backup from before; `newsapp drill` tells which ones are whole."
    of_article = Revision.article_id == Article.id
    newest = select(func.max(Revision.number)).where(of_article).scalar_subquery()
    if wrong := _count(func.coalesce(newest, -1) != Article.version):
        what = f"{wrong} articles are not at their newest version"
        yield error("versions-disagree", what, remedy)
    live = exists().where(of_article, Revision.number == Article.live_version)
    if lost := _count(Article.live_version.is_not(None), ~live):
        what = f"{lost} live articles have lost the version that is live"
        yield error("live-version-lost", what, remedy)


def _look_at_schedules() -> Iterator[InstallationFinding]:
    is_live, is_here = Article.live_version.is_not(None), Article.trashed_at.is_(None)
    if never := _count(is_live, is_here, Article.expire_at <= Article.go_live_at):
        what = f"{never} articles expire before they go live: nobody ever sees them"
        yield warning("schedule-never", what, "Open them under Bài viết and mend their moments.")
    if overdue := _count(~is_live, is_here, Article.go_live_at <= clock.now()):
        what = f"{overdue} articles were to be live by now, but were never published"
        remedy = "Open them under Bài viết and publish them, or clear the moment."
        yield warning("schedule-overdue", what, remedy)


def _count(*conditions: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).where(*conditions)) or 0


def look_at_counts() -> Iterator[InstallationFinding]:
    """The total of visitors is what the hours add up to, and what the site began with."""
    remedy = (
        "Stop the site and restore the visitors' database from a backup that `newsapp drill` has"
        " proven."
    )
    for column in ("visits", "pages"):
        hours = db.session.scalar(select(func.sum(getattr(HourlyCount, column)))) or 0
        total = db.session.scalar(select(getattr(VisitorTotal, column))) or 0
        if total < hours:
            what = f"the total of {column} is {total}, and its hours add up to {hours}"
            yield error("counts-disagree", what, remedy)
    newest = db.session.scalar(select(func.max(HourlyCount.hour)))
    if newest is not None and newest > (clock.now() + SLACK).timestamp():
        what = "visitors were counted in hours that are yet to come: the clock went back"
        yield error("counts-ahead", what, SET_CLOCK)
