"""Reads a WordPress export (WXR 1.0 to 1.2): posts and pages, with their states and days.

The file is read twice: first its authors, categories and media library, which stand anywhere in it,
then the items one by one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from hashlib import blake2b
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from flask_babel import gettext as _

from newsapp import clock
from newsapp.importing.contents import LONGEST_FOUND
from newsapp.importing.incoming import Incoming, Item, Reading, Refused, Section, Skipped, State
from newsapp.parts.imports.wordpress_body import Media, plain_html
from newsapp.parts.imports.wordpress_file import (
    Element,
    Export,
    fields,
    is_of_wordpress,
    local,
    text,
)

TAKEN = {"post": "article", "page": "page"}
STATES: dict[str, State] = {"publish": "published", "future": "scheduled", "": "unknown"}
"""Every other state is a draft: drafts, pending and private posts are never public."""
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif")
MOST_OFFSET = timedelta(hours=15)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_NO_DATE = "0000-00-00 00:00:00"


@dataclass(slots=True)
class Library:
    """What the items refer to, by name or number."""

    site: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    media: dict[str, Media] = field(default_factory=dict)
    media_of: dict[str, list[Media]] = field(default_factory=dict)
    """The media by the post that they belong to."""
    categories: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Slug -> name, slug of the one above, description."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Kind -> how many of it are not taken."""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Post:
    """An item of the export: its texts by local name, what it is filed under, its other fields."""

    values: dict[str, str]
    terms: list[tuple[str, str]]
    meta: dict[str, str]
    comments: int

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


def read(path: Path) -> Reading:
    """Raises Refused where the file is no export of WordPress."""
    library = _library(path)
    return Reading(_items(path, library), len(library.categories) + library.count)


def _library(path: Path) -> Library:
    library = Library()
    export = Export(path)
    for name, element in export.elements():
        if name == "item":
            _count(library, _post(element))
        elif name in ("link", "base_site_url", "base_blog_url"):
            library.site = text(element).strip() or library.site
        elif name == "author":
            said = _texts(element)
            shown = said.get("author_display_name", "").strip()
            library.authors[said.get("author_login", "").strip()] = shown
        elif name in ("category", "term"):
            _add_category(library, _texts(element))
    if not export.is_wordpress:
        raise Refused(_("Tệp này không phải là bản xuất của WordPress (WXR)."))
    return library


def _count(library: Library, post: Post) -> None:
    kind = post["post_type"] or "post"
    library.left_out["comment"] += post.comments
    if kind in TAKEN:
        library.count += 1
    elif kind == "attachment":
        media = Media(
            post["post_id"],
            post["attachment_url"] or post["guid"],
            post.meta.get("_wp_attachment_image_alt", ""),
            without_tags(post["excerpt"]),
        )
        library.media[media.number] = media
        library.media_of.setdefault(post["post_parent"], []).append(media)
    else:
        library.left_out[kind] += 1


def _add_category(library: Library, said: dict[str, str]) -> None:
    if said.get("term_taxonomy", "category") != "category":
        return
    slug = said.get("category_nicename") or said.get("term_slug") or ""
    name = said.get("cat_name") or said.get("term_name") or ""
    above = said.get("category_parent") or said.get("term_parent") or ""
    told = said.get("category_description") or said.get("term_description") or ""
    if slug.strip() and name.strip():
        library.categories[slug.strip()] = (unescape(name.strip()), above.strip(), told)


def _items(path: Path, library: Library) -> Iterator[Item]:
    yield from _sections(library)
    export = Export(path)
    seen: set[str] = set()
    waiting: Item | None = None
    for name, element in export.elements():
        if name != "item":
            continue
        post = _post(element)
        if (post["post_type"] or "post") not in TAKEN:
            continue
        if waiting is not None:
            yield waiting
        waiting = _item(post, library, seen)
    if export.is_cut_off and isinstance(waiting, Incoming):
        waiting.state = "draft"
        waiting.warnings.append(_("Tệp bị cắt ở bài này. Để ở bản nháp."))
    if waiting is not None:
        yield waiting
    if export.is_cut_off:
        yield Skipped(path.name, _("Tệp bị cắt: những gì sau đó không có."))
    for kind, count in sorted(library.left_out.items()):
        if count:
            why = _("Không lấy %(count)s mục loại %(kind)s.", count=count, kind=kind)
            yield Skipped(f"wordpress:{kind}", why)


def _sections(library: Library) -> Iterator[Section]:
    for slug, (name, above, told) in library.categories.items():
        trail = [slug]
        while above in library.categories and above not in trail:
            trail.append(above)
            above = library.categories[above][1]
        parent = library.categories[trail[1]][0] if len(trail) > 1 else ""
        path = f"/category/{'/'.join(reversed(trail))}/"
        yield Section(name, parent, without_tags(told), (path,))


def _item(post: Post, library: Library, seen: set[str]) -> Item:
    key = _key(post, library)
    title = without_tags(post["title"])
    if key in seen:
        return Skipped(key, _("Số này có hai lần trong tệp: “%(title)s”.", title=title))
    seen.add(key)
    if post["status"] == "trash":
        return Skipped(key, _("Bài ở trong thùng rác: “%(title)s”.", title=title))
    item = Incoming(key, title, "", kind="page" if post["post_type"] == "page" else "article")
    item.state = STATES.get(post["status"], "draft")
    item.summary = post["excerpt"]
    item.slug = unescape(post["post_name"]) if item.kind == "page" else ""
    creator = unescape(post["creator"])
    item.byline = library.authors.get(creator) or creator
    item.old_paths = _old_paths(post, item.kind)
    item.language = "vi"
    _set_moment(item, post)
    _set_terms(item, post)
    _set_body(item, post, library)
    _warn(item, post)
    return item


