from __future__ import annotations

import time

import pytest

from newsapp.articles import sanitise
from newsapp.articles.style_sheet import LONGEST


@pytest.mark.parametrize(
    ("sheet", "given", "kept"),
    [
        (".x{font-weight:bold}", "<p class=x>a</p>", "<p><strong>a</strong></p>"),
        ("<!-- p.x, li.x {font-style:italic} -->", "<p class=x>a</p>", "<p><em>a</em></p>"),
        ("p.x{font-style:italic}", "<div class=x>a</div>", "<p>a</p>"),
        ("span.Manh{mso-style-name:Mạnh;font-weight:bold}", "<p>a <span class=Manh>b</span></p>",
         "<p>a <strong>b</strong></p>"),
        (".x{font-weight:bold}p.x{font-weight:normal}", "<p class=x>a</p>", "<p>a</p>"),
        (".x{font-weight:bold}", "<p class=x style='font-weight:normal'>a</p>", "<p>a</p>"),
        (".x{mso-bidi-font-weight:bold}", "<p class=x>a</p>", "<p>a</p>"),
        ("p:hover{font-weight:bold}p .x{font-weight:bold}", "<p class=x>a</p>", "<p>a</p>"),
        ("@page{size:A4}@media print{p{font-weight:bold}}", "<p>a</p>", "<p>a</p>"),
        (".x{color:red;text-decoration:line-through", "<p class=x>a</p>", "<p><s>a</s></p>"),
        ("td{font-weight:400}.xl65{mso-style-parent:style0;font-weight:700}",
         "<table><tr><td class=xl65>a</td><td>b</td></tr></table>",
         "<table><tbody><tr><td><strong>a</strong></td><td>b</td></tr></tbody></table>"),
        ("a:link, span.MsoHyperlink{text-decoration:underline}",
         "<p><span class=MsoHyperlink><a href='/t'>a</a></span></p>",
         '<p><a href="/t">a</a></p>'),
        ("", "<p>a <span class=MsoIntenseEmphasis>b</span></p>", "<p>a <em>b</em></p>"),
        (f".x{{font-weight:bold}}{' ' * LONGEST}", "<p class=x>a</p>", "<p>a</p>"),
    ],
)  # fmt: skip
def test_a_sheet_says_what_its_classes_look_like(sheet: str, given: str, kept: str) -> None:
    assert sanitise.clean(f"<style>{sheet}</style>{given}") == kept
    document = f"<html><head><style>{sheet}</style></head><body>{given}</body></html>"
    assert sanitise.clean(document) == kept


@pytest.mark.parametrize("filling", ["{", "(", ".x{", "a:b;", ".a,", "@x "])
def test_a_sheet_that_is_meant_to_cost_time_costs_little(filling: str) -> None:
    began = time.process_time()
    sheet = filling * (LONGEST // len(filling) - 100)
    sanitise.clean(f"<style>{sheet}</style><p class=x>a</p>")
    assert time.process_time() - began < 8
