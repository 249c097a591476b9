"""The schema of both databases, as release 0.1.0 left it

It has the number of the last of the sixteen migrations that led here: the databases of release
0.1.0 are at that number.

Revision ID: 0016
Revises:
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = None
branch_labels = None
depends_on = None

CONTENT = (
    *("user_account", "account_link", "sign_in_failures", "second_factor", "recovery_code"),
    *("audit_event", "attachment", "picture", "site_identity", "category", "former_address"),
    *("article", "media_use", "deleted_article", "revision", "revision_media"),
    *("tag", "article_tag", "menu_entry", "document", "document_file"),
    *("autosave", "form_key", "presence", "latest_text", "search_entry"),
)
"""The tables of the content, those that others refer to first."""
VISITORS = ("visitor_hour", "visitor_session", "visitor_total", "article_views")

LIVE = "live_version IS NOT NULL AND withdrawn_at IS NULL AND trashed_at IS NULL"
UNLIMITED = 0
"""The length of a text that may be of any length."""

EXACT = ("title", "summary", "body", "more")
FOLDED = ("title_fold", "summary_fold", "body_fold", "more_fold", "files_fold")
WEIGHTS = {"title": "A", "summary": "B", "body": "C", "more": "C", "files": "D"}
"""PostgreSQL's weights of the words, by where they stand."""

Columns = list[sa.Column[Any]]


def upgrade(engine_name: str) -> None:
    {"content": upgrade_content, "visitors": upgrade_visitors}[engine_name]()


def downgrade(engine_name: str) -> None:
    if engine_name == "content" and is_sqlite():
        op.execute("DROP TABLE search_words")
    for table in reversed({"content": CONTENT, "visitors": VISITORS}[engine_name]):
        op.drop_table(table)


def upgrade_content() -> None:
    create_people()
    create_sign_in()
    create_audit_log()
    create_media()
    create_site_identity()
    create_categories()
    create_articles()
    index_articles()
    create_revisions()
    create_media_uses()
    create_tags()
    create_menu()
    create_documents()
    create_document_files()
    create_drafts()
    create_staff_search()
    create_search()


def upgrade_visitors() -> None:
    create("visitor_hour", *big_numbers("hour", "visits", "pages"), key=["hour"])
    create("visitor_session", *texts(id=22), *big_numbers("last_seen"))
    index("visitor_session", ["last_seen"])
    create(
        "visitor_total",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        *big_numbers("visits", "pages"),
        checks={"single": "id = 1"},
    )
    create(
        "article_views",
        *big_numbers("day"),
        *numbers("article_id"),
        *big_numbers("views"),
        key=["day", "article_id"],
    )
    index("article_views", ["article_id", "views"], "article_id")


def create_people() -> None:
    create(
        "user_account",
        *numbers("id"),
        *texts(email=254, name=100, role=20, password_hash=200),
        *numbers("session_epoch"),
        *moments("created_at"),
        *moments("last_signed_in_at", "disabled_at", nullable=True),
        unique=[["email"]],
        checks={"role": "role IN ('writer', 'editor', 'administrator')"},
    )
    create(
        "account_link",
        *numbers("id"),
        *parents(user_id="user_account"),
        *texts(purpose=20, digest=64),
        *moments("created_at", "expires_at"),
        *moments("used_at", "ended_at", nullable=True),
        unique=[["digest"]],
        checks={"purpose": "purpose IN ('invitation', 'password')"},
    )
    index("account_link", ["user_id"])


def create_sign_in() -> None:
    create("sign_in_failures", *texts(key=32), *numbers("count"), *moments("since"), key=["key"])
    create(
        "second_factor",
        *parents(user_id="user_account"),
        *texts(seed=64),
        *moments("started_at"),
        *moments("confirmed_at", nullable=True),
        *big_numbers("last_step"),
        key=["user_id"],
    )
    create("recovery_code", *texts(digest=64), *parents(user_id="user_account"), key=["digest"])
    index("recovery_code", ["user_id"])


def create_audit_log() -> None:
    create(
        "audit_event",
        *numbers("id"),
        *moments("at"),
        *links(actor_id="user_account", nullable=True),
        *texts(action=40, target_type=40),
        *numbers("target_id"),
        json("details"),
    )
    index("audit_event", ["at"])
    index("audit_event", ["target_type", "target_id"])
    index("audit_event", ["actor_id", "at"])
    index("audit_event", ["action", "at"])


