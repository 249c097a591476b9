"""Taking an article back, to the trash, and back again."""

from __future__ import annotations

import pytest

from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.clock import now
from newsapp.database import db
from newsapp.publishing import State, state_of
from tests import cast
from tests.pages import PageClient


def press(browser: PageClient, article: Article, verb: str) -> object:
    return browser.send(
        f"/admin/articles/{article.id}/{verb}", {}, form_at=f"/admin/articles/{article.id}"
    )


def state(article: Article) -> State:
    db.session.refresh(article)
    return state_of(article, now())


def buttons(browser: PageClient, article: Article) -> list[str]:
    """Those of the bar that save or publish, without the menu beside them; and those of its other
    menu.
    """
    page = browser.get(f"/admin/articles/{article.id}").page
    found = [
        *page.xpath("//*[@class='bar-buttons']//button[not(ancestor::details)]"),
        *page.xpath("//*[contains(@class, 'more-menu')]//button"),
    ]
    names = [" ".join(button.text_content().split()) for button in found]
    return [name for name in names if name not in ("Xem trước", "Chia sẻ bản nháp", "Nhân bản")]


def test_it_works(editor: User, news: Category, sign_in: cast.SignIn) -> None:
    article, browser = cast.live(editor, news), sign_in(editor)
    for verb, becomes, offered in [
        (
            "unpublish",
            State.WITHDRAWN,
            ["Lưu nháp", "Gửi duyệt", "Đăng bài", "Chuyển vào thùng rác"],
        ),
        ("trash", State.TRASHED, ["Lưu nháp", "Khôi phục"]),
        ("restore", State.WITHDRAWN, ["Lưu nháp", "Gửi duyệt", "Đăng bài", "Chuyển vào thùng rác"]),
    ]:
        answer = press(browser, article, verb)
        assert (answer.status_code, answer.location) == (303, f"/admin/articles/{article.id}")
        assert state(article) is becomes
        assert browser.get(answer.location).words(".notice") != []
        assert buttons(browser, article) == offered


@pytest.mark.parametrize("verb", ["unpublish", "trash", "restore"])
def test_it_checks_the_role(
    writer: User, editor: User, news: Category, sign_in: cast.SignIn, verb: str
) -> None:
    article = cast.draft(writer, news)
    assert buttons(sign_in(writer), article) == ["Lưu nháp", "Gửi duyệt"]
    assert press(sign_in(writer), article, verb).status_code == 403
    assert state(article) is State.DRAFT


@pytest.mark.parametrize("verb", ["unpublish", "trash", "restore"])
def test_it_rejects_get(editor: User, news: Category, sign_in: cast.SignIn, verb: str) -> None:
    article = cast.live(editor, news)
    assert sign_in(editor).get(f"/admin/articles/{article.id}/{verb}").status_code == 405
    assert state(article) is State.LIVE


@pytest.mark.parametrize("verb", ["unpublish", "trash", "restore"])
def test_an_article_that_is_not_there(editor: User, sign_in: cast.SignIn, verb: str) -> None:
    answer = sign_in(editor).send(f"/admin/articles/99/{verb}", {}, form_at="/admin/articles")
    assert answer.status_code == 404


def test_pressing_twice_does_no_harm(editor: User, news: Category, sign_in: cast.SignIn) -> None:
    article, browser = cast.live(editor, news), sign_in(editor)
    for verb in ("unpublish", "unpublish", "trash", "trash", "restore", "restore"):
        assert press(browser, article, verb).status_code == 303
    assert state(article) is State.WITHDRAWN
