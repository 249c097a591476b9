"""What the parts add to the site. The core reads it and knows no part by name.

A part is a package below newsapp/parts with a function `register(registry)`, which names in one
place all that the part adds. `create_app(parts=…)` gives each application a registry of its own.
Permissions, audit actions and the names of audited fields are words with one meaning everywhere,
so these go into the tables of accounts/permissions.py and audit.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import IO, TYPE_CHECKING, Any, Protocol

from click import Command
from flask import Blueprint, Flask, current_app
from sqlalchemy import ColumnElement, Select, select
from werkzeug.wrappers import Response

from newsapp import audit
from newsapp.accounts import permissions
from newsapp.clock import local_date
from newsapp.database import db
from newsapp.findings import Check

if TYPE_CHECKING:
    from newsapp.accounts.models import Role, User
    from newsapp.admin.unsaved_texts import UnsavedTexts
    from newsapp.articles.models import Article, Revision
    from newsapp.media.uses import Use


class Part(Protocol):
    """A package with the function that registers it."""

    def register(self, registry: Registry) -> None: ...


@dataclass(frozen=True, slots=True)
class StaffMenuEntry:
    """A link in the menu of the staff pages, for those who may do `action`.

    place: "bar"; "more" for what is seldom wanted; "site" for the tabs about where articles stand.
    paths: what follows /admin/ in the addresses of the pages that belong to the entry.
    """

    endpoint: str
    action: str
    label: object
    position: int
    place: str = "bar"
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileUses:
    """How a part uses stored files.

    uses: (digest, use) for each of the digests that something shows, in any state and version.
    is_used: whether anything refers to the file, so that it must not be deleted.
    is_public: whether readers see something that shows the file at a moment.
    """

    uses: Callable[[Sequence[str]], Iterable[tuple[str, Use]]] = lambda _digests: ()
    is_used: Callable[[str], bool] = lambda _digest: False
    is_public: Callable[[str, datetime], bool] = lambda _digest, _now: False


@dataclass(frozen=True, slots=True, eq=False)
class MenuItem:
    """Something that an entry of the readers' menu leads to.

    endpoint, values: where it stands, for url_for; or `address`, as staff typed it. number: which
    one of its kind. begins, ends: the moments from and until which readers find it; is_hidden: they
    do not, whatever the hour. own_page, pages_below: where the entry is marked as current, by
    names: an endpoint, "category-5" or "page-7". below: what the menu opens under it.
    """

    label: object
    endpoint: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    number: int | None = None
    begins: datetime | None = None
    ends: datetime | None = None
    is_hidden: bool = False
    own_page: str = ""
    pages_below: frozenset[str] = frozenset()
    below: tuple[MenuItem, ...] = ()
    rel: str = ""

    def is_found(self, now: datetime) -> bool:
        """Whether readers find it at the moment `now`."""
        if self.is_hidden or (self.begins is not None and self.begins > now):
            return False
        return self.ends is None or self.ends > now


@dataclass(frozen=True, slots=True)
class MenuTarget:
    """A kind of thing that an entry of the readers' menu can lead to.

    kind: its name in the table of entries, whose column <kind>_id holds which one; a kind of a
    single thing needs no column. group: the heading under which staff choose. items: those of the
    numbers that exist. choices: (number, name) of what staff can choose; None for the one item.
    usual: what stands in the menu that nobody has arranged. hidden_note: why readers do not see it.
    """

    kind: str
    group: object
    items: Callable[[Collection[int]], Sequence[MenuItem]]
    choices: Callable[[], Iterable[tuple[int | None, object]]] | None = None
    usual: Callable[[], Iterable[MenuItem]] = tuple
    hidden_note: object = ""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Pages known by a number, for search engines, at /sitemap-<name>-<chunk>.xml.

    chunk_size: numbers in one file. rows: (id, go_live_at, changed_at, what `path` needs) of each
    page that readers see at a moment. pictures: number -> addresses of the pictures on that page,
    from one number to another.
    """

    chunk_size: int
    rows: Callable[[datetime], Select[*tuple[Any, ...]]]
    path: Callable[[Any], str]
    pictures: Callable[[int, int], Mapping[int, Sequence[str]]] = lambda _first, _last: {}


