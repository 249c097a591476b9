"""Filling an empty site with the demo content, through the same verbs that editors use."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import func, select

from newsapp import clock
from newsapp.accounts import passwords, users
from newsapp.accounts.models import Role, User
from newsapp.articles import body, pages, workflow
from newsapp.articles.content import Content
from newsapp.categories import editing
from newsapp.database import db, writing
from newsapp.demo import documents
from newsapp.demo.content import BELOW, CATEGORIES, IN_ENGLISH, DemoArticle, demo_articles, demo_pages
from newsapp.demo.pictures import draw
from newsapp.media import library, pictures
from newsapp.media.pictures import StoredPicture
from newsapp.site import arranging, identity
from newsapp.site.menu import Kind, MenuEntry

STEPS = len(demo_articles()) + 1
ADMINISTRATOR = "quantri@hunglac.example"
GATHERED_UNDER = "Khoa học và Đời sống"
GATHERED = ("Tiêu chuẩn - Đo lường - Chất lượng", "Sở hữu trí tuệ và Đổi mới sáng tạo")
"""Entries of the menu that stand below another."""
PICTURE_SIZE = (1200, 750)

AGENCY = identity.Identity(
    name="Sở Khoa học và Công nghệ tỉnh Hưng Lạc",
    parent_body="Ủy ban nhân dân tỉnh Hưng Lạc",
    address="Số 18 đường Bến Sen, phường Tân Lạc, tỉnh Hưng Lạc",
    phone="0299 3825 186",
    email="sokhcn@hunglac.example",
    responsible="Bà Trần Thị Hoài Thu, Phó Giám đốc Sở",
    licence="Trang minh họa: cơ quan, con người và số liệu đều được hư cấu",
    name_en="Department of Science and Technology of Hưng Lạc Province",
    parent_body_en="People's Committee of Hưng Lạc Province",
    address_en="18 Bến Sen Street, Tân Lạc Ward, Hưng Lạc Province",
    links=(
        ("Cổng thông tin tỉnh Hưng Lạc", "https://hunglac.example"),
        ("Cổng dịch vụ công của tỉnh", "https://dichvucong.hunglac.example"),
        ("Cổng dữ liệu mở", "https://dulieu.hunglac.example"),
    ),
)


ABOUT = Content(
    title="Functions and organisation",
    summary="What the Department does, its divisions, and whom to ask.",
    category_id=None,
    language="en",
    body=body.clean(
        "<p>The Department advises the province on science, technology, standards and intellectual property, and "
        "carries out what the law leaves to the province in these fields.</p><h2>Divisions</h2><ul>"
        "<li>Office: correspondence, staff, finance</li><li>Division of Technology Management</li>"
        "<li>Division of Standards and Measurement</li><li>Division of Intellectual Property</li></ul>"
        "<p>Letters in English are answered by the Office within five working days.</p>"
    ),
)
"""What the English edition says of the agency."""


def is_empty() -> bool:
    return not db.session.scalar(select(func.count()).select_from(User))


def load(progress: Callable[[int], object]) -> tuple[str, str]:
    """Add an administrator, the agency and all it says; return the e-mail address and the password.

    The pictures are drawn first, outside any transaction; then all is there or nothing. `progress` gets steps done.
    """
    articles = demo_articles()
    drawn: list[StoredPicture | None] = []
    for seed, article in enumerate(articles):
        drawn.append(_drawn(article.motif, seed) if article.motif else None)
        progress(1)
    papers = documents.write_files()
    password = passwords.random_password()
    password_hash = passwords.hash_password(password)
    now = clock.now()
    with writing():
        administrator = users.add(ADMINISTRATOR, "Quản trị viên", Role.ADMINISTRATOR, password_hash, actor=None, at=now)
        identity.change(AGENCY, actor=administrator, at=now)
        sections = _add_sections(administrator, now)
        for article, picture in zip(articles, drawn, strict=True):
            _publish(article, picture, sections[article.category], administrator, now)
        about = pages.create(ABOUT, actor=administrator, at=now)
        workflow.publish(about, actor=administrator, at=now)
        documents.publish(papers, actor=administrator, at=now)
        _arrange_menu(sections, _publish_pages(administrator, now), administrator, now)
    progress(1)
    return ADMINISTRATOR, password


def _add_sections(actor: User, at: datetime) -> dict[str, int]:
    """The categories by their names."""
    added = {name: editing.add(name, description, actor=actor, at=at).id for name, description in CATEGORIES}
    for name, above, description in BELOW:
        added[name] = editing.add(name, description, parent_id=added[above], actor=actor, at=at).id
    english = editing.add(*IN_ENGLISH, actor=actor, at=at)
    english.is_hidden = True
    added[english.name] = english.id
    return added


def _publish_pages(actor: User, at: datetime) -> list[int]:
    numbers = []
    for page in demo_pages():
        content = Content(title=page.title, body=body.clean(page.body), category_id=None, summary=page.summary)
        made = workflow.publish(pages.create(content, actor=actor, at=at), actor=actor, at=at)
        numbers.append(made.id)
    return numbers


def _arrange_menu(sections: dict[str, int], page_numbers: list[int], actor: User, at: datetime) -> None:
    """Giới thiệu and what stands below it come second; two of the special subjects stand below another."""
    arranging.begin(actor=actor, at=at)
    first, *others = page_numbers
    about = arranging.add(Kind.PAGE, target_id=first, actor=actor, at=at)
    for number in others:
        arranging.add(Kind.PAGE, target_id=number, parent_id=about.id, actor=actor, at=at)
    while about.position > 2:
        arranging.move(about, -1, actor=actor, at=at)
    entries = {entry.category_id: entry for entry in db.session.scalars(select(MenuEntry))}
    for name in GATHERED:
        entry, above = entries[sections[name]], entries[sections[GATHERED_UNDER]]
        arranging.change(entry, label="", parent_id=above.id, actor=actor, at=at)


def _drawn(motif: str, seed: int) -> StoredPicture:
    file = io.BytesIO()
    draw(motif, size=PICTURE_SIZE, seed=seed).save(file, "PNG", compress_level=1)
    file.seek(0)
    return pictures.store(file, f"{motif}-{seed}.png")


def _publish(article: DemoArticle, picture: StoredPicture | None, category_id: int, actor: User, now: datetime) -> None:
    at = _moment(article, now)
    cover = library.add_picture(picture, actor=actor, at=at) if picture else None
    content = Content(
        title=article.title,
        body=body.clean(article.body),
        category_id=category_id,
        summary=article.summary,
        byline=article.byline,
        signature=article.signature,
        source=article.source,
        published_on=clock.local_date(at),
        cover_id=cover.id if cover else None,
        cover_alt=article.alt if cover else "",
        tags=list(article.tags),
        language=article.language,
    )
    workflow.publish(workflow.create(content, actor=actor, at=at), actor=actor, at=at)


def _moment(article: DemoArticle, now: datetime) -> datetime:
    """The article's own hour so many days ago; yesterday's where today has not come that far."""
    here = now.astimezone(clock.zone())
    at = datetime.combine(here.date() - timedelta(days=article.days_ago), article.at, clock.zone())
    return at if at < now else at - timedelta(days=1)
