"""What the pages of readers and staff both use."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Put the page cache around the application last but for what corrects the request for it."""
    from newsapp.extensions import csrf
    from newsapp.web import (
        assets,
        body_limits,
        errors,
        filters,
        headers,
        i18n,
        json_bodies,
        page_cache,
        proxies,
        uploads,
        urls,
        visitor_cookies,
    )

    body_limits.init_app(app)
    json_bodies.init_app(app)
    csrf.init_app(app)
    urls.init_app(app)
    i18n.init_app(app)
    filters.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
    visitor_cookies.init_app(app)
    assets.init_app(app)
    page_cache.init_app(app)
    proxies.init_app(app)
    uploads.init_app(app)
