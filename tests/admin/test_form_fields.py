"""Everything that the article's form holds comes through where a form is kept, parked or held
against another.
"""

from __future__ import annotations

from dataclasses import fields as fields_of_dataclass
from typing import Any

import pytest

from newsapp.accounts.models import User
from newsapp.admin import sent_fields
from newsapp.articles.content import NAMES, Content
from newsapp.categories.models import Category
from newsapp.parts.drafts.differences import GROUPS
from tests import cast
from tests.admin import forms
from tests.pages import PageClient

NOT_TYPED = {"csrf_token", "form_token", "tab", "seen", "number", "submission", "action"}
"""What the page says of itself."""
FILES = {"cover", "files"}
"""They are taken in when they are sent, and stand in cover_id and attachment_id from then on."""


def names(browser: PageClient, address: str) -> set[str]:
    page = browser.get(address).page
    controls = page.xpath(
        "//form[@id='article-form']//*[@name]|//*[@name and @form='article-form']"
    )
    return {str(control.get("name")) for control in controls} - NOT_TYPED - FILES


def test_each_field_of_the_form_is_kept(
    administrator: User, news: Category, sign_in: cast.SignIn
) -> None:
    desk = sign_in(administrator)
    number = forms.upload(desk, "pictures", forms.photo(), "a.png").json["id"]
    article = cast.draft(administrator, news, cover_id=number)
    seen = (
        names(desk, "/admin/articles/new")
        | names(desk, f"/admin/articles/{article.id}")
        | names(desk, "/admin/pages/new")
    )
    assert {
        "title",
        "source",
        "go_live_at",
        "go_live_at_shown",
        "cover_focus",
        "remove_cover",
    } <= seen
    assert seen - set(sent_fields.SENT) == set(), "typed in the form, and forgotten when it is kept"


@pytest.mark.parts
def test_each_field_comes_back_from_what_was_kept(
    editor: User, news: Category, sign_in: cast.SignIn
) -> None:
    """Filled in, autosaved, opened again: the same stands there."""
    desk = sign_in(editor)
    page = desk.get("/admin/articles/new")
    typed: dict[str, Any] = {
        "title": "Tiêu đề", "category_id": str(news.id), "tags": "một, hai", "body": "<p>Chữ.</p>",
        "summary": "Tóm tắt",
        "byline": "Nguyễn An", "signature": "NV", "source": "Báo", "published_on": "20/05/2020", "language": "en",
        "cover_alt": "Mô tả", "cover_caption": "Chú thích", "cover_credit": "An", "cover_focus": "30,40",
        "go_live_at": "08:00 01/12/2099", "expire_at": "08:00 02/12/2099", "pinned_until": "08:00 03/12/2099",
    }  # fmt: skip
    not_here = {"base_version", "kind", "comment", "cover_id", "cover_decorative", "remove_cover", "attachment_id",
                "attachment_title", "attachment_remove", *(f"{name}_shown" for name in ("go_live_at", "expire_at",
                                                                                       "pinned_until"))}  # fmt: skip
    assert typed.keys() | not_here == set(sent_fields.SENT), "add it here too"
    form_token = forms.form_token_of(page)
    answer = desk.post(
        "/admin/autosave", data=typed | {"form_token": form_token}, headers=forms.json_headers(desk)
    )
    again = desk.get(f"/admin/articles/new?draft={answer.json['key']}")
    assert {name: forms.value_of(again, name) for name in typed} == typed


def test_each_part_of_the_content_is_typed_compared_and_kept() -> None:
    content = {one.name for one in fields_of_dataclass(Content)}
    assert content == set(NAMES)
    typed = {name for name in sent_fields.SENT if not name.startswith("attachment_")} | {
        "attachments"
    }
    assert content - typed == set(), "in the article, and forgotten when its form is kept"
    compared = {field for group in GROUPS.values() for field in group} | {"body"}
    assert content == compared, (
        "in the article, and forgotten when two versions are held against each other"
    )
