"""Tags as chips: typed, pasted, chosen, taken off again by the keyboard; what is sent stays a text
with commas.
"""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.journeys.article_form import labelled, new_article
from tests.journeys.conftest import Demo, Open
from tests.journeys.people import no_sideways_scroll, press, save, write
from tests.servers import Server

SIZES = pytest.mark.parametrize("phone", [True, False], ids=["phone", "desktop"])
COMPOSE = """async ([field, typed]) => {
  field.focus();
  field.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
  const tell = (more) => field.dispatchEvent(new InputEvent("input", { bubbles: true, ...more }));
  for (let i = 1; i <= typed.length; i++) {
    field.value = typed.slice(0, i);
    tell({ isComposing: true, inputType: "insertCompositionText" });
  }
  const key = new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true });
  return field.dispatchEvent(key);
}"""
TAKE_BACK = """(field, times) => {
  for (let i = 0; i < times; i++) {
    const key = new KeyboardEvent("keydown", { key: "Backspace", bubbles: true, cancelable: true });
    if (field.dispatchEvent(key)) document.execCommand("delete");
  }
}"""
END_COMPOSING = """(field) => {
  field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: field.value }));
}"""


def next_tag(page: Page) -> Locator:
    return labelled(page, "Từ khóa")


def chips(page: Page) -> Locator:
    return page.locator(".chip > span")


def sent(page: Page) -> str:
    return page.locator("input[name=tags]").input_value()


@SIZES
def test_enter_and_comma_make_chips(
    site: Server, demo: Demo, open_browser: Open, phone: bool
) -> None:
    page = new_article(open_browser, site, demo, phone=phone)
    next_tag(page).click()
    page.keyboard.type("chuyển đổi số")
    page.keyboard.press("Enter")
    page.keyboard.type("lúa đông xuân, bò sữa")

    expect(chips(page)).to_have_text(["chuyển đổi số", "lúa đông xuân"])
    expect(next_tag(page)).to_have_value("bò sữa")
    assert sent(page) == "chuyển đổi số, lúa đông xuân, bò sữa", "half typed is typed"
    assert page.url.endswith("/new") or "draft=" in page.url, "Enter sends nothing"
    no_sideways_scroll(page)
    assert Axe().run(page).violations_count == 0

    # When they go on to another field and save
    if phone:
        page.get_by_role("button", name="Xong").click()
    write(page, Tiêu_đề="Bài có từ khóa")
    expect(chips(page)).to_have_text(["chuyển đổi số", "lúa đông xuân", "bò sữa"])
    save(page)
    expect(chips(page)).to_have_text(["chuyển đổi số", "lúa đông xuân", "bò sữa"])


def test_a_half_typed_tag_is_sent(site: Server, demo: Demo, open_browser: Open) -> None:
    page = new_article(open_browser, site, demo)
    write(page, Tiêu_đề="Bài viết vội")
    next_tag(page).click()
    page.keyboard.type("một, hai")
    with page.expect_response("**/autosave") as kept:
        pass
    assert "một, hai" in (kept.value.request.post_data or ""), (
        "kept by itself, while it is still typed"
    )
    page.evaluate("document.getElementById('article-form').requestSubmit("
                  "document.querySelector('#article-form button[value=save]'))")  # fmt: skip
    expect(page.get_by_role("status")).to_have_text("Đã lưu nháp.")
    assert sent(page) == "một, hai"


def test_a_pasted_list_makes_as_many(site: Server, demo: Demo, open_browser: Open) -> None:
    page = new_article(open_browser, site, demo)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    next_tag(page).click()
    page.keyboard.type("đầu; ")
    for pasted in ("a, b, c", "d\ne", "bốn"):
        page.evaluate("(text) => navigator.clipboard.writeText(text)", pasted)
        page.keyboard.press("Control+V")
    expect(chips(page)).to_have_text(["đầu", "a", "b", "c", "d", "e"])
    expect(next_tag(page)).to_have_value("bốn")
    assert sent(page) == "đầu, a, b, c, d, e, bốn"


