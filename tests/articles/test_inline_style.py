from __future__ import annotations

import time

import lxml.html
import pytest

from newsapp.articles.inline_style import LONGEST, properties, values


def _styled(style: str) -> lxml.html.HtmlElement:
    node = lxml.html.Element("p")
    node.set("style", style)
    return node


def test_properties_are_read_by_name() -> None:
    node = _styled("Font-Weight:BOLD; mso-list:l0 level1 lfo1;; broken; margin:0cm 1cm; c:url(x)")
    assert properties(node) == {"font-weight", "mso-list", "margin", "c"}
    assert values(node, "font-weight") == {"bold"}
    assert values(node, "mso-list") == {"l0", "level1", "lfo1"}
    assert values(node, "font-weight", "mso-list") == {"bold", "l0", "level1", "lfo1"}
    assert values(node, "margin", "c", "weight") == set()


def test_an_element_without_style_has_no_properties() -> None:
    assert properties(lxml.html.Element("p")) == set()


@pytest.mark.parametrize("filling", ["(", "{", "a:", "x;", "'"])
def test_a_style_that_is_meant_to_cost_time_costs_little(filling: str) -> None:
    began = time.process_time()
    assert values(_styled("font-weight:bold;" + filling * LONGEST), "font-weight") == set()
    values(_styled("font-weight:bold;" + filling * (LONGEST // 2 - 20)), "font-weight")
    assert time.process_time() - began < 2
