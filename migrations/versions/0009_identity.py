"""The agency's names in English, its logo, colour, language and links to related portals

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TEXTS = (("name_en", 200), ("parent_body_en", 200), ("address_en", 300), ("language", 2), ("colour", 6))


def upgrade(engine_name: str) -> None:
    if engine_name != "content":
        return
    for name, length in TEXTS:
        op.add_column("site_identity", sa.Column(name, sa.String(length=length), nullable=False, server_default=""))
    op.add_column("site_identity", sa.Column("links", sa.JSON(), nullable=False, server_default="[]"))
    # The constraint stands in the column's own definition: SQLite adds no other kind to a table in place.
    op.execute(
        "ALTER TABLE site_identity ADD COLUMN logo_id INTEGER"
        " CONSTRAINT fk_site_identity_logo_id_picture REFERENCES picture (id)"
    )


def downgrade(engine_name: str) -> None:
    if engine_name != "content":
        return
    with op.batch_alter_table("site_identity") as table:
        for name in ("logo_id", "links", *(name for name, _length in TEXTS)):
            table.drop_column(name)
