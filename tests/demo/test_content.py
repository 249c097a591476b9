"""The demo articles are complete and fit to publish."""

import unicodedata
from collections import Counter
from dataclasses import astuple
from html.parser import HTMLParser
from importlib.resources import files

from newsapp.demo.content import SITE, demo_articles, demo_pages

TEXT_TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "a", "strong", "em", "br"}
TABLE_TAGS = {"table", "caption", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {("p", "class", "align-center"), ("th", "scope", "col")}
ENGLISH = "English news"


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
    assert newest.picture


def test_each_of_the_six_categories_has_at_least_four_articles() -> None:
    counts = Counter(article.category for article in demo_articles())
    assert set(counts) == {category["name"] for category in SITE["categories"]}
    below = {c["name"]: c["parent"] for c in SITE["categories"] if "parent" in c}
    assert len(counts) == 6 + len(below) + len([ENGLISH])
    for name, parent in below.items():
        counts[parent] += counts.pop(name)
    assert min(counts.values()) >= 4


def test_some_tags_bring_several_articles_together() -> None:
    counts = Counter(tag for article in demo_articles() for tag in article.content.tags)
    assert len(counts) >= 12
    assert sum(count >= 3 for count in counts.values()) >= 4


def test_the_pages_are_there_and_composed() -> None:
    assert [page.content.title for page in demo_pages()] == [
        "Functions and organisation",
        "Giới thiệu",
        "Liên hệ",
    ]
    for page in demo_pages():
        assert unicodedata.is_normalized("NFC", page.content.summary + page.content.body)
        markup = Markup(page.content.body)
        assert set(markup.refused) <= {"link to /trang/lien-he"}, "which only pages may name"
        assert not markup.open


def test_the_articles_in_english_have_a_category_of_their_own() -> None:
    for article in demo_articles():
        assert (article.content.language == "en") == (article.category == ENGLISH), (
            article.content.title
        )


def test_titles_are_unique() -> None:
    titles = [article.content.title for article in demo_articles()]
    assert len(set(titles)) == len(titles)


def test_every_text_is_composed_unicode() -> None:
    for article in demo_articles():
        text = "".join(map(str, astuple(article.content)))
        assert unicodedata.is_normalized("NFC", text), article.content.title


def test_summaries_have_25_to_45_words() -> None:
    for article in demo_articles():
        assert 25 <= len(article.content.summary.split()) <= 45, article.content.title


def test_bodies_hold_only_allowed_and_balanced_markup() -> None:
    for article in demo_articles():
        markup = Markup(article.content.body)
        assert not markup.refused, article.content.title
        assert not markup.open, article.content.title


def test_pictures_say_that_they_are_illustrations() -> None:
    for article in demo_articles():
        if not article.picture:
            assert article.content.cover_alt == ""
        else:
            assert article.content.cover_alt.startswith(
                "Illustration: " if article.content.language == "en" else "Tranh minh họa: "
            )
