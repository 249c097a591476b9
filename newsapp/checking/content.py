"""The content: who can work on it, and whether it agrees with itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flask import current_app
from sqlalchemy import Select, exists, func, select

from newsapp import clock
from newsapp.accounts.models import Role, User
from newsapp.accounts.users import active
from newsapp.articles import body
from newsapp.articles.models import Article, Revision
from newsapp.audit import AuditEvent
from newsapp.categories.models import Category
from newsapp.checking.finding import Finding, error, warning
from newsapp.database import db
from newsapp.demo.loading import ADMINISTRATOR
from newsapp.desk import latest

SLACK = timedelta(minutes=5)
"""How far in the future a moment may be that has been written down."""


def look() -> Iterator[Finding]:
    if not _count(select(func.count()).where(User.role == Role.ADMINISTRATOR, active())):
        what = "there is no administrator"
        yield error("no-administrator", what, "Run: newsapp user add EMAIL --role administrator")
    if not _count(select(func.count()).select_from(Category)):
        what = "there is no category, so no article can be written"
        yield warning("no-category", what, "Add one under Chuyên mục.")
    if old := _count(select(func.count()).where(Revision.body_policy < body.POLICY)):
        yield warning("old-cleaning", f"{old} versions were cleaned by older rules", "Run: newsapp reclean")
    yield from _demo_account()
    yield from _versions()
    yield from _latest_texts()
    yield from _schedules()
    yield from _clock()


def _demo_account() -> Iterator[Finding]:
    if current_app.config["HTTPS"] and _count(select(func.count()).where(User.email == ADMINISTRATOR)):
        what = f"the administrator of the demo, {ADMINISTRATOR}, is still there"
        yield error("demo-account", what, "Begin with a new instance folder, without the demo content.")


def _versions() -> Iterator[Finding]:
    newest = select(func.max(Revision.number)).where(Revision.article_id == Article.id).scalar_subquery()
    live = exists().where(Revision.article_id == Article.id, Revision.number == Article.live_version)
    remedy = "Restore a backup from before; `newsapp drill` tells which ones are whole."
    if wrong := _count(select(func.count()).where(func.coalesce(newest, -1) != Article.version)):
        yield error("versions-disagree", f"{wrong} articles are not at their newest version", remedy)
    if lost := _count(select(func.count()).where(Article.live_version.is_not(None), ~live)):
        yield error("live-version-lost", f"{lost} live articles have lost the version that is live", remedy)


def _latest_texts() -> Iterator[Finding]:
    if old := _count(select(func.count()).select_from(latest.stale().subquery())):
        what = f"the staff's search does not know the latest text of {old} articles"
        yield warning("desk-stale", what, "Run: newsapp refold")


def _schedules() -> Iterator[Finding]:
    never = select(func.count()).where(
        Article.live_version.is_not(None), Article.trashed_at.is_(None), Article.expire_at <= Article.go_live_at
    )
    if count := _count(never):
        what = f"{count} articles expire before they go live: nobody ever sees them"
        yield warning("schedule-never", what, "Open them under Bài viết and mend their moments.")
    overdue = select(func.count()).where(
        Article.live_version.is_(None), Article.trashed_at.is_(None), Article.go_live_at <= clock.now()
    )
    if count := _count(overdue):
        what = f"{count} articles were to be live by now, but were never published"
        yield warning("schedule-overdue", what, "Open them under Bài viết and publish them, or clear the moment.")


def _clock() -> Iterator[Finding]:
    latest = max(
        filter(None, (db.session.scalar(select(func.max(column))) for column in (AuditEvent.at, Article.updated_at))),
        default=None,
    )
    if latest is not None and latest > clock.now() + SLACK:
        what = f"something was written at {latest:%Y-%m-%d %H:%M} UTC, which is yet to come: the clock went back"
        yield error("clock-back", what, "Set the clock: sudo timedatectl set-ntp true")


def _count(query: Select[int]) -> int:
    return db.session.scalar(query) or 0
