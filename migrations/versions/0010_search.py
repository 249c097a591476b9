"""The search: a row for each live text, its index, and indexes of the few articles that readers do not see

Revision ID: 0010
Revises: 0004
"""

import json
from datetime import date, datetime

import sqlalchemy as sa
from alembic import op

from newsapp.articles.body import plain
from newsapp.search import index

revision = "0010"
down_revision = "0004"
branch_labels = None
depends_on = None

EXACT = ("title", "summary", "body", "more")
FOLDED = ("title_fold", "summary_fold", "body_fold", "more_fold", "files_fold")
WEIGHTS = {"title": "A", "summary": "B", "body": "C", "more": "C", "files": "D"}
IN_CATEGORY = ["category_id", "go_live_at", "id"]
READ_BESIDE = ["expire_at", "live_version", "withdrawn_at", "trashed_at"]
HIDDEN = ("withdrawn_at", "trashed_at", "expire_at")


def upgrade(engine_name: str) -> None:
    if engine_name == "content":
        upgrade_content()


def downgrade(engine_name: str) -> None:
    if engine_name == "content":
        downgrade_content()


def upgrade_content() -> None:
    entries = op.create_table(
        "search_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("form", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in EXACT + FOLDED),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_search_entry_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("article_id", name=op.f("uq_search_entry_article_id")),
    )
    if op.get_bind().dialect.name == "sqlite":
        _index_on_sqlite()
    else:
        _index_on_postgresql()
    for name in HIDDEN:
        condition = sa.text(f"{name} IS NOT NULL")
        op.create_index(f"ix_article_{name}", "article", [name], sqlite_where=condition, postgresql_where=condition)
    op.create_index("ix_article_go_live_at", "article", ["go_live_at"])
    never = sa.text("live_version IS NULL")
    op.create_index("ix_article_never_live", "article", ["id"], sqlite_where=never, postgresql_where=never)
    _index_categories(IN_CATEGORY + READ_BESIDE)
    _fill(entries)


def _index_categories(columns: list[str]) -> None:
    live = sa.text("live_version IS NOT NULL AND withdrawn_at IS NULL AND trashed_at IS NULL")
    name = "ix_article_newest_in_category"
    op.drop_index(name, "article")
    op.create_index(name, "article", columns, sqlite_where=live, postgresql_where=live)


def _index_on_sqlite() -> None:
    names = ", ".join(EXACT + FOLDED)
    op.execute(
        f"CREATE VIRTUAL TABLE search_words USING fts5({names}, content='search_entry', content_rowid='id',"
        " tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\", prefix='2 3')"
    )
    added = f"INSERT INTO search_words (rowid, {names}) VALUES (new.id, {_of('new')});"  # noqa: S608
    gone = f"INSERT INTO search_words (search_words, rowid, {names}) VALUES ('delete', old.id, {_of('old')});"  # noqa: S608
    for event, what in (("INSERT", added), ("DELETE", gone), ("UPDATE", gone + " " + added)):
        op.execute(f"CREATE TRIGGER search_entry_{event.lower()} AFTER {event} ON search_entry BEGIN {what} END")


def _of(row: str) -> str:
    return ", ".join(f"{row}.{name}" for name in EXACT + FOLDED)


def _index_on_postgresql() -> None:
    for column, names in (("exact_words", EXACT), ("fold_words", FOLDED)):
        parts = [f"setweight(to_tsvector('simple', {name}), '{WEIGHTS[name.removesuffix('_fold')]}')" for name in names]
        op.execute(
            f"ALTER TABLE search_entry ADD COLUMN {column} tsvector GENERATED ALWAYS AS ({' || '.join(parts)}) STORED"
        )
        op.execute(f"CREATE INDEX ix_search_entry_{column} ON search_entry USING gin ({column})")


def _fill(entries: sa.Table) -> None:
    """Let be found what is live already."""
    connection = op.get_bind()
    files = {row.id: row for row in connection.execute(sa.text("SELECT id, filename, text FROM attachment"))}
    numbers = sa.text("SELECT id FROM article WHERE live_version IS NOT NULL ORDER BY id")
    one = sa.text(
        "SELECT id, live_version, published_on, go_live_at, title, summary, body, byline, signature, source,"
        " cover_caption, cover_credit, attachments, tags FROM article WHERE id = :id"
    )
    for number in connection.scalars(numbers).all():
        connection.execute(sa.insert(entries), [_entry(connection.execute(one, {"id": number}).one(), files)])


def _entry(article: sa.Row, files: dict[int, sa.Row]) -> index.Row:
    links, tags = (json.loads(v) if isinstance(v, str) else v for v in (article.attachments, article.tags))
    attached = [files[link["id"]] for link in links if link["id"] in files]
    more = [article.byline, article.signature, article.source, article.cover_caption, article.cover_credit]
    more += tags + [link["title"] for link in links] + [file.filename for file in attached]
    texts = index.Texts(
        title=article.title,
        summary=article.summary,
        body=plain(article.body),
        more="\n".join(more),
        files="\n".join(file.text for file in attached),
    )
    return index.entry(article.id, article.live_version, _day(article), texts)


def _day(article: sa.Row) -> date:
    day = article.published_on or article.go_live_at
    day = date.fromisoformat(day[:10]) if isinstance(day, str) else day
    return day.date() if isinstance(day, datetime) else day


def downgrade_content() -> None:
    _index_categories(IN_CATEGORY)
    op.drop_index("ix_article_never_live", "article")
    op.drop_index("ix_article_go_live_at", "article")
    for name in HIDDEN:
        op.drop_index(f"ix_article_{name}", "article")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words")
    op.drop_table("search_entry")
