from __future__ import annotations

import time

import pytest

from newsapp.articles import sanitise


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<p style='font-weight:bold'>một</p>", "<p><strong>một</strong></p>"),
        ("<p style='font-style:italic'>một <b>hai</b></p>",
         "<p><em>một <strong>hai</strong></em></p>"),
        ("<p style='text-decoration:underline line-through'>một</p>", "<p><s><u>một</u></s></p>"),
        ("<p style='font-weight:bold'>một <span style='font-weight:normal'>hai</span> ba</p>",
         "<p><strong>một </strong>hai<strong> ba</strong></p>"),
        ("<p><b>một <span style='font-weight:normal'>hai</span></b></p>",
         "<p><strong>một </strong>hai</p>"),
        ("<p><i>một <span style='font-style:normal'>hai</span></i></p>", "<p><em>một </em>hai</p>"),
        ("<p><i style='font-style:normal'>một</i></p>", "<p>một</p>"),
        ("<p><u style='text-decoration:none'>một</u></p>", "<p>một</p>"),
        ("<div style='font-weight:700'>một<p>hai</p>ba</div>",
         "<p><strong>một</strong></p>\n<p><strong>hai</strong></p>\n<p><strong>ba</strong></p>"),
        ("<b><div>một</div><div>hai</div></b>", "<p><strong>một</strong></p>\n<p><strong>hai</strong></p>"),
        ("<ul style='font-style:italic'><li>một</li></ul>", "<ul><li><em>một</em></li></ul>"),
        ("<table><tr style='font-weight:bold'><td>1</td></tr></table>",
         "<table><tbody><tr><td><strong>1</strong></td></tr></tbody></table>"),
        ("<h2 style='font-weight:bold'>một</h2>", "<h2>một</h2>"),
        ("<p><a href='/t' style='text-decoration:underline'>một</a></p>",
         "<p><a href=\"/t\">một</a></p>"),
        ("<font style='font-style:oblique'>một</font>", "<p><em>một</em></p>"),
        ("<p style='mso-bidi-font-weight:bold'>một</p>", "<p>một</p>"),
    ],
)  # fmt: skip
def test_a_style_marks_the_texts_that_it_is_about(given: str, kept: str) -> None:
    assert sanitise.clean(given) == kept
    assert sanitise.clean(kept) == kept, "cleaning again changes nothing"


def test_deeply_nested_styles_cost_little() -> None:
    began = time.process_time()
    opening = "<span style='font-weight:bold'>" * 100 + "<span style='font-weight:normal'>một"
    sanitise.clean(f"<p>{opening}{'</span>' * 101}</p>" * 100)
    assert time.process_time() - began < 10
