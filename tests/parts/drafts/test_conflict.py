"""Two people save the same article: one wins, and both texts are kept."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.articles.models import Article, Revision
from newsapp.categories.models import Category
from newsapp.database import db
from tests import cast
from tests.admin import forms
from tests.kept import text_for

RACES = 100


def test_both_texts_are_shown_and_mine_is_kept(
    sign_in: cast.SignIn, editor: User, administrator: User, news: Category
) -> None:
    article = cast.draft(editor, news, body="<p>Một.</p><p>Hai.</p>")
    mine, theirs = sign_in(editor), sign_in(administrator)
    address = f"/admin/articles/{article.id}"
    their_text = forms.typed(
        news, body="<p>Một.</p><p>Hai của họ.</p>", base_version="1", action="save"
    )
    assert theirs.send(address, their_text).status_code == 303
    answer = mine.send(
        address,
        forms.typed(
            news, body="<p>Một của tôi.</p><p>Hai.</p>", base_version="1", action="publish"
        ),
    )
    assert answer.status_code == 409
    assert [node.text_content() for node in answer.page.iter("mark")] == [
        "Một.",
        "Một của tôi.",
        "Hai của họ.",
        "Hai.",
    ]
    assert db.session.get_one(Article, article.id, populate_existing=True).live_version is None, (
        "nothing was published"
    )

    # What was typed waits on the server, whatever becomes of the page
    assert forms.value_of(mine.get(address), "body") == "<p>Một của tôi.</p><p>Hai.</p>"

    # Following the suggestions joins both
    sent = {
        node.get("name"): node.get("value") or node.text_content()
        for node in answer.page.xpath("//main//form//*[@name]")
        if node.get("type") != "radio"
    }
    sent |= {
        node.get("name"): node.get("value")
        for node in answer.page.xpath("//input[@type='radio'][@checked]")
    }
    merged = mine.post(address, data=sent | {"action": "merge"})
    assert forms.value_of(merged, "body") == "<p>Một của tôi.</p>\n<p>Hai của họ.</p>"
    assert forms.value_of(merged, "base_version") == "2"
    saved = {
        name: forms.value_of(merged, name)
        for name in ("title", "category_id", "body", "base_version", "form_token", "csrf_token")
    }
    assert mine.post(address, data=saved | {"action": "save"}).status_code == 303
    assert text_for(editor.id, article.id) is None


def test_a_hundred_races_have_a_hundred_winners_and_lose_nothing(
    sign_in: cast.SignIn, editor: User, administrator: User, news: Category
) -> None:
    number = cast.draft(editor, news).id
    address = f"/admin/articles/{number}"
    people = [editor.id, administrator.id]
    browsers = [sign_in(editor), sign_in(administrator)]
    tokens = [forms.token_of(browser) for browser in browsers]
    category = str(news.id)
    kept: list[str] = []

    def save(who: int, text: str, version: int, start: threading.Barrier) -> int:
        fields = {
            "title": "Tiêu đề",
            "category_id": category,
            "body": text,
            "base_version": str(version),
        }
        start.wait()
        return int(
            browsers[who].post(address, data=fields | {"csrf_token": tokens[who]}).status_code
        )

    with ThreadPoolExecutor(2) as pool:
        for race in range(RACES):
            version = db.session.scalar(select(Article.version).where(Article.id == number))
            db.session.rollback()
            start = threading.Barrier(2)
            texts = [f"<p>Vòng {race}, người {who}.</p>" for who in (0, 1)]
            codes = list(pool.map(save, (0, 1), texts, (version, version), (start, start)))
            assert sorted(codes) == [303, 409]
            loser = codes.index(409)
            waiting = text_for(people[loser], number)
            assert waiting is not None
            kept.append(waiting.fields["body"][0])
            db.session.rollback()
    kept += db.session.scalars(
        select(Revision.body).where(Revision.article_id == number, Revision.number > 1)
    ).all()
    assert sorted(kept) == sorted(
        f"<p>Vòng {race}, người {who}.</p>" for race in range(RACES) for who in (0, 1)
    )


def test_going_on_with_theirs_drops_mine(
    sign_in: cast.SignIn, editor: User, administrator: User, news: Category
) -> None:
    article = cast.draft(editor, news)
    address = f"/admin/articles/{article.id}"
    mine = sign_in(editor)
    form_token = forms.form_token_of(mine.get(address))
    sign_in(administrator).send(address, forms.typed(news, body="<p>Của họ.</p>", base_version="1"))
    answer = mine.send(address, forms.typed(news, body="<p>Của tôi.</p>", base_version="1"))
    assert answer.status_code == 409
    dropped = mine.send(
        "/admin/articles/discard-autosave", {"form_token": form_token}, form_at="/admin/account"
    )
    assert forms.value_of(mine.get(dropped.location), "body") == "<p>Của họ.</p>"


def test_going_on_with_mine_keeps_every_field(
    sign_in: cast.SignIn, editor: User, administrator: User, news: Category
) -> None:
    article = cast.draft(editor, news)
    address = f"/admin/articles/{article.id}"
    mine = sign_in(editor)
    form_token = forms.form_token_of(mine.get(address))
    sign_in(administrator).send(address, forms.typed(news, title="Của họ", base_version="1"))
    fields = forms.typed(
        news,
        title="Của tôi",
        body="<p>Của tôi.</p>",
        published_on="20/05/2020",
        form_token=form_token,
    )
    answer = mine.send(address, fields | {"base_version": "2", "action": "mine"})
    assert forms.value_of(answer, "title") == "Của tôi"
    assert forms.value_of(answer, "published_on") == "20/05/2020"
    assert forms.value_of(answer, "base_version") == "2"