def create_media() -> None:
    create(
        "attachment",
        *numbers("id"),
        *texts(digest=32, filename=200, extension=10),
        *numbers("size"),
        *links(uploaded_by_id="user_account", nullable=True),
        *moments("created_at"),
        *texts(text=UNLIMITED, default=""),
        flag("is_scan", default=sa.false()),
        unique=[["digest"]],
    )
    create(
        "picture",
        *numbers("id"),
        *texts(digest=32),
        *numbers("width", "height"),
        *texts(filename=200),
        *links(uploaded_by_id="user_account", nullable=True),
        *moments("created_at"),
        *texts(description=300, search_text=UNLIMITED, default=""),
        unique=[["digest"]],
    )


def create_site_identity() -> None:
    create(
        "site_identity",
        *numbers("id"),
        *texts(name=200, parent_body=200, address=300, phone=100, email=254),
        *texts(responsible=200, licence=300),
        *texts(name_en=200, parent_body_en=200, address_en=300, default=""),
        *texts(language=2, colour=6, default=""),
        json("links", default="[]"),
        *links(logo_id="picture", nullable=True),
        checks={"single": "id = 1"},
    )


def create_categories() -> None:
    create(
        "category",
        *numbers("id"),
        *texts(name=100, slug=100, description=300),
        *numbers("position"),
        *links(parent_id="category", nullable=True),
        flag("is_hidden", default=sa.false()),
        unique=[["name"], ["slug"]],
    )
    create("former_address", *texts(area=20, slug=100), *numbers("target_id"), key=["area", "slug"])


def create_articles() -> None:
    create(
        "article",
        *numbers("id", "version"),
        *numbers("live_version", nullable=True),
        *moments("go_live_at", "expire_at", "first_published_at", nullable=True),
        *moments("withdrawn_at", "trashed_at", nullable=True),
        *moments("created_at", "updated_at"),
        *links(owner_id="user_account", nullable=True),
        *content_columns(),
        sa.Column("address", sa.String(100), nullable=True),
        *texts(language=2, default="vi"),
        *moments("revised_at", "pinned_until", "submitted_at", nullable=True),
        *numbers("submitted_version", nullable=True),
        *moments("sent_back_at", nullable=True),
        *links(submitted_by_id="user_account", sent_back_by_id="user_account", nullable=True),
        *texts(sent_back_comment=UNLIMITED, default=""),
        *moments("planned_for", nullable=True),
        *texts(cover_focus=7, default=""),
        checks={
            "go_live_at": "live_version IS NULL OR go_live_at IS NOT NULL",
            "live_version": "live_version IS NULL OR live_version <= version",
            "address": "(address IS NULL) = (category_id IS NOT NULL)"
            " OR (address IS NULL AND live_version IS NULL)",
        },
        sqlite_autoincrement=True,
    )


def index_articles() -> None:
    newest = ["go_live_at", "id"]
    beside = ["expire_at", "live_version", "withdrawn_at", "trashed_at"]
    revised = ["expire_at", "revised_at", "live_version", "withdrawn_at", "trashed_at"]
    index("article", newest, "newest", where=LIVE)
    index("article", ["category_id", *newest, *beside], "newest_in_category", where=LIVE)
    index("article", ["published_on", *newest, *beside, "category_id"], "by_day", where=LIVE)
    index("article", [*newest, *revised], "sitemap", where=LIVE)
    index("article", ["id"], "never_live", where="live_version IS NULL")
    index("article", ["owner_id", "sent_back_at"], "sent_back", where="sent_back_at IS NOT NULL")
    for name in ("withdrawn_at", "trashed_at", "expire_at", "submitted_at", "pinned_until"):
        index("article", [name], where=f"{name} IS NOT NULL")
    for name in ("category_id", "cover_id", "owner_id", "updated_at", "go_live_at"):
        index("article", [name])
    index("article", ["address"], unique=True)
    # SQLite takes the last one where two indexes seem to cost the same.
    index("article", newest, "newest_in_english", where=f"{LIVE} AND language = 'en'")


def create_revisions() -> None:
    create(
        "revision",
        *numbers("id"),
        *parents(article_id="article"),
        *numbers("number"),
        *moments("created_at"),
        *links(created_by_id="user_account", nullable=True),
        *numbers("body_policy"),
        *content_columns(),
        *texts(language=2, default="vi"),
        *texts(cover_focus=7, default=""),
        unique=[["article_id", "number"]],
    )
    index("revision", ["category_id"])
    index("revision", ["cover_id"])
    create(
        "deleted_article",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        *moments("first_published_at", "deleted_at"),
    )


