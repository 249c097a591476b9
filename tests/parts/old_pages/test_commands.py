"""`newsapp import portal`: saved pages become articles."""

from __future__ import annotations

import io
import quopri
import zipfile
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select

from newsapp.accounts.models import User
from newsapp.articles.models import Article
from newsapp.database import db
from tests.page_reading.portals import nukeviet_4, vnpt_portal
from tests.page_reading.stories import STORIES

pytestmark = pytest.mark.usefixtures("administrator", "news")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder of saved pages: two articles, with the picture of the first, and a list."""
    folder = tmp_path / "site"
    (folder / "uploads/news/2024_07").mkdir(parents=True)
    picture = io.BytesIO()
    Image.new("RGB", (80, 40), "teal").save(picture, "JPEG")
    (folder / "uploads/news/2024_07/hoi-nghi.jpg").write_bytes(picture.getvalue())
    (folder / "tin").mkdir()
    (folder / "tin/1.html").write_text(nukeviet_4(STORIES[0]), "utf-8")
    (folder / "tin/2.html").write_text(vnpt_portal(STORIES[3]), "utf-16")
    links = "".join(
        f'<p><a href="/{n}">{title}</a></p>' for n, title in enumerate(STORIES[0].related)
    )
    (folder / "index.html").write_text(f"<h1>Tin tức</h1>{links}", "utf-8")
    return folder


def imported(app: Flask, *arguments: object) -> str:
    done = app.test_cli_runner().invoke(args=["import", "portal", *map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done.output


def articles() -> list[Article]:
    return list(db.session.scalars(select(Article).order_by(Article.go_live_at)))


def test_articles_come_with_their_fields_and_days(app: Flask, site: Path) -> None:
    said = imported(app, site)
    assert "2 new, 1 skipped" in said
    second, first = articles()
    assert first.title == STORIES[0].title
    assert (first.byline, first.source, first.signature) == (
        "Nguyễn Thị Hồng",
        "Báo An Giang",
        "NTH",
    )
    assert first.published_on == date(2024, 7, 5)
    assert first.category is not None
    assert first.category.name == "Cải cách hành chính"
    assert '<img src="/media/' in first.body
    assert second.title == STORIES[3].title
    assert second.go_live_at is not None


def test_running_again_doubles_nothing(app: Flask, site: Path) -> None:
    imported(app, site)
    assert "1 skipped, 2 unchanged" in imported(app, site)


def test_a_dry_run_changes_nothing(app: Flask, site: Path) -> None:
    assert STORIES[0].title in imported(app, site, "--dry-run")
    assert articles() == []


def test_the_same_article_comes_once(app: Flask, site: Path) -> None:
    (site / "tin/3.html").write_text(nukeviet_4(STORIES[0]), "utf-8")
    assert "Trùng với “tin/1.html”" in imported(app, site)
    assert len(articles()) == 2


def test_an_archive_comes_as_its_folder_does(app: Flask, site: Path, tmp_path: Path) -> None:
    path = tmp_path / "site.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in site.rglob("*.*"):
            archive.write(file, f"site/{file.relative_to(site)}")
    assert "2 new, 1 skipped" in imported(app, path)
    assert "1 skipped, 2 unchanged" in imported(app, site)


def test_a_page_with_a_doubtful_day_stays_a_draft(app: Flask, site: Path) -> None:
    page = vnpt_portal(STORIES[3]).replace("07/09/2021", "31/02/2021")
    (site / "tin/2.html").write_text(page, "utf-8")
    said = imported(app, site, "--publish")
    assert "Ngày đăng ghi trên trang không có thật." in said
    live = db.session.scalar(select(func.count()).where(Article.go_live_at.is_not(None)))
    assert (len(articles()), live) == (2, 1)


def test_pictures_beside_a_saved_page_are_found(app: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    (folder / "tin/Bài_files").mkdir(parents=True)
    picture = io.BytesIO()
    Image.new("RGB", (80, 40), "navy").save(picture, "PNG")
    (folder / "tin/Bài_files/a.png").write_bytes(picture.getvalue())
    (folder / "tin/Bài_files/frame.html").write_text("<p>Quảng cáo</p>", "utf-8")
    page = nukeviet_4(STORIES[2]).replace("/Portals/0/Images/ra-mat.png", "./B%C3%A0i_files/a.png")
    (folder / "tin/Bài.html").write_text(page, "utf-8")
    said = imported(app, folder)
    assert "Tệp thuộc về một trang khác." in said
    assert '<img src="/media/' in articles()[0].body


def test_symbolic_links_and_large_pages_are_left(app: Flask, site: Path) -> None:
    (site / "link.html").symlink_to("/etc/passwd")
    with (site / "large.html").open("wb") as file:
        file.truncate(1_000_000_000)
    said = imported(app, site)
    assert "2 new, 3 skipped" in said
    assert "Trang lớn quá 10 MB." in said


def test_old_fonts_come_by_name(app: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    text = "Héi nghÞ s¬ kÕt c«ng t¸c c¶i c¸ch hµnh chÝnh"
    page = f"<body><h1>{text}</h1><p>Ngµy ®¨ng: 05/07/2024</p><p>{text} cña Së, cña tØnh vµ c¸c huyÖn.</p></body>"
    (folder / "a.html").write_bytes(page.encode("latin-1"))
    imported(app, folder, "--encoding", "tcvn3")
    assert articles()[0].title == "Hội nghị sơ kết công tác cải cách hành chính"
    done = app.test_cli_runner().invoke(args=["import", "portal", str(folder), "--encoding", "x"])
    assert (done.exit_code, "there is no encoding x" in done.output) == (2, True)


def test_a_profile_says_where_the_fields_stand(app: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    page = """<body><p class=k>Thông báo</p><p class=q>Lịch tiếp dân</p><i>2024.07.05</i><s>xóa</s>
    <section><p>Thứ năm hằng tuần, tại trụ sở.</p><s>xóa</s></section></body>"""
    (folder / "a.html").write_text(page, "utf-8")
    profile = tmp_path / "portal.toml"
    profile.write_text(
        'title = "p.q"\nday = "i"\nbody = "section"\ncategory = ".k"\nremove = ["s"]\n', "utf-8"
    )
    imported(app, folder, "--profile", profile)
    article = articles()[0]
    assert (article.title, article.body) == (
        "Lịch tiếp dân",
        "<p>Thứ năm hằng tuần, tại trụ sở.</p>",
    )
    assert article.published_on == date(2024, 7, 5)
    profile.write_text('titel = "p.q"', "utf-8")
    done = app.test_cli_runner().invoke(
        args=["import", "portal", str(folder), "--profile", str(profile)]
    )
    assert "titel" in done.output


def test_former_addresses_are_told(app: Flask, site: Path) -> None:
    from newsapp.registry import registry

    told: list[str] = []
    registry().remember_address.append(lambda path, _kind, _number: told.append(path))
    imported(app, site)
    assert told == ["/vi/news/tin/bai-11.html"]


def test_the_writer_may_not_publish(app: Flask, site: Path, writer: User) -> None:
    done = app.test_cli_runner().invoke(args=["import", "portal", str(site), "--as", writer.email])
    assert done.exit_code == 1


def test_a_page_saved_in_one_file_is_read(app: Flask, tmp_path: Path) -> None:
    page = quopri.encodestring(nukeviet_4(STORIES[0]).encode())
    head = (
        b"From: <Saved by Blink>\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="x"\n\n--x\n'
        b"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
    )
    (tmp_path / "old").mkdir()
    (tmp_path / "old/bai.mhtml").write_bytes(head + page + b"\n--x--\n")
    imported(app, tmp_path / "old")
    assert (articles()[0].title, articles()[0].signature) == (STORIES[0].title, "NTH")
