"""A browser for tests, which looks over every page it gets.

Valid HTML5, one h1, unique ids, labelled fields, no inline code.
"""

from __future__ import annotations

import contextvars
import re
from typing import Any

import html5lib
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from lxml import html
from lxml.html import HtmlElement
from werkzeug.test import TestResponse

from newsapp.database import db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
"""The User-Agent that a browser sends."""
INLINE = re.compile(r"^on[a-z]+$")


class Answer(TestResponse):
    """An answer with its page parsed on demand."""

    @property
    def page(self) -> HtmlElement:
        return html.document_fromstring(self.text)

    def words(self, selector: str) -> list[str]:
        """The text of each element that the CSS class, `#id` or tag `selector` names, spaces
        folded.
        """
        return [" ".join(node.text_content().split()) for node in select(self.page, selector)]


def select(page: HtmlElement, selector: str) -> list[HtmlElement]:
    if selector.startswith("#"):
        return page.xpath("//*[@id=$name]", name=selector[1:])
    if selector.startswith("."):
        return page.find_class(selector[1:])
    return list(page.iter(selector))


class PageClient(FlaskClient):
    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, Answer, use_cookies=True, **options)
        self.environ_base["HTTP_USER_AGENT"] = BROWSER

    def open(self, *args: Any, **options: Any) -> Any:
        """Ask as from outside: Flask's `g` of the test, with a user and a token in it, is no part
        of the request.

        What the test has read before is read anew afterwards.
        """
        options.setdefault("buffered", True)
        answer = contextvars.Context().run(super().open, *args, **options)
        answer.request.environ["wsgi.input"].close()  # the file that a large body was written to
        if has_app_context():
            db.session.rollback()
            db.session.expire_all()
        if answer.mimetype == "text/html" and answer.text and answer.request.method != "HEAD":
            look_over(answer.text, is_redirect=300 <= answer.status_code < 400)
        if answer.status_code == 302 and answer.location.startswith(
            f"{answer.request.path}?draft="
        ):
            return self.get(answer.location)  # a new form is given its own address
        return answer

    def send(self, address: str, fields: dict[str, Any], *, form_at: str | None = None) -> Any:
        """Open the page with the form, then post `fields` with the token that it carries."""
        page = self.get(form_at or address).text
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert token, "no form with a token on the page"
        return self.post(
            address, data={"csrf_token": token[1], **fields}, content_type="multipart/form-data"
        )


def look_over(text: str, *, is_redirect: bool = False) -> None:
    """Fail where a page is not what every page of ours is."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    parser.parse(text)
    errors = [f"{place}: {code} {detail}" for place, code, detail in parser.errors]
    assert not errors or is_redirect, f"not valid HTML5: {errors[:5]}"
    if is_redirect:
        return
    page = html.document_fromstring(text)
    headings = [" ".join(h.text_content().split()) for h in page.iter("h1")]
    assert len(headings) == 1, f"one h1, not {headings}"
    title = " ".join(page.findtext(".//title").split())
    assert title.startswith(headings[0]), (
        f"the title {title!r} does not begin with the heading {headings[0]!r}"
    )
    assert page.get("lang"), "no language"
    ids = [node.get("id") for node in page.iter() if node.get("id")]
    assert len(ids) == len(set(ids)), (
        f"an id is there twice: {sorted(i for i in ids if ids.count(i) > 1)}"
    )
    _look_at_controls(page, set(ids))
    for node in page.iter():
        inline = [name for name in node.attrib if INLINE.match(name) or name == "style"]
        assert not inline, f"inline code in <{node.tag}>: {inline}"
        assert node.tag != "style", "an inline style sheet"
        assert (
            node.tag != "script" or node.get("src") or node.get("type") == "application/ld+json"
        ), "inline script"


def _look_at_controls(page: HtmlElement, ids: set[str]) -> None:
    labelled = {label.get("for") for label in page.iter("label")}
    for control in page.iter("input", "select", "textarea"):
        if control.get("type") in ("hidden", "submit") or "hidden" in control.attrib:
            continue
        assert control.get("id") in labelled or control.get("aria-label"), (
            f"no label: {html.tostring(control)[:80]!r}"
        )
    for node in page.iter():
        for name in ("aria-labelledby", "aria-describedby", "for"):
            for target in (node.get(name) or "").split():
                assert target in ids, f"{name} names {target!r}, which is not there"
    for picture in page.iter("img"):
        assert picture.get("alt") is not None, "a picture without alternative text"
        assert picture.get("width"), "a picture without its size"
        assert picture.get("height"), "a picture without its size"
