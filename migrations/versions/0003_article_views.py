"""Article views by the day

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    if engine_name == "visitors":
        op.create_table(
            "article_views",
            sa.Column("day", sa.BigInteger(), autoincrement=False, nullable=False),
            sa.Column("article_id", sa.Integer(), autoincrement=False, nullable=False),
            sa.Column("views", sa.BigInteger(), nullable=False),
            sa.PrimaryKeyConstraint("day", "article_id", name=op.f("pk_article_views")),
        )


def downgrade(engine_name: str) -> None:
    if engine_name == "visitors":
        op.drop_table("article_views")
