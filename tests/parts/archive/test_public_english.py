"""The English edition of a Vietnamese site, and articles in English wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Select

from newsapp import clock, create_app
from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.archive import english_queries
from tests import cast
from tests.pages import PageClient
from tests.test_words import VIETNAMESE

THEN = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@pytest.fixture
def minutes(editor: User, news: Category) -> Article:
    """An article in English, on a site that says nothing else."""
    with writing():
        news.name = "English news"
    return cast.live(
        editor, news, "Minutes of the meeting", at=THEN, language="en", summary="What was said.",
        body="<p>Nothing else.</p>", byline="The office",
    )  # fmt: skip


def address(article: Article) -> str:
    return f"/tin-tuc/{article.id}/{article.slug}"


def test_an_english_article_stands_in_an_english_frame(
    client: PageClient, minutes: Article
) -> None:
    answer = client.get(address(minutes))
    assert answer.page.get("lang") == "en"
    assert answer.words(".facts") == ["Published: 20 Nov 2026 Author: The office"]
    assert [a.get("href") for a in answer.page.xpath("//header//a[@class='agency']")] == ["/en/"]
    assert [a.text for a in answer.page.xpath("//nav[@class='menu']//a")] == ["Home", "News"]
    (other,) = answer.page.find_class("other-edition")
    assert (other.get("href"), other.get("hreflang"), other.text) == ("/", "vi", "Tiếng Việt")
    assert client.get(f"{address(minutes)}/in").page.get("lang") == "en"


def test_the_frame_follows_the_article_from_the_first_page_to_the_ready_one(
    client: PageClient, minutes: Article, editor: User, news: Category
) -> None:
    vietnamese = cast.live(editor, news, "Bài tiếng Việt")
    for _time in range(2):
        assert client.get(address(minutes)).page.get("lang") == "en"
        answer = client.get(address(vietnamese), headers={"Accept-Language": "en"})
        assert answer.page.get("lang") == "vi"
        assert answer.words(".facts")[0].startswith("Ngày đăng")


def test_a_title_in_another_language_says_so_in_a_list(
    client: PageClient, minutes: Article, editor: User, news: Category
) -> None:
    cast.live(editor, news, "Bài tiếng Việt")
    page = client.get(f"/chuyen-muc/{news.slug}").page
    named = [
        (a.text, a.xpath("string(ancestor::*[@lang][1]/@lang)"))
        for a in page.xpath("//*[@class='card-title']/a")
    ]
    assert named == [("Bài tiếng Việt", "vi"), ("Minutes of the meeting", "en")]
    (feed_item,) = [i for i in client.get("/feed.json").json["items"] if i["language"] == "en"]
    assert feed_item["title"] == "Minutes of the meeting"
    assert '<entry xml:lang="en">' in client.get("/feed.xml").text


def test_home_shows_what_is_english(
    client: PageClient, minutes: Article, editor: User, news: Category
) -> None:
    cast.agency(name="Department of Science", phone="0299 3825 186", email="so@hunglac.example")
    cast.live(editor, news, "Bài tiếng Việt")
    answer = client.get("/en/")
    assert answer.words(".card-title") == ["Minutes of the meeting"]
    assert answer.words(".contact-facts") == [
        "AgencyDepartment of SciencePhone0299 3825 186Emailso@hunglac.example"
    ]
    assert answer.words(".counter")[0].startswith("Visitors Online now")
    text = answer.text.replace('lang="vi" hreflang="vi">Tiếng Việt<', "")
    assert "Bài" not in text
    assert "Tiếng" not in text


def test_every_text_of_the_edition_is_english(client: PageClient, minutes: Article) -> None:
    cast.agency(name="Department of Science")
    for path in ("/en/", "/en/news", address(minutes), "/en/nowhere"):
        answer = client.get(path)
        assert answer.page.get("lang") == "en"
        assert VIETNAMESE.findall(answer.text.replace(">Tiếng Việt</a>", "></a>")) == [], path


def test_pages_in_english_say_what_the_agency_is(
    client: PageClient, minutes: Article, editor: User, news: Category
) -> None:
    page = cast.live(
        editor, news, "Functions and organisation", language="en", summary="Who does what."
    )
    with writing():
        page.category_id, page.address = None, "functions-and-organisation"
    answer = client.get("/en/")
    assert answer.words(".edition-pages") == ["Functions and organisationWho does what."]
    (link,) = answer.page.xpath("//ul[@class='edition-pages']//a/@href")
    assert client.get(link).page.get("lang") == "en"


def test_both_homes_name_each_other(client: PageClient, news: Category) -> None:
    for path in ("/", "/en/"):
        page = client.get(path).page
        links = {link.get("hreflang"): link.get("href") for link in page.xpath("//link[@hreflang]")}
        assert links == {"vi": "http://localhost/", "en": "http://localhost/en/"}
    (other,) = client.get("/").page.find_class("other-edition")
    assert (other.get("href"), other.get("lang"), other.text) == ("/en/", "en", "English")
    assert client.get("/en").location == "http://localhost/en/"


def test_news_are_paged(client: PageClient, minutes: Article, editor: User, news: Category) -> None:
    for n in range(13):
        cast.live(editor, news, f"News {n}", at=THEN + timedelta(hours=n + 1), language="en")
    first, second = client.get("/en/news"), client.get("/en/news?page=2")
    assert first.words(".card-title") == [f"News {n}" for n in range(12, 0, -1)]
    assert second.words(".card-title") == ["News 0", "Minutes of the meeting"]
    assert first.page.xpath("//link[@rel='next']/@href") == ["http://localhost/en/news?page=2"]
    assert client.get("/en/news?page=3").status_code == 404
    assert client.get("/en/").page.xpath("//p[@class='edition-more']/a/@href") == ["/en/news"]


def test_an_edition_without_anything_is_whole(client: PageClient) -> None:
    assert client.get("/en/").words(".empty") == ["There are no articles yet."]
    assert client.get("/en/news").status_code == 200


def test_pages_of_the_edition_share_what_stands_around_them(app: Flask, client: PageClient) -> None:
    client.get("/en/")
    made = len(app.extensions["fragment_cache"])
    for name in ("Sở Một", "Sở Hai"):
        cast.agency(name=name)
        client.get("/en/")
    assert len(app.extensions["fragment_cache"]) == made + 2 * len(("masthead", "foot")), (
        "the menu is the same"
    )


@pytest.mark.sqlite
@pytest.mark.parametrize("query", [english_queries.cards_in_english, english_queries.count])
def test_it_is_found_by_an_index_of_its_own(app: Flask, query: object) -> None:
    """Few of a hundred thousand articles are in English; the others are not looked at."""
    wanted: Select[object] = query(clock.now())  # type: ignore[operator]
    text = str(wanted.compile(db.engine))
    plan = db.session.connection().exec_driver_sql(
        f"EXPLAIN QUERY PLAN {text}", ("",) * text.count("?")
    )
    assert "ix_article_newest_in_english" in " ".join(row[3] for row in plan)


@pytest.fixture
def english_site(instance: Path, app: Flask) -> Iterator[PageClient]:
    """The same content on a site whose own language is English."""
    site = create_app({"NEWSAPP_INSTANCE": str(instance), "NEWSAPP_LANGUAGE": "en"}, TESTING=True)
    yield PageClient(site)
    with site.app_context():
        for engine in db.engines.values():
            engine.dispose()


@pytest.mark.sqlite
def test_on_a_site_in_english_a_vietnamese_article_says_so(
    english_site: PageClient, editor: User, news: Category
) -> None:
    answer = english_site.get(address(cast.live(editor, news)))
    assert answer.page.get("lang") == "en"
    assert [node.get("lang") for node in answer.page.iter("h1")] == ["vi"]
    assert [node.get("lang") for node in answer.page.find_class("prose")] == ["vi"]
    assert answer.page.find_class("other-edition") == []


@pytest.mark.sqlite
def test_a_site_in_english_has_no_other_edition(english_site: PageClient) -> None:
    assert english_site.get("/").page.xpath("//link[@hreflang]") == []
    assert "/en/" not in english_site.get("/sitemap-sections.xml").text
