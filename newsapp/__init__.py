"""A lightweight news site for small public agencies."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from flask import Flask

if TYPE_CHECKING:
    from newsapp.registry import Part


def create_app(
    environ: Mapping[str, str] | None = None,
    *,
    parts: Sequence[Part] | None = None,
    **overrides: Any,
) -> Flask:
    """Build the site of the settings in `environ` (by default the process's), then `overrides`."""
    from newsapp import (
        accounts,
        cli,
        cluster,
        config,
        content_version,
        core,
        database,
        importing,
        operations,
        registry,
        visitors,
        web,
    )
    from newsapp.operations.backup import atomic_swap
    from newsapp.parts import every_part

    app = Flask(__name__, static_folder=None)
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    environ = os.environ if environ is None else environ
    atomic_swap.finish(config.instance_folder(environ))
    app.config.from_mapping(config.load(environ) | overrides)
    database.init_app(app)
    content_version.init_app(app)
    visitors.init_app(app)
    cluster.init_app(app)
    accounts.init_app(app)
    web.init_app(app)
    added = every_part() if parts is None else parts
    registry.init_app(app, [core, operations, importing, *added])
    cli.init_app(app)
    return app
