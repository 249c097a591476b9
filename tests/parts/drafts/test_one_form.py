"""A form makes one article, however often and from however many tabs it is sent; each tab's text is
kept.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, select

from newsapp.accounts.models import User
from newsapp.admin.form_tokens import key_of_article
from newsapp.articles.models import Article, Revision
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.parts.drafts import autosaves, presence
from tests import cast
from tests.admin import forms
from tests.pages import Answer, PageClient

NEW = "/admin/articles/new"


def hidden(answer: Answer) -> dict[str, str]:
    """What a page's form sends of itself."""
    return {
        name: forms.value_of(answer, name) for name in ("form_token", "tab", "seen", "base_version")
    }


def articles() -> int:
    return db.session.scalar(select(func.count(Article.id))) or 0


def autosave(browser: PageClient, fields: dict[str, Any]) -> dict[str, Any]:
    answer = browser.post("/admin/autosave", data=fields, headers=forms.json_headers(browser))
    assert answer.status_code == 200
    return dict(answer.json)


def test_a_form_sent_again_edits_what_it_made(
    sign_in: cast.SignIn, editor: User, news: Category
) -> None:
    browser = sign_in(editor)
    fields = forms.typed(news) | hidden(browser.get(NEW))
    first = browser.send(NEW, fields | {"action": "save"})
    again = browser.send(NEW, fields | {"action": "publish"})
    assert again.location == first.location
    assert articles() == 1
    assert db.session.scalars(select(Article)).one().live_version == 1

    # With another text it goes on from what it made: its own text is no stranger's
    changed = browser.send(NEW, fields | {"body": "<p>Viết tiếp.</p>", "action": "save"})
    assert changed.location == first.location
    assert articles() == 1
    assert db.session.scalars(select(Revision.body)).all() == ["<p>Chữ.</p>", "<p>Viết tiếp.</p>"]


def test_a_second_tab_of_the_form_meets_what_the_first_saved(
    sign_in: cast.SignIn, editor: User, news: Category
) -> None:
    browser = sign_in(editor)
    address = f"{NEW}?draft=mot-ban-nhap"
    first, second = hidden(browser.get(address)), hidden(browser.get(address))
    browser.send(NEW, forms.typed(news) | first | {"action": "save"})
    answer = browser.send(
        NEW, forms.typed(news, body="<p>Ở tab sau.</p>") | second | {"action": "save"}
    )
    assert answer.status_code == 409
    assert "chính bạn đã lưu bài này" in answer.text
    assert articles() == 1
    kept = db.session.scalars(autosaves.under(editor.id, key_of_article(1))).one()
    assert kept.fields["body"] == ["<p>Ở tab sau.</p>"]
    # nor does the first tab go on over what the second has saved since
    browser.send(
        "/admin/articles/1",
        forms.typed(news, body="<p>Ở tab sau.</p>", base_version="1", tab="sau"),
    )
    assert browser.send(NEW, forms.typed(news, body="<p>Ở tab đầu.</p>") | first).status_code == 409


def test_a_save_that_a_later_one_overtook_changes_nothing(
    sign_in: cast.SignIn, editor: User, news: Category
) -> None:
    browser = sign_in(editor)
    form = hidden(browser.get(NEW))
    browser.send(
        NEW, forms.typed(news, body="<p>Mới.</p>") | form | {"number": "3", "action": "save"}
    )
    late = forms.typed(news, body="<p>Cũ.</p>") | form | {"number": "2", "action": "save"}
    assert browser.send(NEW, late).status_code == 303
    assert browser.post(NEW, data=late, headers=forms.json_headers(browser)).json["late"]
    assert db.session.scalars(select(Revision.body)).all() == ["<p>Mới.</p>"]


def test_a_page_sent_again_is_one_page(sign_in: cast.SignIn, administrator: User) -> None:
    browser = sign_in(administrator)
    answer = browser.get("/admin/pages/new")
    fields = hidden(answer) | {
        "title": "Giới thiệu",
        "body": "<p>x</p>",
        "kind": "page",
        "action": "save",
    }
    locations = {browser.send("/admin/pages/new", fields).location for _ in range(2)}
    assert len(locations) == articles() == 1


def test_going_back_to_the_form_leads_to_its_article(
    sign_in: cast.SignIn, writer: User, news: Category
) -> None:
    browser = sign_in(writer)
    form = hidden(browser.get(NEW))
    key = autosave(browser, forms.typed(news) | form)["key"]
    saved = browser.send(NEW, forms.typed(news) | form | {"action": "save"})
    assert browser.get(f"{NEW}?draft={key}").location == saved.location


def test_the_key_is_the_persons_own(
    sign_in: cast.SignIn, editor: User, writer: User, news: Category
) -> None:
    for person in (editor, writer):
        browser = sign_in(person)
        form = hidden(browser.get(f"{NEW}?draft=hai-nguoi-mot-khoa"))
        assert browser.send(NEW, forms.typed(news) | form | {"action": "save"}).status_code == 303
    assert articles() == 2
    # No new form writes what was typed for an article that exists
    kept = hidden(sign_in(writer).get(f"{NEW}?draft=article-1"))
    assert autosave(sign_in(writer), forms.typed(news) | kept)["key"] != "article-1"


