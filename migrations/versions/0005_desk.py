"""The latest text of each article, folded for the staff's search

Revision ID: 0005
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    if engine_name != "content":
        return
    # Filled by `newsapp init` once all is migrated: folding is the site's own, and changes with it.
    op.create_table(
        "latest_text",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title_key", sa.String(length=400), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_latest_text_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_latest_text")),
    )


def downgrade(engine_name: str) -> None:
    if engine_name == "content":
        op.drop_table("latest_text")
