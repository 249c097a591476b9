from __future__ import annotations

import json
from base64 import b64decode
from urllib.parse import parse_qs, urlsplit

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from tests import cast
from tests.pages import PageClient


def test_links_share_an_article_without_others_scripts(
    client: PageClient, editor: User, news: Category
) -> None:
    article = cast.live(editor, news, 'Nước & "mặn" 100 % <b>')
    answer = client.get(f"/tin-tuc/{article.id}/{article.slug}")
    own = f"http://localhost/tin-tuc/{article.id}/{article.slug}"
    zalo, facebook, email = answer.page.xpath("//p[@class='passing-on']//a/@href")
    assert parse_qs(urlsplit(facebook).query) == {"u": [own]}
    assert (
        urlsplit(facebook)._replace(query="").geturl()
        == "https://www.facebook.com/sharer/sharer.php"
    )
    assert parse_qs(urlsplit(email).query) == {"subject": ['Nước & "mặn" 100 % <b>'], "body": [own]}
    moved = client.get(zalo)
    assert (moved.status_code, urlsplit(moved.location).netloc) == (302, "button-share.zalo.me")
    data = parse_qs(urlsplit(moved.location).query)["d"][0]
    assert json.loads(b64decode(data)) == {"url": own}
    assert {urlsplit(src).netloc for src in answer.page.xpath("//script/@src | //img/@src")} == {""}


def test_what_readers_do_not_see_is_not_shared(
    client: PageClient, editor: User, news: Category
) -> None:
    draft = cast.draft(editor, news)
    assert client.get(f"/tin-tuc/{draft.id}/{draft.slug}/zalo").status_code == 404


def test_a_page_leads_to_its_short_address(client: PageClient, editor: User) -> None:
    page = cast.page(editor, "Giới thiệu", live=True)
    answer = client.get(f"/tin-tuc/{page.id}/khac/zalo")
    assert (answer.status_code, answer.location) == (301, "/trang/gioi-thieu")


def test_a_preview_is_not_shared(sign_in: cast.SignIn, editor: User, news: Category) -> None:
    article = cast.live(editor, news)
    preview = sign_in(editor).get(f"/admin/articles/{article.id}/preview")
    assert preview.words("h1") == [article.title]
    assert preview.page.find_class("passing-on") == []