def _set_moment(item: Incoming, post: Post) -> None:
    """Its moment, in the time zone of the old site, so that its day is the one printed there."""
    local_time, universal = _moment(post["post_date"]), _moment(post["post_date_gmt"])
    if local_time is not None and universal is not None:
        offset = local_time - universal
        if abs(offset) <= MOST_OFFSET and not offset % timedelta(minutes=15):
            item.published_at = local_time.replace(tzinfo=timezone(offset))
            return
    if local_time is not None:
        item.published_at = local_time.replace(tzinfo=clock.zone())
        return
    written = post["post_date"]
    if written and written != _NO_DATE:
        item.state = "draft"
        item.warnings.append(_("Không đọc được ngày đăng “%(day)s”.", day=written[:40]))
        return
    try:
        found = parsedate_to_datetime(post["pubDate"])
        item.published_at = found.astimezone(clock.zone())
    except (ValueError, TypeError, OverflowError):
        item.published_at = None


def _moment(written: str) -> datetime | None:
    try:
        return datetime.strptime(written.strip(), "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None


def _set_terms(item: Incoming, post: Post) -> None:
    categories = [name for domain, name in post.terms if domain == "category"]
    item.tags = [name for domain, name in post.terms if domain in ("post_tag", "tag")]
    if not categories and not item.tags:  # exports of before 1.0 name no domain
        categories = [name for domain, name in post.terms if not domain]
    if item.kind == "page" or not categories:
        return
    item.category, *others = dict.fromkeys(categories)
    if others:
        item.tags = [*others, *item.tags]
        named = ", ".join(others)
        item.warnings.append(_("Chuyên mục khác thành từ khóa: %(names)s.", names=named))


def _set_body(item: Incoming, post: Post, library: Library) -> None:
    number = post["post_id"]
    own = library.media_of.get(number, []) if number else []

    def gallery(numbers: Sequence[str] | None) -> Sequence[Media]:
        if numbers is None:
            return [media for media in own if media.address.lower().endswith(PICTURES)]
        return [library.media[one] for one in numbers if one in library.media]

    item.body = post["content"]
    if len(item.body) <= LONGEST_FOUND:
        item.body = plain_html(item.body, gallery, item.warnings)
    cover = library.media.get(post.meta.get("_thumbnail_id", ""))
    if cover is not None:
        item.cover, item.cover_alt, item.cover_caption = cover.address, cover.alt, cover.caption
    for media in own:
        is_file = not media.address.lower().endswith(PICTURES)
        if is_file and media.address not in post["content"]:
            item.files.append(media.address)


def _warn(item: Incoming, post: Post) -> None:
    if post["post_password"]:
        item.state = "draft"
        item.warnings.append(_("Bài có mật khẩu. Để ở bản nháp."))
    if post["status"] in ("private", "pending"):
        item.warnings.append(_("Trạng thái ở trang cũ: %(state)s.", state=post["status"]))
    if post["is_sticky"] == "1":
        item.warnings.append(_("Bài được ghim ở trang cũ: hãy ghim lại nếu cần."))


def _key(post: Post, library: Library) -> str:
    site = urlsplit(library.site)
    where = f"{site.netloc}{site.path}".rstrip("/")
    if post["post_id"]:
        return f"wordpress:{where}:{post['post_id']}"
    named = post["guid"] or post["link"] or f"{post['title']} {post['post_date']}"
    return (
        f"wordpress:{where}:{blake2b(named.encode('utf8', 'replace'), digest_size=8).hexdigest()}"
    )


def _old_paths(post: Post, kind: str) -> list[str]:
    paths = []
    for address in (post["link"], post["guid"]):
        split = urlsplit(address.strip())
        path = f"{split.path}?{split.query}" if split.query else split.path
        if path.startswith("/") and path != "/":
            paths.append(path)
        elif split.query:
            paths.append(f"/{path}")
    if post["post_id"]:
        name = "page_id" if kind == "page" else "p"
        paths.append(f"/?{name}={post['post_id']}")
    return list(dict.fromkeys(paths))


def _texts(element: Element) -> dict[str, str]:
    return {local(child.tag): text(child) for child in fields(element)}


def _post(element: Element) -> Post:
    values: dict[str, str] = {}
    terms: list[tuple[str, str]] = []
    meta: dict[str, str] = {}
    comments = 0
    for child in fields(element):
        name = local(child.tag)
        if name == "encoded":
            values["excerpt" if "excerpt" in child.tag else "content"] = text(child)
        elif name == "category" and not is_of_wordpress(child.tag):
            named = unescape(text(child).strip())
            if named:
                terms.append((child.get("domain", ""), named))
        elif name == "postmeta":
            said = _texts(child)
            meta[said.get("meta_key", "")] = said.get("meta_value", "").strip()
        elif name == "comment":
            comments += 1
        else:
            values[name] = text(child).strip()
    return Post(values, terms, meta, comments)


def without_tags(markup: str) -> str:
    return unescape(_TAG.sub("", markup)).strip()
