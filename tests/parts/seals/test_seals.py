from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text

from newsapp.accounts.models import User
from newsapp.articles import workflow
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.seals import check, link_hosts, sealing
from tests import cast

PLANTED = '<p>Tin.</p><p><a href="https://casino.example/">x</a></p>'


def plant(statement: str, **values: object) -> None:
    """Change the database beside the site."""
    with writing():
        db.session.execute(text(statement), values)
    db.session.expire_all()


def found() -> list[str]:
    return [finding.code for finding in check.look()]


@pytest.fixture
def article(editor: User, news: Category) -> Article:
    return cast.live(editor, news, body='<p><a href="https://moj.gov.vn/a">Luật</a></p>')


def test_what_the_site_publishes_is_sealed(article: Article, editor: User) -> None:
    cast.page(editor, "Giới thiệu", live=True)
    cast.draft(editor, db.session.get_one(Category, article.category_id), "Bài chưa đăng")
    assert found() == []


@pytest.mark.parametrize("column", ["body", "title", "summary", "attachments", "source"])
def test_what_is_planted_is_named(article: Article, column: str) -> None:
    value = '[{"id": 1, "title": "x"}]' if column == "attachments" else PLANTED
    plant(f"UPDATE article SET {column} = :value", value=value)
    (finding,) = check.look()
    assert (finding.code, finding.severity) == ("seal-broken", "error")
    assert f"1 bài đang hiện không còn đúng như lúc đăng: {article.id} " in finding.what


def test_a_text_that_is_added_is_named_too(article: Article, editor: User, news: Category) -> None:
    other = cast.live(editor, news, "Bài thứ hai")
    plant("DELETE FROM seal WHERE article_id = :id", id=other.id)
    assert found() == ["seal-broken"]


def test_anothers_seal_does_not_fit(article: Article, editor: User, news: Category) -> None:
    cast.live(editor, news, body=article.body)
    plant("UPDATE seal SET digest = (SELECT max(digest) FROM seal)")
    assert found() == ["seal-broken"]


def test_publishing_seals_anew(article: Article, editor: User) -> None:
    plant("UPDATE article SET body = :value", value=PLANTED)
    with writing():
        workflow.publish(article, actor=editor, at=article.updated_at)
    assert found() == []


def test_a_site_of_before_is_sealed_by_the_command(app: Flask, article: Article) -> None:
    plant("DELETE FROM seal")
    assert found() == ["seals-missing"]
    assert app.test_cli_runner().invoke(args=["seal"]).output == "Sealed 1 live texts\n"
    assert found() == []


def test_another_key_makes_another_seal(app: Flask, article: Article) -> None:
    before = sealing.digest(article)
    app.config["SECRET_KEY"] = "k" * 64
    assert sealing.digest(article) != before


def test_planted_links_stand_at_the_top(app: Flask, article: Article) -> None:
    body = article.body + PLANTED
    plant("UPDATE article SET body = :value", value=body)
    hosts = link_hosts.by_first_appearance()
    assert [each.host for each in hosts] == ["casino.example", "moj.gov.vn"]
    assert hosts[0].first_seen is None
    output = app.test_cli_runner().invoke(args=["links"]).output
    assert output.startswith("in no version     casino.example  ")
