"""What a reader does to a page: larger text, paper, a phone held upright."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Open
from tests.journeys.people import no_sideways_scroll
from tests.servers import Server

AGENCY = "Sở Khoa học và Công nghệ tỉnh Hưng Lạc"


def open_an_article(page: Page) -> None:
    page.goto("/")
    page.locator(".lead-title a").click()
    expect(page.locator(".story")).to_be_visible()


def text_size(page: Page) -> float:
    """Pixels of a line of the article."""
    return float(
        page.locator(".prose > p").first.evaluate("p => parseFloat(getComputedStyle(p).fontSize)")
    )


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_larger_text_without_scripts(reading_site: Server, open_browser: Open) -> None:
    page = open_browser(reading_site, scripts=False)
    open_an_article(page)
    address, usual = page.url, text_size(page)
    for _ in range(6):
        press(page, "A+")
    assert page.url.partition("#")[0] == address
    assert text_size(page) == 2 * usual
    expect(page.get_by_role("button", name="A+", exact=True)).to_be_in_viewport()
    press(page, "A-")
    assert usual < text_size(page) < 2 * usual
    press(page, "A")
    assert text_size(page) == usual


def test_larger_text_with_scripts_asks_nobody(reading_site: Server, open_browser: Open) -> None:
    page = open_browser(reading_site)
    open_an_article(page)
    usual = text_size(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for _ in range(6):
        press(page, "A+")
    assert text_size(page) == 2 * usual
    assert asked == []
    for _ in range(7):
        press(page, "A-")
    assert text_size(page) == 0.85 * usual


def test_the_size_is_remembered_on_every_page(
    reading_site: Server, open_browser: Open, scripts: bool
) -> None:
    page = open_browser(reading_site, scripts=scripts)
    open_an_article(page)
    press(page, "A+")
    press(page, "A+")
    expect(page.locator("html")).to_have_class("text-130")
    story = page.url.partition("#")[0]
    for address in ("/", "/chuyen-muc/thong-bao", f"{story}/in", "/khong-co"):
        page.goto(address)
        expect(page.locator("html")).to_have_class("text-130")


def test_nothing_scrolls_sideways_on_a_small_phone(
    reading_site: Server, open_browser: Open
) -> None:
    page = open_browser(reading_site, phone=True)
    page.set_viewport_size({"width": 320, "height": 640})
    open_an_article(page)
    addresses = [
        "/",
        "/chuyen-muc/thong-bao",
        "/luu-tru",
        "/luu-tru/2026",
        "/khong-co",
        "/admin/login",
    ]
    addresses += [page.url, f"{page.url}/in"]
    addresses += [link.get_attribute("href") or "" for link in page.locator(".related a").all()]
    for size in ("100", "200"):
        page.context.add_cookies([{"name": "text_size", "value": size, "url": reading_site.url}])
        for address in addresses:
            page.goto(address)
            no_sideways_scroll(page)


def test_printing_without_scripts(reading_site: Server, open_browser: Open) -> None:
    page = open_browser(reading_site, scripts=False)
    open_an_article(page)
    address, title = page.url, page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="In", exact=True).click()
    expect(page).to_have_url(f"{address}/in")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("navigation")).to_have_count(0)
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Về bài viết")).to_be_hidden()
    see_what_paper_needs(page, address)


def test_printing_with_scripts(reading_site: Server, open_browser: Open) -> None:
    page = open_browser(reading_site)
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; };")
    open_an_article(page)
    address = page.url
    page.get_by_role("link", name="In", exact=True).click()
    page.wait_for_function("() => window.printed === 1")
    assert page.url == address

    page.emulate_media(media="print")
    for hidden in page.locator("nav, aside, footer, .tools, .skip").all():
        expect(hidden).to_be_hidden()
    see_what_paper_needs(page, address)
    assert page.pdf(format="A4").startswith(b"%PDF")


def see_what_paper_needs(page: Page, address: str) -> None:
    """The agency, where it is from, when it was printed."""
    expect(page.get_by_text(AGENCY).first).to_be_visible()
    foot = page.locator(".print-address")
    expect(foot).to_be_visible()
    expect(foot).to_contain_text(address)
    today = page.evaluate("new Date().toLocaleDateString('en-GB', {timeZone: 'Asia/Ho_Chi_Minh'})")
    expect(foot).to_contain_text(f"Ngày in: {today}")


def choose(page: Page, name: str) -> None:
    """Press a button of "Cách hiển thị", which stays open."""
    panel = page.locator(".looks")
    if panel.get_attribute("open") is None:
        panel.locator("summary").click()
    panel.get_by_role("button", name=name).click()
    expect(panel.get_by_role("button", name="đang chọn").first).to_be_visible()


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_colours_and_contrast_are_chosen_and_remembered(
    reading_site: Server, open_browser: Open, scripts: bool
) -> None:
    page = open_browser(reading_site, scripts=scripts)
    open_an_article(page)
    day = ground(page)
    choose(page, "Tối")
    expect(page.locator("html")).to_have_class("text-100 dark")
    assert ground(page) != day
    choose(page, "Tương phản cao")
    assert ground(page) == "rgb(0, 0, 0)"
    expect(page.get_by_role("button", name="Tối ✓ đang chọn")).to_be_visible()
    expect(page.get_by_role("button", name="Sáng ✓ đang chọn")).to_have_count(0)
    page.goto("/luu-tru")
    expect(page.locator("html")).to_have_class("text-100 dark contrast")
    choose(page, "Theo máy")
    choose(page, "Tương phản cao")
    assert ground(page) == day


def test_the_address_is_copied_where_the_browser_can(
    reading_site: Server, open_browser: Open
) -> None:
    page = open_browser(reading_site, permissions=["clipboard-read", "clipboard-write"])
    open_an_article(page)
    page.get_by_role("button", name="Sao chép liên kết").click()
    expect(page.get_by_role("button", name="Đã sao chép")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_without_scripts_nothing_offers_to_copy(reading_site: Server, open_browser: Open) -> None:
    page = open_browser(reading_site, scripts=False)
    open_an_article(page)
    expect(page.get_by_role("link", name="Facebook")).to_be_visible()
    expect(page.get_by_text("Sao chép liên kết")).to_be_hidden()
