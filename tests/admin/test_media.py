from __future__ import annotations

import io
import zipfile

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from newsapp.database import db
from newsapp.media import pictures
from newsapp.media.models import Attachment, Picture
from tests import cast
from tests.admin import forms
from tests.media.pdfs import pdf
from tests.pages import PageClient


def test_a_picture_comes_back_as_a_text_shows_it(sign_in: cast.SignIn, writer: User) -> None:
    browser = sign_in(writer)
    answer = forms.upload(browser, "pictures", forms.photo(size=(1200, 750)), "Chợ nổi.png")
    assert answer.status_code == 200
    assert (answer.json["width"], answer.json["height"]) == (1200, 750)
    assert browser.get(answer.json["src"]).mimetype == "image/jpeg"
    again = forms.upload(browser, "pictures", forms.photo(size=(1200, 750)), "khác tên.png")
    assert again.json["id"] == answer.json["id"], "stored once"


def test_where_and_with_what_it_was_taken_is_gone(
    app: Flask, sign_in: cast.SignIn, writer: User
) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh của ai đó"
    exif.get_ifd(0x8825)[2] = (10.0, 30.0, 0.0)
    answer = forms.upload(sign_in(writer), "pictures", forms.photo(kind="JPEG", exif=exif), "a.jpg")
    stored = db.session.get_one(Picture, answer.json["id"])
    for file in pictures.files_of(stored.digest, stored.width):
        with Image.open(file) as opened:
            assert not opened.getexif()
        assert "Máy ảnh".encode() not in file.read_bytes()


def _bomb() -> io.BytesIO:
    return forms.photo(size=(9000, 9000), kind="PNG")


