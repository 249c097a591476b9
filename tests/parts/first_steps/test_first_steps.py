"""What an administrator of an empty site is led through."""

from __future__ import annotations

from sqlalchemy import select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles.models import Article, Revision
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media.models import Picture
from newsapp.parts.pages import menu_editing
from newsapp.site.identity import IdentityRow
from tests import cast
from tests.pages import PageClient

DESK = "/admin/"


def ticked(browser: PageClient) -> list[str]:
    """The names of the steps that are done."""
    done = "//section[@aria-labelledby='first-steps-title']//li[span]/a"
    return [link.text for link in browser.get(DESK).page.xpath(done)]


def is_shown(browser: PageClient) -> bool:
    return "first-steps-title" in browser.get(DESK).text


def test_each_step_is_ticked_by_what_is_there(administrator: User, sign_in: cast.SignIn) -> None:
    boss = sign_in(administrator)
    assert ticked(boss) == []
    done = []
    boss.send("/admin/first-steps/categories", {}, form_at=DESK)
    done.append("Chuyên mục")
    assert ticked(boss) == done
    boss.send("/admin/first-steps/pages", {}, form_at=DESK)
    done.append("Trang Giới thiệu và Liên hệ")
    assert ticked(boss) == done
    with writing():
        menu_editing.add("home", actor=administrator, at=clock.now())
    done.append("Menu")
    assert ticked(boss) == done
    with writing():
        picture = Picture(digest="ab" * 16, width=9, height=9, filename="a", created_at=clock.now())
        db.session.add(picture)
        db.session.flush()
        agency = IdentityRow(id=1, name="Sở Nội vụ", logo_id=picture.id, colour="1d4e89")
        db.session.merge(agency)
    cast.person("writer")
    assert ticked(boss) == [
        "Tên và biểu trưng của cơ quan",
        "Màu của trang",
        "Chuyên mục",
        "Người cùng làm",
        "Trang Giới thiệu và Liên hệ",
        "Menu",
    ]
    for link in boss.get(DESK).page.xpath("//ol[@class='card-list']//a/@href"):
        assert boss.get(link).status_code == 200, link


def test_it_goes_with_the_first_article(administrator: User, sign_in: cast.SignIn) -> None:
    boss = sign_in(administrator)
    boss.send("/admin/first-steps/categories", {}, form_at=DESK)
    section = db.session.scalars(select(Category)).first()
    assert section is not None
    cast.draft(administrator, section)
    cast.page(administrator, "Giới thiệu", live=True)
    assert is_shown(boss)
    cast.live(administrator, section)
    assert not is_shown(boss)


def test_the_buttons_add_nothing_twice(administrator: User, sign_in: cast.SignIn) -> None:
    boss = sign_in(administrator)
    for _time in range(2):
        boss.send("/admin/first-steps/categories", {}, form_at="/admin/account")
        boss.send("/admin/first-steps/pages", {}, form_at="/admin/account")
    names = db.session.scalars(select(Category.name).order_by(Category.position)).all()
    assert len(names) == 6
    assert names[0] == "Tin tức – Sự kiện"
    addresses = select(Article.address, Article.live_version).order_by(Article.id)
    assert [tuple(row) for row in db.session.execute(addresses)] == [
        ("gioi-thieu", None),
        ("lien-he", None),
    ]
    body = db.session.scalars(select(Revision.body).order_by(Revision.id)).first()
    assert body is not None
    assert "<h2>Sơ đồ cơ cấu tổ chức</h2>" in body


def test_others_do_not_see_it(editor: User, sign_in: cast.SignIn) -> None:
    assert not is_shown(sign_in(editor))
