"""What the search knows of an article: the live text with all that readers see of it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Select, delete, exists, func, select
from sqlalchemy.orm import undefer

from newsapp.articles.body import plain
from newsapp.articles.models import Article
from newsapp.clock import local_date
from newsapp.database import db, note_change, writing
from newsapp.media.models import Attachment
from newsapp.search import index
from newsapp.search.models import SearchEntry

BATCH = 200
"""Articles between which other writers have their turn."""


def note(article: Article) -> None:
    """Let the live text be found, in the transaction that made it live."""
    db.session.flush()
    index.put(_entry(article))


def forget(article: Article) -> None:
    """Let a text not be found that no reader has seen."""
    db.session.execute(delete(SearchEntry).where(SearchEntry.article_id == article.id))


def rebuild(progress: Callable[[int], object]) -> int:
    """Put right what is missing, old or wrong; return how many articles that were. `progress` gets articles done."""
    if not index.is_whole():
        with writing():
            note_change(seen_by_readers=True)
            index.make_anew()
    wrong, last = 0, 0
    while True:
        with writing():
            note_change(seen_by_readers=False)
            batch = select(Article).where(Article.live_version.is_not(None), Article.id > last).order_by(Article.id)
            articles = db.session.scalars(batch.limit(BATCH).execution_options(populate_existing=True)).all()
            wrong += sum(index.put_if_new(_entry(article)) for article in articles)
        if not articles:
            break
        last = articles[-1].id
        progress(len(articles))
        db.session.expunge_all()
    with writing():
        db.session.execute(delete(SearchEntry).where(SearchEntry.id.in_(_left_over())))
    return wrong


def count() -> int:
    """How many articles the index is to know."""
    return db.session.scalar(select(func.count()).where(Article.live_version.is_not(None))) or 0


def disagreeing() -> int:
    """How many articles the index knows not, or not as they are; a look at numbers, not at every word."""
    known = exists().where(
        SearchEntry.article_id == Article.id,
        SearchEntry.version == Article.live_version,
        SearchEntry.form == index.FORM,
    )
    missing = db.session.scalar(select(func.count()).where(Article.live_version.is_not(None), ~known)) or 0
    return missing + (db.session.scalar(select(func.count()).select_from(_left_over().subquery())) or 0)


def _left_over() -> Select[int]:
    """The rows of articles that have no live text any more."""
    return (
        select(SearchEntry.id).join(Article, Article.id == SearchEntry.article_id).where(Article.live_version.is_(None))
    )


def _entry(article: Article) -> index.Row:
    moment = article.go_live_at or article.updated_at
    numbers = [link["id"] for link in article.attachments]
    files = select(Attachment).where(Attachment.id.in_(numbers)).options(undefer(Attachment.text))
    attached = db.session.scalars(files).all() if numbers else []
    more = [article.byline, article.signature, article.source, article.cover_caption, article.cover_credit]
    more += article.tags + [link["title"] for link in article.attachments] + [file.filename for file in attached]
    texts = index.Texts(
        title=article.title,
        summary=article.summary,
        body=plain(article.body),
        more="\n".join(more),
        files="\n".join(file.text for file in attached),
    )
    return index.entry(article.id, article.live_version or 0, article.published_on or local_date(moment), texts)
