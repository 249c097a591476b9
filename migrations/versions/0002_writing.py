"""Writing: autosaves, presence, which files a revision shows, captions of covers, text of PDFs

Revision ID: 0002
Revises: 0001
"""

import json
import re

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COVER_COLUMNS = (
    ("cover_decorative", sa.Boolean(), sa.false()),
    ("cover_caption", sa.String(length=300), ""),
    ("cover_credit", sa.String(length=100), ""),
)
MEDIA = re.compile(r"/media/([0-9a-f]{32})")


def upgrade(engine_name: str) -> None:
    {"content": upgrade_content, "visitors": upgrade_visitors}[engine_name]()


def downgrade(engine_name: str) -> None:
    {"content": downgrade_content, "visitors": downgrade_visitors}[engine_name]()


def upgrade_content() -> None:
    # Columns are added in place, never by making a table anew: indexes and triggers stay as they are.
    for table in ("article", "revision"):
        for name, kind, default in COVER_COLUMNS:
            op.add_column(table, sa.Column(name, kind, nullable=False, server_default=default))
    op.add_column("attachment", sa.Column("text", sa.Text(), nullable=False, server_default=""))
    op.add_column("attachment", sa.Column("is_scan", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "autosave",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_autosave_article_id_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_autosave_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_autosave")),
        sa.UniqueConstraint("user_id", "key", name=op.f("uq_autosave_user_id_key")),
    )
    op.create_index(op.f("ix_autosave_article_id"), "autosave", ["article_id"])
    op.create_table(
        "presence",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_presence_article_id_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_presence_user_id_user_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "user_id", name=op.f("pk_presence")),
    )
    shown = op.create_table(
        "revision_media",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_revision_media_revision_id_revision"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("revision_id", "digest", name=op.f("pk_revision_media")),
    )
    op.create_index(op.f("ix_revision_media_digest"), "revision_media", ["digest"])
    _note_what_revisions_show(shown)


def _note_what_revisions_show(shown: sa.Table) -> None:
    connection = op.get_bind()
    pictures = dict(connection.execute(sa.text("SELECT id, digest FROM picture")).all())
    files = dict(connection.execute(sa.text("SELECT id, digest FROM attachment")).all())
    rows = []
    for number, body, cover_id, links in connection.execute(
        sa.text("SELECT id, body, cover_id, attachments FROM revision")
    ):
        digests = set(MEDIA.findall(body))
        digests |= {pictures[cover_id]} if cover_id in pictures else set()
        listed = json.loads(links) if isinstance(links, str) else links
        digests |= {files[link["id"]] for link in listed if link["id"] in files}
        rows += [{"revision_id": number, "digest": digest} for digest in sorted(digests)]
    if rows:
        op.bulk_insert(shown, rows)


def downgrade_content() -> None:
    op.drop_table("revision_media")
    op.drop_table("presence")
    op.drop_table("autosave")
    op.drop_column("attachment", "is_scan")
    op.drop_column("attachment", "text")
    for table in ("article", "revision"):
        for name, _kind, _default in COVER_COLUMNS:
            op.drop_column(table, name)


def upgrade_visitors() -> None:
    pass


def downgrade_visitors() -> None:
    pass
