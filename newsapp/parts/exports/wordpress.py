"""Articles and pages in WordPress' own format, WXR 1.2, for its importer.

There is no specification: the elements are those that WordPress itself writes, in
wp-admin/includes/export.php, and that its importer reads (github.com/WordPress/wordpress-importer).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask_babel import gettext as _
from lxml import etree
from lxml.builder import ElementMaker
from sqlalchemy import select

from newsapp import clock
from newsapp.articles.models import Article
from newsapp.articles.tag_names import address as tag_slug
from newsapp.categories import queries as categories
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.media import files
from newsapp.media.models import Attachment, Picture
from newsapp.parts.exports.archive import Progress
from newsapp.publishing import State, state_of
from newsapp.site import identity
from newsapp.slugs import slug

NAMESPACES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}
STATUSES = {
    State.LIVE: "publish",
    State.SCHEDULED: "future",
    State.REVIEW: "pending",
    State.TRASHED: "trash",
}
"""What WordPress calls a state; every other is a draft there, so that nothing hidden is shown."""
PICTURES, FILES = 1_000_000_000, 1_500_000_000
"""What is added to the numbers of pictures and files: WordPress numbers all kinds together."""
BATCH = 100
NEVER = "0000-00-00 00:00:00"

WP, DC, CONTENT, EXCERPT = (
    ElementMaker(namespace=NAMESPACES[name], nsmap=NAMESPACES)
    for name in ("wp", "dc", "content", "excerpt")
)
PLAIN = ElementMaker(nsmap=NAMESPACES)
Elements = Iterator[Any]


def export(target: Path, site: str, progress: Progress) -> int:
    """Write the file `target`; return how many articles and pages it holds.

    site: scheme and host, at which WordPress finds the pictures. progress: called with each one.
    Raises OSError.
    """
    count = 0
    with files.being_written(target) as file, etree.xmlfile(file, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("rss", {"version": "2.0"}, nsmap=NAMESPACES), xml.element("channel"):
            for element in (*_head(site), *_terms(), *_authors(), *_media(site)):
                xml.write(element, pretty_print=True)
            for article in _articles():
                xml.write(_item(article, site), pretty_print=True)
                count += 1
                progress(1)
    return count


def _head(site: str) -> Elements:
    yield PLAIN.title(identity.read().name)
    yield PLAIN.link(site)
    yield PLAIN.language("vi")
    yield WP.wxr_version("1.2")
    yield WP.base_site_url(site)
    yield WP.base_blog_url(site)


def _terms() -> Elements:
    sections = list(db.session.scalars(categories.in_menu_order()))
    slugs = {section.id: section.slug for section in sections}
    for section in sections:
        yield WP.category(
            WP.term_id(str(section.id)),
            WP.category_nicename(section.slug),
            WP.category_parent(slugs.get(section.parent_id or 0, "")),
            WP.cat_name(section.name),
            WP.category_description(section.description),
        )


def _authors() -> Elements:
    """Whose names stand on articles; accounts of the staff stay here."""
    bylines = select(Article.byline).where(Article.byline != "").distinct()
    for name in sorted(db.session.scalars(bylines)):
        yield WP.author(
            WP.author_login(_login(name)), WP.author_email(""), WP.author_display_name(name)
        )


def _login(byline: str) -> str:
    return slug(byline, fallback="tac-gia")


def _media(site: str) -> Elements:
    for picture in db.session.scalars(select(Picture).order_by(Picture.id)):
        address = f"{site}/media/{picture.digest}-{picture.width}.jpg"
        yield _stored(picture, PICTURES, address, picture.description)
    for file in db.session.scalars(select(Attachment).order_by(Attachment.id)):
        yield _stored(file, FILES, _file_address(file, site), "")


def _stored(file: Picture | Attachment, first: int, address: str, description: str) -> Any:
    made = PLAIN.item(
        PLAIN.title(file.filename),
        PLAIN.link(address),
        EXCERPT.encoded(""),
        *_post(first + file.id, f"tep-{file.digest}", "attachment", "inherit", file.created_at),
        WP.attachment_url(address),
    )
    if description:
        made.append(_meta("_wp_attachment_image_alt", description))
    return made


def _file_address(file: Attachment, site: str) -> str:
    return f"{site}/media/{file.digest}/{quote(file.filename)}"


def _articles() -> Iterator[Article]:
    last = 0
    while True:
        following = select(Article).where(Article.id > last).order_by(Article.id).limit(BATCH)
        batch = db.session.scalars(following).all()
        yield from batch
        if not batch:
            return
        last = batch[-1].id
        db.session.expunge_all()


def _item(article: Article, site: str) -> Any:
    state = state_of(article, clock.now())
    name = article.address or article.slug
    path = f"/trang/{name}" if article.is_page else f"/tin-tuc/{article.id}/{name}"
    moment = _moment(article) if state in (State.LIVE, State.SCHEDULED) else None
    kind = "page" if article.is_page else "post"
    item = PLAIN.item(
        PLAIN.title(article.title),
        PLAIN.link(f"{site}{path}"),
        PLAIN.guid(f"{site}{path}", isPermaLink="false"),
        CONTENT.encoded(_body(article, site)),
        EXCERPT.encoded(article.summary),
        *_post(article.id, name, kind, STATUSES.get(state, "draft"), moment),
        *_labels(article),
    )
    if article.byline:
        item.append(DC.creator(_login(article.byline)))
    if article.cover_id is not None:
        item.append(_meta("_thumbnail_id", str(PICTURES + article.cover_id)))
    return item


def _moment(article: Article) -> datetime | None:
    """When it went live, or the earlier day that is printed on it."""
    live, printed = article.go_live_at, article.published_on
    if live is None or printed is None or printed >= clock.local_date(live):
        return live
    return clock.start_of_day(printed)


def _post(number: int, name: str, kind: str, status: str, moment: datetime | None) -> Elements:
    local = moment.astimezone(clock.zone()) if moment else None
    yield WP.post_id(str(number))
    yield WP.post_date(f"{local:%Y-%m-%d %H:%M:%S}" if local else NEVER)
    yield WP.post_date_gmt(f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}" if moment else NEVER)
    yield WP.comment_status("closed")
    yield WP.ping_status("closed")
    yield WP.post_name(name)
    yield WP.status(status)
    yield WP.post_parent("0")
    yield WP.menu_order("0")
    yield WP.post_type(kind)
    yield WP.post_password("")
    yield WP.is_sticky("0")


def _labels(article: Article) -> Elements:
    section: Category | None = article.category
    if section is not None:
        yield PLAIN.category(section.name, domain="category", nicename=section.slug)
    for name in article.tags:
        yield PLAIN.category(name, domain="post_tag", nicename=tag_slug(name))


def _meta(key: str, value: str) -> Any:
    return WP.postmeta(WP.meta_key(key), WP.meta_value(value))


def _body(article: Article, site: str) -> str:
    """The text with what WordPress has no field for, its pictures at their whole addresses."""
    attached = [one for link in article.attachments if (one := _link(link, site))]
    body = [article.body.replace('"/media/', f'"{site}/media/')]
    if attached:
        heading = escape(_("Tệp đính kèm"))
        body.append(f"<h2>{heading}</h2>\n<ul>\n{_joined(attached)}\n</ul>")
    if article.source:
        body.append(f"<p>{_('Nguồn')}: {escape(article.source)}</p>")
    if article.signature:
        body.append(f"<p>{escape(article.signature)}</p>")
    return _joined(body)


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _link(link: Any, site: str) -> str | None:
    file = db.session.get(Attachment, link["id"])
    if file is None:
        return None
    title = escape(link["title"] or file.filename)
    return f'<li><a href="{_file_address(file, site)}">{title}</a></li>'
