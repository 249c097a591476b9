"""Writing an article, changing it, publishing it."""

from __future__ import annotations

import io
from datetime import date

import pytest
from sqlalchemy import func, select

from newsapp.accounts.models import User
from newsapp.articles import workflow
from newsapp.articles.models import Article, Revision
from newsapp.categories.models import Category
from newsapp.database import db
from tests import cast
from tests.admin.article_form import NEW, links, only_article, typed, value
from tests.media.samples import PDF
from tests.pages import PageClient


@pytest.fixture
def desk(editor: User, sign_in: cast.SignIn) -> PageClient:
    return sign_in(editor)


def test_a_draft_is_saved(
    desk: PageClient, client: PageClient, editor: User, news: Category
) -> None:
    answer = desk.send(
        NEW, typed(news, summary="Tóm  tắt", byline=" ", signature="NV", source="Báo")
    )
    article = only_article()
    assert (answer.status_code, answer.location) == (303, f"/admin/articles/{article.id}")
    page = desk.get(answer.location)
    assert page.words(".notice") == ["Đã lưu nháp."]
    assert page.words(".state") == ["Bản nháp"]
    assert article.body == "<p>Đoạn một</p>\n<p>Đoạn hai</p>"
    assert (article.summary, article.byline, article.signature) == ("Tóm tắt", "", "NV")
    assert article.owner_id == editor.id
    assert client.get(f"/tin-tuc/{article.id}").status_code == 404
    assert (value(page, "title"), value(page, "body")) == ("Tin mới", article.body)


def test_it_is_published(desk: PageClient, client: PageClient, news: Category) -> None:
    desk.send(NEW, typed(news, published_on="20/05/2020", action="publish"))
    article = only_article()
    page = client.get(f"/tin-tuc/{article.id}/{article.slug}")
    assert page.words("h1") == ["Tin mới"]
    assert page.words(".facts") == ["Ngày đăng : 20/05/2020"]
    assert value(desk.get(f"/admin/articles/{article.id}"), "published_on") == "20/05/2020"


@pytest.mark.parts
def test_editing_a_live_article_changes_it_for_readers_only_when_published(
    desk: PageClient, client: PageClient, editor: User, news: Category
) -> None:
    article = cast.live(editor, news, "Cũ")
    address = f"/admin/articles/{article.id}"
    desk.send(address, typed(news, title="Mới", base_version=1))
    assert client.get(f"/tin-tuc/{article.id}/cu").words("h1") == ["Cũ"]
    assert desk.get(address).words(".state") == ["Đã đăng", "Có thay đổi chưa đăng"]
    assert desk.get(f"{address}/preview").words("h1") == ["Mới"]
    desk.send(address, typed(news, title="Mới", base_version=2, action="publish"))
    assert client.get(f"/tin-tuc/{article.id}/moi").words("h1") == ["Mới"]
    assert desk.get(address).words(".state") == ["Đã đăng"]


def test_sending_an_unchanged_form_adds_no_version(
    desk: PageClient, editor: User, news: Category
) -> None:
    article = cast.live(
        editor, news, body='<p class="align-center">a &amp; b</p><ul><li>c</li></ul>'
    )
    address = f"/admin/articles/{article.id}"
    page = desk.get(address)
    names = (
        "title",
        "category_id",
        "body",
        "summary",
        "byline",
        "signature",
        "source",
        "published_on",
        "base_version",
    )
    desk.send(address, {name: value(page, name) for name in names} | {"action": "save"})
    assert db.session.scalar(select(func.count()).select_from(Revision)) == 1


