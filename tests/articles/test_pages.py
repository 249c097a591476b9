from __future__ import annotations

import pytest
from sqlalchemy import select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.accounts.permissions import NotAllowed
from newsapp.articles import pages, queries, workflow
from newsapp.articles.models import Article
from newsapp.audit import AuditEvent
from newsapp.database import db, writing
from tests import cast


def put(page: Article, address: str, actor: User) -> Article:
    with writing():
        return pages.change_address(page, address, actor=actor, at=clock.now())


def number_at(address: str) -> int | None:
    return db.session.scalar(pages.number_at(), {"address": address})


def test_a_page_stands_at_its_first_title(editor: User) -> None:
    page = cast.page(editor, "Giới thiệu")
    assert (page.address, page.category_id, page.is_page) == ("gioi-thieu", None, True)
    with writing():
        content = cast.page_content("Về chúng tôi")
        workflow.save_draft(page, content, base_version=1, actor=editor, at=clock.now())
        workflow.publish(page, actor=editor, at=clock.now())
    assert (page.title, page.address) == ("Về chúng tôi", "gioi-thieu")
    assert [one.title for one in page_revisions(page)] == ["Giới thiệu", "Về chúng tôi"]


def page_revisions(page: Article) -> list[Article]:
    found = [workflow.revision_with_number(page, number) for number in range(1, page.version + 1)]
    assert all(one is not None and one.category_id is None for one in found)
    return found  # type: ignore[return-value]


def test_pages_of_one_name_stand_apart(editor: User) -> None:
    titles = ("Giới thiệu", "GIOI THIEU", "🎉", "🎊", "\u202eLiên hệ", "Một tên rất dài " * 15)
    addresses = [cast.page(editor, title).address for title in titles]
    assert addresses[:5] == ["gioi-thieu", "gioi-thieu-2", "trang", "trang-2", "lien-he"]
    assert len(addresses[5] or "") <= 80


def test_its_address_is_changed_and_the_former_leads_on(editor: User) -> None:
    page = cast.page(editor, "Giới thiệu")
    put(page, " Về chúng_tôi/ ", editor)
    assert page.address == "ve-chung-toi"
    put(page, "gioi-thieu", editor)
    put(page, "ve-chung-toi", editor)
    assert number_at("gioi-thieu") == number_at("ve-chung-toi") == page.id
    assert number_at("khac") is None
    told = (
        select(AuditEvent.details).where(AuditEvent.action == "page.move").order_by(AuditEvent.id)
    )
    assert db.session.scalars(told).first() == {"before": "gioi-thieu", "after": "ve-chung-toi"}


@pytest.mark.parametrize("address", ["", "🎉", "/", "lien-he", "LIÊN HỆ", "lien-lac"])
def test_addresses_that_cannot_be(editor: User, address: str) -> None:
    """lien-he is another page's, lien-lac once was."""
    put(cast.page(editor, "Liên lạc"), "lien-he", editor)
    page = cast.page(editor, "Giới thiệu")
    with pytest.raises(pages.PageError):
        put(page, address, editor)
    assert page.address == "gioi-thieu"


def test_a_writer_may_not(editor: User, writer: User) -> None:
    with pytest.raises(NotAllowed):
        cast.page(writer, "Giới thiệu")
    with pytest.raises(NotAllowed):
        put(cast.page(editor, "Giới thiệu"), "khac", writer)


def test_pages_are_no_news(editor: User) -> None:
    page = cast.page(editor, "Giới thiệu", live=True)
    assert db.session.execute(queries.cards(clock.now())).all() == []
    assert (
        db.session.scalars(select(Article).where(queries.in_state(clock.now(), "all", None))).all()
        == []
    )
    assert db.session.scalars(pages.everyone()).all() == [page]
