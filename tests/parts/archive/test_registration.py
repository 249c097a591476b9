from __future__ import annotations

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.parts import archive
from tests import cast
from tests.pages import PageClient
from tests.parts.conftest import ClientWithout

ADDED = (
    "//a[starts-with(@href, '/luu-tru') or starts-with(@href, '/en/') or @download]"
    " | //form[@action='/luu-tru/ngay'] | //link[@hreflang]"
)


def test_only_the_part_adds_the_archive_the_edition_and_the_copy(
    client: PageClient, client_without: ClientWithout, editor: User, news: Category
) -> None:
    article = cast.live(editor, news)
    without = client_without(archive)
    for path, count in (
        ("/", 4),
        (f"/chuyen-muc/{news.slug}", 3),
        (f"/tin-tuc/{article.id}/{article.slug}", 3),
    ):
        assert len(client.get(path).page.xpath(ADDED)) == count, path
        assert without.get(path).page.xpath(ADDED) == [], path
    for path in ("/luu-tru", "/en/", f"/tin-tuc/{article.id}/{article.slug}/luu"):
        assert without.get(path).status_code == 404


def test_an_article_speaks_its_own_language_without_the_edition(
    client_without: ClientWithout, editor: User, news: Category
) -> None:
    article = cast.live(editor, news, "Minutes", language="en")
    page = client_without(archive).get(f"/tin-tuc/{article.id}/{article.slug}").page
    assert page.get("lang") == "en"
    assert [a.get("href") for a in page.xpath("//a[@class='agency']")] == ["/"]