@pytest.mark.parts
def test_saved_on_an_older_text_both_are_shown_and_ours_kept(
    desk: PageClient, writer: User, news: Category, sign_in: cast.SignIn
) -> None:
    article = cast.draft(writer, news, "Đầu tiên")
    address, theirs = f"/admin/articles/{article.id}", sign_in(writer)
    opened = desk.get(address)
    theirs.send(address, typed(news, title="Của người viết", body="Chữ của họ", base_version=1))
    ours = typed(
        news, title="Của tôi", body="Chữ của tôi", base_version=value(opened, "base_version")
    )
    answer = desk.send(address, ours)
    assert answer.status_code == 409
    assert writer.name in answer.words(".conflict")[0]
    assert answer.words(".side-value") == ["Của người viết", "Của tôi"]
    assert [" ".join(node.text_content().split()) for node in answer.page.find_class("prose")] == [
        "Chữ của họ",
        "Chữ của tôi",
    ]
    assert (value(answer, "title"), value(answer, "body")) == ("Của tôi", "Chữ của tôi")
    assert workflow.latest_revision(article).title == "Của người viết"
    again = desk.send(address, ours | {"base_version": value(answer, "base_version")})
    assert again.status_code == 303
    assert workflow.latest_revision(article).title == "Của tôi"
    assert db.session.scalar(select(func.count()).select_from(Revision)) == 3


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": "", "action": "publish"}, "title"),
        ({"title": " \u00a0 ", "action": "publish"}, "title"),
        ({"category_id": "", "action": "publish"}, "category_id"),
        ({"title": "x" * 301}, "title"),
        ({"summary": "x" * 1001}, "summary"),
        ({"category_id": "99"}, "category_id"),
        ({"category_id": "x"}, "category_id"),
        ({"category_id": "9" * 30}, "category_id"),
        ({"body": "x" * 300_001}, "body"),
        ({"body": "", "action": "publish"}, "body"),
        ({"body": "<p> </p><script>x</script>", "action": "publish"}, "body"),
        ({"published_on": "31/02/2020"}, "published_on"),
        ({"published_on": "hôm qua"}, "published_on"),
        ({"published_on": "01/01/2999"}, "published_on"),
        ({"published_on": "20/05/2"}, "published_on"),
        ({"published_on": "20/05/0202"}, "published_on"),
        ({"published_on": "00/00/0000"}, "published_on"),
        ({"base_version": "x"}, "base_version"),
        ({"base_version": "9" * 30}, "base_version"),
        ({"base_version": "-1"}, "base_version"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_in_the_summary(
    desk: PageClient, news: Category, fields: dict[str, str], field: str
) -> None:
    answer = desk.send(NEW, typed(news, byline="Nguyễn An", source="<Báo>") | fields)
    assert answer.status_code == 422
    assert f"#{field}" in answer.page.xpath("//section[@class='problems']//a/@href")
    if field != "base_version":
        assert answer.words(f"#{field}-error") != []
    assert (value(answer, "byline"), value(answer, "source")) == ("Nguyễn An", "<Báo>")
    if field not in ("category_id", "base_version"):
        assert value(answer, field) == fields.get(field, "")
    assert db.session.scalars(select(Article)).all() == []


@pytest.mark.parametrize(
    "written", ["20/05/2020", "2020-05-20", "20-5-2020", "20.05.2020", " 20/5/2020 "]
)
def test_days_are_read_as_people_write_them(desk: PageClient, news: Category, written: str) -> None:
    desk.send(NEW, typed(news, published_on=written))
    assert only_article().published_on == date(2020, 5, 20)


def test_a_writer_cannot_publish_by_saying_so(
    writer: User, news: Category, sign_in: cast.SignIn
) -> None:
    answer = sign_in(writer).send(NEW, typed(news, action="publish"))
    assert answer.status_code == 403
    assert db.session.scalars(select(Article)).all() == []


@pytest.mark.parts
def test_it_checks_ownership(
    writer: User, other_writer: User, news: Category, sign_in: cast.SignIn
) -> None:
    article, browser = cast.draft(writer, news), sign_in(other_writer)
    for path in ("", "/preview"):
        assert browser.get(f"/admin/articles/{article.id}{path}").status_code == 403
    assert (
        browser.send(f"/admin/articles/{article.id}", typed(news), form_at=NEW).status_code == 403
    )
    assert browser.get("/admin/articles/99").status_code == 404
    assert sign_in(writer).get(f"/admin/articles/{article.id}").status_code == 200


def test_marks_of_direction_do_not_turn_titles_and_names(desk: PageClient, news: Category) -> None:
    turned = {
        "title": "\u202eTin\u202c \u2067mới\u2069",
        "byline": "\u200fAn",
        "signature": "\u061cNV",
    }
    files = [(io.BytesIO(PDF), "a.pdf")]
    desk.send(NEW, typed(news, files=files) | turned)
    article = only_article()
    assert (article.title, article.byline, article.signature) == ("Tin mới", "An", "NV")
    ((number, _title),) = links(article)
    named = {"attachment_id": [str(number)], "attachment_title": ["\u202efdp.exe"]}
    desk.send(f"/admin/articles/{article.id}", typed(news, base_version=1) | named)
    assert links(only_article()) == [(number, "fdp.exe")]


@pytest.mark.parametrize("action", ["publish", "submit"])
@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ("category_id", "Hãy chọn chuyên mục."),
        ("title", "Hãy nhập tiêu đề."),
        ("body", "Bài chưa có nội dung: hãy viết, hoặc thêm ảnh hay tệp đính kèm."),
    ],
)
def test_a_draft_needs_nothing_that_readers_need(
    desk: PageClient, client: PageClient, news: Category, lacking: str, said: str, action: str
) -> None:
    """It is kept without, and asked for when the text leaves the desk."""
    fields = typed(news, summary="Tóm tắt") | {lacking: ""}
    assert desk.send(NEW, fields | {"action": "save"}).status_code == 303
    article = only_article()
    address = f"/admin/articles/{article.id}"
    assert value(desk.get(address), lacking) == ""
    refused = desk.send(address, fields | {"base_version": "1", "action": action})
    assert refused.status_code == 422
    assert refused.words(f"#{lacking}-error") == [said]
    assert f"#{lacking}" in refused.page.xpath("//section[@class='problems']//a/@href")
    assert (only_article().live_version, only_article().submitted_at) == (None, None)
    assert desk.send(address, typed(news, base_version="1", action=action)).status_code == 303


