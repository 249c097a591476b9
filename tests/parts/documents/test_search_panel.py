"""What the page of the readers' search shows of official documents."""

from __future__ import annotations

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from tests import cast
from tests.pages import Answer, PageClient
from tests.parts.documents import papers


def search(client: PageClient, text: str, **more: str) -> Answer:
    answer = client.get("/tim-kiem", query_string={"q": text, **more})
    assert isinstance(answer, Answer)
    return answer


def test_official_documents_are_found_by_number_and_words(
    client: PageClient, editor: User, news: Category
) -> None:
    papers.live(editor, "115/QĐ-UBND", abstract="Quy chế quản lý đê điều")
    papers.draft(editor, "116/QĐ-UBND", abstract="Quy chế quản lý đê điều, bản thảo")
    cast.live(editor, news, "Đê điều mùa lũ")
    for question in ("115/QD-UBND", "115/qđ", "de dieu"):
        answer = search(client, question)
        assert answer.words(".found-papers-title") == [
            "Quyết định 115/QĐ-UBND: Quy chế quản lý đê điều"
        ]
        assert "bản thảo" not in answer.text
    assert "/van-ban?q=de+dieu" in search(client, "de dieu").text
    assert search(client, "de dieu", chuyen_muc=news.slug).words(".found-papers-title") == []
    assert search(client, "lũ").words(".found-papers-title") == []


def test_only_the_first_page_shows_them(client: PageClient, editor: User, news: Category) -> None:
    papers.live(editor, "115/QĐ-UBND", abstract="Đê điều")
    for n in range(14):
        cast.live(editor, news, f"Đê điều {n}")
    assert search(client, "de dieu").words(".found-papers-title") != []
    assert search(client, "de dieu", page="2").words(".found-papers-title") == []
