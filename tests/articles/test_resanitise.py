from __future__ import annotations

import pytest
from sqlalchemy import select, update

from newsapp.accounts.models import User
from newsapp.articles import sanitise
from newsapp.articles.models import Article, Revision
from newsapp.articles.resanitise import reclean_all
from newsapp.categories.models import Category
from newsapp.database import db, writing
from tests import cast

OLD = '<p onclick="x()">Cũ</p>'


def test_what_an_older_policy_let_in_is_cleaned_everywhere(
    editor: User, news: Category, monkeypatch: pytest.MonkeyPatch
) -> None:
    live, draft, recent = cast.live(editor, news), cast.draft(editor, news), cast.live(editor, news)
    with writing():
        for table, key in ((Article, Article.id), (Revision, Revision.article_id)):
            db.session.execute(update(table).where(key.in_([live.id, draft.id])).values(body=OLD))
    monkeypatch.setattr(sanitise, "POLICY", sanitise.POLICY + 1)
    with writing():
        newest = update(Revision).where(Revision.article_id == recent.id)
        db.session.execute(newest.values(body_policy=sanitise.POLICY))
    assert reclean_all() == 2
    db.session.expire_all()
    for article in (live, draft):
        assert article.body == "<p>Cũ</p>"
    assert set(db.session.scalars(select(Revision.body_policy))) == {sanitise.POLICY}
    assert reclean_all() == 0


def test_a_live_text_of_another_version_is_left_alone(
    editor: User, news: Category, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = cast.live(editor, news)
    with writing():
        db.session.execute(update(Revision).values(body=OLD))
    monkeypatch.setattr(sanitise, "POLICY", sanitise.POLICY + 1)
    assert reclean_all() == 1
    db.session.expire_all()
    assert article.body == "<p>Nội dung của bài viết.</p>"