@pytest.mark.parametrize(
    ("what", "content", "name", "said"),
    [
        (
            "pictures",
            io.BytesIO(b"<html><script>alert(1)</script></html>"),
            "a.jpg",
            "không phải là ảnh",
        ),
        ("pictures", io.BytesIO(b""), "a.jpg", "không phải là ảnh"),
        (
            "pictures",
            io.BytesIO(b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
            "a.svg",
            "không phải là ảnh",
        ),
        (
            "pictures",
            io.BytesIO(forms.photo(size=(400, 400)).getvalue()[:300]),
            "a.png",
            "hỏng hoặc thiếu",
        ),
        ("pictures", _bomb(), "a.png", "40 triệu điểm ảnh"),
        ("attachments", io.BytesIO(b"<html>"), "a.pdf", "không phải là tệp pdf"),
        ("attachments", io.BytesIO(b"MZ"), "a.exe", "không thuộc loại tệp được phép"),
        ("attachments", io.BytesIO(b"PK\x05\x06" + bytes(18)), "a.docx", "không phải là tệp docx"),
    ],
    ids=[
        "html",
        "empty",
        "svg",
        "cut off",
        "pixels",
        "html as pdf",
        "program",
        "empty zip as docx",
    ],
)
def test_what_is_not_what_it_says_is_refused_with_a_sentence(
    sign_in: cast.SignIn, writer: User, what: str, content: io.BytesIO, name: str, said: str
) -> None:
    answer = forms.upload(sign_in(writer), what, io.BytesIO(content.getvalue()), name)
    assert answer.status_code == 422
    assert said in answer.json["error"]
    assert (
        db.session.scalars(select(Picture)).all()
        == db.session.scalars(select(Attachment)).all()
        == []
    )


def test_a_picture_that_is_also_a_zip_is_only_a_picture_afterwards(
    sign_in: cast.SignIn, writer: User
) -> None:
    both = forms.photo()
    with zipfile.ZipFile(both, "a") as archive:
        archive.writestr("evil.html", "<script>alert(1)</script>")
    both.seek(0)
    browser = sign_in(writer)
    served = browser.get(forms.upload(browser, "pictures", both, "a.png").json["src"])
    assert not zipfile.is_zipfile(io.BytesIO(served.data))
    assert served.headers["X-Content-Type-Options"] == "nosniff"


def test_the_library_says_where_each_is_used_and_deletes_what_is_not(
    app: Flask, sign_in: cast.SignIn, editor: User, news: Category
) -> None:
    browser = sign_in(editor)
    used = forms.upload(browser, "pictures", forms.photo("navy"), "dùng.png").json
    free = forms.upload(browser, "pictures", forms.photo("olive", (800, 500)), "thừa.png").json
    cast.draft(
        editor, news, "Bài có ảnh", body=f'<figure><img src="{used["src"]}" alt="x"></figure>'
    )
    page = browser.get("/admin/media")
    assert page.words(".library-uses") == ["Bài có ảnh"]
    assert [button.get("aria-label") for button in page.page.xpath("//li//button")] == [
        "Xóa “thừa.png”"
    ]

    token = {"csrf_token": forms.token_of(browser)}
    browser.post(f"/admin/media/pictures/{used['id']}/delete", data=token)
    assert "đang được dùng nên không xóa được" in browser.get("/admin/media").text
    gone = db.session.get_one(Picture, free["id"])
    named = (gone.digest, gone.width)
    files = pictures.files_of(*named) + pictures.added_files_of(*named)
    assert all(file.exists() for file in files)
    browser.post(f"/admin/media/pictures/{free['id']}/delete", data=token)
    assert db.session.scalars(select(Picture.id)).all() == [used["id"]]
    assert not any(file.exists() for file in files)


@pytest.mark.parts
def test_what_an_unsaved_text_shows_is_in_use(
    sign_in: cast.SignIn, editor: User, news: Category
) -> None:
    browser = sign_in(editor)
    picture = forms.upload(browser, "pictures", forms.photo(), "a.png").json
    form_token = forms.form_token_of(browser.get("/admin/articles/new"))
    typed = forms.typed(news, body=f'<img src="{picture["src"]}">', form_token=form_token)
    browser.post("/admin/autosave", data=typed, headers=forms.json_headers(browser))
    browser.post(
        f"/admin/media/pictures/{picture['id']}/delete",
        data={"csrf_token": forms.token_of(browser)},
    )
    assert db.session.get(Picture, picture["id"]) is not None


def test_a_writer_may_bring_and_not_delete(sign_in: cast.SignIn, writer: User) -> None:
    browser = sign_in(writer)
    picture = forms.upload(browser, "pictures", forms.photo(), "a.png").json
    token = {"csrf_token": forms.token_of(browser)}
    assert (
        browser.post(f"/admin/media/pictures/{picture['id']}/delete", data=token).status_code == 403
    )
    assert "Xóa" not in browser.get("/admin/media").words("button")


def test_attached_files_are_moved_and_flagged(
    sign_in: cast.SignIn, editor: User, news: Category
) -> None:
    browser = sign_in(editor)
    ids = [
        forms.upload(browser, "attachments", io.BytesIO(content), name).json["id"]
        for name, content in (("một.pdf", pdf("mot")), ("hai.pdf", pdf()))
    ]
    listed = {"attachment_id": [str(number) for number in ids], "attachment_title": ["Một", "Hai"]}
    moved = browser.send("/admin/articles/new", forms.typed(news, action=f"up-{ids[1]}", **listed))
    assert moved.status_code == 200, "nothing was saved"
    assert moved.page.xpath("//input[@name='attachment_title']/@value") == ["Hai", "Một"]
    assert "là bản quét, không có chữ" in moved.words(".attached")[0]
    assert "bản quét" not in moved.words(".attached")[1]


def test_a_picture_in_a_text_gets_its_size(
    sign_in: cast.SignIn, editor: User, news: Category
) -> None:
    browser = sign_in(editor)
    picture = forms.upload(browser, "pictures", forms.photo(size=(120, 80)), "a.png").json
    sent = forms.typed(
        news,
        body=f'<figure><img src="{picture["src"]}" alt="x" width="9"></figure>',
        action="publish",
    )
    saved = browser.send("/admin/articles/new", sent)
    body = forms.value_of(browser.get(saved.location), "body")
    assert 'width="120" height="80"' in body
    assert 'width="9"' not in body


def _found(browser: PageClient, **asked: object) -> list[str]:
    return [
        picture["name"]
        for picture in browser.get("/admin/media/pictures.json", query_string=asked).json[
            "pictures"
        ]
    ]


def test_the_library_finds_a_picture_by_its_name_or_what_it_shows(
    sign_in: cast.SignIn, editor: User, news: Category
) -> None:
    browser = sign_in(editor)
    fair = forms.upload(browser, "pictures", forms.photo("navy"), "Chợ nổi 50%.png").json
    road = forms.upload(browser, "pictures", forms.photo("olive"), "IMG_0042.png").json
    assert (fair["alt"], road["alt"]) == ("", "")
    shown = f'<figure><img src="{road["src"]}" alt="Khánh thành &quot;đường&quot; mới"></figure>'
    cast.draft(
        editor, news, "Bài", body=shown, cover_id=fair["id"], cover_alt="Thuyền bán trái cây"
    )

    assert _found(browser) == ["IMG_0042.png", "Chợ nổi 50%.png"]
    assert _found(browser, q="cho NOI") == _found(browser, q="Trái cây") == ["Chợ nổi 50%.png"]
    assert _found(browser, q="duong khanh") == ["IMG_0042.png"]
    assert _found(browser, q="%") == _found(browser), "no word to look for"
    assert _found(browser, q="chợ đường") == []
    (found,) = browser.get(f"/admin/media/pictures.json?digest={road['src'][7:39]}").json[
        "pictures"
    ]
    assert found["alt"] == 'Khánh thành "đường" mới'


def test_a_picture_keeps_what_the_text_saved_last_says_of_it(
    sign_in: cast.SignIn, editor: User, news: Category
) -> None:
    browser = sign_in(editor)
    picture = forms.upload(browser, "pictures", forms.photo(), "a.png").json
    for alt in ('alt="Cũ"', 'alt="Mới"', 'alt=""', ""):
        cast.draft(editor, news, "Bài", body=f'<figure><img src="{picture["src"]}" {alt}></figure>')
    assert forms.upload(browser, "pictures", forms.photo(), "b.png").json["alt"] == "Mới", (
        "one that decorates says nothing"
    )
    assert _found(browser, q="moi") == ["a.png"]
    assert _found(browser, q="cu") == []


def test_the_library_pages_on_through_all_its_pictures(
    sign_in: cast.SignIn, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsapp.admin.media.CHOICES", 2)
    browser = sign_in(editor)
    for number, colour in enumerate(["navy", "olive", "teal", "gray", "red"]):
        forms.upload(browser, "pictures", forms.photo(colour), f"{number}.png")
    seen: list[str] = []
    before = None
    while True:
        answer = browser.get(
            "/admin/media/pictures.json", query_string={"before": before} if before else {}
        ).json
        seen += [picture["name"] for picture in answer["pictures"]]
        before = answer["pictures"][-1]["id"]
        if not answer["more"]:
            break
        forms.upload(browser, "pictures", forms.photo(size=(50 + before, 40)), "chen ngang.png")
    assert seen == ["4.png", "3.png", "2.png", "1.png", "0.png"], "none twice, none left out"


def test_each_refusal_names_its_file_without_scripts_too(
    sign_in: cast.SignIn, editor: User, news: Category
) -> None:
    browser = sign_in(editor)
    sent = forms.typed(
        news,
        cover=(io.BytesIO(b"<html>"), "bìa.jpg"),
        files=[(io.BytesIO(b"MZ"), "một.exe"), (io.BytesIO(b"<html>"), "hai.pdf")],
    )
    page = browser.send("/admin/articles/new", sent)
    (said,) = page.words(".problems")
    for name in ("“bìa.jpg”", "“một.exe”", "“hai.pdf”"):
        assert name in said
    page = browser.send(
        "/admin/media/pictures", {"file": (io.BytesIO(b"x"), "ảnh.png")}, form_at="/admin/media"
    )
    assert "“ảnh.png”" in page.words(".problems")[0]
