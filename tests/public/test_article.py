from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media.models import Picture
from tests import cast
from tests.pages import Answer, PageClient

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


def test_it_works(client: PageClient, editor: User, news: Category) -> None:
    article = cast.live(editor, news, signature="NV", published_on=date(2020, 5, 20))
    answer = client.get(f"/tin-tuc/{article.id}/{article.slug}")
    assert answer.status_code == 200
    assert answer.words("h1") == ["Hội nghị về cải cách hành chính"]
    assert answer.words(".facts") == ["Ngày đăng : 20/05/2020"]
    assert answer.words(".signature") == ["NV"]


def test_every_element_stands_on_the_page(client: PageClient, editor: User, news: Category) -> None:
    cast.agency(name="Sở Khoa học", parent_body="UBND tỉnh")
    article = cast.live(
        editor, news, "Tiêu đề <1>", summary="Tóm & tắt", byline="Nguyễn An", source="Báo “Một”", signature="NV",
        body="Đoạn một é ễ\u00a0x\n\nĐoạn hai", published_on=date(2020, 5, 20),
    )  # fmt: skip
    answer = client.get(f"/tin-tuc/{article.id}/{article.slug}")
    assert answer.words(".agency") == ["UBND tỉnhSở Khoa học"]
    assert answer.words(".breadcrumbs") == [f"Trang chủ {news.name}"]
    assert answer.words("h1") == ["Tiêu đề <1>"]
    assert answer.words(".facts") == [
        "Ngày đăng : 20/05/2020 Tác giả : Nguyễn An Nguồn : Báo “Một”"
    ]
    assert answer.words(".story-summary") == ["Tóm & tắt"]
    assert answer.words(".prose") == ["Đoạn một é ễ x Đoạn hai"]
    assert answer.words(".signature") == ["NV"]
    assert [b.text for b in answer.page.xpath("//form[@id='co-chu']//button")] == ["A-", "A", "A+"]
    assert answer.page.xpath("//a[@data-print]/@href") == [
        f"/tin-tuc/{article.id}/{article.slug}/in"
    ]
    assert answer.words("#counter-title") == ["Thống kê truy cập"]
    canonical = answer.page.xpath("//link[@rel='canonical']/@href")
    assert canonical == [f"http://localhost/tin-tuc/{article.id}/{article.slug}"]


def test_what_is_not_given_leaves_no_empty_line(
    client: PageClient, editor: User, news: Category
) -> None:
    article = cast.live(editor, news)
    for path in ("", "/in"):
        page = client.get(f"/tin-tuc/{article.id}/{article.slug}{path}")
        for absent in (
            "Tác giả",
            "Nguồn",
            "signature",
            "story-summary",
            "story-cover",
            "Tệp đính kèm",
        ):
            assert absent not in page.text


def test_neighbours_and_the_same_category(client: PageClient, editor: User, news: Category) -> None:
    made = [cast.live(editor, news, f"Bài số {n}", at=NOON.replace(hour=n)) for n in range(7)]
    answer = client.get(f"/tin-tuc/{made[5].id}/{made[5].slug}")
    assert answer.words(".neighbours") == ["Tin mới hơn Bài số 6Tin cũ hơn Bài số 4"]
    assert related(answer) == [f"Bài số {n}" for n in (3, 2, 1, 0)]


@pytest.mark.parametrize("place", range(8))
def test_every_article_leads_on_to_five_others_and_names_none_twice(
    client: PageClient, editor: User, news: Category, place: int
) -> None:
    made = [cast.live(editor, news, f"Bài số {n}", at=NOON.replace(hour=n)) for n in range(8)]
    answer = client.get(f"/tin-tuc/{made[place].id}/{made[place].slug}")
    assert len(related(answer)) == 5
    links = answer.page.xpath("//aside//a/@href | //nav[@class='neighbours']//a/@href")
    news = [link for link in links if link.startswith("/tin-tuc/")]
    assert len(news) == len(set(news))


def related(answer: Answer) -> list[str | None]:
    return [a.text for a in answer.page.xpath("//section[@class='related']//a")]


@pytest.mark.parametrize(
    "slug", ["", "/khac", "/HOI-NGHI-VE-CAI-CACH-HANH-CHINH", "/%E1%BB%85", "/hoi-nghi"]
)
@pytest.mark.parametrize("end", ["", "/in"])
def test_another_slug_leads_to_the_right_one(
    client: PageClient, editor: User, news: Category, slug: str, end: str
) -> None:
    article = cast.live(editor, news)
    if not slug and end:
        return
    answer = client.get(f"/tin-tuc/{article.id}{slug}{end}")
    assert (answer.status_code, answer.location) == (
        301,
        f"/tin-tuc/{article.id}/{article.slug}{end}",
    )


def test_a_title_without_letters_has_an_address_too(
    client: PageClient, editor: User, news: Category
) -> None:
    article = cast.live(editor, news, "🎉")
    assert client.get(f"/tin-tuc/{article.id}/tin").status_code == 200


def test_the_cover_is_offered_in_its_sizes(
    client: PageClient, editor: User, news: Category
) -> None:
    with writing():
        cover = Picture(digest="ab" * 16, width=1200, height=750, filename="a.png", created_at=NOON)
        db.session.add(cover)
    article = cast.live(editor, news, cover_id=cover.id, cover_alt="Hai mảng màu")
    page = client.get(f"/tin-tuc/{article.id}/{article.slug}").page
    (image,) = page.xpath("//figure[@class='story-cover']//img")
    assert (image.get("alt"), image.get("width"), image.get("height")) == (
        "Hai mảng màu",
        "1200",
        "750",
    )
    assert image.get("src") == f"/media/{cover.digest}-960.jpg"
    (source,) = page.xpath("//figure[@class='story-cover']//source")
    assert [part.split()[1] for part in source.get("srcset").split(", ")] == [
        "480w",
        "960w",
        "1200w",
    ]


def test_the_print_page_has_the_agency_the_address_and_the_day(
    client: PageClient, editor: User, news: Category, stopped_clock: cast.StoppedClock
) -> None:
    article = cast.live(editor, news)
    answer = client.get(f"/tin-tuc/{article.id}/{article.slug}/in")
    assert answer.words(".paper-agency") == ["Trang tin điện tử"]
    assert answer.words(".print-address") == [
        f"http://localhost/tin-tuc/{article.id}/{article.slug}Ngày in: 23/11/2026"
    ]
    assert answer.words("nav") == []
    assert answer.words(".counter") == []
    assert answer.page.xpath("//meta[@name='robots']/@content") == ["noindex"]


@pytest.mark.parametrize(
    "number", ["0", "-1", "abc", "1.5", str(2**31), str(2**63), "1" * 100, "%00"]
)
def test_what_is_no_number_is_not_found(app: Flask, client: PageClient, number: str) -> None:
    assert client.get(f"/tin-tuc/{number}").status_code == 404
