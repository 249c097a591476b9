"""Indexes for the articles of a day, and for how often an article was read

Revision ID: 0011
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0006"
branch_labels = None
depends_on = None

COLUMNS = ("published_on", "go_live_at", "id", "expire_at", "live_version", "withdrawn_at", "trashed_at", "category_id")


def upgrade(engine_name: str) -> None:
    if engine_name == "content":
        live = sa.text("live_version IS NOT NULL AND withdrawn_at IS NULL AND trashed_at IS NULL")
        op.create_index("ix_article_by_day", "article", list(COLUMNS), sqlite_where=live, postgresql_where=live)
    if engine_name == "visitors":
        op.create_index("ix_article_views_article_id", "article_views", ["article_id", "views"])


def downgrade(engine_name: str) -> None:
    if engine_name == "content":
        op.drop_index("ix_article_by_day", "article")
    if engine_name == "visitors":
        op.drop_index("ix_article_views_article_id", "article_views")
