from __future__ import annotations

import random
from datetime import timedelta

import pytest
from flask import Flask
from lxml import etree

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media.models import Attachment
from tests import cast
from tests.pages import Answer, PageClient


def search(client: PageClient, text: str, **more: str) -> Answer:
    answer = client.get("/tim-kiem", query_string={"q": text, **more})
    assert isinstance(answer, Answer)
    return answer


def marks(answer: Answer, selector: str = "mark") -> list[str]:
    return answer.words(selector)


def test_what_is_found_is_marked_in_the_text_itself(
    client: PageClient, editor: User, news: Category
) -> None:
    cast.live(
        editor,
        news,
        "Hội nghị <triển khai>",
        body="<p>Trước hội nghị &lt;b&gt; có <em>nghị</em> sự.</p>",
    )
    answer = search(client, "hoi nghi")
    assert answer.words("h1") == ["Tìm kiếm"]
    assert answer.words(".hit-title") == ["Hội nghị <triển khai>"]
    assert answer.words(".hit-piece") == ["Trước hội nghị <b> có nghị sự."]
    assert marks(answer) == ["Hội nghị", "hội nghị", "nghị"]
    assert answer.words(".hit-facts")[0].startswith(news.name)
    assert "1 kết quả" in answer.text


def test_accents_that_were_typed_are_marked_alone(
    client: PageClient, editor: User, news: Category
) -> None:
    cast.live(editor, news, "Bàn và bán")
    cast.live(editor, news, "Chỉ bán")
    assert marks(search(client, "bàn")) == ["Bàn", "bán"]


def test_a_piece_is_cut_around_what_was_found(
    client: PageClient, editor: User, news: Category
) -> None:
    cast.live(editor, news, "Dài", body=f"<p>{'đầu ' * 200} kim cương quý {'đuôi ' * 200}</p>")
    (piece,) = search(client, "kim cuong").words(".hit-piece")
    assert "kim cương" in piece
    assert (piece[:2], piece[-2:]) == ("… ", " …")
    assert len(piece) < 260


def test_a_file_that_says_it_is_named(client: PageClient, editor: User, news: Category) -> None:
    with writing():
        pdf = Attachment(
            digest="cd" * 16,
            filename="mau.pdf",
            extension="pdf",
            size=9,
            text="Mẫu đơn số 7",
            created_at=clock.now(),
        )
        db.session.add(pdf)
    cast.live(editor, news, "Thông báo", body="", attachments=[{"id": pdf.id, "title": ""}])
    assert search(client, "mau don").words(".hit-piece") == ["Trong tệp mau.pdf: Mẫu đơn số 7"]


def test_pages_and_the_order(client: PageClient, editor: User, news: Category) -> None:
    for n in range(14):
        cast.live(editor, news, f"Tin {n}", at=clock.now() - timedelta(days=n))
    first, last = search(client, "tin", xep="ngay"), search(client, "tin", xep="ngay", page="2")
    assert first.words(".hit-title") + last.words(".hit-title") == [f"Tin {n}" for n in range(14)]
    assert first.page.xpath("//a[@rel='next']/@href") == ["/tim-kiem?q=tin&xep=ngay&page=2"]
    assert search(client, "tin", page="3").status_code == 404


def test_filters(client: PageClient, editor: User, news: Category) -> None:
    with writing():
        other = Category(name="Thông báo", slug="thong-bao", position=2)
        db.session.add(other)
    cast.live(editor, news, "Tin một")
    cast.live(editor, other, "Tin hai")
    assert search(client, "tin", chuyen_muc="thong-bao").words(".hit-title") == ["Tin hai"]
    assert search(client, "tin", den="2019-12-31").words(".hit-title") == []
    nothing = search(client, "tin", den="31/12/2019")
    assert [a.get("href") for a in nothing.page.xpath("//ul[@class='offers']//a")] == [
        "/tim-kiem?q=tin"
    ]


def test_nothing_found_offers_what_would_be(
    client: PageClient, editor: User, news: Category
) -> None:
    cast.live(editor, news, "Cấp phép xây dựng")
    answer = search(client, "xây dựng lâu đài")
    assert "Không tìm thấy bài nào" in answer.text
    offered = answer.page.xpath("//ul[@class='offers']//a")
    assert [a.text_content() for a in offered] == ["tìm: xây dựng"]
    for link in offered:
        assert client.get(link.get("href")).words(".hit-title") == ["Cấp phép xây dựng"]
    assert answer.words(".titles") != []


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("q=tin&tu=2020-02-30", "Không có ngày này."),
        ("q=tin&den=hôm+qua", "Không có ngày này."),
        ("q=tin&tu=0000-00-00", "Không có ngày này."),
        ("q=tin&chuyen_muc=khong-co", "Không có chuyên mục này."),
    ],
)
def test_a_wrong_filter_is_said(client: PageClient, news: Category, query: str, said: str) -> None:
    answer = client.get(f"/tim-kiem?{query}")
    assert (answer.status_code, answer.words(".field-error")) == (400, [said])


