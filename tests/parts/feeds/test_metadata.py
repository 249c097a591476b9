from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask

from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media.models import Picture
from tests import cast
from tests.pages import Answer, PageClient
from tests.parts.documents import papers

THEN = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def data(answer: Answer) -> dict[str, dict[str, Any]]:
    """The page's JSON-LD: type -> thing."""
    (script,) = answer.page.xpath("//script[@type='application/ld+json']")
    said = json.loads(script.text)
    assert said["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in said["@graph"]}


def graph(answer: Answer) -> dict[str, str]:
    """The page's Open Graph and description."""
    named = answer.page.xpath("//meta[@property or @name='description']")
    return {meta.get("property") or meta.get("name"): meta.get("content") for meta in named}


def page_of(client: PageClient, article: Article) -> Answer:
    answer: Answer = client.get(f"/tin-tuc/{article.id}/{article.slug}")
    assert answer.status_code == 200
    return answer


@pytest.fixture
def rich(editor: User, news: Category) -> Article:
    cast.agency(name="Sở Khoa học", email="so@hunglac.example")
    with writing():
        cover = Picture(digest="ab" * 16, width=1200, height=750, filename="a.png", created_at=THEN)
        db.session.add(cover)
    return cast.live(
        editor, news, "Bài đủ phần", at=THEN, summary="Tóm & tắt", byline="Nguyễn An",
        published_on=date(2026, 11, 20), cover_id=cover.id, cover_alt="Hai mảng màu",
    )  # fmt: skip


def test_an_article_tells_search_engines_what_it_is(
    client: PageClient, rich: Article, news: Category
) -> None:
    said = data(page_of(client, rich))
    address = f"http://localhost/tin-tuc/{rich.id}/{rich.slug}"
    assert said["NewsArticle"] == {
        "@type": "NewsArticle",
        "headline": "Bài đủ phần",
        "url": address,
        "inLanguage": "vi",
        "datePublished": "2026-11-20T12:00:00+07:00",
        "dateModified": "2026-11-20T12:00:00+07:00",
        "publisher": {
            "@type": "GovernmentOrganization",
            "name": "Sở Khoa học",
            "url": "http://localhost/",
        },
        "image": f"http://localhost/media/{'ab' * 16}-960.jpg",
        "author": {"@type": "Person", "name": "Nguyễn An"},
    }
    assert [
        (item["position"], item["name"], item["item"])
        for item in said["BreadcrumbList"]["itemListElement"]
    ] == [
        (1, "Sở Khoa học", "http://localhost/"),
        (2, news.name, f"http://localhost/chuyen-muc/{news.slug}"),
        (3, "Bài đủ phần", address),
    ]


def test_an_article_tells_those_who_share_it(client: PageClient, rich: Article) -> None:
    assert graph(page_of(client, rich)) == {
        "description": "Tóm & tắt",
        "og:type": "article",
        "og:site_name": "Sở Khoa học",
        "og:title": "Bài đủ phần",
        "og:url": f"http://localhost/tin-tuc/{rich.id}/{rich.slug}",
        "og:description": "Tóm & tắt",
        "og:image": f"http://localhost/media/{'ab' * 16}-960.jpg",
        "og:image:alt": "Hai mảng màu",
    }


def test_what_is_not_there_is_not_claimed(client: PageClient, editor: User, news: Category) -> None:
    answer = page_of(
        client, cast.live(editor, news, body="<p>Một hai ba.</p><p>" + "bốn năm " * 50 + "</p>")
    )
    assert not {"author", "image"} & set(data(answer)["NewsArticle"])
    assert "og:image:alt" not in graph(answer)
    description = graph(answer)["description"]
    assert description.startswith("Một hai ba. bốn")
    assert description.endswith(("bốn…", "năm…"))
    assert len(description) <= 201


@pytest.mark.parametrize(
    "title",
    ["</script><script>alert(1)</script>", "<!-- <script>", "a\u2028b & 'c' \"d\" \\", "{{ 7*7 }}"],
)
def test_no_text_ends_the_script(
    client: PageClient, editor: User, news: Category, title: str
) -> None:
    article = cast.live(editor, news, byline=title)
    with writing():
        article.title = title
    answer = page_of(client, article)
    assert data(answer)["NewsArticle"]["headline"] == title
    assert [script.get("type") for script in answer.page.iter("script")] == [
        "module",
        "application/ld+json",
    ]


def test_the_printed_day_is_the_day_of_publishing(
    client: PageClient, editor: User, news: Category
) -> None:
    said = data(page_of(client, cast.live(editor, news, published_on=date(2020, 5, 20), at=THEN)))[
        "NewsArticle"
    ]
    assert said["datePublished"] == "2020-05-20T00:00:00+07:00"
    assert said["dateModified"] == "2026-11-20T12:00:00+07:00"


def test_lists_say_where_they_stand(client: PageClient, rich: Article, news: Category) -> None:
    with writing():
        news.description = "Tin của Sở"
    answer = client.get(f"/chuyen-muc/{news.slug}")
    names = [item["name"] for item in data(answer)["BreadcrumbList"]["itemListElement"]]
    assert names == ["Sở Khoa học", news.name]
    assert graph(answer)["description"] == graph(answer)["og:description"] == "Tin của Sở"
    assert data(client.get("/"))["GovernmentOrganization"] == {
        "@type": "GovernmentOrganization",
        "name": "Sở Khoa học",
        "url": "http://localhost/",
        "email": "so@hunglac.example",
    }


def test_a_preview_describes_nothing(
    client: PageClient, editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    article = cast.draft(editor, news)
    answer = sign_in(editor).get(f"/admin/articles/{article.id}/preview")
    assert answer.status_code == 200
    assert graph(answer) == {}
    assert "ld+json" not in answer.text


def test_no_sign_of_markup_stands_in_the_data(
    client: PageClient, editor: User, news: Category
) -> None:
    """One sign is enough: a browser ends the script at "</script ", whatever follows."""
    title = "a </script b <!-- <script c > & \u2028 d"
    answer = page_of(client, cast.live(editor, news, title))
    (script,) = answer.page.xpath("//script[@type='application/ld+json']")
    assert not set("<>&") & set(script.text)
    assert data(answer)["NewsArticle"]["headline"].startswith("a </script b <!-- <script c > &")


def test_a_page_names_its_short_address(client: PageClient, editor: User) -> None:
    cast.page(editor, "Giới thiệu", live=True)
    answer = client.get("/trang/gioi-thieu")
    url = "http://localhost/trang/gioi-thieu"
    assert data(answer)["WebPage"]["url"] == url
    assert graph(answer)["og:url"] == url
    assert graph(answer)["og:title"] == "Giới thiệu"


EVERY_PAGE = (
    "/", "/chuyen-muc/{news}", "/chuyen-muc/{news}?page=2", "/tin-tuc/{article}", "/trang/{page}", "/luu-tru",
    "/luu-tru/2026", "/luu-tru/2026/11", "/the/lua", "/van-ban", "/van-ban/{document}", "/en/", "/en/news",
)  # fmt: skip


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_every_page_is_shared_with_words_and_a_picture(
    app: Flask, client: PageClient, editor: User, news: Category, address: str
) -> None:
    app.config["PAGE_SIZE"] = 1
    titles = [cast.live(editor, news, at=THEN, tags=["Lúa"]) for _ in range(2)]
    cast.live(editor, news, "News", at=THEN, language="en")
    page, document = cast.page(editor, "Liên hệ", live=True), papers.live(editor)
    path = address.format(
        news=news.slug,
        article=f"{titles[0].id}/{titles[0].slug}",
        page=page.address,
        document=f"{document.id}/{document.slug}",
    )
    answer = client.get(path)
    assert answer.status_code == 200
    said = graph(answer)
    assert said["og:url"] == f"http://localhost{path}"
    assert said["og:title"]
    assert said["og:type"] in ("article", "website")
    assert said["description"] == said["og:description"] != ""
    picture = client.get(said["og:image"])
    assert (picture.status_code, picture.mimetype) == (200, "image/png")


def test_a_picture_in_the_text_stands_for_the_missing_cover(
    client: PageClient, editor: User, news: Category
) -> None:
    body = f'<p>Chữ.</p><figure><img src="/media/{"ab" * 16}-960.jpg" alt="Sông" width="960" height="600"></figure>'
    answer = page_of(client, cast.live(editor, news, body=body))
    assert graph(answer)["og:image"] == f"http://localhost/media/{'ab' * 16}-960.jpg"


def test_a_document_is_described(client: PageClient, editor: User) -> None:
    document = papers.live(editor, abstract="Về việc ban hành quy chế")
    answer = client.get(f"/van-ban/{document.id}/{document.slug}")
    said = data(answer)["Legislation"]
    assert said["legislationIdentifier"] == "115/QĐ-UBND"
    assert said["legislationDate"] == "2026-03-02"
    assert graph(answer)["og:title"] == "Quyết định 115/QĐ-UBND"
    assert graph(answer)["description"] == "Về việc ban hành quy chế"
