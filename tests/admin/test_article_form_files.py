"""The cover and the attached files of an article, in its form."""

from __future__ import annotations

import io
from typing import Any

import pytest

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from tests import cast
from tests.admin.article_form import NEW, links, only_article, typed, value
from tests.media.samples import PDF, picture
from tests.pages import PageClient


@pytest.fixture
def desk(editor: User, sign_in: cast.SignIn) -> PageClient:
    return sign_in(editor)


def with_cover(category: Category, **fields: Any) -> dict[str, Any]:
    return typed(
        category, cover=(io.BytesIO(picture()), "ảnh.png"), cover_alt="Hai mảng màu", **fields
    )


def test_a_cover_is_kept_when_another_field_is_wrong(desk: PageClient, news: Category) -> None:
    answer = desk.send(NEW, with_cover(news, title="x" * 301))
    assert answer.status_code == 422
    assert answer.page.xpath("//div[@class='cover-now']/img")
    desk.send(
        NEW,
        typed(news, cover_id=value(answer, "cover_id"), cover_alt="Hai mảng màu", action="publish"),
    )
    article = only_article()
    assert article.cover is not None
    assert (article.cover.width, article.cover_alt) == (640, "Hai mảng màu")


def test_a_cover_is_removed_and_replaced(desk: PageClient, news: Category) -> None:
    desk.send(NEW, with_cover(news))
    article = only_article()
    address, first = f"/admin/articles/{article.id}", article.cover_id
    new = (io.BytesIO(picture("JPEG", (900, 300))), "mới.jpg")
    wrong = desk.send(
        address,
        typed(news, title="x" * 301, cover_id=first, remove_cover="y", cover=new, base_version=1),
    )
    assert wrong.status_code == 422
    assert not wrong.page.xpath("//input[@name='remove_cover']/@checked"), (
        "or the new one would go too"
    )
    assert value(wrong, "cover_id") != str(first)
    desk.send(
        address, typed(news, cover_id=value(wrong, "cover_id"), cover_alt="Mới", base_version=1)
    )
    assert only_article().cover.width == 900  # type: ignore[union-attr]
    desk.send(
        address, typed(news, cover_id=value(wrong, "cover_id"), remove_cover="y", base_version=2)
    )
    assert (only_article().cover_id, only_article().cover_alt) == (None, "")


@pytest.mark.parametrize("number", ["99", "x", "-1", "9" * 30])
def test_a_cover_that_is_not_there_is_none(desk: PageClient, news: Category, number: str) -> None:
    assert desk.send(NEW, typed(news, cover_id=number)).status_code == 303
    assert only_article().cover_id is None


def test_a_cover_that_is_no_picture_and_one_without_words(desk: PageClient, news: Category) -> None:
    answer = desk.send(NEW, typed(news, cover=(io.BytesIO(b"<html>"), "a.jpg")))
    assert answer.words("#cover-error") == [
        "“a.jpg” không phải là ảnh JPEG, PNG, WebP, AVIF hoặc GIF."
    ]
    answer = desk.send(NEW, with_cover(news, action="publish") | {"cover_alt": " "})
    assert answer.words("#cover_alt-error") != []


def test_files_are_attached_renamed_and_removed(
    desk: PageClient, client: PageClient, news: Category
) -> None:
    files = [(io.BytesIO(PDF), "Tờ trình.pdf"), (io.BytesIO(PDF + b"2"), "Phụ lục.pdf")]
    desk.send(NEW, typed(news, files=files, action="publish"))
    article = only_article()
    assert [title for _id, title in links(article)] == ["Tờ trình", "Phụ lục"]
    first, second = (str(number) for number, _title in links(article))
    named = {"attachment_id": [first, second], "attachment_title": ["Tờ trình số 5", "Phụ lục"]}
    fields = typed(news, base_version=1, action="publish") | named | {"attachment_remove": second}
    desk.send(f"/admin/articles/{article.id}", fields)
    assert links(only_article()) == [(int(first), "Tờ trình số 5")]
    shown = client.get(f"/tin-tuc/{article.id}/tin-moi")
    assert shown.words(".attachments") == ["Tệp đính kèm Tờ trình số 5 PDF, 45 B Tải về"]
    address, downloaded = shown.page.xpath("//section[@class='attachments']//a/@href")
    assert address == downloaded
    sent = client.get(address)
    assert (sent.status_code, sent.data) == (200, PDF)
    assert sent.headers["Content-Disposition"].startswith("inline")


def test_a_refused_file_is_named_and_the_good_one_kept(desk: PageClient, news: Category) -> None:
    files = [(io.BytesIO(PDF), "tốt.pdf"), (io.BytesIO(b"MZ"), "xấu.exe")]
    answer = desk.send(NEW, typed(news, files=files))
    assert answer.status_code == 422
    assert "xấu.exe" in answer.words("#files-error")[0]
    assert answer.page.xpath("//input[@name='attachment_title']/@value") == ["tốt"]


def test_links_that_were_never_attached_are_left_out(desk: PageClient, news: Category) -> None:
    named = {"attachment_id": ["99", "x", "-1", "9" * 30], "attachment_title": ["a", "b", "c", "d"]}
    assert desk.send(NEW, typed(news) | named).status_code == 303
    assert links(only_article()) == []


def test_the_same_file_twice_is_attached_once(desk: PageClient, news: Category) -> None:
    desk.send(NEW, typed(news, files=[(io.BytesIO(PDF), "a.pdf"), (io.BytesIO(PDF), "b.pdf")]))
    ((number, _title),) = links(only_article())
    twice = {"attachment_id": [str(number)] * 2, "attachment_title": ["a", "b"]}
    assert (
        desk.send(
            f"/admin/articles/{only_article().id}", typed(news, base_version=1) | twice
        ).status_code
        == 303
    )
    assert links(only_article()) == [(number, "a")]
