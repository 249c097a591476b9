"""The first shape of both databases

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    {"content": upgrade_content, "visitors": upgrade_visitors}[engine_name]()


def downgrade(engine_name: str) -> None:
    {"content": downgrade_content, "visitors": downgrade_visitors}[engine_name]()


def upgrade_content() -> None:
    op.create_table(
        "category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("description", sa.String(length=300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
        sa.UniqueConstraint("name", name=op.f("uq_category_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_category_slug")),
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sign_in_failures")),
    )
    op.create_table(
        "site_identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("parent_body", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("phone", sa.String(length=100), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("responsible", sa.String(length=200), nullable=False),
        sa.Column("licence", sa.String(length=300), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_site_identity_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_identity")),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("session_epoch", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role IN ('writer', 'editor', 'administrator')", name=op.f("ck_user_account_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email", name=op.f("uq_user_account_email")),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("extension", sa.String(length=10), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["user_account.id"], name=op.f("fk_attachment_uploaded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("digest", name=op.f("uq_attachment_digest")),
    )
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("target_type", sa.String(length=40), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user_account.id"], name=op.f("fk_audit_event_actor_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_event_at"), ["at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_audit_event_target_type_target_id"), ["target_type", "target_id"], unique=False
        )

    op.create_table(
        "picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["user_account.id"], name=op.f("fk_picture_uploaded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
        sa.UniqueConstraint("digest", name=op.f("uq_picture_digest")),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("live_version", sa.Integer(), nullable=True),
        sa.Column("go_live_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expire_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trashed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("byline", sa.String(length=200), nullable=False),
        sa.Column("signature", sa.String(length=100), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("cover_id", sa.Integer(), nullable=True),
        sa.Column("cover_alt", sa.String(length=300), nullable=False),
        sa.Column("attachments", sa.JSON(), nullable=False),
        sa.CheckConstraint("live_version IS NULL OR go_live_at IS NOT NULL", name=op.f("ck_article_go_live_at")),
        sa.CheckConstraint("live_version IS NULL OR live_version <= version", name=op.f("ck_article_live_version")),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_article_category_id_category")),
        sa.ForeignKeyConstraint(["cover_id"], ["picture.id"], name=op.f("fk_article_cover_id_picture")),
        sa.ForeignKeyConstraint(["owner_id"], ["user_account.id"], name=op.f("fk_article_owner_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_article_category_id"), ["category_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_cover_id"), ["cover_id"], unique=False)
        batch_op.create_index(
            "ix_article_newest",
            ["go_live_at", "id"],
            unique=False,
            sqlite_where=sa.text("live_version IS NOT NULL AND withdrawn_at IS NULL AND trashed_at IS NULL"),
            postgresql_where=sa.text("live_version IS NOT NULL AND withdrawn_at IS NULL AND trashed_at IS NULL"),
        )
        batch_op.create_index(
            "ix_article_newest_in_category",
            ["category_id", "go_live_at", "id"],
            unique=False,
            sqlite_where=sa.text("live_version IS NOT NULL AND withdrawn_at IS NULL AND trashed_at IS NULL"),
            postgresql_where=sa.text("live_version IS NOT NULL AND withdrawn_at IS NULL AND trashed_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_article_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_updated_at"), ["updated_at"], unique=False)

    op.create_table(
        "media_use",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_media_use_article_id_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "digest", name=op.f("pk_media_use")),
    )
    with op.batch_alter_table("media_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_media_use_digest"), ["digest"], unique=False)

    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("body_policy", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("byline", sa.String(length=200), nullable=False),
        sa.Column("signature", sa.String(length=100), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.Column("cover_id", sa.Integer(), nullable=True),
        sa.Column("cover_alt", sa.String(length=300), nullable=False),
        sa.Column("attachments", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_revision_article_id_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["category_id"], ["category.id"], name=op.f("fk_revision_category_id_category")),
        sa.ForeignKeyConstraint(["cover_id"], ["picture.id"], name=op.f("fk_revision_cover_id_picture")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user_account.id"], name=op.f("fk_revision_created_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_revision_article_id_number")),
    )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_category_id"), ["category_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_revision_cover_id"), ["cover_id"], unique=False)


def downgrade_content() -> None:
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revision_cover_id"))
        batch_op.drop_index(batch_op.f("ix_revision_category_id"))

    op.drop_table("revision")
    with op.batch_alter_table("media_use", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_media_use_digest"))

    op.drop_table("media_use")
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_article_updated_at"))
        batch_op.drop_index(batch_op.f("ix_article_owner_id"))
        batch_op.drop_index(
            "ix_article_newest_in_category",
            sqlite_where=sa.text("live_version IS NOT NULL AND withdrawn_at IS NULL AND trashed_at IS NULL"),
            postgresql_where=sa.text("live_version IS NOT NULL AND withdrawn_at IS NULL AND trashed_at IS NULL"),
        )
        batch_op.drop_index(
            "ix_article_newest",
            sqlite_where=sa.text("live_version IS NOT NULL AND withdrawn_at IS NULL AND trashed_at IS NULL"),
            postgresql_where=sa.text("live_version IS NOT NULL AND withdrawn_at IS NULL AND trashed_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_article_cover_id"))
        batch_op.drop_index(batch_op.f("ix_article_category_id"))

    op.drop_table("article")
    op.drop_table("picture")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_event_target_type_target_id"))
        batch_op.drop_index(batch_op.f("ix_audit_event_at"))

    op.drop_table("audit_event")
    op.drop_table("attachment")
    op.drop_table("user_account")
    op.drop_table("site_identity")
    op.drop_table("sign_in_failures")
    op.drop_table("category")


def upgrade_visitors() -> None:
    op.create_table(
        "visitor_hour",
        sa.Column("hour", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("visits", sa.BigInteger(), nullable=False),
        sa.Column("pages", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hour", name=op.f("pk_visitor_hour")),
    )
    op.create_table(
        "visitor_session",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("last_seen", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitor_session")),
    )
    with op.batch_alter_table("visitor_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visitor_session_last_seen"), ["last_seen"], unique=False)

    op.create_table(
        "visitor_total",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("visits", sa.BigInteger(), nullable=False),
        sa.Column("pages", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_visitor_total_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visitor_total")),
    )


def downgrade_visitors() -> None:
    op.drop_table("visitor_total")
    with op.batch_alter_table("visitor_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_visitor_session_last_seen"))

    op.drop_table("visitor_session")
    op.drop_table("visitor_hour")
