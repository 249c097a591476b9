"""The seals of live texts

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    if engine_name != "content":
        return
    article = sa.ForeignKey(
        "article.id", name=op.f("fk_seal_article_id_article"), ondelete="CASCADE"
    )
    op.create_table(
        "seal",
        sa.Column("article_id", sa.Integer(), article, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_seal")),
    )


def downgrade(engine_name: str) -> None:
    if engine_name == "content":
        op.drop_table("seal")
