"""Migrates the content and the visitors' database, one after the other, each in one transaction.

SQLite's foreign keys are off meanwhile: batch mode makes a table anew, and dropping the old one
would take every child row along. What that leaves dangling is looked for before the transaction is
committed.
"""

import importlib
import pkgutil

from alembic import context
from sqlalchemy import Connection

import newsapp.articles.form_keys
import newsapp.articles.models
import newsapp.articles.staff_search_index
import newsapp.audit
import newsapp.importing.models
import newsapp.parts
import newsapp.redirects
import newsapp.site.identity
import newsapp.visitors.models
from newsapp.database import UTCDateTime, db
from newsapp.migrating import is_modelled

# Every table is known, whichever parts the site has: migrations cover the parts that it lacks too.
for module in pkgutil.walk_packages(newsapp.parts.__path__, "newsapp.parts."):
    importlib.import_module(module.name)

NAMES = {None: "content", "visitors": "visitors"}


def render_item(kind: str, item: object, _context: object) -> str | bool:
    """A migration states plain column types, so that it means the same when our own types have
    changed.
    """
    return (
        "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UTCDateTime) else False
    )


def migrate() -> None:
    for bind, engine in db.engines.items():
        with engine.connect() as connection:
            is_sqlite = connection.dialect.name == "sqlite"
            if not is_sqlite:
                migrate_one(bind, connection)
                continue
            connection.connection.execute("PRAGMA foreign_keys = OFF")
            try:
                migrate_one(bind, connection)
            finally:
                connection.connection.execute("PRAGMA foreign_keys = ON")


def migrate_one(bind: str | None, connection: Connection) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    with connection.execution_options(writes=True).begin():
        context.configure(
            connection=connection,
            target_metadata=db.metadatas[bind],
            upgrade_token=f"{NAMES[bind]}_upgrades",
            downgrade_token=f"{NAMES[bind]}_downgrades",
            render_as_batch=is_sqlite,
            compare_type=True,
            render_item=render_item,
            include_object=is_modelled,
        )
        context.run_migrations(engine_name=NAMES[bind])
        if is_sqlite and (
            dangling := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        ):
            raise RuntimeError(
                f"the migration would leave rows without their parents: {dangling[:5]}"
            )


migrate()