@pytest.mark.parametrize("page", ["0", "-1", "abc", "1" + "0" * 21, "1e1", "٢", "2"])
def test_what_is_no_page_is_not_found(
    client: PageClient, editor: User, news: Category, page: str
) -> None:
    cast.live(editor, news, "Tin")
    assert search(client, "tin", page=page).status_code == 404


def test_asking_nothing_shows_the_form(client: PageClient, news: Category) -> None:
    for text in ("", "   ", "?!…", "\u200b"):
        answer = search(client, text)
        assert answer.status_code == 200
        assert answer.words(".hits") == answer.words(".search-nothing") == []


def test_search_engines_do_not_keep_it_and_browsers_can_ask(
    client: PageClient, news: Category
) -> None:
    assert search(client, "tin").page.xpath("//meta[@name='robots']/@content") == [
        "noindex, follow"
    ]
    (link,) = client.get("/").page.xpath("//link[@rel='search']/@href")
    answer = client.get(link)
    assert answer.mimetype == "application/opensearchdescription+xml"
    described = etree.fromstring(answer.data)
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert (
        described.find(f"{name}Url")
        .get("template")
        .startswith("http://localhost/tim-kiem?q={searchTerms}")
    )
    assert 0 < len(described.findtext(f"{name}ShortName", "")) <= 16


def test_its_short_name_ends_with_a_word(client: PageClient) -> None:
    cast.agency(name="Sở Khoa học và Công nghệ tỉnh Hưng Lạc")
    assert "<ShortName>Sở Khoa học và</ShortName>" in client.get("/opensearch.xml").text


def test_the_form_stands_on_every_page(client: PageClient, editor: User, news: Category) -> None:
    article = cast.live(editor, news, "Tin")
    for address in (
        "/",
        f"/chuyen-muc/{news.slug}",
        f"/tin-tuc/{article.id}/{article.slug}",
        "/khong-co",
    ):
        form = client.get(address).page.xpath("//form[@role='search']")[0]
        assert (form.get("action"), form.xpath(".//input/@name")) == ("/tim-kiem", ["q"])
    assert client.get("/tim-kiem").page.find_class("search-small") == []


HOSTILE = [
    "\x00", "a\x00b", "\ud800", "\u202eabc\u202c", 'NEAR( OR "', '"', '""""', "a AND", "NOT", "-a", "a*", "*", "^a",
    "a:b", "title:tin", "{title}:a", "'; DROP TABLE article; --", "%", "%00", "_", "\\", "'", "a'b", "( ( (", "+",
    "&|!<->:*", "' & !", "🎉", "漢字", "٣", "½ ² ①", "ﬁ", "tin\ttin\r\ntin", "<script>alert(1)</script>", "{{ 7*7 }}",
    "\ufeff", "1e999", "1e5", "0x10", "1.5.2", "a@b.c", "http://a.b/c?d=e#f", "../../etc/passwd", "ʰ ˆ", "ǅ ß ẞ İ ı",
    "\u0e33\u0f77", "kho\u0323me",
    "a" * 2100, "a" * 10_000, "a " * 5_000, '"a ' * 500, "ế" * 3_000, "e\u0301\u0302" * 2_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_gets_a_page(
    client: PageClient, editor: User, news: Category, text: str
) -> None:
    cast.live(editor, news, "Tin tức")
    answer = client.get("/tim-kiem", query_string={"q": text.encode("utf-8", "surrogatepass")})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_random_signs_get_a_page_and_find_what_holds_them(
    app: Flask, editor: User, news: Category
) -> None:
    """Words of any script are told apart alike by the index and by the question, whatever the
    database.
    """
    chance = random.Random(5)
    signs = "aăđ9ß²½Ａ漢한ไทย្កИйʰ٣۵e\u0301\u0302'\"*:()&|!<->-_./\\@#%^~ \u200d\u202e🎉"
    texts = ["".join(chance.choices(signs, k=chance.randint(2, 12))) for _ in range(150)]
    browser = app.test_client()
    cast.live(
        editor, news, "Mọi chữ", body=f"<p>{' '.join(f'x{t}x' for t in texts if '<' not in t)}</p>"
    )
    article = db.session.scalars(db.select(Article)).one()
    for text in texts:
        assert browser.get("/tim-kiem", query_string={"q": text}).status_code == 200, repr(text)
        if "<" not in text and '"' not in text:
            answer = browser.get("/tim-kiem", query_string={"q": f"x{text}x"})
            assert f"/tin-tuc/{article.id}/" in answer.text, repr(text)
