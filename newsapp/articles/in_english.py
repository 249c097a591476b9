"""What the site says in English. The condition names the language as it stands in the database's own index."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, func, literal_column, select

from newsapp.articles.models import Article
from newsapp.articles.queries import Moment, Rows, cards, listed, published


def cards_in_english(now: Moment) -> Rows:
    return cards(now).where(_is_english())


def count(now: Moment) -> Select[int]:
    return select(func.count()).select_from(Article).where(listed(now), _is_english())


def pages(now: Moment) -> Select[str | None, str, str]:
    """(address, title, summary) of the pages, which say what the agency is and does."""
    columns = select(Article.address, Article.title, Article.summary)
    return columns.where(published(now), Article.address.is_not(None), _is_english()).order_by(Article.id)


def _is_english() -> ColumnElement[bool]:
    return Article.language == literal_column("'en'")
