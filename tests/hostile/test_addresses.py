"""Every route of the URL map, with whatever people put where a number or a word belongs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from werkzeug.routing import Rule

from tests.hostile.attacker import Attacker
from tests.hostile.conftest import Site

pytestmark = [pytest.mark.parts, pytest.mark.sqlite]

THE_FIRST = "0000001"
"""The one that is a number: of the first thing."""
VALUES = {
    "zero": "0",
    "negative": "-1",
    "leading zeros": THE_FIRST,
    "over 32 bits": "2147483648",
    "over 64 bits": "9223372036854775808",
    "400 digits": "9" * 400,
    "a fraction": "1.5",
    "an exponent": "1e3",
    "hexadecimal": "0x10",
    "arabic digits": "%D9%A1%D9%A2",
    "a power": "%C2%B2",
    "nothing but a space": "%20",
    "a NUL": "1%00",
    "line ends": "1%0d%0aX-Injected:%201",
    "a lone surrogate": "%ED%A0%80",
    "bad UTF-8": "%FF%FE",
    "an overlong slash": "%C0%AF",
    "a folder up": "..%2f..%2fsecret_key",
    "a folder up twice encoded": "%252e%252e%252fsecret_key",
    "backslashes": "..%5c..%5csecret_key",
    "a quote": "1'%20OR%20'1'='1",
    "an element": "%3Cscript%3Ealert(1)%3C/script%3E",
    "braces": "%7B%7B7*7%7D%7D",
    "another site": "%2f%2fevil.example",
    "3,000 letters": "a" * 3000,
    "300 accents": "%CC%81" * 300,
}
LEFT_OUT = {"admin.sign_out"}


def filled(rule: Rule, value: str) -> str:
    """The rule's path with `value` at each of its places; "" if it has none."""
    path = "".join(value if is_place else text for is_place, text in rule._trace)
    return path.removeprefix("|").replace("|", "") if rule.arguments else ""


def paths(site: Site, value: str, method: str) -> Iterator[str]:
    for rule in site.app.url_map.iter_rules():
        if method in (rule.methods or ()) and rule.endpoint not in LEFT_OUT:
            path = filled(rule, value)
            if path:
                yield path


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())
def test_what_nothing_has_is_not_found(site: Site, value: str) -> None:
    browser = site.browser("the administrator")
    asked = list(paths(site, value, "GET"))
    assert len(asked) >= 40
    for path in asked:
        answer = browser.get(path)
        assert answer.status_code in (200, 301, 302, 303, 308, 400, 404, 410), path[:100]
        assert "X-Injected" not in answer.headers
        assert "<script>alert" not in answer.text
        assert answer.status_code != 200 or value == THE_FIRST, path[:100]


@pytest.mark.parametrize(
    "value", sorted(set(VALUES.values()) - {THE_FIRST}), ids=lambda value: value[:20]
)
def test_nothing_is_done_to_it_either(site: Site, value: str) -> None:
    browser = site.browser("the administrator")
    for path in paths(site, value, "POST"):
        answer = browser.signed(path, {})
        assert answer.status_code in (303, 308, 400, 403, 404, 405, 422), path[:100]


def test_every_page_asks_strangers_to_sign_in(site: Site, nobody: Attacker) -> None:
    for path in paths(site, "1", "GET"):
        is_closed = path.startswith("/admin/") and not path.startswith("/admin/link/")
        if is_closed and "." not in path:
            assert nobody.get(path).status_code == 303, path
