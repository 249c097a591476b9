"""A site that goes out and comes into an empty one is the same site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp.accounts import users
from newsapp.accounts.models import User
from newsapp.articles import deleting, workflow
from newsapp.articles.models import Article, Revision
from newsapp.articles.staff_search_index import LatestText
from newsapp.categories.models import Category
from newsapp.clock import now
from newsapp.database import db, writing
from newsapp.media import library, pictures
from newsapp.media.models import Picture
from newsapp.parts.exports.contents import EXPORTED
from newsapp.visitors.models import VisitorSession
from tests import cast
from tests.admin.forms import photo
from tests.pages import PageClient
from tests.parts.exports.conftest import CITIZEN, entries_of, exported, run


def test_export_import_export_gives_the_same_bytes(
    app: Flask, full: None, empty: Flask, tmp_path: Path
) -> None:
    first = exported(app, tmp_path / "first.zip")
    entries = entries_of(tmp_path / "first.zip")
    for table in EXPORTED:
        path = f"{'visitors' if 'visit' in table or table == 'article_views' else 'content'}"
        assert entries[f"{path}/{table}.jsonl"], table
    assert not [name for name, content in entries.items() if CITIZEN.encode() in content]
    done = run(empty, "import", "newsapp", str(tmp_path / "first.zip"))
    assert done.exit_code == 0, done.output
    again = exported(empty, tmp_path / "second.zip")
    assert entries_of(tmp_path / "second.zip") == entries
    assert again == first
    assert exported(app, tmp_path / "again.zip") == first


def test_what_goes_out_can_be_read(
    app: Flask, editor: User, news: Category, tmp_path: Path
) -> None:
    article = cast.live(editor, news, "Họp báo", tags=["Chung"])
    exported(app, tmp_path / "out.zip")
    entries = entries_of(tmp_path / "out.zip")
    (row,) = [json.loads(line) for line in entries["content/article.jsonl"].splitlines()]
    assert (row["id"], row["title"], row["slug"]) == (article.id, "Họp báo", "hop-bao")
    assert row["tags"] == ["Chung"]
    assert "Họp báo".encode() in entries["content/revision.jsonl"]
    (person,) = [json.loads(line) for line in entries["content/user_account.jsonl"].splitlines()]
    assert person["email"] == editor.email
    assert not any("pbkdf2" in content.decode("latin-1") for content in entries.values())


def test_readers_and_staff_find_what_came(
    app: Flask, full: None, empty: Flask, tmp_path: Path
) -> None:
    exported(app, tmp_path / "out.zip")
    assert run(empty, "import", "newsapp", str(tmp_path / "out.zip")).exit_code == 0
    with empty.app_context():
        assert db.session.query(LatestText).count() == db.session.query(Article).count()
        live = db.session.scalars(select(Article).where(Article.title.like("Bài%"))).one()
        reader = PageClient(empty)
        assert reader.get(f"/tin-tuc/{live.id}/{live.slug}").status_code == 200
        assert f"/tin-tuc/{live.id}/" in reader.get("/tim-kiem?q=bài").text
        assert reader.get("/cu.html").status_code == 301
        assert reader.get("/chuyen-muc/hoat-dong-so-nganh").location == "/chuyen-muc/ten-moi"
        picture = db.session.scalars(select(Picture)).first()
        assert picture is not None
        assert all(path.exists() for path in pictures.files_of(picture.digest, picture.width))


def test_a_picture_brings_all_the_widths_that_it_has(
    app: Flask, editor: User, empty: Flask, tmp_path: Path
) -> None:
    wide = library.receive(pictures.store, photo(size=(800, 500)), "a.png", actor=editor, at=now())
    bare = library.receive(pictures.store, photo(size=(900, 500)), "b.png", actor=editor, at=now())
    for file in pictures.added_files_of(bare.digest, bare.width):
        file.unlink()
    exported(app, tmp_path / "out.zip")
    widths = [pictures.stored_widths(one.digest, one.width) for one in (wide, bare)]
    digests = [(one.digest, one.width) for one in (wide, bare)]
    assert run(empty, "import", "newsapp", str(tmp_path / "out.zip")).exit_code == 0
    with empty.app_context():
        assert (
            [pictures.stored_widths(*one) for one in digests]
            == widths
            == [
                [480, 720, 800],
                [480, 900],
            ]
        )


def test_nobody_signs_in_until_they_get_a_password(
    app: Flask, editor: User, empty: Flask, tmp_path: Path
) -> None:
    exported(app, tmp_path / "out.zip")
    assert run(empty, "import", "newsapp", str(tmp_path / "out.zip")).exit_code == 0
    with empty.app_context():
        came = users.by_email(editor.email)
        assert came is not None
        assert came.is_invited
        browser = PageClient(empty)
        typed = {"email": editor.email, "password": cast.PASSWORD}
        assert browser.send("/admin/login", typed).status_code == 422


def test_no_number_is_given_again(
    app: Flask, administrator: User, news: Category, empty: Flask, tmp_path: Path
) -> None:
    cast.live(administrator, news)
    gone = cast.live(administrator, news)
    with writing():
        workflow.trash(gone, actor=administrator, at=now())
        db.session.flush()
        deleting.delete_for_good(gone, actor=administrator, at=now())
    exported(app, tmp_path / "out.zip")
    assert run(empty, "import", "newsapp", str(tmp_path / "out.zip")).exit_code == 0
    with empty.app_context():
        someone = users.by_email(administrator.email)
        section = db.session.scalars(select(Category)).one()
        assert someone is not None
        assert cast.live(someone, section).id == gone.id + 1


def test_sessions_of_visitors_stay_here(
    app: Flask, full: None, empty: Flask, tmp_path: Path
) -> None:
    assert db.session.query(VisitorSession).count() > 0
    exported(app, tmp_path / "out.zip")
    assert run(empty, "import", "newsapp", str(tmp_path / "out.zip")).exit_code == 0
    with empty.app_context():
        assert db.session.query(VisitorSession).count() == 0


def test_a_body_of_an_older_policy_is_cleaned(
    app: Flask, editor: User, news: Category, empty: Flask, tmp_path: Path
) -> None:
    article = cast.live(editor, news)
    with writing():
        revision = db.session.scalars(select(Revision)).one()
        revision.body = article.body = '<p style="color:red">Nội dung</p>'
        revision.body_policy = 1
    exported(app, tmp_path / "out.zip")
    assert run(empty, "import", "newsapp", str(tmp_path / "out.zip")).exit_code == 0
    with empty.app_context():
        came = db.session.scalars(select(Revision)).one()
        assert (came.body, came.body_policy) == ("<p>Nội dung</p>", 2)


def test_a_folder_gets_a_file_named_by_the_day(app: Flask, tmp_path: Path) -> None:
    done = run(app, "export", str(tmp_path))
    assert done.exit_code == 0
    (file,) = tmp_path.glob("newsapp-*.zip")
    assert str(file) in done.output


def test_a_missing_file_is_told(app: Flask, full: None, tmp_path: Path) -> None:
    picture = db.session.scalars(select(Picture)).first()
    assert picture is not None
    path = pictures.files_of(picture.digest, picture.width)[0]
    path.unlink()
    done = run(app, "export", str(tmp_path / "out.zip"))
    assert done.exit_code == 0
    assert f"missing in the library: media/pictures/{picture.digest[:2]}/{path.name}" in done.output


def test_a_target_that_cannot_be_written(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run(app, "export", str(tmp_path / "file" / "out.zip"))
    assert done.exit_code == 1
    assert "Traceback" not in done.output


@pytest.mark.parametrize("option", [[], ["--dry-run"]])
def test_a_site_with_something_in_it_is_refused(
    app: Flask, full: None, tmp_path: Path, option: list[str]
) -> None:
    exported(app, tmp_path / "out.zip")
    done = run(app, "import", "newsapp", *option, str(tmp_path / "out.zip"))
    assert done.exit_code == 1
    assert "this site is not empty: its table category has 1 rows" in done.output


def test_a_dry_run_says_what_would_come(
    app: Flask, full: None, empty: Flask, tmp_path: Path
) -> None:
    exported(app, tmp_path / "out.zip")
    done = run(empty, "import", "newsapp", "--dry-run", str(tmp_path / "out.zip"))
    assert done.exit_code == 0
    assert f"{db.session.query(Article).count():8} content/article.jsonl" in done.output
    with empty.app_context():
        assert db.session.query(Article).count() == 0