@pytest.mark.parametrize("is_same", [True, False], ids=["same text", "two texts"])
def test_two_tabs_that_send_at_once_make_one(
    sign_in: cast.SignIn, editor: User, news: Category, is_same: bool
) -> None:
    browsers = [sign_in(editor), sign_in(editor)]
    tokens = [forms.token_of(browser) for browser in browsers]
    category = str(news.id)

    def send(who: int, form: dict[str, str], start: threading.Barrier) -> int:
        body = "<p>Chữ.</p>" if is_same else f"<p>Tab {who}.</p>"
        fields = {"title": "Hai tab", "category_id": category, "body": body, "action": "save"}
        start.wait()
        return int(
            browsers[who].post(NEW, data=form | fields | {"csrf_token": tokens[who]}).status_code
        )

    with ThreadPoolExecutor(2) as pool:
        for race in range(1, 11):
            given = [hidden(browser.get(f"{NEW}?draft=lan-{race}")) for browser in browsers]
            start = threading.Barrier(2)
            codes = sorted(pool.map(send, (0, 1), given, (start, start)))
            assert codes == ([303, 303] if is_same else [303, 409])
            assert articles() == race
    kept = db.session.scalars(select(autosaves.Autosave)).all()
    saved = db.session.scalars(select(Revision.body)).all()
    assert len(saved) == 10
    texts = [row.fields["body"][0] for row in kept] + list(saved)
    assert is_same or sorted(texts) == sorted(["<p>Tab 0.</p>", "<p>Tab 1.</p>"] * 10)


def test_what_two_tabs_type_is_kept_apart(
    sign_in: cast.SignIn, writer: User, news: Category, stopped_clock: cast.StoppedClock
) -> None:
    # Given an article open in two tabs, or on two machines
    article = cast.draft(writer, news)
    address = f"/admin/articles/{article.id}"
    browser = sign_in(writer)
    first, second = hidden(browser.get(address)), hidden(browser.get(address))

    # When both type
    autosave(browser, forms.typed(news, body="<p>Ở tab đầu.</p>") | first)
    stopped_clock.move(seconds=5)
    told = autosave(browser, forms.typed(news, body="<p>Ở tab sau.</p>") | second)
    assert told["other_tab"], "the page says so"
    assert told["others"] == []
    autosave(browser, forms.typed(news, body="<p>Ở tab sau, viết tiếp.</p>") | second)
    page = browser.get(address)
    assert forms.value_of(page, "body") == "<p>Ở tab sau, viết tiếp.</p>"
    assert "Còn bản tự lưu khác của bạn" in page.text
    (link,) = page.page.xpath("//section[@aria-labelledby='beside-title']//a/@href")
    assert forms.value_of(browser.get(link), "body") == "<p>Ở tab đầu.</p>"

    # Then a save of one forgets what that one has typed, and the other is offered, not put in its
    # place
    stopped_clock.move(seconds=5)
    saved = forms.typed(news, body="<p>Ở tab sau, viết tiếp.</p>") | second | {"action": "save"}
    assert browser.send(address, saved).status_code == 303
    page = browser.get(address)
    assert forms.value_of(page, "body") == "<p>Ở tab sau, viết tiếp.</p>"
    (link,) = page.page.xpath("//section[@aria-labelledby='beside-title']//a/@href")
    other = browser.get(link)
    assert forms.value_of(other, "body") == "<p>Ở tab đầu.</p>"
    # and saved in its turn, it meets the version that the first has made
    answer = browser.send(address, forms.typed(news, body="<p>Ở tab đầu.</p>") | hidden(other))
    assert answer.status_code == 409


def test_a_page_that_shows_an_autosave_goes_on_with_it(
    sign_in: cast.SignIn, writer: User, news: Category
) -> None:
    browser = sign_in(writer)
    form = hidden(browser.get(NEW))
    key = autosave(browser, forms.typed(news, title="Máy ở nhà") | form)["key"]
    later = hidden(browser.get(f"{NEW}?draft={key}"))
    assert later["tab"] != form["tab"]
    autosave(browser, forms.typed(news, title="Máy ở cơ quan") | later)
    kept = db.session.scalars(autosaves.under(writer.id, key)).all()
    assert [row.title for row in kept] == ["Máy ở cơ quan"]
    # The first machine wakes up and goes on too: its text is not the other's
    autosave(browser, forms.typed(news, title="Máy ở nhà, tiếp") | form)
    kept = db.session.scalars(autosaves.under(writer.id, key)).all()
    assert sorted(row.title for row in kept) == ["Máy ở cơ quan", "Máy ở nhà, tiếp"]
    # and the article that comes of the one has the other beside it
    saved = browser.send(NEW, forms.typed(news, title="Máy ở cơ quan") | later | {"action": "save"})
    page = browser.get(saved.location)
    assert "Máy ở nhà, tiếp" in page.text
    assert forms.value_of(page, "title") == "Máy ở cơ quan"


