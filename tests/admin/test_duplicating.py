"""A new draft that begins as another article stands."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles import scheduling
from newsapp.articles.models import Article
from newsapp.audit import AuditEvent
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.publishing import State, state_of
from tests import cast
from tests.pages import Answer, PageClient


def press(browser: PageClient, article: Article) -> Answer:
    address = f"/admin/articles/{article.id}"
    answer: Answer = browser.send(f"{address}/duplicate", {}, form_at="/admin/account")
    return answer


def newest() -> Article:
    return db.session.scalars(select(Article).order_by(Article.id.desc())).first()  # type: ignore[return-value]


def test_it_works(writer: User, editor: User, news: Category, sign_in: cast.SignIn) -> None:
    article = cast.live(
        editor,
        news,
        "Tin",
        body="<p>Chữ.</p>",
        tags=["một"],
        summary="Tóm tắt",
        source="Báo",
        cover_focus="",
    )
    with writing():
        scheduling.pin(article, clock.now() + timedelta(days=1), actor=editor, at=clock.now())
        scheduling.set_expiry(
            article, clock.now() + timedelta(days=2), actor=editor, at=clock.now()
        )
    desk = sign_in(editor)
    (button,) = desk.get(f"/admin/articles/{article.id}").page.xpath(
        "//form[contains(@action, '/duplicate')]"
    )
    assert button.get("method") == "post"
    answer = press(desk, article)
    copy = newest()
    assert copy.id != article.id
    assert answer.location == f"/admin/articles/{copy.id}"
    assert (copy.title, copy.body, copy.tags, copy.source, copy.category_id) == (
        "Tin (bản sao)", "<p>Chữ.</p>", ["một"], "Báo", news.id,
    )  # fmt: skip
    assert (copy.owner_id, state_of(copy, clock.now())) == (editor.id, State.DRAFT)
    moments = (
        copy.go_live_at,
        copy.expire_at,
        copy.pinned_until,
        copy.planned_for,
        copy.published_on,
        copy.address,
    )
    assert moments == (None,) * 6
    row = db.session.scalars(
        select(AuditEvent).where(AuditEvent.action == "article.duplicate")
    ).one()
    assert (row.target_id, row.details["source"]) == (copy.id, article.id)


def test_a_page_becomes_a_page_elsewhere(administrator: User, sign_in: cast.SignIn) -> None:
    page = cast.page(administrator, "Giới thiệu", live=True)
    press(sign_in(administrator), page)
    assert newest().is_page
    assert newest().address != page.address


def test_it_checks_whose_it_is(
    writer: User, editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    article = cast.draft(editor, news)
    assert press(sign_in(writer), article).status_code == 403
    assert newest().id == article.id
    assert press(sign_in(writer), cast.draft(writer, news)).status_code == 303


def test_it_rejects_get(editor: User, news: Category, sign_in: cast.SignIn) -> None:
    article = cast.draft(editor, news)
    assert sign_in(editor).get(f"/admin/articles/{article.id}/duplicate").status_code == 405
