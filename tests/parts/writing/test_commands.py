"""`newsapp import docx`: Word files become articles, by their headings and labelled lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.media.models import Attachment, Picture
from newsapp.publishing import State, state_of
from tests import moving
from tests.parts.writing import documents
from tests.parts.writing.documents import paragraph, run

pytestmark = pytest.mark.usefixtures("administrator", "news")
TITLE = "Hội nghị công bố chỉ số cải cách hành chính"
LINES = (
    "Hoạt động Sở, Ngành",
    TITLE,
    "Ngày đăng : 20/05/2020",
    "Tác giả :",
    "Vào lúc 08 giờ 30, Chính phủ tổ chức hội nghị trực tuyến công bố chỉ số.",
    "Dự hội nghị có đại diện các sở, ban, ngành của tỉnh.",
    "NV",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Word files: one with headings and pictures, one whose lines are labelled."""
    (tmp_path / "word/2020").mkdir(parents=True)
    (tmp_path / "word/Báo cáo.docx").write_bytes(documents.report().getvalue())
    write(tmp_path / "word/2020/tin.docx", *LINES)
    return tmp_path / "word"


def write(path: Path, *lines: str) -> Path:
    path.write_bytes(documents.docx(*(paragraph(run(line)) for line in lines)).getvalue())
    return path


def imported(app: Flask, *arguments: object) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["import", "docx", *map(str, arguments)])
    return done.exit_code, done.output


def articles() -> dict[str, Article]:
    return {article.title: article for article in db.session.scalars(select(Article))}


def test_labelled_lines_give_the_fields(app: Flask, folder: Path) -> None:
    assert imported(app, folder, "--publish")[0] == 0
    article = articles()[TITLE]
    assert article.category is not None
    assert article.category.name == "Hoạt động Sở, Ngành"
    assert (article.byline, article.signature) == ("", "NV")
    assert article.published_on == date(2020, 5, 20)
    assert article.body == f"<p>{LINES[4]}</p>\n<p>{LINES[5]}</p>"
    assert state_of(article, article.updated_at) == State.LIVE


def test_headings_pictures_and_the_original_come(
    app: Flask, folder: Path, administrator: User, news: Category
) -> None:
    imported(app, folder)
    article = articles()["Báo cáo kết quả trồng rừng ngập mặn năm 2026"]
    assert (article.owner_id, article.category_id, article.live_version) == (
        administrator.id,
        news.id,
        None,
    )
    assert "/media/" in article.body
    names = set(db.session.scalars(select(Attachment.filename)))
    assert names == {"Báo cáo.docx", "tin.docx"}


def test_running_again_doubles_nothing(app: Flask, folder: Path) -> None:
    imported(app, folder)
    assert "2 unchanged" in imported(app, folder)[1]
    assert len(articles()) == 2


def test_a_dry_run_changes_nothing(app: Flask, folder: Path) -> None:
    code, said = imported(app, "--dry-run", folder)
    assert (code, "Báo cáo kết quả trồng rừng" in said, TITLE in said) == (0, True, True)
    assert articles() == {}
    assert db.session.scalars(select(Picture)).all() == []


def test_a_title_that_is_only_a_guess_makes_a_draft(app: Flask, tmp_path: Path) -> None:
    lines = ("Kính gửi các đơn vị.", "Đề nghị các đơn vị báo cáo trước ngày 20 hằng tháng.")
    code, said = imported(app, "--publish", write(tmp_path / "van ban.docx", *lines))
    assert (code, "Tiêu đề chỉ là phỏng đoán." in said) == (0, True)
    article = articles()[lines[0]]
    assert article.live_version is None
    assert article.body == f"<p>{lines[1]}</p>"


def test_a_heading_without_a_day_is_published(app: Flask, folder: Path) -> None:
    said = imported(app, "--publish", folder / "Báo cáo.docx")[1]
    assert "Tiêu đề chỉ là phỏng đoán." not in said


def test_what_cannot_be_read_is_said(app: Flask, tmp_path: Path) -> None:
    broken = tmp_path / "hỏng.docx"
    broken.write_bytes(b"x")
    code, said = imported(app, broken)
    assert (code, "skipped: docx:hỏng.docx" in said) == (0, True)
    assert imported(app, "--as", "ai@hunglac.example", broken) == (
        1,
        "nothing found\nError: there is no account ai@hunglac.example\n",
    )


@moving.needed
def test_the_sample_without_heading_styles_gives_its_fields(app: Flask) -> None:
    assert imported(app, moving.FOLDER / "seed-no-heading-style.docx", "--publish")[0] == 0
    (article,) = articles().values()
    assert article.title.endswith("của cơ quan hành chính nhà nước năm 2019 (bản Word)")
    assert article.published_on == date(2020, 5, 20)
    assert article.category is not None
    assert (article.category.name, article.signature) == ("Hoạt động Sở, Ngành", "NV")
    assert article.body.count("<p>") == 7
