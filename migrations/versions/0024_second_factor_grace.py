"""Since when a person's role has needed a second factor

Revision ID: 0024
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TABLE = "second_factor_grace"


def upgrade(engine_name: str) -> None:
    if engine_name != "content":
        return
    user = sa.ForeignKey(
        "user_account.id", name=op.f(f"fk_{TABLE}_user_id_user_account"), ondelete="CASCADE"
    )
    op.create_table(
        TABLE,
        sa.Column("user_id", sa.Integer(), user, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f(f"pk_{TABLE}")),
    )


def downgrade(engine_name: str) -> None:
    if engine_name == "content":
        op.drop_table(TABLE)
