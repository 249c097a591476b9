"""The documents in the readers' menu."""

from __future__ import annotations

from datetime import timedelta

from newsapp import clock
from newsapp.accounts.models import User
from tests import cast
from tests.pages import PageClient
from tests.parts.documents import papers


def entries(client: PageClient, address: str = "/") -> list[tuple[str, str | None]]:
    """(label, aria-current) of each entry."""
    links = client.get(address).page.xpath("//nav[@class='menu']//a")
    return [(link.text, link.get("aria-current")) for link in links]


def test_they_stand_in_the_menu_once_there_is_one_to_read(
    client: PageClient, editor: User, stopped_clock: cast.StoppedClock
) -> None:
    assert entries(client) == [("Trang chủ", "page")]
    document = papers.live(editor, go_live_at=clock.now() + timedelta(hours=1))
    assert entries(client) == [("Trang chủ", "page")]
    stopped_clock.move(hours=1)
    assert entries(client) == [("Trang chủ", "page"), ("Văn bản", None)]
    for address, mark in (
        ("/van-ban", "page"),
        ("/van-ban?nam=2026", "page"),
        (f"/van-ban/{document.id}/{document.slug}", "true"),
    ):
        assert entries(client, address) == [("Trang chủ", None), ("Văn bản", mark)]
