"""The moment of the latest failure to sign in

Revision ID: 0019
Revises: 0018
"""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TABLE = "sign_in_failures"


def upgrade(engine_name: str) -> None:
    if engine_name == "content":
        op.add_column(TABLE, latest(nullable=True))
        op.execute("UPDATE sign_in_failures SET latest = since")
        with op.batch_alter_table(TABLE) as table:
            table.alter_column("latest", nullable=False)


def downgrade(engine_name: str) -> None:
    if engine_name == "content":
        with op.batch_alter_table(TABLE) as table:
            table.drop_column("latest")


def latest(*, nullable: bool) -> sa.Column[datetime]:
    return sa.Column("latest", sa.DateTime(timezone=True), nullable=nullable)
