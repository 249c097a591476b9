"""The demo articles are complete and fit to publish."""

import unicodedata
from collections import Counter
from dataclasses import fields
from datetime import time
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from newsapp.demo.content import BELOW, CATEGORIES, IN_ENGLISH, demo_articles, demo_pages, parse_article
from newsapp.demo.pictures import motifs

TEXT_TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "a", "strong", "em", "br"}
TABLE_TAGS = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {("p", "class", "align-center"), ("th", "scope", "col")}
SAMPLE = """\
Tiêu đề: Một tiêu đề
Chuyên mục: Thông báo
Tóm tắt: Một câu.
Số ngày trước: 3
Giờ: 08:30

<p>Nội dung.</p>
"""


class Markup(HTMLParser):
    """Collects what is not allowed, and the tags left open."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.refused: list[str] = []
        self.feed(body)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TEXT_TAGS | TABLE_TAGS:
            self.refused.append(tag)
        for name, value in attrs:
            if tag == "a" and name == "href":
                if value != "/" and not str(value).startswith("https://hunglac.example/"):
                    self.refused.append(f"link to {value}")
            elif (tag, name, value) not in ATTRIBUTES:
                self.refused.append(f"{tag} {name}={value}")
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.refused.append(f"stray </{tag}>")


def test_every_file_is_an_article() -> None:
    folder = files("newsapp.demo") / "articles"
    assert len(demo_articles()) == len(list(folder.iterdir())) == 36


def test_articles_come_oldest_first_each_at_its_own_moment() -> None:
    moments = [(-article.days_ago, article.at) for article in demo_articles()]
    assert moments == sorted(set(moments))
    assert sum(article.days_ago < 7 for article in demo_articles()) >= 4


def test_the_newest_article_has_a_picture() -> None:
    newest = demo_articles()[-1]
    assert newest.days_ago == 0
    assert newest.motif


def test_each_of_the_six_categories_has_at_least_four_articles() -> None:
    counts = Counter(article.category for article in demo_articles())
    assert set(counts) == {name for name, *_more in (*CATEGORIES, *BELOW, IN_ENGLISH)}
    assert len(CATEGORIES) == 6
    for name, above, _description in BELOW:
        counts[above] += counts.pop(name)
    assert min(counts.values()) >= 4


def test_some_tags_bring_several_articles_together() -> None:
    counts = Counter(tag for article in demo_articles() for tag in article.tags)
    assert len(counts) >= 12
    assert sum(count >= 3 for count in counts.values()) >= 4


def test_the_pages_are_there_and_composed() -> None:
    assert [page.title for page in demo_pages()] == ["Giới thiệu", "Liên hệ"]
    for page in demo_pages():
        assert unicodedata.is_normalized("NFC", page.summary + page.body)
        markup = Markup(page.body)
        assert set(markup.refused) <= {"link to /trang/lien-he"}, "which only pages may name"
        assert not markup.open


def test_the_articles_in_english_have_a_category_of_their_own() -> None:
    for article in demo_articles():
        assert (article.language == "en") == (article.category == IN_ENGLISH[0]), article.title


def test_titles_are_unique() -> None:
    titles = [article.title for article in demo_articles()]
    assert len(set(titles)) == len(titles)


def test_every_text_is_composed_unicode() -> None:
    for article in demo_articles():
        text = "".join(str(getattr(article, field.name)) for field in fields(article))
        assert unicodedata.is_normalized("NFC", text), article.title


def test_summaries_have_25_to_45_words() -> None:
    for article in demo_articles():
        assert 25 <= len(article.summary.split()) <= 45, article.title


def test_bodies_hold_only_allowed_and_balanced_markup() -> None:
    for article in demo_articles():
        markup = Markup(article.body)
        assert not markup.refused, article.title
        assert not markup.open, article.title


def test_pictures_can_be_drawn_and_say_that_they_are_illustrations() -> None:
    for article in demo_articles():
        if article.motif is None:
            assert article.alt == ""
        else:
            assert article.motif in motifs()
            assert article.alt.startswith("Illustration: " if article.language == "en" else "Tranh minh họa: ")


def test_a_header_needs_only_the_required_keys() -> None:
    article = parse_article("a.html", SAMPLE)
    assert (article.days_ago, article.at, article.motif) == (3, time(8, 30), None)
    assert (article.byline, article.signature, article.source) == ("", "", "")
    assert article.body == "<p>Nội dung.</p>\n"


@pytest.mark.parametrize(
    ("good", "bad", "line"),
    [
        ("Chuyên mục: Thông báo", "Chuyên mục Thông báo", 2),
        ("Chuyên mục: Thông báo", "Chuyên mục: Khác", 2),
        ("Tóm tắt: Một câu.", "Tóm tắt:", 3),
        ("Tóm tắt: Một câu.", "Tóm lược: Một câu.", 3),
        ("Tóm tắt: Một câu.", "Tiêu đề: Hai lần", 3),
        ("Số ngày trước: 3", "Số ngày trước: ba", 4),
        ("Số ngày trước: 3", "Số ngày trước: -3", 4),
        ("Giờ: 08:30", "Giờ: 25:30", 5),
        ("Giờ: 08:30", "Giờ: 8 giờ", 5),
        ("Giờ: 08:30\n", "", 4),
        ("Giờ: 08:30", "Giờ: 08:30\nẢnh: lotus", 6),
        ("<p>Nội dung.</p>", "", 5),
    ],
)
def test_a_malformed_header_names_the_file_and_the_line(good: str, bad: str, line: int) -> None:
    with pytest.raises(ValueError, match=rf"^07-x\.html, line {line}: "):
        parse_article("07-x.html", SAMPLE.replace(good, bad))
