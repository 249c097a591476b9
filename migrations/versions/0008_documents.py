"""Official documents and their files

Revision ID: 0008
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0012"
branch_labels = None
depends_on = None

INDEXED = ("number_key", "body_slug", "relates_to_id", "go_live_at", "updated_at", "owner_id")


def upgrade(engine_name: str) -> None:
    if engine_name == "content":
        upgrade_content()


def downgrade(engine_name: str) -> None:
    if engine_name == "content":
        op.drop_table("document_file")
        op.drop_table("document")


def upgrade_content() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("issuing_body", sa.String(length=200), nullable=False),
        sa.Column("signer", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("abstract", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("legal_state", sa.String(length=30), nullable=False),
        sa.Column("relation", sa.String(length=20), nullable=False),
        sa.Column("relates_to_id", sa.Integer(), nullable=True),
        sa.Column("number_key", sa.String(length=100), nullable=False),
        sa.Column("body_slug", sa.String(length=100), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("go_live_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trashed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("updated_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(relation = '') = (relates_to_id IS NULL)", name=op.f("ck_document_relation")),
        sa.ForeignKeyConstraint(["relates_to_id"], ["document.id"], name=op.f("fk_document_relates_to_id_document")),
        sa.ForeignKeyConstraint(["owner_id"], ["user_account.id"], name=op.f("fk_document_owner_id_user_account")),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["user_account.id"], name=op.f("fk_document_updated_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_document_newest", "document", ["issued_on", "id"])
    for name in INDEXED:
        op.create_index(op.f(f"ix_document_{name}"), "document", [name])
    op.create_table(
        "document_file",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_file_document_id_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_document_file_attachment_id_attachment")
        ),
        sa.PrimaryKeyConstraint("document_id", "attachment_id", name=op.f("pk_document_file")),
    )
    op.create_index(op.f("ix_document_file_attachment_id"), "document_file", ["attachment_id"])