@dataclass(frozen=True, slots=True)
class FollowedList:
    """A list whose new articles come as a feed too. condition: which articles stand in it."""

    name: str
    condition: ColumnElement[bool]
    description: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """Something that readers saw for the first time at a moment.

    kind: a word that each kind of thing has of its own; kind_name: what people call it. views: 0,
    or None where the visitors' counter counts no views by its number.
    """

    kind: str
    kind_name: str
    number: int
    title: str
    author: str
    category: str
    published_at: datetime
    views: int | None

    @property
    def day(self) -> date:
        """Where the agency is."""
        return local_date(self.published_at)


@dataclass(frozen=True, slots=True)
class AuditTarget:
    """What audited actions are done to. endpoint: of its staff page by `number`, or ""."""

    label: object
    endpoint: str = ""


@dataclass
class Registry:
    """Everything that the parts of one application have added."""

    app: Flask
    staff_menu: list[StaffMenuEntry] = field(default_factory=list)
    next_changes: list[Callable[[datetime], Iterable[Select[datetime | None]]]] = field(
        default_factory=list
    )
    """The first moment of each kind after one, at which the clock changes what readers see."""
    file_uses: list[FileUses] = field(default_factory=list)
    may_see_file: list[Callable[[str], bool]] = field(default_factory=list)
    """Whether the browser that asks may have a file that readers do not see."""
    menu_targets: list[MenuTarget] = field(default_factory=list)
    arranged_menu: Callable[[], Sequence[MenuItem]] = tuple
    """The readers' menu as staff have arranged it; empty where they have not."""
    sitemaps: dict[str, Sitemap] = field(default_factory=dict)
    list_pages: list[Callable[[], Iterable[str]]] = field(default_factory=list)
    """The paths of pages without a number, for search engines."""
    hidden_paths: list[str] = field(default_factory=list)
    """The beginnings of paths that search engines are asked to leave out."""
    feeds: dict[str, Callable[[str], FollowedList | str]] = field(default_factory=dict)
    """Endpoint of a list -> the list at a slug, or the slug that it has moved to, or 404."""
    link_targets: dict[str, Callable[[Mapping[str, Any]], bool]] = field(default_factory=dict)
    """Endpoint -> whether readers find something at the address with these values."""
    before_publish: list[Callable[[Revision], None]] = field(default_factory=list)
    """Called with the revision whose text goes live, which may be changed."""
    published: list[Callable[[Article], None]] = field(default_factory=list)
    """Called after the live text has changed, in the transaction that changes it."""
    unpublished: list[Callable[[Article], None]] = field(default_factory=list)
    """Called after an article that no reader has seen has become a draft again."""
    search_text_changed: list[Callable[[Article], None]] = field(default_factory=list)
    """Called after something that readers can search for has changed in a live text."""
    categories_merged: list[Callable[[int, int], None]] = field(default_factory=list)
    """Called with the numbers of the category that goes and of the one that takes its articles."""
    not_found: list[Callable[[], Response | None]] = field(default_factory=list)
    """Called where the request's address is none of the readers' pages: an answer, or None."""
    sweeps: list[Callable[[datetime], Iterable[str]]] = field(default_factory=list)
    """Called by `newsapp sweep`: deletes what is no longer to be kept; a line for each kind."""
    unsaved_texts: UnsavedTexts = field(init=False)
    """What keeps the text of an article's form while it is not saved."""
    needs_secret_key: list[Callable[[], bool]] = field(default_factory=list)
    """Whether people hold something that was made with the secret key; a new key would void it."""
    checks: list[Check] = field(default_factory=list)
    """What `newsapp check` also looks for, after the rows of the core."""
    current_tags: Callable[[Sequence[str]], list[str]] = list
    """The names of tags as they are today."""
    publications: list[Callable[[datetime, datetime], Iterable[Publication]]] = field(
        default_factory=list
    )
    """What was first published from a moment to before another, but for the trash."""
    audit_targets: dict[str, AuditTarget] = field(default_factory=dict)
    """By the name of its table."""
    second_step: Callable[[User, str | None], Response | None] | None = None
    """Called after the right password, with where to go next: a page that asks more, or None."""
    remember_address: list[Callable[[str, str, int], None]] = field(default_factory=list)
    """Called with an address on a former site, path and query, of what came from there: its kind
    ("article", "page" or "category") and its number. In the transaction that saves it.
    """
    old_file_readers: dict[str, Callable[[IO[bytes], str], Any]] = field(default_factory=dict)
    """Ending of a name -> what reads one such file, given its name, as importing.incoming.Incoming.
    It raises importing.incoming.Refused.
    """
    import_commands: list[Command] = field(default_factory=list)
    """What stands below `newsapp import`."""
    after_registration: list[Callable[[], None]] = field(default_factory=list)
    """Called when every part has registered."""
    _values: dict[str, list[Callable[..., Mapping[str, Any]]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _templates: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))

    def add_pages(
        self, *, readers: Blueprint | None = None, staff: Blueprint | None = None
    ) -> None:
        """Serve the pages of a part: those of `staff` below /admin.

        Their endpoints begin with `public.` and `admin.`, so that what holds for the core's own
        pages (counting visitors, asking who is signed in) holds for them.
        """
        if readers is not None:
            self.app.register_blueprint(readers, name_prefix="public")
        if staff is not None:
            self.app.register_blueprint(staff, name_prefix="admin", url_prefix="/admin")

    def add_permissions(self, table: Mapping[str, frozenset[Role]]) -> None:
        """Say which roles may do the part's actions."""
        permissions.PERMISSIONS.update(table)

    def add_audit_actions(
        self, actions: Mapping[str, audit.Action], fields: Mapping[str, object] | None = None
    ) -> None:
        """Let the part's verbs be recorded; `fields` names what they change."""
        audit.ACTIONS.update(actions)
        audit.FIELD_LABELS.update(fields or {})

    def add_menu_paths(self, endpoint: str, *paths: str) -> None:
        """Let pages belong to an entry of the staff menu that is registered already."""
        self.staff_menu = [
            replace(entry, paths=entry.paths + paths) if entry.endpoint == endpoint else entry
            for entry in self.staff_menu
        ]

    def add_values(self, page: str, function: Callable[..., Mapping[str, Any]]) -> None:
        """Give a page of the core more values for its template."""
        self._values[page].append(function)

    def values(self, page: str, *arguments: Any) -> dict[str, Any]:
        """What the parts give to a page; `arguments` are what the page is about."""
        values: dict[str, Any] = {}
        for function in self._values[page]:
            values.update(function(*arguments))
        return values

    def add_template(self, place: str, template: str, position: int = 50) -> None:
        """Include `template` at a named place of the core's templates, lower positions first."""
        self._templates[place].append((position, template))
        self._templates[place].sort()

    def templates(self, place: str) -> list[str]:
        return [template for _position, template in self._templates[place]]

    def next_change_after(self, now: datetime) -> datetime | None:
        """The first moment after `now` at which the clock changes what readers see."""
        firsts = [
            first.scalar_subquery() for changes in self.next_changes for first in changes(now)
        ]
        moments = db.session.execute(select(*firsts)).one()
        return min((moment for moment in moments if moment is not None), default=None)


def registry() -> Registry:
    """The registry of the current application."""
    current: Registry = current_app.extensions["registry"]
    return current


def init_app(app: Flask, parts: Iterable[Part]) -> None:
    """Register the parts. The blueprints of readers and staff must be registered before."""
    app.extensions["registry"] = made = Registry(app)
    app.jinja_env.globals["added_templates"] = made.templates
    for part in parts:
        part.register(made)
    for complete in made.after_registration:
        complete()