def test_an_autosave_that_comes_after_the_save_is_dropped(
    sign_in: cast.SignIn, writer: User, news: Category
) -> None:
    browser = sign_in(writer)
    form = hidden(browser.get(NEW))
    early = forms.typed(news, body="<p>Nửa câu</p>") | form | {"number": "1"}
    saved = browser.send(
        NEW, forms.typed(news, body="<p>Cả câu.</p>") | form | {"number": "2", "action": "save"}
    )
    assert autosave(browser, early)["late"], (
        "the form's key leads to the article that it has made meanwhile"
    )
    assert db.session.scalars(select(autosaves.Autosave)).all() == []
    assert forms.value_of(browser.get(saved.location), "body") == "<p>Cả câu.</p>"
    # What is typed after the save is kept
    assert not autosave(browser, early | {"number": "3", "body": "<p>Thêm.</p>"})["late"]
    # and the earlier of two autosaves does not win by coming last
    assert autosave(browser, early | {"number": "2"})["late"]
    assert db.session.scalars(select(autosaves.Autosave)).one().fields["body"] == ["<p>Thêm.</p>"]


def test_no_words_are_ever_dropped_unasked(
    sign_in: cast.SignIn, writer: User, news: Category
) -> None:
    browser = sign_in(writer)
    for number in range(25):
        form = hidden(browser.get(NEW))
        autosave(browser, forms.typed(news, title=f"Bài dở {number}") | form)
    assert len(db.session.scalars(autosaves.of_new_articles(writer.id)).all()) == 25
    # An untouched form, and one that was emptied again, leave nothing to go on with
    autosave(browser, forms.typed(news, title="", body="") | form)
    autosave(browser, forms.typed(news, title=" ", body="") | hidden(browser.get(NEW)))
    assert len(db.session.scalars(autosaves.of_new_articles(writer.id)).all()) == 24


def test_a_save_that_a_script_sends_says_what_the_page_would(
    sign_in: cast.SignIn,
    editor: User,
    administrator: User,
    news: Category,
    stopped_clock: cast.StoppedClock,
) -> None:
    browser = sign_in(editor)
    headers = forms.json_headers(browser)
    form = hidden(browser.get(NEW))

    wrong = browser.post(
        NEW, data=forms.typed(news, title="x" * 301) | form | {"action": "save"}, headers=headers
    )
    assert (wrong.status_code, wrong.json["problems"]) == (
        422,
        [{"id": "title", "label": "Tiêu đề", "messages": ["Nội dung này dài quá 300 ký tự."]}],
    )
    saved = browser.post(
        NEW, data=forms.typed(news) | form | {"action": "save"}, headers=headers
    ).json
    assert (saved["said"], saved["at"], saved["version"]) == ("Đã lưu nháp.", "09:00", 1)
    assert saved["address"] == "/admin/articles/1"
    again = (
        forms.typed(news, body="<p>Hai.</p>")
        | form
        | {"base_version": "1", "form_token": saved["form_token"]}
    )
    assert browser.post(saved["address"], data=again, headers=headers).json["version"] == 2

    theirs = forms.typed(news, body="<p>Ba.</p>", base_version="2", action="save")
    assert sign_in(administrator).send(saved["address"], theirs).status_code == 303
    mine = again | {"base_version": "2", "body": "<p>Của tôi.</p>"}
    answer = browser.post(saved["address"], data=mine, headers=headers)
    assert (answer.status_code, answer.json["conflict"]) == (409, True)
    assert forms.value_of(browser.get(saved["address"]), "body") == "<p>Của tôi.</p>", (
        "kept before anything is asked"
    )


def test_tabs_that_left_are_open_no_more(
    sign_in: cast.SignIn, writer: User, news: Category, stopped_clock: cast.StoppedClock
) -> None:
    article = cast.draft(writer, news)
    browser = sign_in(writer)
    headers = forms.json_headers(browser)
    first, second = (hidden(browser.get(f"/admin/articles/{article.id}")) for _ in range(2))

    def told(form: dict[str, str], **more: str) -> bool:
        return bool(
            browser.post("/admin/presence", data=form | more, headers=headers).json["other_tab"]
        )

    assert not told(first), "a page that was only given out may be this one, loaded again"
    assert told(second)
    assert told(first)
    told(second, left="1")
    assert not told(first)
    told(second)
    stopped_clock.move(minutes=2)
    assert not told(first)
    stopped_clock.move(minutes=2 * 24 * 60 + 1)
    browser = sign_in(writer)
    headers = forms.json_headers(browser)
    told(first)
    assert [row.tab for row in db.session.scalars(select(presence.Presence))] == [first["tab"]]
