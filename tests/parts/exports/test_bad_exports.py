"""An export that is damaged or was edited: what it smuggles stays outside, and a sentence says why."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from newsapp.articles.models import Article, Revision
from newsapp.database import db
from newsapp.parts.exports import archive
from tests.parts.exports.conftest import Entries, edit, entries_of, pack, run


@pytest.fixture
def entries(file: Path) -> Entries:
    return entries_of(file)


def refused(site: Flask, path: Path) -> str:
    """Why the file is refused; the site is as empty as before."""
    done = run(site, "import", "newsapp", str(path))
    assert done.exit_code == 1, done.output
    assert isinstance(done.exception, SystemExit), done.exception
    with site.app_context():
        assert db.session.query(Article).count() == 0
        media: Path = site.config["MEDIA"]
        assert [path for path in media.rglob("*") if path.is_file()] == []
    return done.output


def set_to(**values: Any) -> Callable[[dict[str, object]], object]:
    return lambda row: row.update(values)


EVIL = '<p>Chữ</p><script>alert(1)</script><a href="javascript:x" onclick="x">y</a>'


def test_html_is_cleaned(empty: Flask, entries: Entries, file: Path) -> None:
    for table in ("article", "revision"):
        edit(entries, table, set_to(body=EVIL))
    pack(file, entries)
    assert run(empty, "import", "newsapp", str(file)).exit_code == 0
    with empty.app_context():
        first = db.session.scalars(select(Article).order_by(Article.id)).first()
        version = db.session.scalars(select(Revision).order_by(Revision.id)).first()
        assert first is not None
        assert version is not None
        assert first.body == version.body == "<p>Chữ</p>\n<p><a>y</a></p>".replace("<a>y</a>", "y")


@pytest.mark.parametrize(
    ("table", "values", "reason"),
    [
        ("redirect", {"kind": "path", "number": None, "path": "//xau.example/"}, "another site"),
        ("notice", {"address": "javascript:x"}, "no link may"),
        ("menu_entry", {"kind": "link", "address": "javascript:x"}, "https://"),
        ("site_identity", {"links": [{"name": "x", "url": "javascript:x"}]}, "https://"),
        ("site_identity", {"links": [{"url": "https://x.example/"}]}, "without a name"),
        ("site_identity", {"colour": "red;}"}, "not possible"),
        ("article", {"language": "xx"}, "not possible"),
        ("article", {"attachments": [{"id": "1", "title": "x"}]}, "without a number"),
        ("article", {"tags": [1]}, "no words"),
        ("article", {"title": "x" * 301}, "says in title"),
        ("article", {"title": "x\x00"}, "says in title"),
        ("article", {"title": None}, "says in title"),
        ("article", {"created_at": "0000-01-01T00:00:00+00:00"}, "says in created_at"),
        ("article", {"created_at": "2026-01-01T00:00:00"}, "says in created_at"),
        ("article", {"published_on": "2026-02-30"}, "says in published_on"),
        ("article", {"published_on": None}, "is live, and has no day"),
        ("article", {"id": 2**31}, "says in id"),
        ("article", {"id": True}, "says in id"),
        ("article", {"owner_id": 99}, "cannot stand"),
        ("article", {"live_version": 99}, "cannot stand"),
        ("article", {"secret": 1}, "not the columns"),
        ("user_account", {"role": "owner"}, "cannot stand"),
        ("picture", {"digest": "../../x"}, "not possible"),
        ("attachment", {"extension": "html"}, "NEWSAPP_ATTACHMENT_TYPES"),
        ("attachment", {"filename": "x.html"}, "is said to be a file .pdf"),
        ("audit_event", {"details": []}, "details without names"),
        ("category", {"parent_id": 77}, "cannot stand"),
    ],
)
def test_a_row_that_is_wrong_is_refused(
    empty: Flask, entries: Entries, file: Path, table: str, values: dict[str, Any], reason: str
) -> None:
    edit(entries, table, set_to(**values))
    pack(file, entries)
    assert reason in refused(empty, file)


@pytest.mark.parametrize(
    ("line", "reason"),
    [("{", "is no JSON"), ("[]", "is no object"), ("[" * 100_000, "is no JSON"), ("{}", "columns")],
)
def test_a_line_that_is_no_row(
    empty: Flask, entries: Entries, file: Path, line: str, reason: str
) -> None:
    entries["content/tag.jsonl"] += f"{line}\n".encode()
    pack(file, entries)
    assert f"content/tag.jsonl, line {len(entries['content/tag.jsonl'].splitlines())}" in (
        said := refused(empty, file)
    )
    assert reason in said


def test_a_line_without_an_end(
    empty: Flask, entries: Entries, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "LONGEST_LINE", 100_000)
    entries["content/tag.jsonl"] += b"x" * 100_001
    pack(file, entries)
    assert "a line longer than any of ours" in refused(empty, file)


@pytest.mark.parametrize(
    "path",
    ["../out", "/etc/x", "media/../../x", "content/x.txt", "media/.x", "content\\x", "media//x"],
)
def test_a_path_that_leads_outside(empty: Flask, entries: Entries, file: Path, path: str) -> None:
    pack(file, entries | {path: b"x"})
    assert "a path that no export has" in refused(empty, file)


def test_a_file_that_no_row_names(empty: Flask, entries: Entries, file: Path) -> None:
    pack(file, entries | {"media/pictures/ab/x.html": b"x"})
    assert "no row names the file media/pictures/ab/x.html" in refused(empty, file)


@pytest.mark.parametrize("kind", ["pictures", "attachments"])
def test_a_file_that_is_something_else(
    empty: Flask, entries: Entries, file: Path, kind: str
) -> None:
    path = next(path for path in entries if path.startswith(f"media/{kind}/"))
    entries[path] = b"<script>alert(1)</script>"
    pack(file, entries)
    assert f"{path} is not what its name says" in refused(empty, file)


def test_a_link_to_another_file(empty: Flask, entries: Entries, file: Path) -> None:
    """Its content is the path that it leads to, and no picture."""
    path = next(path for path in entries if path.startswith("media/pictures/"))
    entries[path] = b"/etc/passwd"
    pack(file, entries)
    assert f"{path} is not what its name says" in refused(empty, file)


def test_a_truncated_file(empty: Flask, file: Path) -> None:
    content = file.read_bytes()
    for size in (0, 1, len(content) // 2, len(content) - 10):
        file.write_bytes(content[:size])
        assert "no ZIP archive, or its end is missing" in refused(empty, file)


def test_a_changed_byte(empty: Flask, file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 0xFF
    file.write_bytes(content)
    assert "the file is damaged" in refused(empty, file)


def test_a_member_that_is_not_what_the_list_says(
    empty: Flask, entries: Entries, file: Path
) -> None:
    content = entries["content/tag.jsonl"]
    with zipfile.ZipFile(file, "w") as written:
        for name, text in entries.items():
            written.writestr(name, content[::-1] if name == "content/tag.jsonl" else text)
    assert "content/tag.jsonl is not what its list says" in refused(empty, file)


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        (b"", "cannot be read"),
        (b"[]", "no export of newsapp"),
        (b"[1]", "cannot be read"),
        (b"{}", "no export of newsapp"),
        (b'{"application": "newsapp", "format": 2, "members": []}', "has format 2"),
        (b'{"application": "newsapp", "format": 1}', "does not name its files"),
        (b'{"application": "newsapp", "format": 1, "members": [1]}', "does not name its files"),
        (b'{"application": "newsapp", "format": 1, "members": []}', "other files than its list"),
    ],
)
def test_a_list_that_is_none(empty: Flask, file: Path, stated: bytes, reason: str) -> None:
    with zipfile.ZipFile(file, "w") as written:
        written.writestr("content/tag.jsonl", "")
        written.writestr("manifest.json", stated)
    assert reason in refused(empty, file)


def test_another_archive(empty: Flask, file: Path) -> None:
    with zipfile.ZipFile(file, "w") as written:
        written.writestr("x", "")
    assert "it has no list of files" in refused(empty, file)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_twice(empty: Flask, file: Path) -> None:
    with zipfile.ZipFile(file, "a") as written:
        written.writestr("content/tag.jsonl", "")
    assert "the file" in refused(empty, file)


def test_a_bomb_is_not_unpacked(
    empty: Flask, entries: Entries, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A member of a gigabyte of zeros takes a megabyte."""
    monkeypatch.setattr(archive, "free_bytes", lambda _folder: 50_000_000)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        with written.open("content/tag.jsonl", "w") as member:
            for _n in range(100):
                member.write(bytes(1_000_000))
        listed = [{"path": "content/tag.jsonl", "size": 100_000_000, "sha256": "0"}]
        stated = {"application": "newsapp", "format": 1, "members": listed}
        written.writestr("manifest.json", json.dumps(stated))
    assert file.stat().st_size < 200_000
    assert "unpacked it takes 100 MB, and 50 MB are free" in refused(empty, file)


def test_an_encrypted_member(empty: Flask, entries: Entries, file: Path) -> None:
    content = file.read_bytes()
    target = io.BytesIO(content)
    with zipfile.ZipFile(target) as opened:
        start = opened.getinfo("content/tag.jsonl").header_offset
    marked = bytearray(content)
    marked[start + 6] |= 1
    central = marked.rfind(b"content/tag.jsonl") - 46
    marked[central + 8] |= 1
    file.write_bytes(marked)
    assert "the file is damaged" in refused(empty, file)
