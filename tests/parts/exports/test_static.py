"""The copy as plain files: what readers see, and nothing else."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask import Flask
from lxml import etree, html
from sqlalchemy import text as sql

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.articles import workflow
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.media import attachments, library, pictures
from newsapp.media.models import Attachment, Picture
from newsapp.parts.drafts import sharing
from newsapp.parts.exports import static_links
from newsapp.parts.redirects.hits import hit_counter
from newsapp.parts.redirects.models import Redirect
from newsapp.visitors import counter
from tests import cast
from tests.admin.forms import photo
from tests.pages import look_over
from tests.parts.exports.conftest import run
from tests.public.hidden import COMMON_TAG, PAGES, PAPERS, STATES, mark_of

SITE = "https://so.example"


def exported(app: Flask, folder: Path) -> Path:
    done = run(app, "export", "--static", str(folder), "--site", SITE)
    assert done.exit_code == 0, done.output
    return folder


def files(folder: Path) -> dict[str, str]:
    """Path in the copy -> text, of all pages and feeds."""
    kinds = (".html", ".xml", ".json", ".txt")
    found = (path for path in sorted(folder.rglob("*")) if path.suffix in kinds)
    return {path.relative_to(folder).as_posix(): path.read_text("utf8") for path in found}


def served(folder: Path, address: str) -> Path | None:
    """The file that nginx gives with plain `root` and `index`."""
    path = folder / unquote(address.partition("#")[0].partition("?")[0]).lstrip("/")
    path = path / "index.html" if path.is_dir() else path
    return path if path.is_file() else None


def links(text: str) -> Iterator[str]:
    page = html.document_fromstring(text)
    for node in page.iter(etree.Element):
        for name in ("href", "src", "action"):
            if value := node.get(name):
                yield value
        for size in filter(None, (node.get("srcset") or "").split(", ")):
            yield size.split()[0]


def page_at(folder: Path, address: str) -> str:
    file = served(folder, address)
    assert file is not None, address
    return file.read_text("utf8")


@pytest.fixture
def linked(full: None, app: Flask, editor: User, news: Category) -> Article:
    """An article with links to everything that can be linked to, a picture and a file."""
    gone, draft = cast.live(editor, news, "Đã gỡ"), cast.draft(editor, news, "zqchưa")
    old = cast.live(editor, news, "Tên cũ")
    cover = library.receive(pictures.store, photo("blue"), "b.png", actor=editor, at=clock.now())
    name = "Quyết định " + "ế" * 100 + ".pdf"
    file = library.receive(
        attachments.store, io.BytesIO(b"%PDF-1.4\n"), name, actor=editor, at=clock.now()
    )
    with writing():
        workflow.unpublish(gone, actor=editor, at=clock.now())
        db.session.add(Redirect(address="/p.html?x=1", kind="article", number=old.id))
        secret = app.config["SECRET_KEY"]
        token, _until = sharing.share(draft, actor=editor, at=clock.now(), secret=secret)
    to = [
        f"/tin-tuc/{gone.id}/da-go",
        f"/tin-tuc/{old.id}/ten-xua#cuoi",
        "/p.html?x=1",
        f"/xem-truoc/{token}",
        "/admin/articles",
        "/tim-kiem?q=a",
        "/van-ban?loai=quyet-dinh",
        f"{SITE}/luu-tru",
        "https://khac.example/a?b=1&c=2",
        "mailto:a@b.vn",
        f"/media/{file.digest}/..",
    ]
    anchors = "".join(f'<p><a href="{address.replace("&", "&amp;")}">L</a></p>' for address in to)
    return cast.live(
        editor,
        news,
        "Bài có liên kết",
        body=anchors,
        cover_id=cover.id,
        cover_alt="Ảnh > chữ",
        attachments=[{"id": file.id, "title": "Tệp"}],
    )


@pytest.fixture
def copy(app: Flask, linked: Article, tmp_path: Path) -> Path:
    app.config["PAGE_SIZE"] = 2
    return exported(app, tmp_path / "copy")


def test_every_link_leads_to_a_file(copy: Path) -> None:
    asked = 0
    for name, text in files(copy).items():
        found = [*links(text)] if name.endswith(".html") else []
        if name.endswith(".xml"):
            found = [unescape(link) for link in re.findall(r'(?:href="|loc>)([^"<]+)', text)]
        for link in found:
            inside = link.removeprefix(SITE)
            if inside.startswith("/") and not inside.startswith("//"):
                assert served(copy, inside), f"{name}: {link}"
                asked += 1
    assert asked > 300
    for script in copy.rglob("*.js"):
        for link in re.findall(r'import\("\./([^"]+)"', script.read_text("utf8")):
            assert (script.parent / link).is_file()


def test_the_pages_are_whole_and_need_no_server(copy: Path) -> None:
    for name, text in files(copy).items():
        if name.endswith(".html"):
            look_over(text)
            assert "<form" not in text, name
            assert "Thống kê truy cập" not in text, name
            assert "/tim-kiem" not in text, name
            assert "?page=" not in text, name
            assert not re.search(r'<a class="button"(?![^>]* href=)', text), name


def test_all_that_readers_see_is_there(copy: Path, linked: Article) -> None:
    story = page_at(copy, f"/tin-tuc/{linked.id}/{linked.slug}")
    canonical = f'<link rel="canonical" href="{SITE}/tin-tuc/{linked.id}/{linked.slug}">'
    assert canonical in story
    for address in (
        "/",
        "/chuyen-muc/ten-moi",
        "/chuyen-muc/ten-moi/page-2",
        "/chuyen-muc/ten-moi/feed.xml",
        "/the/chung",
        "/van-ban",
        "/luu-tru",
        f"/luu-tru/{clock.local_date(clock.now()).year}",
        "/en/",
        "/en/news",
        "/feed.xml",
        "/feed.json",
        "/sitemap.xml",
        "/sitemap-1.xml",
        "/robots.txt",
        "/favicon.ico",
        "/the-chia-se.png",
    ):
        assert served(copy, address), address
    second = page_at(copy, "/chuyen-muc/ten-moi/page-2")
    assert f'<link rel="canonical" href="{SITE}/chuyen-muc/ten-moi/page-2">' in second
    assert '<link rel="prev" href="https://so.example/chuyen-muc/ten-moi">' in second
    assert "Không tìm thấy trang" in page_at(copy, "/404.html")
    assert not served(copy, "/tim-kiem")
    assert not served(copy, f"/tin-tuc/{linked.id}/{linked.slug}/in")


def test_nothing_hidden_gets_out(copy: Path) -> None:
    everything = "\n".join([*files(copy).values(), *map(str, copy.rglob("*"))])
    for mark in (*map(mark_of, (*STATES, *PAGES, *PAPERS, "rework")), "zqchưa", "/xem-truoc/a"):
        assert mark not in everything, mark
    assert "hunglac.example" not in everything
    shown = [text for name, text in files(copy).items() if name.endswith(".html")]
    assert not [text for text in shown if "/admin" in text]
    assert not list(copy.rglob("admin.css")) + list(copy.rglob("editor.js"))
    known = {row.digest for kind in (Picture, Attachment) for row in db.session.query(kind)}
    assert {path.name[:32] for path in (copy / "media").iterdir()} < known


def test_links_in_a_text_lead_where_they_led_or_nowhere(copy: Path, linked: Article) -> None:
    story = page_at(copy, f"/tin-tuc/{linked.id}/{linked.slug}")
    prose = html.document_fromstring(story).find_class("prose")[0]
    old = next(file for file in files(copy) if re.match(r"tin-tuc/\d+/ten-cu/", file))
    led = "/" + old.removesuffix("/index.html")
    (filtered,) = [link for link in links(html.tostring(prose).decode()) if "/van-ban/" in link]
    assert served(copy, filtered)
    assert [node.get("href") for node in prose.iter("a")] == [
        None,
        f"{led}#cuoi",
        led,
        None,
        None,
        None,
        filtered,
        f"{SITE}/luu-tru",
        "https://khac.example/a?b=1&c=2",
        "mailto:a@b.vn",
        None,
    ]
    assert 'alt="Ảnh > chữ"' in story or 'alt="Ảnh &gt; chữ"' in story
    share = next(link for link in links(story) if "zalo" in link)
    assert share.startswith("https://button-share.zalo.me/")


def test_files_are_those_of_the_library(app: Flask, copy: Path, linked: Article) -> None:
    story = html.document_fromstring(page_at(copy, f"/tin-tuc/{linked.id}/{linked.slug}"))
    (link,) = [node for node in story.iter("a") if node.text == "Tệp"]
    file = served(copy, link.get("href"))
    assert file is not None
    assert file.read_bytes() == b"%PDF-1.4\n"
    assert file.suffix == ".pdf"
    assert file.stat().st_mode & 0o777 == 0o644
    assert copy.stat().st_mode & 0o777 == 0o755


def test_nobody_is_counted_and_no_count_goes_out(
    app: Flask, linked: Article, tmp_path: Path
) -> None:
    cast.read(linked, clock.now() - timedelta(hours=1))
    before = counter().counts()
    copy = exported(app, tmp_path / "copy")
    assert "lượt đọc" not in page_at(copy, f"/tin-tuc/{linked.id}/{linked.slug}")
    assert counter().counts() == before
    hit_counter().flush()
    assert db.session.query(Redirect).filter_by(address="/p.html?x=1").one().hits == 0


@pytest.mark.sqlite  # the lost table is an error that the framework hands on elsewhere
def test_a_failing_page_stops_it_and_leaves_the_earlier_copy(
    app: Flask, editor: User, news: Category, tmp_path: Path
) -> None:
    cast.live(editor, news, tags=[COMMON_TAG])
    target = tmp_path / "copies" / "copy"
    target.parent.mkdir()
    exported(app, target)
    before = files(target)
    with writing():
        db.session.execute(sql("DROP TABLE article_tag"))
    done = run(app, "export", "--static", str(target), "--site", SITE)
    assert done.exit_code == 1
    assert re.search(r"Error: /\S+ answers 500", done.output)
    assert files(target) == before
    assert [path.name for path in target.parent.iterdir()] == ["copy"]


def test_an_earlier_copy_is_replaced(
    app: Flask, editor: User, news: Category, tmp_path: Path
) -> None:
    first = cast.live(editor, news)
    target = exported(app, tmp_path / "copy")
    with writing():
        workflow.unpublish(first, actor=editor, at=clock.now())
    exported(app, target)
    assert not served(target, f"/tin-tuc/{first.id}/{first.slug}")
    assert served(target, "/")


def test_another_folder_is_left_alone(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "index.html").write_text("khác")
    done = run(app, "export", "--static", str(tmp_path / "www"), "--site", SITE)
    assert done.exit_code == 1
    assert "no earlier copy" in done.output
    assert (tmp_path / "www" / "index.html").read_text() == "khác"


@pytest.mark.parametrize("site", ["so.example", "https://so.example/tin", "ftp://so.example"])
def test_the_site_is_a_scheme_and_a_name(app: Flask, tmp_path: Path, site: str) -> None:
    done = run(app, "export", "--static", str(tmp_path / "copy"), "--site", site)
    assert done.exit_code == 2
    assert "https://so.example" in done.output


@pytest.mark.parametrize(
    ("address", "is_page", "expected"),
    [
        ("/", True, ("/", "index.html")),
        ("/en/", True, ("/en/", "en/index.html")),
        ("/the/a?page=2", True, ("/the/a/page-2", "the/a/page-2/index.html")),
        ("/feed.xml?page=3", False, ("/feed-page-3.xml", "feed-page-3.xml")),
        ("/a.png?v=1", False, ("/a.png?v=1", "a.png")),
        ("/media/x/S%E1%BB%91%205.pdf", False, ("/media/x/S%E1%BB%91%205.pdf", "media/x/Số 5.pdf")),
        ("/media/x/%2e%2e", False, None),
        ("/media/../x", False, None),
        ("/media/x/a%00", False, None),
    ],
)
def test_where_an_address_stands(
    address: str, is_page: bool, expected: tuple[str, str] | None
) -> None:
    found = static_links.place(address, is_page=is_page)
    assert (found and (found[0], str(found[1]))) == expected
