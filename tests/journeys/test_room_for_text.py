"""The text comes first at every size of letters, and nothing that people type sticks out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from newsapp import clock, create_app
from newsapp.accounts.models import User
from newsapp.articles.content import TYPED_TEXTS
from newsapp.articles.models import Article
from newsapp.categories.models import Category
from newsapp.database import db, writing
from newsapp.parts.documents.models import Document
from newsapp.site.links import PortalLink
from newsapp.slugs import slug
from tests import cast
from tests.journeys.conftest import Open
from tests.journeys.people import no_sideways_scroll
from tests.parts.documents import papers
from tests.servers import Server

LONG = "Mau_don_dang_ky_tham_gia_chuong_trinh_khoi_nghiep_doi_moi_sang_tao_2026"
TAG = LONG.replace("_", "")[:40]
ADDRESS = f"https://sokhcn.hunglac.example/{LONG}.docx"


BROKEN_WORDS = """(cells) => cells.flatMap((cell) => {
  const broken = [];
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  while (walker.nextNode())
    for (const word of walker.currentNode.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(walker.currentNode, word.index);
      range.setEnd(walker.currentNode, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) broken.push(word[0]);
    }
  return broken;
})"""


def enlarge(page: Page, size: str) -> None:
    page.context.add_cookies([{"name": "text_size", "value": size, "url": page.url}])
    page.reload()


@pytest.mark.parametrize(("size", "most"), [("100", 150), ("130", 150), ("150", 220), ("200", 220)])
def test_the_text_begins_high_on_a_phone(
    reading_site: Server, open_browser: Open, size: str, most: int
) -> None:
    page = open_browser(reading_site, phone=True)
    for address in ("/", "/chuyen-muc/thong-bao", "/tin-tuc/3", "/van-ban", "/tim-kiem?q=khoa"):
        page.goto(address)
        enlarge(page, size)
        top = page.locator("main").evaluate("main => main.getBoundingClientRect().top")
        assert top <= most, address


def test_the_head_grows_less_than_what_one_reads(reading_site: Server, open_browser: Open) -> None:
    page = open_browser(reading_site)
    page.goto("/tin-tuc/3")
    heights = {}
    for size in ("100", "200"):
        enlarge(page, size)
        heights[size] = page.locator("main").evaluate("main => main.getBoundingClientRect().top")
    assert heights["200"] < 1.5 * heights["100"]


def test_a_narrow_table_breaks_no_word(reading_site: Server, open_browser: Open) -> None:
    page = open_browser(reading_site, phone=True)
    page.goto("/tin-tuc/3")
    enlarge(page, "150")
    cells = page.locator(".prose th, .prose td")
    assert cells.count() > 9
    assert cells.evaluate_all(BROKEN_WORDS) == []


@pytest.mark.parametrize(("size", "is_beside"), [("100", True), ("200", False)])
def test_a_list_has_its_text_beside_the_picture_where_there_is_room(
    reading_site: Server, open_browser: Open, size: str, is_beside: bool
) -> None:
    page = open_browser(reading_site)
    page.goto("/chuyen-muc/hoat-dong-so-nganh")
    enlarge(page, size)
    picture = page.locator(".cards .card-picture").first.bounding_box()
    text = page.locator(".cards .card-text").first.bounding_box()
    assert picture
    assert text
    assert (text["y"] < picture["y"] + picture["height"]) is is_beside


def test_the_documents_begin_high_on_a_phone(reading_site: Server, open_browser: Open) -> None:
    page = open_browser(reading_site, phone=True)
    page.goto("/van-ban")
    first = page.locator(".papers tbody tr").first
    assert first.evaluate("row => row.getBoundingClientRect().top") < 740
    assert page.get_by_label("Loại văn bản").is_hidden()
    page.get_by_text("Lọc và sắp xếp").click()
    page.get_by_label("Loại văn bản").select_option(index=1)
    page.get_by_role("button", name="Tìm văn bản").click()
    assert page.get_by_label("Loại văn bản").is_visible(), "what is chosen is seen"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/van-ban")
    assert page.get_by_label("Loại văn bản").is_visible(), "there is room"


@pytest.mark.parametrize(
    ("width", "size"), [(320, "100"), (320, "200"), (360, "200"), (1280, "200")]
)
def test_no_long_word_makes_a_page_scroll_sideways(
    site: Server, open_browser: Open, width: int, size: str
) -> None:
    addresses = fill_every_field(site)
    page = open_browser(site)
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("/")
    enlarge(page, size)
    for address in addresses:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == (404 if address == "/khong-co" else 200), address
        page.locator("details:not(.menu-more)").evaluate_all(
            "panels => panels.forEach((panel) => (panel.open = true))"
        )
        no_sideways_scroll(page)


def fill_every_field(site: Server) -> list[str]:
    """Write a long word into each field that people fill in; the pages that show them."""
    app = create_app({"NEWSAPP_INSTANCE": str(site.instance)}, TESTING=True)
    with app.app_context():
        editor = cast.person("editor")
        with writing():
            category = Category(name=LONG, slug="dai", position=9, description=ADDRESS)
            db.session.add(category)
        articles = [_article(editor, category) for _ in range(4)]
        page = cast.page(editor, LONG, live=True)
        document = _document(editor)
        named = ("name", "parent_body", "address", "phone", "responsible", "licence")
        names = dict.fromkeys(named, LONG[:90])
        links = [PortalLink(name=LONG, url=ADDRESS)]
        cast.agency(**names, email=f"{LONG[:60]}@hunglac.example", links=links)
        made = [
            "/",
            "/chuyen-muc/dai",
            "/luu-tru",
            f"/luu-tru/{clock.now().year}",
            "/en/",
            "/van-ban",
            f"/van-ban/{document.id}",
            f"/tin-tuc/{articles[0].id}",
            f"/tin-tuc/{articles[1].id}",
            f"/tin-tuc/{articles[0].id}/{articles[0].slug}/in",
            f"/trang/{page.address}",
            "/the/" + slug(TAG, ""),
            f"/tim-kiem?q={LONG[:30]}",
            "/tim-kiem?q=khong+co+gi",
            f"/van-ban?q={LONG[:30]}",
            "/khong-co",
        ]
        for engine in db.engines.values():
            engine.dispose()
    return made


def _article(editor: User, category: Category) -> Article:
    texts = {name: ADDRESS[: spec.limit] for name, spec in TYPED_TEXTS.items() if name != "title"}
    body = f"<h2>{LONG}</h2><p>{ADDRESS}</p><ul><li>{LONG}</li></ul><table><tr><td>{LONG}</td><td>{LONG}</td></tr></table>"
    return cast.live(editor, category, f"{LONG}.docx", body=body, tags=[TAG], **texts)


def _document(editor: User) -> Document:
    file = papers.stored_pdf(editor, name=f"{LONG}.pdf")
    said = dict.fromkeys(("issuing_body", "signer", "subject"), LONG)
    return papers.live(editor, LONG, abstract=ADDRESS, files=(papers.link(file, LONG),), **said)
