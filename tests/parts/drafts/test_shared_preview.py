"""A link for somebody without an account: one version, its pictures, for a week."""

from __future__ import annotations

from newsapp.accounts.models import User
from newsapp.articles import workflow
from newsapp.categories.models import Category
from newsapp.database import writing
from tests import cast
from tests.admin import forms
from tests.pages import PageClient


def test_it_shows_the_version_and_its_pictures_until_it_expires(
    sign_in: cast.SignIn,
    client: PageClient,
    editor: User,
    news: Category,
    stopped_clock: cast.StoppedClock,
) -> None:
    browser = sign_in(editor)
    picture = forms.upload(browser, "pictures", forms.photo(), "a.png").json
    other = forms.upload(browser, "pictures", forms.photo("olive"), "b.png").json
    body = f'<figure><img src="{picture["src"]}" alt="x" width="64" height="40"></figure>'
    article = cast.draft(editor, news, "Chưa công bố", body=body)
    page = browser.send(
        f"/admin/articles/{article.id}/share", {}, form_at=f"/admin/articles/{article.id}"
    )
    address = page.page.xpath("//input[@id='address']/@value")[0].removeprefix("http://localhost")

    assert client.get(picture["src"]).status_code == 404
    answer = client.get(address)
    assert answer.words("h1") == ["Chưa công bố"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "hết hạn lúc" in answer.words(".preview-note")[0]
    assert client.get(picture["src"]).status_code == 200
    assert client.get(other["src"]).status_code == 404, "no other picture"
    assert client.get(f"/tin-tuc/{article.id}").status_code == 404, "nor the article itself"

    stopped_clock.move(days=7, seconds=1)
    assert client.get(address).status_code == 404
    assert client.get(picture["src"]).status_code == 404


def test_a_forged_link_and_a_trashed_article_show_nothing(
    sign_in: cast.SignIn, client: PageClient, editor: User, news: Category
) -> None:
    article = cast.draft(editor, news)
    browser = sign_in(editor)
    page = browser.send(
        f"/admin/articles/{article.id}/share", {}, form_at=f"/admin/articles/{article.id}"
    )
    address = page.page.xpath("//input[@id='address']/@value")[0].removeprefix("http://localhost")
    assert client.get(address[:-3] + "xxx").status_code == 404
    with writing():
        workflow.trash(article, actor=editor, at=article.updated_at)
    assert client.get(address).status_code == 404
