from __future__ import annotations

import pytest

from newsapp.articles import sanitise


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('<p>Chương trình <span lang="en">Smart City</span> của tỉnh</p>', None),
        ('<h2 lang="en">Contact us</h2>\n<p lang="fr">À propos</p>', None),
        ('<blockquote lang="en"><p>One</p><p lang="vi">Hai</p></blockquote>', None),
        ('<ul lang="en"><li>one</li><li lang="vi">hai</li></ul>', None),
        ('<table lang="en"><tbody><tr><td lang="vi">hai</td><td>b</td></tr></tbody></table>', None),
        ('<p><em lang="en">open data</em></p>', '<p><em><span lang="en">open data</span></em></p>'),
        ('<p lang="en">All <span lang="en">the same</span></p>', '<p lang="en">All the same</p>'),
        ('<p><span class="x">một</span> <span lang="">hai</span></p>', "<p>một hai</p>"),
        ('<p><span lang="en"> </span>một<span lang="en"></span></p>', "<p>một</p>"),
        ('<div lang="en">one<p>two</p><p lang="vi">ba</p></div>',
         '<p lang="en">one</p>\n<p lang="en">two</p>\n<p lang="vi">ba</p>'),
        ('<ul><li><p lang="en">one</p></li></ul>', '<ul><li lang="en">one</li></ul>'),
        ('<ul><li><p lang="en">one</p><ul><li>hai</li></ul></li></ul>', None),
        ('<p><img src="x" lang="en">một<br lang="en">hai</p>', "<p>một<br>hai</p>"),
    ],
)  # fmt: skip
def test_the_language_of_a_part_is_kept(given: str, kept: str | None) -> None:
    kept = given if kept is None else kept
    assert sanitise.clean(given) == kept
    assert sanitise.clean(kept) == kept, "cleaning again changes nothing"


@pytest.mark.parametrize(
    "language", ["EN-US", "en-US", "VI", "vi-VN", "x", "english", "en;", "en onclick=x", "../vi"]
)
def test_what_is_no_language_or_comes_from_an_office_program_is_dropped(language: str) -> None:
    text = f'<p lang="{language}">một <span lang="{language}">hai</span></p>'
    assert sanitise.clean(text) == "<p>một hai</p>"
