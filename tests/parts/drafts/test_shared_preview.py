"""A link for somebody without an account: one version, its pictures, for a week."""

from __future__ import annotations

from flask import Flask
from itsdangerous import URLSafeSerializer
from sqlalchemy import select

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles import workflow
from newsapp.articles.models import Article
from newsapp.audit import AuditEvent
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.drafts import sharing
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


def share(browser: PageClient, article: Article) -> str:
    """The path of a new link, made by the button of the form."""
    form_at = f"/admin/articles/{article.id}"
    page = browser.send(f"{form_at}/share", {}, form_at=form_at)
    address: str = page.page.xpath("//input[@id='address']/@value")[0]
    return address.removeprefix("http://localhost")


def test_the_links_of_an_article_can_be_taken_back(
    sign_in: cast.SignIn, app: Flask, editor: User, news: Category
) -> None:
    browser = sign_in(editor)
    picture = forms.upload(browser, "pictures", forms.photo(), "a.png").json
    body = f'<figure><img src="{picture["src"]}" alt="x" width="64" height="40"></figure>'
    article, other = cast.draft(editor, news, body=body), cast.draft(editor, news, "Bài khác")
    form_at = f"/admin/articles/{article.id}"
    assert 'form="end-links"' not in browser.get(form_at).text
    links = [share(browser, article), share(browser, article)]
    kept = share(browser, other)
    holder = PageClient(app)
    assert [holder.get(link).status_code for link in (kept, *links)] == [200, 200, 200]
    assert holder.get(picture["src"]).status_code == 200

    assert 'form="end-links"' in browser.get(form_at).text
    assert browser.send(f"{form_at}/share/end", {}, form_at=form_at).location == form_at
    assert [holder.get(link).status_code for link in (kept, *links)] == [200, 404, 404]
    assert 'form="end-links"' not in browser.get(form_at).text
    assert holder.get(share(browser, article)).status_code == 200, "a new one works"
    actions = db.session.scalars(select(AuditEvent.action)).all()
    assert actions.count("article.end_links") == 1


def test_the_pictures_go_with_the_links(
    sign_in: cast.SignIn, client: PageClient, editor: User, news: Category
) -> None:
    browser = sign_in(editor)
    picture = forms.upload(browser, "pictures", forms.photo(), "a.png").json
    body = f'<figure><img src="{picture["src"]}" alt="x" width="64" height="40"></figure>'
    article = cast.draft(editor, news, body=body)
    client.get(share(browser, article))
    assert client.get(picture["src"]).status_code == 200
    with writing():
        sharing.end_links(article, actor=editor, at=clock.now())
    assert client.get(picture["src"]).status_code == 404


def test_links_of_an_earlier_release_work_until_they_are_ended(
    app: Flask, client: PageClient, editor: User, news: Category
) -> None:
    article = cast.draft(editor, news)
    until = int(clock.now().timestamp()) + 1000
    signer = URLSafeSerializer(app.config["SECRET_KEY"], salt="shared preview")
    link = f"/xem-truoc/{signer.dumps([article.id, article.version, until])}"
    assert client.get(link).status_code == 200
    with writing():
        sharing.end_links(article, actor=editor, at=clock.now())
    assert client.get(link).status_code == 404


def test_only_who_may_edit_it_ends_them(
    sign_in: cast.SignIn, client: PageClient, other_writer: User, writer: User, news: Category
) -> None:
    article = cast.draft(writer, news)
    link = share(sign_in(writer), article)
    form_at = "/admin/articles"
    address = f"{form_at}/{article.id}/share/end"
    assert sign_in(other_writer).send(address, {}, form_at=form_at).status_code == 403
    assert client.get(link).status_code == 200


def test_over_https_its_cookie_has_the_prefix(app: Flask, editor: User, news: Category) -> None:
    article = cast.draft(editor, news)
    with writing():
        token, _until = sharing.share(
            article, actor=editor, at=clock.now(), secret=app.config["SECRET_KEY"]
        )
    app.config["HTTPS"] = True
    answer = PageClient(app).get(f"/xem-truoc/{token}")
    cookies = answer.headers.getlist("Set-Cookie")
    assert any(one.startswith("__Secure-preview=") and "; Secure" in one for one in cookies)