def test_nothing_at_all_is_no_draft(desk: PageClient, news: Category) -> None:
    answer = desk.send(
        NEW, {"title": " ", "category_id": str(news.id), "body": "", "action": "save"}
    )
    assert answer.status_code == 422
    assert "Chưa có gì để lưu" in answer.words(".problems")[0]
    assert db.session.scalars(select(Article)).all() == []


@pytest.mark.parts
def test_every_page_of_a_draft_without_title_and_category(desk: PageClient, news: Category) -> None:
    desk.send(NEW, {"title": "", "category_id": "", "body": "Một câu.", "action": "save"})
    number = only_article().id
    address = f"/admin/articles/{number}"
    desk.send(
        address,
        {"title": "", "category_id": "", "body": "Hai câu.", "base_version": "1", "action": "save"},
    )
    assert only_article().version == 2
    several = f"/admin/articles/several?do=trash&article={number}"
    for page in ("/admin/", "/admin/articles", several, f"{address}/preview", f"{address}/history"):
        shown = desk.get(page)
        assert shown.status_code == 200
        assert "(chưa có tiêu đề)" in shown.text, page
    assert "không có chuyên mục" in desk.get("/admin/articles").text
    for page in (f"{address}/history/1", f"{address}/compare?one=1&other=2"):
        assert desk.get(page).status_code == 200
    link = desk.send(f"{address}/share", {}, form_at=address).page.xpath(
        "//input[@readonly]/@value"
    )[0]
    assert desk.get(link).status_code == 200
    conflict = desk.send(
        address, {"title": "Của tôi", "category_id": "", "body": "Ba câu.", "base_version": "1"}
    )
    assert conflict.status_code == 409
    assert (
        desk.send(f"{address}/history/1", {"base_version": "2"}, form_at=address).status_code == 303
    )
    assert only_article().version == 3
    assert (
        desk.send(
            "/admin/articles/several", {"do": "publish", "article": str(number)}, form_at=address
        ).words("li")
        != []
    )
    assert only_article().live_version is None


def test_the_category_last_used_is_offered(desk: PageClient, editor: User, news: Category) -> None:
    cast.draft(editor, news)
    assert value(desk.get(NEW), "category_id") == str(news.id)


def test_a_first_article_is_offered_what_others_last_used(
    editor: User, writer: User, news: Category, sign_in: cast.SignIn
) -> None:
    cast.draft(editor, news)
    assert value(sign_in(writer).get(NEW), "category_id") == str(news.id)
    notices = Category(name="Thông báo", slug="thong-bao", position=2)
    db.session.add(notices)
    db.session.commit()
    cast.draft(writer, notices)
    cast.draft(editor, news)
    assert value(sign_in(writer).get(NEW), "category_id") == str(notices.id), (
        "their own comes first"
    )


@pytest.mark.parts
def test_a_hostile_body_is_safe_wherever_it_is_shown(
    desk: PageClient, client: PageClient, news: Category
) -> None:
    hostile = '<p onclick="x">Chữ</p><script>alert(1)</script><img src=x onerror=alert(1)></textarea><h1>to</h1>'
    desk.send(NEW, typed(news, body=hostile, title="<script>alert(1)</script>", action="publish"))
    article = only_article()
    for page in (
        client.get(f"/tin-tuc/{article.id}/{article.slug}"),
        client.get(f"/tin-tuc/{article.id}/{article.slug}/in"),
        client.get("/"),
        desk.get(f"/admin/articles/{article.id}"),
        desk.get(f"/admin/articles/{article.id}/preview"),
        desk.get("/admin/articles"),
    ):
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "onerror" not in page.text
