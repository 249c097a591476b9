"""A profile: where the fields stand in the pages of one portal, as CSS selectors in a TOML file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import Any

from cssselect import GenericTranslator, SelectorError
from flask_babel import gettext as _
from lxml.html import HtmlElement

FIELDS = ("title", "day", "body", "summary", "byline", "source", "signature", "category")


class ProfileError(ValueError):
    """The file is no profile; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """paths: field -> the XPath of the element that holds it. removed: XPaths of what goes."""

    paths: dict[str, str] = field(default_factory=dict)
    removed: tuple[str, ...] = ()

    def apply(self, root: HtmlElement) -> dict[str, HtmlElement]:
        """Take out what goes; return the element of each field that the page has."""
        for path in self.removed:
            for node in root.xpath(path):
                if node.getparent() is not None:
                    node.drop_tree()
        found = {}
        for name, path in self.paths.items():
            nodes = root.xpath(path)
            if nodes:
                found[name] = nodes[0]
        return found


def read(text: str) -> Profile:
    """Read a profile: a line `title = "h1.news-title"` a field, and `remove` with a list.

    Raises ProfileError.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(_("Không đọc được tệp: %(error)s", error=error)) from None
    removed = values.pop("remove", [])
    if isinstance(removed, str):
        removed = [removed]
    unknown = sorted(set(values) - set(FIELDS))
    if unknown or not isinstance(removed, list):
        known = ", ".join((*FIELDS, "remove"))
        name = ", ".join(unknown) or "remove"
        raise ProfileError(
            _("Không dùng được “%(name)s”; chỉ có: %(known)s.", name=name, known=known)
        )
    paths = {name: _path(name, selector) for name, selector in values.items()}
    return Profile(paths, tuple(_path("remove", selector) for selector in removed))


def _path(name: str, selector: Any) -> str:
    try:
        return str(GenericTranslator().css_to_xpath(selector, prefix="descendant-or-self::"))
    except (SelectorError, TypeError, ValueError):
        message = _("“%(name)s” không phải là bộ chọn CSS: %(value)s", name=name, value=selector)
        raise ProfileError(message) from None