def test_chips_go_by_the_keyboard(site: Server, demo: Demo, open_browser: Open) -> None:
    page = new_article(open_browser, site, demo)
    next_tag(page).fill("một, hai, ba, bốn,")
    expect(chips(page)).to_have_text(["một", "hai", "ba", "bốn"])
    expect(next_tag(page)).to_have_value("")

    # Backspace in the empty field takes the last one, where a hand presses it; the arrows lead to
    # the others
    typed_at = page.evaluate("performance.now()")
    page.wait_for_function("(then) => performance.now() - then > 100", arg=typed_at)
    page.keyboard.press("Backspace")
    expect(chips(page)).to_have_text(["một", "hai", "ba"])
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("button", name="Xóa từ khóa ba")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Delete")
    expect(chips(page)).to_have_text(["một", "ba"])
    expect(page.get_by_role("button", name="Xóa từ khóa ba")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(chips(page)).to_have_text(["ba"])
    page.keyboard.press("ArrowRight")
    expect(next_tag(page)).to_be_focused()
    assert sent(page) == "ba"

    # One stop of the Tab key for all chips
    next_tag(page).fill("bốn, năm,")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Xóa từ khóa năm")).to_be_focused()
    page.keyboard.press("Tab")
    expect(next_tag(page)).to_be_focused()


def test_known_tags_are_offered(site: Server, demo: Demo, open_browser: Open) -> None:
    page = new_article(open_browser, site, demo)
    known = page.locator("#tag-names option").evaluate_all(
        "options => options.map((option) => option.value)"
    )
    assert known, "the demo has tags"
    wanted = known[0]
    plain = page.evaluate(
        "(name) => name.toLowerCase().normalize('NFD').replace(/\\p{M}/gu, '').replace(/đ/g, 'd')",
        wanted,
    )
    field = next_tag(page)
    field.click()
    page.keyboard.type(plain)
    offer = page.get_by_role("option", name=wanted, exact=True)
    expect(offer).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", offer.get_attribute("id") or "")
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("Enter")
    expect(chips(page)).to_have_text([wanted])
    expect(page.get_by_role("listbox")).to_be_hidden()

    # Typed again, in whatever letters, it stays one
    page.keyboard.type(plain.upper())
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(chips(page)).to_have_text([wanted])
    assert sent(page) == wanted


def test_an_input_method_is_not_disturbed(site: Server, demo: Demo, open_browser: Open) -> None:
    page = new_article(open_browser, site, demo)
    field = next_tag(page)
    handle = field.element_handle()
    went_on = page.evaluate(COMPOSE, [handle, "lua, gạo"])
    assert went_on, "Enter belongs to the input method while it composes"
    expect(chips(page)).to_have_count(0)
    expect(field).to_have_value("lua, gạo")
    field.evaluate(END_COMPOSING)
    expect(chips(page)).to_have_text(["lua"])
    expect(field).to_have_value("gạo")


def test_backspaces_that_take_letters_back_take_no_chip(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    """An input method without composing sends Backspaces and other letters; a finger rests on the
    key for too long.
    """
    page = new_article(open_browser, site, demo)
    field = next_tag(page)
    field.fill("một, hai,")
    page.keyboard.type("d")
    field.evaluate(TAKE_BACK, 3)
    page.keyboard.type("đê điều")
    expect(chips(page)).to_have_text(["một", "hai"])
    expect(field).to_have_value("đê điều")
    field.fill("ab")
    for _ in range(5):
        page.keyboard.down("Backspace")
    page.keyboard.up("Backspace")
    expect(field).to_have_value("")
    expect(chips(page)).to_have_text(["một", "hai"])


def test_a_wrong_tag_is_marked_where_it_is_typed(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = new_article(open_browser, site, demo, refused="/admin/articles/")
    write(page, Tiêu_đề="Từ khóa quá dài", Từ_khóa="x" * 61)
    press(page, "Lưu nháp")
    problem = page.get_by_role("alert").get_by_role("link", name="Từ khóa")
    expect(problem).to_be_visible()
    expect(next_tag(page)).to_have_attribute("aria-invalid", "true")
    problem.click()
    expect(next_tag(page)).to_be_focused()
