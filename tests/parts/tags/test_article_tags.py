from __future__ import annotations

import pytest
from sqlalchemy import select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.tags import queries as tag_queries
from newsapp.parts.tags import tagging
from tests import cast
from tests.admin.forms import typed, value_of


def test_it_works(editor: User, news: Category, sign_in: cast.SignIn) -> None:
    browser = sign_in(editor)
    sent = typed(news, tags="chuyển đổi số,  Học bổng , hoc bong", action="publish")
    answer = browser.send("/admin/articles/new", sent)
    assert answer.status_code == 303, answer.words(".problems")
    article = db.session.scalars(select(Article)).one()
    assert article.tags == ["chuyển đổi số", "Học bổng"]
    page = browser.get(answer.location)
    assert value_of(page, "tags") == "chuyển đổi số, Học bổng"
    assert sorted(page.page.xpath("//datalist/option/@value")) == ["Học bổng", "chuyển đổi số"]


def test_a_renamed_tag_stands_under_its_new_name(
    editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    article = cast.live(editor, news, tags=["cũ"])
    with writing():
        tagging.rename(
            db.session.scalars(tag_queries.tag_at("cu")).one(), "mới", actor=editor, at=clock.now()
        )
    assert value_of(sign_in(editor).get(f"/admin/articles/{article.id}"), "tags") == "mới"


@pytest.mark.parametrize("tags", ["x" * 61, ", ".join(f"t{n}" for n in range(21))])
def test_it_says_what_is_wrong_and_keeps_what_was_typed(
    editor: User, news: Category, sign_in: cast.SignIn, tags: str
) -> None:
    answer = sign_in(editor).send("/admin/articles/new", typed(news, tags=tags))
    assert answer.status_code == 422
    assert answer.words("#tags-error")
    assert value_of(answer, "tags") == tags
