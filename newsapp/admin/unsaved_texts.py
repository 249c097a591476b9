"""The interface for storing unsaved text of an article's form on the server.

The core stores nothing; a part may replace `registry().unsaved_texts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from newsapp.admin.form_tokens import FormToken
from newsapp.articles.models import Article, Revision

if TYPE_CHECKING:
    from newsapp.admin.forms.article import ArticleForm

Fields = Mapping[str, list[str]]
"""Field name -> its values, as the browser sends them."""


class Overtaken(Exception):
    """The page has sent a later text, which arrived before this one."""

    def __init__(self, article_id: int) -> None:
        super().__init__(article_id)
        self.article_id = article_id


@dataclass(frozen=True, slots=True)
class Unsaved:
    """fields: what fills the form instead of the saved text, or None. values: for the template."""

    fields: Fields | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


class UnsavedTexts:
    """Stores nothing; each docstring says what a replacement does."""

    def opened(self, form_token: FormToken, latest: Revision | None) -> Unsaved:
        """Return the text that the person has typed in this form and not saved."""
        return Unsaved()

    def sent(self, form_token: FormToken) -> Unsaved:
        """Return the template's values for a page that shows the sent form again."""
        return Unsaved()

    def keep(self, form_token: FormToken, fields: Fields, at: datetime) -> bool:
        """Store the text in the caller's transaction; return whether it is stored."""
        return False

    def creating(self, form_token: FormToken) -> None:
        """Called before the form creates its article."""

    def base_version(self, article: Article, stated: int, at: datetime) -> int:
        """Return the version that the text is based on. Raises Overtaken."""
        return stated

    def saved(self, article: Article, form_token: FormToken, at: datetime) -> None:
        """Called after the text was saved as the latest version."""

    def answer(self, article: Article, form_token: FormToken) -> Any:
        """Return a page instead of the form if the request asks for one, else None."""
        return None

    def conflict_page(
        self, form: ArticleForm, article: Article, theirs: Revision, form_token: FormToken
    ) -> Any:
        """Return a page to choose between two versions, or None."""
        return None
