"""The language of a text, when readers got it, and indexes for the sitemap and for the news in English

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

LIVE = "live_version IS NOT NULL AND withdrawn_at IS NULL AND trashed_at IS NULL"
IN_SITEMAP = ("go_live_at", "id", "expire_at", "revised_at", "live_version", "withdrawn_at", "trashed_at")


def upgrade(engine_name: str) -> None:
    if engine_name != "content":
        return
    for table in ("article", "revision"):
        op.add_column(table, sa.Column("language", sa.String(length=2), nullable=False, server_default="vi"))
    op.add_column("article", sa.Column("revised_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE article SET revised_at = (SELECT created_at FROM revision"
        " WHERE revision.article_id = article.id AND revision.number = article.live_version)"
        " WHERE live_version IS NOT NULL"
    )
    live, english = sa.text(LIVE), sa.text(f"{LIVE} AND language = 'en'")
    op.create_index("ix_article_sitemap", "article", list(IN_SITEMAP), sqlite_where=live, postgresql_where=live)
    op.create_index(
        "ix_article_newest_in_english",
        "article",
        ["go_live_at", "id"],
        sqlite_where=english,
        postgresql_where=english,
    )


def downgrade(engine_name: str) -> None:
    if engine_name != "content":
        return
    op.drop_index("ix_article_newest_in_english", "article")
    op.drop_index("ix_article_sitemap", "article")
    op.drop_column("article", "revised_at")
    for table in ("revision", "article"):
        op.drop_column(table, "language")