def content_columns() -> Columns:
    """What an article and each of its revisions say."""
    return [
        *texts(title=300, summary=UNLIMITED, body=UNLIMITED),
        *texts(byline=200, signature=100, source=300),
        *days("published_on", nullable=True),
        *links(category_id="category", cover_id="picture", nullable=True),
        *texts(cover_alt=300),
        json("attachments"),
        flag("cover_decorative", default=sa.false()),
        *texts(cover_caption=300, cover_credit=100, default=""),
        json("tags", default="[]"),
    ]


def create_media_uses() -> None:
    """Which stored files an article shows now, and which each of its revisions shows."""
    create(
        "media_use", *parents(article_id="article"), *texts(digest=32), key=["article_id", "digest"]
    )
    index("media_use", ["digest"])
    create(
        "revision_media",
        *parents(revision_id="revision"),
        *texts(digest=32),
        key=["revision_id", "digest"],
    )
    index("revision_media", ["digest"])


def create_tags() -> None:
    create("tag", *numbers("id"), *texts(name=60, slug=100), unique=[["slug"]])
    create(
        "article_tag", *parents(article_id="article", tag_id="tag"), key=["article_id", "tag_id"]
    )
    index("article_tag", ["tag_id", "article_id"], "tag_id")


def create_menu() -> None:
    create(
        "menu_entry",
        *numbers("id"),
        *texts(kind=20, label=100, address=500),
        *parents(category_id="category", page_id="article", tag_id="tag", nullable=True),
        *parents(parent_id="menu_entry", nullable=True),
        *numbers("position"),
        checks={
            "category": "(kind = 'category') = (category_id IS NOT NULL)",
            "page": "(kind = 'page') = (page_id IS NOT NULL)",
            "tag": "(kind = 'tag') = (tag_id IS NOT NULL)",
            "link": "(kind = 'link') = (address <> '')",
        },
    )


def create_documents() -> None:
    create(
        "document",
        *numbers("id"),
        *texts(number=100, kind=20, issuing_body=200, signer=200, subject=200),
        *texts(abstract=UNLIMITED),
        *days("issued_on"),
        *days("effective_on", "expires_on", nullable=True),
        *texts(legal_state=30, relation=20),
        *links(relates_to_id="document", nullable=True),
        *texts(number_key=100, body_slug=100, folded=UNLIMITED),
        *numbers("version"),
        *moments("go_live_at", "first_published_at", nullable=True),
        *moments("withdrawn_at", "trashed_at", nullable=True),
        *moments("created_at", "updated_at"),
        *links(owner_id="user_account", updated_by_id="user_account", nullable=True),
        *moments("planned_for", nullable=True),
        checks={"relation": "(relation = '') = (relates_to_id IS NULL)"},
        sqlite_autoincrement=True,
    )
    index("document", ["issued_on", "id"], "newest")
    for name in ("number_key", "body_slug", "relates_to_id", "owner_id"):
        index("document", [name])
    for name in ("go_live_at", "updated_at"):
        index("document", [name])


def create_document_files() -> None:
    create(
        "document_file",
        *parents(document_id="document"),
        *links(attachment_id="attachment"),
        *numbers("position"),
        *texts(title=200),
        key=["document_id", "attachment_id"],
    )
    index("document_file", ["attachment_id"])


def create_drafts() -> None:
    """What is typed and not saved yet, and who has which form open."""
    create(
        "autosave",
        *numbers("id"),
        *parents(user_id="user_account"),
        *texts(key=32),
        *parents(article_id="article", nullable=True),
        json("fields"),
        *moments("saved_at"),
        *texts(tab=12, default=""),
        unique=[["user_id", "key"]],
    )
    create(
        "form_key",
        *parents(user_id="user_account"),
        *texts(key=32),
        *parents(article_id="article"),
        *moments("made_at"),
        key=["user_id", "key"],
    )
    create(
        "presence",
        *parents(user_id="user_account"),
        *texts(key=32, tab=12),
        *parents(article_id="article", nullable=True),
        *moments("seen_at"),
        flag("is_open"),
        *numbers("number"),
        *numbers("saved_version", nullable=True),
        key=["user_id", "key", "tab"],
    )
    for table in ("autosave", "form_key", "presence"):
        index(table, ["article_id"])


def create_staff_search() -> None:
    create(
        "latest_text",
        *parents(article_id="article"),
        *numbers("version"),
        *texts(title_key=400, title=UNLIMITED, text=UNLIMITED),
        key=["article_id"],
    )


