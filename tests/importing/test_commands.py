from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.media.models import Picture
from tests.importing import documents
from tests.importing.documents import paragraph, run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "Báo cáo.docx"
    path.write_bytes(documents.report().getvalue())
    return path


def imported(app: Flask, *arguments: object) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["import", "docx", *map(str, arguments)])
    return done.exit_code, done.output


def test_a_document_becomes_a_draft(app: Flask, administrator: User, news: Category, report: Path) -> None:
    code, said = imported(app, report)
    assert (code, "article 1, Báo cáo kết quả trồng rừng" in said) == (0, True)
    (article,) = db.session.scalars(select(Article))
    assert (article.owner_id, article.category_id, article.live_version) == (administrator.id, news.id, None)


def test_a_dry_run_changes_nothing(app: Flask, administrator: User, news: Category, report: Path) -> None:
    code, said = imported(app, "--dry-run", report)
    assert (code, "Báo cáo kết quả trồng rừng" in said) == (0, True)
    assert db.session.scalars(select(Article)).all() == db.session.scalars(select(Picture)).all() == []


def test_publishing_waits_where_something_is_to_be_mended(
    app: Flask, administrator: User, editor: User, news: Category, report: Path, tmp_path: Path
) -> None:
    plain = tmp_path / "tin.docx"
    plain.write_bytes(documents.docx(paragraph(run("Tin", bold=True)), paragraph(run("Chữ."))).getvalue())
    code, said = imported(app, "--publish", "--as", editor.email, "--category", news.name, report, plain)
    assert code == 0
    assert "left as a draft" in said
    assert [a.live_version for a in db.session.scalars(select(Article).order_by(Article.id))] == [None, 1]


def test_what_cannot_be_read_is_said(app: Flask, administrator: User, news: Category, tmp_path: Path) -> None:
    broken = tmp_path / "hỏng.docx"
    broken.write_bytes(b"x")
    assert imported(app, broken)[0] == 1
    assert imported(app, "--category", "Không có", broken) == (1, "Error: there is no category Không có\n")
    assert imported(app, "--as", "ai@hunglac.example", broken)[1] == "Error: there is no account ai@hunglac.example\n"
