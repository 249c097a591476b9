"""Sections: categories below others and hidden ones, tags, pages, former addresses, the menu

Revision ID: 0007
Revises: 0003
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0003"
branch_labels = None
depends_on = None

NOT_NULL = "category_id INTEGER NOT NULL"
NULLABLE = "category_id INTEGER"


def upgrade(engine_name: str) -> None:
    if engine_name == "content":
        upgrade_content()


def downgrade(engine_name: str) -> None:
    if engine_name == "content":
        downgrade_content()


def upgrade_content() -> None:
    for table in ("article", "revision"):
        op.add_column(table, sa.Column("tags", sa.JSON(), nullable=False, server_default="[]"))
        _let_category_be_missing(table)
    # A constraint in the column's own definition is the one kind that SQLite adds to a table in place.
    op.execute(
        "ALTER TABLE article ADD COLUMN address VARCHAR(100)"
        " CONSTRAINT ck_article_address CHECK ((address IS NULL) = (category_id IS NOT NULL))"
    )
    op.create_index("ix_article_address", "article", ["address"], unique=True)
    op.execute(
        "ALTER TABLE category ADD COLUMN parent_id INTEGER"
        " CONSTRAINT fk_category_parent_id_category REFERENCES category (id)"
    )
    op.add_column("category", sa.Column("is_hidden", sa.Boolean(), nullable=False, server_default=sa.false()))
    _make_tags()
    op.create_table(
        "former_address",
        sa.Column("area", sa.String(length=20), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("area", "slug", name=op.f("pk_former_address")),
    )
    _make_menu()


def _make_tags() -> None:
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("slug", name=op.f("uq_tag_slug")),
    )
    op.create_table(
        "article_tag",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_article_tag_article_id_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_article_tag_tag_id_tag"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", "tag_id", name=op.f("pk_article_tag")),
    )
    op.create_index("ix_article_tag_tag_id", "article_tag", ["tag_id", "article_id"])


def _make_menu() -> None:
    op.create_table(
        "menu_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("address", sa.String(length=500), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=True),
        sa.Column("page_id", sa.Integer(), nullable=True),
        sa.Column("tag_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("(kind = 'category') = (category_id IS NOT NULL)", name=op.f("ck_menu_entry_category")),
        sa.CheckConstraint("(kind = 'page') = (page_id IS NOT NULL)", name=op.f("ck_menu_entry_page")),
        sa.CheckConstraint("(kind = 'tag') = (tag_id IS NOT NULL)", name=op.f("ck_menu_entry_tag")),
        sa.CheckConstraint("(kind = 'link') = (address <> '')", name=op.f("ck_menu_entry_link")),
        sa.ForeignKeyConstraint(
            ["category_id"], ["category.id"], name=op.f("fk_menu_entry_category_id_category"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["page_id"], ["article.id"], name=op.f("fk_menu_entry_page_id_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_menu_entry_tag_id_tag"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["menu_entry.id"],
            name=op.f("fk_menu_entry_parent_id_menu_entry"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_menu_entry")),
    )


def _let_category_be_missing(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        _redefine(table, NOT_NULL, NULLABLE)
    else:
        op.alter_column(table, "category_id", nullable=True)


def _redefine(table: str, before: str, after: str) -> None:
    """Change a column's NOT NULL where it is written down, as SQLite's manual tells for what moves no byte of a row.

    The table is not made anew: its indexes, checks, triggers and children are not touched at all.
    """
    connection = op.get_bind()
    found = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name")
    stated = str(connection.scalar(found, {"name": table}))
    changed, count = re.subn(rf"\b{before}(?=,)", after, stated)
    if count != 1:
        raise RuntimeError(f"the table {table} does not say {before!r} once: {stated}")
    version = int(connection.scalar(sa.text("PRAGMA schema_version")))
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.execute(
        sa.text("UPDATE sqlite_master SET sql = :sql WHERE type = 'table' AND name = :name"),
        {"sql": changed, "name": table},
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = RESET")
    if connection.scalar(found, {"name": table}) != changed:
        raise RuntimeError(f"the table {table} could not be changed in place")


def downgrade_content() -> None:
    """Pages become withdrawn articles of the first category: what was written is kept."""
    op.drop_table("menu_entry")
    op.drop_table("former_address")
    op.drop_table("article_tag")
    op.drop_table("tag")
    op.drop_index("ix_article_address", "article")
    _drop_column_with_constraint("article", "address", "ck_article_address")
    _put_pages_into_a_category()
    for table in ("article", "revision"):
        if op.get_bind().dialect.name == "sqlite":
            _redefine(table, NULLABLE, NOT_NULL)
        else:
            op.alter_column(table, "category_id", nullable=False)
        op.drop_column(table, "tags")
    op.drop_column("category", "is_hidden")
    _drop_column_with_constraint("category", "parent_id", "fk_category_parent_id_category")


def _drop_column_with_constraint(table: str, column: str, constraint: str) -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
    op.drop_column(table, column)


def _put_pages_into_a_category() -> None:
    connection = op.get_bind()
    if not connection.scalar(sa.text("SELECT count(*) FROM article WHERE category_id IS NULL")):
        return
    if connection.scalar(sa.text("SELECT min(id) FROM category")) is None:
        op.execute(
            "INSERT INTO category (name, slug, description, position, is_hidden)"
            " VALUES ('Trang', 'trang', '', 0, false)"
        )
    op.execute(
        "UPDATE article SET withdrawn_at = updated_at"
        " WHERE category_id IS NULL AND live_version IS NOT NULL AND withdrawn_at IS NULL"
    )
    first = " SET category_id = (SELECT min(id) FROM category) WHERE category_id IS NULL"
    for table in ("article", "revision"):
        op.execute("UPDATE " + table + first)