def create_search() -> None:
    """A row for each live article, and what each database looks its words up in."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    create(
        "search_entry",
        sa.Column("id", number, autoincrement=False, nullable=False),
        *parents(article_id="article", nullable=True),
        *numbers("version", "form"),
        *texts(**dict.fromkeys(EXACT + FOLDED, UNLIMITED)),
        unique=[["article_id"]],
    )
    if is_sqlite():
        index_words_on_sqlite()
    else:
        index_words_on_postgresql("exact_words", EXACT)
        index_words_on_postgresql("fold_words", FOLDED)


def index_words_on_sqlite() -> None:
    names = ", ".join(EXACT + FOLDED)
    op.execute(
        f"CREATE VIRTUAL TABLE search_words USING fts5({names},"
        " content='search_entry', content_rowid='id',"
        " tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\", prefix='2 3')"
    )
    new = ", ".join(f"new.{name}" for name in EXACT + FOLDED)
    old = ", ".join(f"old.{name}" for name in EXACT + FOLDED)
    added = f"INSERT INTO search_words (rowid, {names}) VALUES (new.id, {new});"  # noqa: S608
    gone = (
        f"INSERT INTO search_words (search_words, rowid, {names})"  # noqa: S608
        f" VALUES ('delete', old.id, {old});"
    )
    for event, statements in (("INSERT", added), ("DELETE", gone), ("UPDATE", f"{gone} {added}")):
        op.execute(
            f"CREATE TRIGGER search_entry_{event.lower()} AFTER {event} ON search_entry"
            f" BEGIN {statements} END"
        )


def index_words_on_postgresql(column: str, names: Sequence[str]) -> None:
    words = " || ".join(
        f"setweight(to_tsvector('simple', {name}), '{WEIGHTS[name.removesuffix('_fold')]}')"
        for name in names
    )
    op.execute(
        f"ALTER TABLE search_entry ADD COLUMN {column} tsvector"
        f" GENERATED ALWAYS AS ({words}) STORED"
    )
    op.execute(f"CREATE INDEX ix_search_entry_{column} ON search_entry USING gin ({column})")


def is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def create(
    table: str,
    *columns: sa.Column[Any],
    key: Sequence[str] = ("id",),
    unique: Sequence[Sequence[str]] = (),
    checks: Mapping[str, str] | None = None,
    **options: Any,
) -> None:
    """Create a table, with its constraints named as the models name them.

    key: the columns of the primary key. checks: name -> condition.
    """
    for column in columns:
        for link in column.foreign_keys:
            target = link.target_fullname.partition(".")[0]
            link.name = op.f(f"fk_{table}_{column.name}_{target}")
    constraints: list[sa.Constraint] = [sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}"))]
    for name, condition in (checks or {}).items():
        constraints.append(sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}")))
    for names in unique:
        name = op.f(f"uq_{table}_{'_'.join(names)}")
        constraints.append(sa.UniqueConstraint(*names, name=name))
    op.create_table(table, *columns, *constraints, **options)


def index(
    table: str, columns: list[str], name: str = "", *, where: str = "", unique: bool = False
) -> None:
    """Create an index named ix_TABLE_NAME; the default name is that of its columns.

    where: the condition of the rows that are in the index.
    """
    condition = sa.text(where) if where else None
    op.create_index(
        op.f(f"ix_{table}_{name or '_'.join(columns)}"),
        table,
        columns,
        unique=unique,
        sqlite_where=condition,
        postgresql_where=condition,
    )


def texts(*, default: str | None = None, **lengths: int) -> Columns:
    columns = []
    for name, length in lengths.items():
        kind = sa.Text() if length == UNLIMITED else sa.String(length)
        columns.append(sa.Column(name, kind, nullable=False, server_default=default))
    return columns


def numbers(*names: str, nullable: bool = False) -> Columns:
    return [sa.Column(name, sa.Integer(), nullable=nullable) for name in names]


def big_numbers(*names: str) -> Columns:
    return [sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False) for name in names]


def links(*, nullable: bool = False, ondelete: str | None = None, **targets: str) -> Columns:
    """Columns that hold the number of a row of another table; targets: column -> table."""
    columns = []
    for name, target in targets.items():
        key = sa.ForeignKey(f"{target}.id", ondelete=ondelete)
        columns.append(sa.Column(name, sa.Integer(), key, nullable=nullable))
    return columns


def parents(*, nullable: bool = False, **targets: str) -> Columns:
    """As links(); with the row of the other table, this one is deleted."""
    return links(nullable=nullable, ondelete="CASCADE", **targets)


def moments(*names: str, nullable: bool = False) -> Columns:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=nullable) for name in names]


def days(*names: str, nullable: bool = False) -> Columns:
    return [sa.Column(name, sa.Date(), nullable=nullable) for name in names]


def flag(name: str, default: Any = None) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=default)


def json(name: str, default: str | None = None) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False, server_default=default)
