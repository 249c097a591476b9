"""Former addresses that lead to articles, pages, categories and paths

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    if engine_name != "content":
        return
    op.create_table(
        "redirect",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(1000), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("path", sa.String(1000), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("last_hit_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redirect")),
        sa.UniqueConstraint("address", name=op.f("uq_redirect_address")),
        sa.CheckConstraint(
            "kind IN ('article', 'page', 'category', 'path')", name=op.f("ck_redirect_kind")
        ),
        sa.CheckConstraint("(kind = 'path') = (number IS NULL)", name=op.f("ck_redirect_number")),
        sa.CheckConstraint("(kind = 'path') = (path <> '')", name=op.f("ck_redirect_path")),
    )


def downgrade(engine_name: str) -> None:
    if engine_name == "content":
        op.drop_table("redirect")
