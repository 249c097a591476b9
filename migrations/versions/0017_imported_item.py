"""What an import brought, by the key of the item on the old site

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    if engine_name != "content":
        return
    op.create_table(
        "imported_item",
        sa.Column("key", sa.String(300), primary_key=True),
        sa.Column(
            "article_id",
            sa.Integer(),
            sa.ForeignKey(
                "article.id",
                name="fk_imported_item_article_id_article",
                ondelete="SET NULL",
            ),
        ),
        sa.Column("fingerprint", sa.String(32), nullable=False),
        sa.Column("article_updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_imported_item_article_id", "imported_item", ["article_id"])


def downgrade(engine_name: str) -> None:
    if engine_name == "content":
        op.drop_table("imported_item")
