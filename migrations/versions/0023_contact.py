"""Messages of citizens, and the answers that are published

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    if engine_name != "content":
        return
    op.create_table(
        "contact_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_form")),
        sa.CheckConstraint("id = 1", name=op.f("ck_contact_form_single")),
    )
    _create_messages()
    _create_questions()


def _create_messages() -> None:
    op.create_table(
        "contact_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_key", sa.String(20), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("phone", sa.String(30), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("assigned_to_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_message")),
        sa.UniqueConstraint("form_key", name=op.f("uq_contact_message_form_key")),
        sa.ForeignKeyConstraint(
            ["assigned_to_id"],
            ["user_account.id"],
            name=op.f("fk_contact_message_assigned_to_id_user_account"),
        ),
        sa.CheckConstraint(
            "state IN ('new', 'in_hand', 'answered', 'not_answered')",
            name=op.f("ck_contact_message_state"),
        ),
        sa.CheckConstraint("email <> '' OR phone <> ''", name=op.f("ck_contact_message_reachable")),
    )
    op.create_index(op.f("ix_contact_message_sent_at"), "contact_message", ["sent_at"])


def _create_questions() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("message_id", name=op.f("uq_question_message_id")),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["contact_message.id"],
            name=op.f("fk_question_message_id_contact_message"),
            ondelete="SET NULL",
        ),
    )
    op.create_index(op.f("ix_question_published_at"), "question", ["published_at"])


def downgrade(engine_name: str) -> None:
    if engine_name == "content":
        op.drop_table("question")
        op.drop_table("contact_message")
        op.drop_table("contact_form")
