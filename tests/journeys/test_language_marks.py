"""The editor keeps the language of a part of a text, and the reader's page says it."""

from __future__ import annotations

import pytest

from tests.journeys import clipboard
from tests.journeys.conftest import Demo, Open
from tests.servers import Server

WORDS = '<p>Chương trình <strong><span lang="en">Smart City</span></strong> của tỉnh</p>'
BLOCKS = [
    '<h2 lang="en">Contact us</h2>',
    '<p lang="fr">À propos</p>',
    '<ul lang="en"><li lang="vi"><p>một</p></li></ul>',
    '<blockquote lang="en"><p>One</p></blockquote>',
    '<table lang="en"><tbody><tr><td lang="vi"><p>hai</p></td></tr></tbody></table>',
]


@pytest.mark.parametrize("markup", [WORDS, *BLOCKS])
def test_the_editor_keeps_the_language(
    site: Server, demo: Demo, open_browser: Open, markup: str
) -> None:
    page = clipboard.open_form(site, demo, open_browser, body=f"<p>Mở đầu</p>{markup}<p>Hết</p>")
    kept = clipboard.saved(page)
    assert markup.replace("<strong>", "").replace("</strong>", "") in (
        kept.replace("<strong>", "").replace("</strong>", "")
    )


def test_what_is_typed_behind_a_foreign_word_is_not_foreign(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = clipboard.open_form(site, demo, open_browser, body=WORDS)
    clipboard.caret(page, "Smart City")
    page.keyboard.type(" ở đây")
    assert "Smart City</span>" in clipboard.saved(page)
