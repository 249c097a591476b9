"""Pages in odd cases: lists, doubtful days, texts after the end, pieces of pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsapp.page_reading import article
from newsapp.page_reading.found import Found, NoArticle
from tests.page_reading.portals import menu, related
from tests.page_reading.stories import STORIES, ZONE

pytestmark = pytest.mark.usefixtures("sentences")
STORY = STORIES[0]
TITLE, BODY, LINKS = STORY.title, STORY.body(), related(STORY)
DAY = "<p>Ngày đăng: 05/07/2024</p>"


def read(html: str) -> Found:
    return article.read(html, ZONE, datetime(2026, 11, 30, tzinfo=UTC))


def page(*blocks: str, head: str = f"<title>{TITLE} - Cổng thông tin</title>") -> str:
    shown = "".join(blocks)
    return f"<html><head>{head}</head><body><div>{menu()}</div><div>{shown}</div></body></html>"


def teasers(*, days: bool, text: str) -> str:
    rows = []
    for number, title in enumerate(STORY.related):
        day = f"<span>0{number + 1}/05/2024</span>" if days else ""
        rows.append(f"<div><h3><a href='/{number}'>{title}</a></h3>{day}<p>{text}</p></div>")
    return "".join(rows)


@pytest.mark.parametrize(
    "html",
    [
        page("<h1>Tin tức</h1>", teasers(days=True, text=STORY.paragraphs[0])),
        page("<h1>Tin tức</h1>", teasers(days=False, text=STORY.paragraphs[0])),
        page("<h1>Tin tức</h1>", related(STORY, " (05/07/2024)")),
        page("<h2>Tin mới</h2>", LINKS, "<h2>Văn bản</h2>", LINKS, head="<title>Sở</title>"),
        page("<h1>Liên hệ</h1><p>Địa chỉ: 269A Trần Hưng Đạo.</p><p>Điện thoại: 0296 3852 212</p>"),
        page(f"<h1>{TITLE}</h1>", DAY),
        "",
        "<html></html>",
    ],
)
def test_what_is_no_article_is_refused(html: str) -> None:
    with pytest.raises(NoArticle):
        read(html)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("<p>Ngày đăng: 31/02/2024</p>", None),
        ("<p>Ngày đăng: 05/07/0000</p>", None),
        ("<p>Ngày đăng: 05/07/2105</p>", None),
        ("<p>Ngày đăng: 05/07/2027</p>", None),
        ("", None),
        ("<span>7/5/2024 9:50:00 AM</span>", "07/05/2024"),
    ],
)
def test_a_day_that_cannot_be_sure_is_told(day: str, found: str | None) -> None:
    read_page = read(page(f"<h1>{TITLE}</h1>", day, BODY))
    assert read_page.is_doubtful
    assert (read_page.moment and f"{read_page.moment:%d/%m/%Y}") == found


def test_two_days_are_told() -> None:
    told = "<meta property='article:published_time' content='2023-01-02T00:00:00Z'>"
    found = read(page(f"<h1>{TITLE}</h1>", DAY, BODY, head=told))
    assert found.is_doubtful
    assert f"{found.moment:%d/%m/%Y}" == "05/07/2024"


@pytest.mark.parametrize(
    "head",
    [
        "<p>Cập nhật: 06/07/2024 | Ngày đăng: 05/07/2024 09:50</p>",
        "<time datetime='2024-07-05T09:50:00+07:00'>2 năm trước</time>",
        "<div>Đăng lúc: 09:50 - 05/07/2024</div><div>Lượt xem: 55</div>",
        "<table><tr><td>Ngày đăng:</td><td>05/07/2024 09:50</td></tr></table>",
    ],
)
def test_the_day_of_publication_is_chosen(head: str) -> None:
    found = read(page(f"<h1>{TITLE}</h1>", head, BODY))
    assert (found.title, f"{found.moment:%d/%m/%Y %H:%M}") == (TITLE, "05/07/2024 09:50")
    assert found.warnings == []
    assert "Ngày đăng" not in found.body


def test_a_day_in_brackets_is_no_part_of_the_title() -> None:
    found = read(page(f"<h2>{TITLE} <small>(05/07/2024)</small></h2>", BODY))
    assert (found.title, f"{found.moment:%d/%m/%Y}") == (TITLE, "05/07/2024")


def test_a_title_may_hold_what_parts_it_from_the_site() -> None:
    title = "Kế hoạch phát triển 2021 - 2025"
    head = f"<title>{title} - Sở Khoa học</title>"
    assert read(page(f"<h2>{title}</h2>", DAY, BODY, head=head)).title == title


def test_two_titles_as_likely_are_a_guess() -> None:
    other = "Tin hoạt động của các đơn vị trực thuộc trong tháng bảy"
    found = read(page(f"<h1>{other}</h1><h1>{TITLE}</h1>", f"<p>{BODY}</p>", head=""))
    assert found.title_is_guess


def test_a_paragraph_that_begins_with_the_title_stays() -> None:
    text = f"{TITLE} đã diễn ra tại hội trường Sở với sự tham dự của nhiều đơn vị."
    assert text in read(page(f"<h1>{TITLE}</h1>", DAY, f"<p>{text}</p>", BODY)).body


def test_the_text_goes_on_after_a_heading_like_an_end() -> None:
    long = f"<p>{STORY.paragraphs[2]}</p><p>{STORY.paragraphs[3]}</p>"
    found = read(page(f"<h1>{TITLE}</h1>", DAY, "<p>Mở đầu.</p>", "<h3>Thông tin khác</h3>", long))
    assert STORY.paragraphs[3] in found.body
    assert found.is_doubtful


def test_comments_and_related_articles_stay_out() -> None:
    said = "<h3>2 bình luận</h3><p>Tôi đồng ý với bài viết này, xin cảm ơn ban biên tập.</p>"
    found = read(page(f"<h1>{TITLE}</h1>", DAY, BODY, said, LINKS))
    assert "đồng ý" not in found.body
    assert STORY.related[0] not in found.body
    assert found.signature == "NTH"


def test_a_text_of_one_document_is_an_article() -> None:
    found = read(page(f"<h1>{TITLE}</h1>", DAY, "<p><a href='/a.pdf'>Tải về</a></p>"))
    assert 'href="/a.pdf"' in found.body


def test_an_official_who_signs_a_document_stays_in_it() -> None:
    signed = "<p align=center><b>GIÁM ĐỐC</b></p><p align=center><b>Nguyễn Văn An</b></p>"
    found = read(page(f"<h1>{TITLE}</h1>", DAY, f"<p>{STORY.paragraphs[0]}</p>", signed))
    assert "Nguyễn Văn An" in found.body
    assert found.signature == ""


def test_where_it_was_taken_from_is_read_at_its_end() -> None:
    text = f"<p>{STORY.paragraphs[0]}</p><p>Lê Văn Tám</p><p>(Nguồn: Báo An Giang)</p>"
    found = read(page(f"<h1>{TITLE}</h1>", DAY, text))
    assert (found.signature, found.source) == ("Lê Văn Tám", "Báo An Giang")


def test_a_piece_of_a_page_is_read() -> None:
    found = read(f"<main><h1>{TITLE}</h1>{DAY}{BODY}</main>")
    assert (found.title, found.warnings) == (TITLE, [])


def test_deep_and_broken_markup_is_read_or_refused() -> None:
    deep = "<div>" * 3_000 + BODY
    with pytest.raises(NoArticle):
        read(f"<h1>{TITLE}</h1>{DAY}{deep}")
    cut = page(f"<h1>{TITLE}</h1>", DAY, BODY)[:-400]
    assert read(cut).title == TITLE


def test_a_box_in_the_midst_of_the_text_does_not_end_it() -> None:
    first, *_middle, last = (f"<p>{text}</p>" for text in STORY.paragraphs)
    box = f"<div><b>Tin liên quan</b>{LINKS}</div>"
    found = read(page(f"<h1>{TITLE}</h1>", DAY, first, first, first, box, last))
    assert STORY.paragraphs[-1] in found.body
    assert found.is_doubtful
