"""Words in another language than the page's say so: a reader who listens hears them in their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from lxml.html import HtmlElement

from newsapp import clock, create_app
from newsapp.articles import pages as page_verbs
from newsapp.articles import workflow
from newsapp.articles.content import Content
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.text_language import language_of
from tests import cast, pages
from tests.pages import PageClient
from tests.parts.documents import papers
from tests.test_words import VIETNAMESE

pytestmark = pytest.mark.parts

AGENCY = {
    "name": "Sở Khoa học và Công nghệ",
    "parent_body": "Ủy ban nhân dân tỉnh",
    "address": "1 Đường Trần Phú",
    "responsible": "Bà Nguyễn Thị Mai",
    "licence": "Giấy phép số 1",
}
VI = {
    "tags": ["Chuyển đổi số"],
    "byline": "Lê Văn A",
    "source": "Báo Nhân Dân",
    "summary": "Từ thứ Hai tuần tới.",
    "signature": "Nguyễn Văn Bình",
}
ENGLISH = {
    "summary": "From Monday on.",
    "body": "<p>We open at eight.</p>",
    "tags": ["Smart City"],
    "language": "en",
}
ENGLISH_WORDS = ["Press releases", "New opening hours", "Smart City"]


@pytest.fixture(autouse=True)
def _without_looking_pages_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Among them is the copy to keep, which has its style sheet and its pictures in it."""
    monkeypatch.setattr(pages, "look_over", lambda *_given, **_named: None)


@pytest.fixture(params=["vi", "en"])
def site(request: pytest.FixtureRequest, instance: Path, content_url: str) -> Iterator[Flask]:
    """A site in that language, with Vietnamese and English texts."""
    settings = {
        "NEWSAPP_INSTANCE": str(instance),
        "NEWSAPP_DATABASE_URL": content_url,
        "NEWSAPP_LANGUAGE": request.param,
    }
    app = create_app(settings, TESTING=True)
    with app.app_context():
        fill()
        yield app
        db.session.remove()
        for engine in db.engines.values():
            engine.dispose()


def fill() -> None:
    editor = cast.person("editor")
    cast.agency(**AGENCY)
    with writing():
        for number, name in enumerate(["Hoạt động", "Press releases"], 1):
            db.session.add(Category(id=number, name=name, slug=f"muc-{number}", position=number))
    vietnamese, english = db.session.get_one(Category, 1), db.session.get_one(Category, 2)
    for number in range(3):
        cast.live(editor, vietnamese, f"Giờ làm việc mới {number}", **VI)
    english_text = VI | ENGLISH
    for section in (vietnamese, english, english):
        cast.live(editor, section, "New opening hours", **english_text)
    with writing():
        for title, language in (("Giới thiệu", "vi"), ("Contact us", "en")):
            content = Content(title=title, body="<p>…</p>", category_id=None, language=language)
            made = page_verbs.create(content, actor=editor, at=clock.now())
            workflow.publish(made, actor=editor, at=clock.now())
    papers.live(editor)


def addresses() -> list[str]:
    """The pages that name people's words; of an article also what is printed and kept."""
    articles = db.session.query(Article).where(Article.address.is_(None)).all()
    stories = [f"/tin-tuc/{one.id}/{one.slug}" for one in articles]
    of_pages = [f"/trang/{one}" for (one,) in db.session.query(Article.address) if one]
    lists = ["/", "/en/", "/en/news", "/chuyen-muc/muc-1", "/chuyen-muc/muc-2", "/van-ban/1"]
    found = ["/tim-kiem?q=gio+lam+viec", "/tim-kiem?q=hours", "/tim-kiem?q=khoa+hoc"]
    tags = ["/the/chuyen-doi-so", "/the/smart-city", "/van-ban", "/luu-tru", "/khong-co"]
    papers_and_tags = [*found, *tags]
    return [
        *lists,
        *papers_and_tags,
        *of_pages,
        *(f"{story}{end}" for story in stories for end in ("", "/in", "/luu")),
    ]


def texts(page: HtmlElement) -> Iterator[tuple[str, str]]:
    """Each text that the page shows, with the language that it is in as the markup has it."""
    for text in page.xpath("//body//text()[normalize-space() and not(ancestor::script)]"):
        holder = text.getparent() if text.is_text else text.getparent().getparent()
        yield " ".join(text.split()), holder.xpath("string(ancestor-or-self::*[@lang][1]/@lang)")


def test_vietnamese_words_are_marked_wherever_they_stand(site: Flask) -> None:
    reader, wrong, seen = PageClient(site), [], 0
    for address in addresses():
        answer = reader.get(address, follow_redirects=True)
        for text, language in texts(answer.page):
            is_vietnamese = VIETNAMESE.search(text) is not None
            seen += is_vietnamese
            if is_vietnamese and language != "vi":
                wrong.append((address, text))
    assert wrong == []
    assert seen > 100


def test_english_words_are_marked_wherever_they_stand(site: Flask) -> None:
    reader, wrong, seen = PageClient(site), [], set()
    for address in addresses():
        answer = reader.get(address, follow_redirects=True)
        for text, language in texts(answer.page):
            if text in ENGLISH_WORDS:
                seen.add(text)
                if language != "en":
                    wrong.append((address, text))
    assert wrong == []
    assert seen == set(ENGLISH_WORDS)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Tin tức", "vi"),
        ("115/QĐ-UBND", "vi"),
        ("Functions and organisation", "en"),
        ("Video", "en"),
        ("Tin video", ""),  # "Tin" is a word of both
        ("KH&CN", ""),
        ("Thong bao", ""),
        ("Hoang Van Thu", ""),
        ("2026", ""),
        ("", ""),
    ],
)
def test_words_tell_their_language(words: str, language: str) -> None:
    assert language_of(words) == language
