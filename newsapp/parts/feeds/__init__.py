"""For other programs: feeds, the sitemap, metadata of pages, and links to share an article."""

from __future__ import annotations

from flask import Blueprint

from newsapp.registry import Registry

readers = Blueprint("feeds", __name__, template_folder="templates")


def register(registry: Registry) -> None:
    from newsapp.parts.feeds import metadata, public_feeds, public_sitemap, share_links  # noqa: F401 - add pages

    registry.add_pages(readers=readers)
    registry.add_template("head", "feeds/_head.html", 20)
    registry.add_template("article_foot", "feeds/_share_links.html", 20)
    registry.add_values("article", metadata.article)
    registry.add_values("page", metadata.page)
    registry.add_values("category", metadata.category)
    registry.add_values("home", metadata.home)
    registry.add_values("one thing", metadata.thing)
    registry.feeds["public.category"] = public_feeds.followed_category
    registry.sitemaps["articles"] = public_sitemap.ARTICLES
    registry.after_registration.append(lambda: public_feeds.add_list_feeds(registry))
