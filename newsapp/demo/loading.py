"""Filling an empty site with the demo content, through the same verbs that editors use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, select

from newsapp import clock
from newsapp.accounts import passwords, users
from newsapp.accounts.models import Role, User
from newsapp.articles import pages, sanitise, workflow
from newsapp.articles.models import Article
from newsapp.categories import editing
from newsapp.database import db, writing
from newsapp.demo import documents
from newsapp.demo.content import FOLDER, SITE, DemoText, demo_articles, demo_pages
from newsapp.media import library, pictures
from newsapp.media.models import Picture
from newsapp.parts.identity import editing as identity_editing
from newsapp.parts.pages import menu_editing
from newsapp.parts.pages.models import MenuEntry
from newsapp.site.identity import Identity

STEPS = len(list((FOLDER / "articles").iterdir())) + 1
ADMINISTRATOR = "quantri@hunglac.example"


def is_empty() -> bool:
    return not db.session.scalar(select(func.count()).select_from(User))


def load(progress: Callable[[int], object]) -> tuple[str, str]:
    """Add an administrator, the agency and all it says; return the e-mail address and the password.

    The files are stored first, outside any transaction; then all is there or nothing. `progress`
    gets the number of steps done.
    """
    articles = demo_articles()
    covers: list[Picture | None] = []
    for article in articles:
        covers.append(_store(article.picture) if article.picture else None)
        progress(1)
    document_files = documents.store_files()
    password = passwords.random_password()
    password_hash = passwords.hash_password(password)
    now = clock.now()
    with writing():
        administrator = users.add(
            ADMINISTRATOR, "Quản trị viên", Role.ADMINISTRATOR, password_hash, actor=None, at=now
        )
        links = tuple((name, address) for name, address in SITE["agency"]["links"])
        agency = Identity(**SITE["agency"] | {"links": links})
        identity_editing.change(agency, actor=administrator, at=now)
        categories = _add_categories(administrator, now)
        for article, cover in zip(articles, covers, strict=True):
            _publish_article(article, cover, categories[article.category], administrator, now)
        published = [_publish_page(page, administrator, now) for page in demo_pages()]
        documents.publish(document_files, actor=administrator, at=now)
        in_menu = [page.id for page in published if page.language == "vi"]
        _arrange_menu(categories, in_menu, administrator, now)
    progress(1)
    return ADMINISTRATOR, password


def _add_categories(actor: User, at: datetime) -> dict[str, int]:
    """Add the categories; return their ids by their names."""
    ids: dict[str, int] = {}
    for entry in SITE["categories"]:
        category = editing.add(
            entry["name"],
            entry["description"],
            parent_id=ids.get(entry.get("parent", "")),
            actor=actor,
            at=at,
        )
        category.is_hidden = entry.get("is_hidden", False)
        ids[category.name] = category.id
    return ids


def _store(picture: str) -> Picture:
    with (FOLDER / "files" / picture).open("rb") as stream:
        return pictures.store(stream, picture)


def _publish_article(
    article: DemoText, picture: Picture | None, category_id: int, actor: User, now: datetime
) -> None:
    at = _moment(article, now)
    content = replace(
        article.content,
        body=sanitise.clean(article.content.body),
        category_id=category_id,
        cover_id=library.add(picture, actor=actor, at=at).id if picture else None,
        published_on=clock.local_date(at),
    )
    workflow.publish(workflow.create(content, actor=actor, at=at), actor=actor, at=at)


def _moment(article: DemoText, now: datetime) -> datetime:
    """Return the article's own time so many days ago, or a day before where that is to come."""
    today = now.astimezone(clock.zone()).date()
    day = today - timedelta(days=article.days_ago)
    at = datetime.combine(day, article.at, clock.zone())
    return at if at < now else at - timedelta(days=1)


def _publish_page(page: DemoText, actor: User, at: datetime) -> Article:
    content = replace(page.content, body=sanitise.clean(page.content.body))
    return workflow.publish(pages.create(content, actor=actor, at=at), actor=actor, at=at)


def _arrange_menu(
    categories: dict[str, int], page_ids: list[int], actor: User, at: datetime
) -> None:
    """Put the first page second, the other pages below it, and some categories below another."""
    menu_editing.begin(actor=actor, at=at)
    first, *others = page_ids
    about = menu_editing.add("page", number=first, actor=actor, at=at)
    for page_id in others:
        menu_editing.add("page", number=page_id, parent_id=about.id, actor=actor, at=at)
    while about.position > 2:
        menu_editing.move(about, -1, actor=actor, at=at)
    entries = {entry.category_id: entry for entry in db.session.scalars(select(MenuEntry))}
    for category in SITE["categories"]:
        if "menu_parent" in category:
            entry = entries[categories[category["name"]]]
            parent = entries[categories[category["menu_parent"]]]
            menu_editing.change(entry, label="", parent_id=parent.id, actor=actor, at=at)
