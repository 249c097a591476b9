"""What the index knows of an article: the live text with all that readers see of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Select, delete, exists, func, select
from sqlalchemy.orm import undefer

from newsapp.articles.models import Article
from newsapp.articles.sanitise import plain
from newsapp.clock import local_date
from newsapp.database import db, note_change, writing
from newsapp.media.models import Attachment
from newsapp.parts.search.index import (
    FORM,
    Row,
    Texts,
    entry,
    is_whole,
    put,
    put_if_new,
    rebuild_words,
)
from newsapp.parts.search.models import SearchEntry

BATCH = 200
"""Articles between which other writers have their turn."""


def index(article: Article) -> None:
    """Let the live text be found, in the transaction that makes it live."""
    db.session.flush()
    put(_entry(article))


def unindex(article: Article) -> None:
    """Let a text not be found that no reader has seen."""
    db.session.execute(delete(SearchEntry).where(SearchEntry.article_id == article.id))


def rebuild(progress: Callable[[int], object]) -> int:
    """Put right what is missing, old or wrong; return how many articles that were.

    `progress` gets the number of articles that were looked at.
    """
    if not is_whole():
        with writing():
            note_change(seen_by_readers=True)
            rebuild_words()
    wrong, last = 0, 0
    while True:
        with writing():
            note_change(seen_by_readers=False)
            articles = _live_articles_after(last)
            wrong += sum(put_if_new(_entry(article)) for article in articles)
        if not articles:
            break
        last = articles[-1].id
        progress(len(articles))
        db.session.expunge_all()
    with writing():
        db.session.execute(delete(SearchEntry).where(SearchEntry.id.in_(_left_over())))
    return wrong


def count() -> int:
    """Return how many articles the index is to know."""
    return _count(select(Article.id).where(Article.live_version.is_not(None)))


def disagreeing() -> int:
    """Return how many articles the index does not know as they are, by their numbers alone."""
    is_known = exists().where(
        SearchEntry.article_id == Article.id,
        SearchEntry.version == Article.live_version,
        SearchEntry.form == FORM,
    )
    missing = select(Article.id).where(Article.live_version.is_not(None), ~is_known)
    return _count(missing) + _count(_left_over())


def _count(rows: Select[int]) -> int:
    return db.session.scalars(select(func.count()).select_from(rows.subquery())).one()


def _live_articles_after(article_id: int) -> Sequence[Article]:
    articles = select(Article).where(Article.live_version.is_not(None), Article.id > article_id)
    batch = articles.order_by(Article.id).limit(BATCH)
    return db.session.scalars(batch.execution_options(populate_existing=True)).all()


def _left_over() -> Select[int]:
    """The rows of articles that have no live text any more."""
    rows = select(SearchEntry.id).join(Article, Article.id == SearchEntry.article_id)
    return rows.where(Article.live_version.is_(None))


def _entry(article: Article) -> Row:
    numbers = [link["id"] for link in article.attachments]
    files = select(Attachment).where(Attachment.id.in_(numbers)).options(undefer(Attachment.text))
    attached = db.session.scalars(files).all() if numbers else []
    more = [
        article.byline,
        article.signature,
        article.source,
        article.cover_caption,
        article.cover_credit,
        *article.tags,
        *(link["title"] for link in article.attachments),
        *(file.filename for file in attached),
    ]
    texts = Texts(
        title=article.title,
        summary=article.summary,
        body=plain(article.body),
        more="\n".join(more),
        files="\n".join(file.text for file in attached),
    )
    day = article.published_on or local_date(article.go_live_at or article.updated_at)
    return entry(article.id, article.live_version or 0, day, texts)
