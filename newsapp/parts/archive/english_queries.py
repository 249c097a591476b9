"""Reading the articles and pages in English."""

from __future__ import annotations

from sqlalchemy import Select, func, literal_column, select

from newsapp.articles.models import Article
from newsapp.articles.queries import Rows, cards, listed, published
from newsapp.publishing import Moment

IS_ENGLISH = Article.language == literal_column("'en'")
"""The language stands in the statement as in the condition of the database's index."""


def cards_in_english(now: Moment) -> Rows:
    return cards(now).where(IS_ENGLISH)


def count(now: Moment) -> Select[int]:
    return select(func.count()).select_from(Article).where(listed(now), IS_ENGLISH)


def pages(now: Moment) -> Select[str | None, str, str]:
    """(address, title, summary) of the pages, which say what the agency is and does."""
    return (
        select(Article.address, Article.title, Article.summary)
        .where(published(now), Article.address.is_not(None), IS_ENGLISH)
        .order_by(Article.id)
    )
