"""A lightweight news site for small public agencies."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from flask import Flask


def create_app(environ: Mapping[str, str] | None = None, **overrides: Any) -> Flask:
    """Build the site from the settings in `environ` (default: the process's), then `overrides` by config name."""
    from newsapp import accounts, cli, config, database, generation, visitors
    from newsapp.admin import admin
    from newsapp.backup import swapping
    from newsapp.extensions import csrf
    from newsapp.public import public
    from newsapp.web import addresses, assets, errors, filters, headers, i18n, page_cache, proxies, readers, uploads
    from newsapp.web.health import health

    app = Flask(__name__, static_folder=None)
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    environ = os.environ if environ is None else environ
    swapping.finish(config.instance_folder(environ))
    app.config.from_mapping(config.load(environ) | overrides)

    database.init_app(app)
    generation.init_app(app)
    csrf.init_app(app)
    accounts.init_app(app)
    visitors.init_app(app)

    addresses.init_app(app)
    i18n.init_app(app)
    filters.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
    readers.init_app(app)
    assets.init_app(app)
    page_cache.init_app(app)
    proxies.init_app(app)
    uploads.init_app(app)

    app.register_blueprint(public)
    app.register_blueprint(health)
    app.register_blueprint(admin, url_prefix="/admin")
    cli.init_app(app)
    return app
