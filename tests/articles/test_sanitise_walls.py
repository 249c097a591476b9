"""Each of the sanitiser's two walls holds alone, and a body passes both.

Together they hide one another's holes: with one of them taken out, every other test stays green.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import lxml.html
import pytest

from newsapp.articles import language_marks, sanitise
from newsapp.articles.tidying import CLASSES

Wall = Callable[[str], str]
WALLS: dict[str, Wall] = {
    "bleach": lambda html: sanitise._first_wall().clean(html),
    "nh3": lambda html: sanitise._second_wall().clean(html),
}
PAYLOADS = [
    "<p>a<script>alert(1)</script></p>",
    "<p>a<style>*{display:none}</style></p>",
    '<p onclick="alert(1)">a</p>',
    '<img src="/media/x.jpg" alt="" onerror="alert(1)">',
    '<img src="javascript:alert(1)" alt="">',
    '<img src="data:image/svg+xml;base64,PHN2Zz4=" alt="">',
    '<img src="/a.jpg" srcset="https://evil.example/a.jpg 1x" loading="eager" style="x" alt="">',
    '<a href="javascript:alert(1)">a</a>',
    '<a href="JaVaScRiPt:alert(1)">a</a>',
    '<a href="java\nscript:alert(1)">a</a>',
    '<a href="&#106;avascript:alert(1)">a</a>',
    '<a href="vbscript:x">a</a>',
    '<a href="data:text/html,<script>alert(1)</script>">a</a>',
    '<a href="//evil.example/">a</a>',
    '<a href=" //evil.example/">a</a>',
    '<a href="/\\evil.example/">a</a>',
    '<a href="\\\\evil.example/">a</a>',
    '<a href="/tin" target="_blank" ping="https://evil.example/">a</a>',
    '<a id="skip-link" href="/tin">a</a>',
    '<p style="position:fixed;inset:0">a</p>',
    '<p class="site-header">a</p>',
    '<p class="align-left site-header">a</p>',
    '<li id="main">a</li>',
    '<table><tr><td colspan="9999999" class="x">a</td><th scope="x">b</th></tr></table>',
    '<ol type="javascript" start="1e9"><li>a</li></ol>',
    '<iframe src="https://evil.example/"></iframe><p>a</p>',
    '<object data="x"></object><embed src="x"><p>a</p>',
    '<form action="https://evil.example/"><input name="password"><button>a</button></form>',
    '<svg><a xlink:href="javascript:alert(1)"><text>a</text></a></svg>',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style>"
    "<img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    '<meta http-equiv="refresh" content="0;url=https://evil.example/"><p>a</p>',
    '<base href="https://evil.example/"><link rel="stylesheet" href="https://evil.example/x">'
    "<p>a</p>",
    "<p>a<!-- <script>alert(1)</script> --></p>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<p>a<template><script>alert(1)</script></template></p>",
    '<video src="x" autoplay onplay="alert(1)"></video><p>a</p>',
    '<p>a</p><div hidden>b</div><span dir="rtl">c</span>',
    '<p lang="en-US">a</p><span lang="en onclick=alert(1)">b</span><a lang="en" href="/t">c</a>',
]
HONEST = (
    '<p class="align-center">Một <strong>hai</strong> <em>ba</em><br>'
    '<a href="https://hunglac.example/tin">bốn</a> <span lang="en">four</span></p>'
    '<blockquote lang="fr"><p>quatre</p></blockquote>'
    '<ol start="3" type="a"><li id="chu-thich-1">năm</li></ol>'
    '<table><tbody><tr><th scope="col" colspan="2">sáu</th>'
    '<td rowspan="3" class="align-right">bảy</td></tr></tbody></table>'
    '<figure><img src="/media/a.jpg" alt="tám" width="480" height="300"></figure>'
)


def faults(html: str) -> list[str]:
    """What the policy does not allow in it."""
    found = []
    for node in lxml.html.fragment_fromstring(html, create_parent="div").iterdescendants():
        if not isinstance(node.tag, str) or node.tag not in sanitise.TAGS:
            found.append(f"element {node.tag}")
            continue
        for name, value in node.attrib.items():
            allowed = (
                sanitise.ATTRIBUTES.get(node.tag, set())
                | {"class", "lang"}
                | ({"rel"} if node.tag == "a" else set())
            )
            if name not in allowed:
                found.append(f"attribute {node.tag} {name}")
            elif name == "class" and value not in CLASSES:
                found.append(f"class {value}")
            elif name == "lang" and not _may_say(node.tag, value):
                found.append(f"lang {value} of {node.tag}")
            elif name in ("href", "src"):
                found += _address_faults(name, value)
            elif name in sanitise._VALUES and not sanitise._VALUES[name].fullmatch(value):
                found.append(f"value {name}={value}")
    return found


def _may_say(tag: str, language: str) -> bool:
    return tag in language_marks.HOLDERS and bool(language_marks.NAME.fullmatch(language))


def _address_faults(name: str, value: str) -> list[str]:
    plain = "".join(value.split()).lower()
    scheme, colon, _rest = plain.partition(":")
    if colon and "/" not in scheme and scheme not in sanitise.SCHEMES:
        return [f"scheme {value}"]
    return (
        [f"another host {value}"]
        if name == "href" and plain.startswith(("//", "\\", "/\\"))
        else []
    )


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_wall_holds_alone(wall: str, payload: str) -> None:
    assert faults(payload), "the payload is harmless as it is"
    assert faults(WALLS[wall](payload)) == []


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_lets_through_what_is_allowed(wall: str) -> None:
    assert WALLS[wall](HONEST).replace(' rel="noopener"', "") == HONEST
    assert faults(HONEST) == []


@pytest.mark.parametrize("open_wall", ["_first_wall", "_second_wall"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_body_passes_both(monkeypatch: pytest.MonkeyPatch, open_wall: str, payload: str) -> None:
    """With one wall, and the tidying before them, letting everything through, the other still
    stands in the way.
    """
    monkeypatch.setattr(sanitise, open_wall, lambda: SimpleNamespace(clean=lambda html: html))
    monkeypatch.setattr(sanitise, "tidy", lambda html: html)
    assert faults(sanitise.clean(payload)) == []
