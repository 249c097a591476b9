"""The notice at the top of every page

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    if engine_name != "content":
        return
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("address", sa.String(500), nullable=False),
        sa.Column("level", sa.String(10), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.CheckConstraint("id = 1", name=op.f("ck_notice_single")),
        sa.CheckConstraint("level IN ('normal', 'urgent')", name=op.f("ck_notice_level")),
    )


def downgrade(engine_name: str) -> None:
    if engine_name == "content":
        op.drop_table("notice")
