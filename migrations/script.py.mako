"""${message}

Revision ID: ${up_revision}
Revises: ${down_revision | comma,n}
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade(engine_name: str) -> None:
    {"content": upgrade_content, "visitors": upgrade_visitors}[engine_name]()


def downgrade(engine_name: str) -> None:
    {"content": downgrade_content, "visitors": downgrade_visitors}[engine_name]()

% for name in ("content", "visitors"):

def upgrade_${name}() -> None:
    ${context.get(f"{name}_upgrades", "pass") or "pass"}


def downgrade_${name}() -> None:
    ${context.get(f"{name}_downgrades", "pass") or "pass"}

% endfor
