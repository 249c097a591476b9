"""Review: handing in, sending back, pinning, and the numbers of articles deleted for good

Revision ID: 0004
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0009"
branch_labels = None
depends_on = None

COLUMNS = (
    ("pinned_until", sa.DateTime(timezone=True)),
    ("submitted_at", sa.DateTime(timezone=True)),
    ("submitted_version", sa.Integer()),
    ("sent_back_at", sa.DateTime(timezone=True)),
)
PEOPLE = ("submitted_by_id", "sent_back_by_id")
INDEXES = (
    ("ix_article_submitted_at", ["submitted_at"], "submitted_at IS NOT NULL"),
    ("ix_article_sent_back", ["owner_id", "sent_back_at"], "sent_back_at IS NOT NULL"),
    ("ix_article_pinned_until", ["pinned_until"], "pinned_until IS NOT NULL"),
)


def upgrade(engine_name: str) -> None:
    if engine_name != "content":
        return
    # Columns are added in place, never by making a table anew: indexes and triggers stay as they are.
    for name, kind in COLUMNS:
        op.add_column("article", sa.Column(name, kind, nullable=True))
    for name in PEOPLE:
        op.execute(
            f"ALTER TABLE article ADD COLUMN {name} INTEGER"
            f" CONSTRAINT fk_article_{name}_user_account REFERENCES user_account (id)"
        )
    op.add_column("article", sa.Column("sent_back_comment", sa.Text(), nullable=False, server_default=""))
    for name, columns, condition in INDEXES:
        op.create_index(name, "article", columns, sqlite_where=sa.text(condition), postgresql_where=sa.text(condition))
    op.create_table(
        "deleted_article",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deleted_article")),
    )


def downgrade(engine_name: str) -> None:
    if engine_name != "content":
        return
    op.drop_table("deleted_article")
    for name, _columns, _condition in INDEXES:
        op.drop_index(name, "article")
    for name in ("sent_back_comment", *PEOPLE, *(name for name, _kind in COLUMNS)):
        op.drop_column("article", name)
