"""An article is read aloud where the browser has a voice for its language.

The machines that run tests have no voices, so a double stands for the browser's: it goes on when it
is told to have finished a sentence.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Open
from tests.journeys.test_reading import open_an_article
from tests.servers import Server

VOICE = """
window.said = [];
let saying = null;
const double = new EventTarget();
Object.assign(double, {
  voices: [{ lang: "fr-FR" }, { lang: "%s" }],
  getVoices() { return this.voices; },
  speak(utterance) { saying = utterance; said.push([utterance.text, utterance.lang, utterance.rate]); },
  cancel() { const cut = saying; saying = null; if (cut) setTimeout(() => cut.onend({})); },
});
Object.defineProperty(window, "speechSynthesis", { value: double, configurable: true });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
window.finish = () => { const done = saying; saying = null; done.onend({}); };
"""


def open_with_voice(open_browser: Open, site: Server, language: str) -> Page:
    page = open_browser(site)
    page.add_init_script(VOICE % language)
    open_an_article(page)
    return page


def said(page: Page) -> list[Any]:
    return list(page.evaluate("said"))


def test_it_is_read_sentence_by_sentence_to_the_end(
    reading_site: Server, open_browser: Open
) -> None:
    page = open_with_voice(open_browser, reading_site, "vi-VN")
    page.get_by_role("button", name="Nghe", exact=True).click()
    expect(page.get_by_role("button", name="Tạm dừng")).to_be_visible()
    title = page.get_by_role("heading", level=1).inner_text()
    while page.get_by_role("button", name="Tạm dừng").is_visible():
        page.evaluate("finish()")
    spoken = [text for text, _lang, _rate in said(page)]
    assert " ".join(spoken).startswith(title)
    assert max(map(len, spoken)) <= 180
    assert all(lang == "vi-VN" and rate == 1 for _text, lang, rate in said(page))
    blocks = page.locator(".story-summary, .prose > p").all_inner_texts()
    whole = " ".join(" ".join(spoken).split())
    assert all(" ".join(block.split()) in whole for block in blocks)
    expect(page.get_by_role("button", name="Nghe", exact=True)).to_be_visible()


def test_it_pauses_and_goes_on_with_the_same_sentence(
    reading_site: Server, open_browser: Open
) -> None:
    page = open_with_voice(open_browser, reading_site, "vi_VN")
    page.get_by_role("button", name="Nghe", exact=True).click()
    page.evaluate("finish()")
    page.get_by_role("button", name="Tạm dừng").click()
    page.wait_for_timeout(50)  # the double says late that the sentence ended, as browsers do
    before = said(page)
    page.get_by_role("button", name="Nghe tiếp").click()
    assert said(page) == [*before, before[-1]]


def test_the_speed_changes_at_once(reading_site: Server, open_browser: Open) -> None:
    page = open_with_voice(open_browser, reading_site, "vi-VN")
    page.get_by_role("button", name="Nghe", exact=True).click()
    page.get_by_title("Tốc độ đọc").click()
    expect(page.get_by_title("Tốc độ đọc")).to_have_text("1,25×")
    (first, again) = said(page)
    assert (again[0], again[2]) == (first[0], 1.25)


def test_a_voice_that_comes_later_is_offered_then(reading_site: Server, open_browser: Open) -> None:
    page = open_with_voice(open_browser, reading_site, "en-US")
    button = page.get_by_role("button", name="Nghe", exact=True)
    expect(button).to_be_hidden()
    page.evaluate("speechSynthesis.voices.push({ lang: 'vi' })")
    page.evaluate("speechSynthesis.dispatchEvent(new Event('voiceschanged'))")
    expect(button).to_be_visible()


def test_without_a_voice_nothing_is_offered(
    reading_site: Server, open_browser: Open, scripts: bool
) -> None:
    page = open_browser(reading_site, scripts=scripts)
    open_an_article(page)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("link", name="Lưu", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Nghe")).to_have_count(0)
