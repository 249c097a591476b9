"""The links handed out for an article

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TABLE = "preview_links"


def upgrade(engine_name: str) -> None:
    if engine_name != "content":
        return
    article = sa.ForeignKey(
        "article.id", name=op.f(f"fk_{TABLE}_article_id_article"), ondelete="CASCADE"
    )
    op.create_table(
        TABLE,
        sa.Column("article_id", sa.Integer(), article, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("latest_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name=op.f(f"pk_{TABLE}")),
    )


def downgrade(engine_name: str) -> None:
    if engine_name == "content":
        op.drop_table(TABLE)
