from __future__ import annotations

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.parts import feeds
from tests import cast
from tests.pages import PageClient
from tests.parts.conftest import ClientWithout

ADDED = "//link[@rel='alternate'][@type] | //meta[@property] | //p[@class='passing-on']"


def test_only_the_part_adds_feeds_metadata_and_share_links(
    client: PageClient, client_without: ClientWithout, editor: User, news: Category
) -> None:
    article = cast.live(editor, news)
    without = client_without(feeds)
    for path in ("/", f"/chuyen-muc/{news.slug}", f"/tin-tuc/{article.id}/{article.slug}"):
        assert client.get(path).page.xpath(ADDED), path
        assert without.get(path).page.xpath(ADDED) == [], path
    assert without.get("/feed.xml").status_code == 404
    assert without.get("/sitemap.xml").status_code == 404
