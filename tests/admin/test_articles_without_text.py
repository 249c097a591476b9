"""Articles that are a title with files or pictures."""

from __future__ import annotations

import io

import pytest

from newsapp.accounts.models import User
from newsapp.categories.models import Category
from tests import cast
from tests.admin.article_form import NEW, only_article, typed
from tests.media.pdfs import pdf
from tests.media.samples import PDF, picture
from tests.pages import PageClient


@pytest.fixture
def desk(editor: User, sign_in: cast.SignIn) -> PageClient:
    return sign_in(editor)


def test_a_title_with_a_file_or_a_picture_can_be_published(
    desk: PageClient, client: PageClient, news: Category
) -> None:
    notice = {"title": "Thông báo nghỉ lễ", "body": "", "action": "publish"}
    scanned = [(io.BytesIO(pdf("nghi tet")), "Thông báo.pdf")]
    assert desk.send(NEW, typed(news, files=scanned) | notice).status_code == 303
    number = only_article().id
    read = client.get(f"/tin-tuc/{number}/thong-bao-nghi-le")
    (frame,) = read.page.xpath("//iframe")
    assert (frame.get("title"), frame.get("loading")) == ("Thông báo", "lazy")
    assert read.page.xpath("//p[@class='reading']/a/@href") == [frame.get("src")]
    assert not read.page.xpath("//div[@class='prose']")
    assert "phút đọc" not in read.text
    printed = client.get(f"/tin-tuc/{number}/thong-bao-nghi-le/in")
    assert not printed.page.xpath("//iframe")
    photo = {"cover": (io.BytesIO(picture()), "a.png"), "cover_alt": "Lễ trao giải"}
    answer = desk.send(NEW, typed(news) | notice | photo)
    assert answer.status_code == 303, answer.text


def test_a_pdf_beside_a_text_waits_in_the_list_of_files(
    desk: PageClient, client: PageClient, news: Category
) -> None:
    files = [(io.BytesIO(PDF), "Tờ trình.pdf")]
    desk.send(NEW, typed(news, files=files, action="publish"))
    read = client.get(f"/tin-tuc/{only_article().id}/tin-moi")
    assert read.page.xpath("//section[@class='attachments']//a")
    assert not read.page.xpath("//iframe")
