"""An editor writes: from signing in to a published article with a picture and a PDF, and nothing is
lost on the way.
"""

from __future__ import annotations

import base64
import sqlite3
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.conftest import Demo, Open
from tests.journeys.editing import held_back, wait_for
from tests.journeys.people import see_live_page, sign_in, use_tool, write
from tests.media.pdfs import pdf
from tests.parts.writing import documents
from tests.servers import Server

SAMPLES = Path(__file__).parent.parent / "articles" / "samples"
PASTE = """([html, text]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", text);
  const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(paste);
}"""
DROP = """([name, kind, content]) => {
  const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], name, { type: kind }));
  const place = document.querySelector("#body p").getBoundingClientRect();
  document.querySelector("#body p").dispatchEvent(new DragEvent("drop", {
    dataTransfer: data, bubbles: true, cancelable: true, clientX: place.left + 5, clientY: place.top + 5 }));
}"""


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "lễ khai mạc.jpg"
    image = Image.effect_noise((1200, 750), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh của ai đó"
    image.save(path, exif=exif)
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "Báo cáo quý III.pdf"
    path.write_bytes(pdf("Bao cao quy III"))
    return path


class Counted:
    """A pair of hands that counts what it does: a click, a typed field, a
    chosen file is one each.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions: list[str] = []

    def click(self, role: str, name: str) -> None:
        self.page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]
        self.actions.append(f"click {name}")

    def type(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)
        self.actions.append(f"type {label}")

    def choose(self, label: str, file: Path, *, opener: Locator | None = None) -> None:
        """By what one sees: `opener` where a button or a label stands for the browser's own
        control.
        """
        if opener is None:
            self.page.get_by_label(label, exact=True).set_input_files(file)
        else:
            with self.page.expect_file_chooser() as chooser:
                opener.click()
            chooser.value.set_files(file)
        self.actions.append(f"choose {label}")


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_seven_actions_from_the_desk_to_a_published_article(
    site: Server,
    demo: Demo,
    open_browser: Open,
    scripts: bool,
    phone: bool,
    photo: Path,
    report: Path,
) -> None:
    # Given an editor who is signed in
    page = open_browser(site, scripts=scripts, phone=phone)
    sign_in(page, demo.editor)
    hands = Counted(page)
    cover = page.locator("[data-choose-cover]" if phone else "[data-cover] .file-button")
    files = page.locator("[data-attachments] .file-button")

    # When they publish a text with a picture and a PDF
    hands.click("link", "Viết bài mới")
    hands.type("Tiêu đề", "Khai mạc hội chợ giống cây trồng")
    hands.type("Nội dung", "Sáng nay, hội chợ đã khai mạc.\n\nCó 42 gian hàng.")
    hands.choose("Ảnh đại diện", photo, opener=cover if scripts else None)
    hands.type("Mô tả ảnh", "Người dân xem cây giống ở gian hàng đầu tiên")
    hands.choose("Tệp đính kèm", report, opener=files if scripts else None)
    hands.click("button", "Đăng bài")
    expect(page.get_by_role("status")).to_have_text("Đã đăng bài.")

    # Then it took seven actions, and all of it is there
    assert len(hands.actions) <= 7, hands.actions
    see_live_page(page)
    expect(page.locator(".prose > p")).to_have_text(
        ["Sáng nay, hội chợ đã khai mạc.", "Có 42 gian hàng."]
    )
    shown = page.get_by_role("img", name="Người dân xem cây giống ở gian hàng đầu tiên")
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải về").click()
    assert download.value.path().read_bytes() == report.read_bytes()


def test_words_clipboard_is_pasted_with_its_structure(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = open_browser(site)
    sign_in(page, demo.editor)
    page.goto("/admin/articles/new")
    write(page, Tiêu_đề="Từ Word")
    text = page.get_by_label("Nội dung", exact=True)
    text.click()
    page.evaluate(PASTE, [(SAMPLES / "word_clipboard.html").read_text(), "chữ"])

    expect(text.locator("h2.align-center")).to_have_text("Kế hoạch tiêm phòng dại cho chó, mèo")
    expect(text.locator("ul ul li")).to_have_text(["chó nhà", "chó thả rông"])
    expect(page.get_by_text("1 ảnh trong Word không dán kèm được")).to_be_visible()
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_role("status")).to_have_text("Đã lưu nháp.")
    page.reload()
    expected = (SAMPLES / "word_clipboard.expected.html").read_text().strip()
    saved = page.locator("textarea[name=body]").input_value()
    assert saved.replace("\r\n", "\n") == expected, "what the editor gives back is what was pasted"


def test_a_picture_is_dropped_into_the_text_and_told(
    site: Server, demo: Demo, open_browser: Open, photo: Path
) -> None:
    page = open_browser(site)
    sign_in(page, demo.editor)
    page.goto("/admin/articles/new")
    write(page, Tiêu_đề="Có ảnh trong bài", Tóm_tắt="Một câu.", Nội_dung="Đoạn đầu.\n\nĐoạn sau.")
    page.evaluate(DROP, ["a.jpg", "image/jpeg", base64.b64encode(photo.read_bytes()).decode()])
    figure = page.locator("#body figure")
    expect(figure).to_be_visible()

    # Without a word on what it shows it is not published
    page.get_by_role("button", name="Đăng bài").click()
    expect(page.get_by_role("alert")).to_contain_text("Ảnh thứ 1 trong bài chưa có mô tả")
    figure.get_by_label("Ảnh cho thấy gì?").fill("Gian hàng giống lúa")
    figure.get_by_label("Người chụp").fill("Lê Ễn")
    figure.locator("figcaption").click()
    page.keyboard.type("Gian hàng của Trại giống")
    page.get_by_role("button", name="Đăng bài").click()
    expect(page.get_by_role("status")).to_have_text("Đã đăng bài.")
    see_live_page(page)
    shown = page.locator(".prose figure")
    expect(shown.get_by_role("img", name="Gian hàng giống lúa")).to_be_visible()
    assert shown.locator("source[type='image/webp']").count() == 1
    expect(shown.locator("figcaption")).to_have_text("Gian hàng của Trại giốngLê Ễn")


def test_a_table_and_a_heading_by_the_keyboard_alone(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = open_browser(site)
    sign_in(page, demo.editor)
    page.goto("/admin/articles/new")
    text = page.get_by_label("Nội dung", exact=True)
    text.focus()
    page.keyboard.press("Control+Alt+2")
    page.keyboard.type("Số liệu")
    page.keyboard.press("Enter")
    # One tab stop, arrows inside: to the last tool but one, and back to the text
    page.keyboard.press("Alt+F10")
    for name in ("Kiểu đoạn", "B: Đậm", "I: Nghiêng"):
        expect(page.locator(":focus")).to_have_accessible_name(name)
        page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(":focus")).to_have_accessible_name("Thêm bảng")
    page.keyboard.press("Enter")
    page.keyboard.type("Xã")
    page.keyboard.press("Tab")
    page.keyboard.type("Số hộ")
    assert page.locator("#body th").all_inner_texts()[:2] == ["Xã", "Số hộ"]
    # Escape, then Tab leads on out of the table
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Chuyên mục", exact=True)).to_be_focused()


def test_what_was_typed_outlives_the_session(site: Server, demo: Demo, open_browser: Open) -> None:
    # Given a text that the server has kept, and some more that it has not
    page = open_browser(site)
    sign_in(page, demo.editor)
    page.goto("/admin/articles/new")
    write(page, Tiêu_đề="Viết dở", Nội_dung="Câu đã tự lưu.")
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()
    page.context.clear_cookies()
    write(page, Nội_dung="Câu viết sau khi hết phiên.")

    # When it is published with the session gone, and the editor signs in again
    page.get_by_role("button", name="Đăng bài").click()
    page.get_by_label("Email").fill(demo.editor.email)
    page.get_by_label("Mật khẩu").fill(demo.editor.password)
    page.get_by_role("button", name="Đăng nhập").click()

    # Then all of it is in the form
    expect(page.get_by_label("Tiêu đề", exact=True)).to_have_value("Viết dở")
    expect(page.get_by_label("Nội dung", exact=True)).to_have_text("Câu viết sau khi hết phiên.")


def test_leaving_asks_and_the_browser_keeps_a_copy(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = open_browser(site)
    sign_in(page, demo.editor)
    page.goto("/admin/articles/new")
    page.route("**/admin/autosave", lambda route: route.abort("aborted"))
    write(page, Tiêu_đề="Không có mạng", Nội_dung="Chữ chỉ có trong trình duyệt.")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Tiêu đề", exact=True).click()
    page.goto("/admin/articles")
    assert asked == ["beforeunload"]
    page.unroute("**/admin/autosave")
    page.goto("/admin/articles/new")
    page.get_by_role("button", name="Dùng bản đó").click()
    expect(page.get_by_label("Tiêu đề", exact=True)).to_have_value("Không có mạng")
    expect(page.get_by_label("Nội dung", exact=True)).to_have_text("Chữ chỉ có trong trình duyệt.")
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()


def test_two_editors_see_each_other_and_a_preview_shows_what_is_typed(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    first, second = open_browser(site), open_browser(site)
    for page, person in ((first, demo.editor), (second, demo.administrator)):
        sign_in(page, person)
        page.goto("/admin/articles/1")
    expect(second.get_by_text(f"Cũng đang mở bài này: {demo.editor.name}.")).to_be_visible()
    write(first, Tiêu_đề="Tiêu đề chưa lưu")
    with first.expect_popup() as opened:
        first.get_by_role("button", name="Xem trước").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Tiêu đề chưa lưu")
    expect(opened.value.get_by_role("note")).to_contain_text("Bản xem trước")


def test_old_letters_are_converted_only_when_asked(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = open_browser(site)
    sign_in(page, demo.editor)
    page.goto("/admin/articles/new")
    write(page, Tiêu_đề="Tin VNI: Coäng hoøa", Nội_dung="Vieät Nam, Ñoäc laäp")
    use_tool(page, "Chuyển mã TCVN3, VNI")
    page.get_by_label("VNI (phông VNI-Times)").check()
    expect(page.get_by_role("region", name="Bản xem thử")).to_contain_text("Việt Nam, Độc lập")
    expect(page.locator("#body")).to_have_text("Vieät Nam, Ñoäc laäp")
    page.get_by_role("button", name="Thay bằng bản này").click()
    expect(page.locator("#body")).to_have_text("Việt Nam, Độc lập")
    expect(page.get_by_label("Tiêu đề", exact=True)).to_have_value("Tin VNI: Cộng hòa")


def test_documents_of_word_become_drafts(
    site: Server, demo: Demo, open_browser: Open, scripts: bool, tmp_path: Path
) -> None:
    good, bad = tmp_path / "Báo cáo.docx", tmp_path / "hỏng.docx"
    good.write_bytes(documents.report().getvalue())
    bad.write_bytes(b"<html>")
    page = open_browser(site, scripts=scripts)
    sign_in(page, demo.editor)
    page.get_by_role("link", name="Nhập từ Word").click()
    page.get_by_label("Tệp Word").set_input_files([good, bad])
    page.get_by_role("button", name="Nhập", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("hỏng.docx: Tệp này không phải là tệp Word")
    page.get_by_role("link", name="Báo cáo kết quả trồng rừng ngập mặn năm 2026").click()
    expect(page.get_by_label("Tên tệp hiện cho bạn đọc")).to_have_value("Bản gốc: Báo cáo.docx")
    with sqlite3.connect(site.instance / "content.db") as database:
        (count,) = database.execute(
            "SELECT count(*) FROM picture WHERE filename LIKE '%trong Word%'"
        ).fetchone()
    assert count == 3


def test_a_mere_look_at_an_article_changes_nothing(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = open_browser(site)
    sign_in(page, demo.editor)
    page.goto("/admin/articles/7")
    before = page.locator("textarea[name=body]").input_value()
    page.locator("#body p").last.click()
    page.keyboard.press("End")
    page.keyboard.type("x")
    page.keyboard.press("Backspace")
    assert page.locator("textarea[name=body]").input_value() == before
    page.wait_for_timeout(3_000)
    page.goto("/admin/articles/7")
    assert page.get_by_text("bản tự lưu lúc").count() == 0


@pytest.mark.parametrize(
    ("before", "paragraphs"),
    [
        ("Gõ trước, ", ["Gõ trước, gõ tiếp."]),
        ("Gõ trước.\n\n", ["Gõ trước.", "gõ tiếp."]),
        ("", ["gõ tiếp."]),
    ],
)
def test_who_types_before_the_editor_has_come_types_on(
    site: Server, demo: Demo, open_browser: Open, before: str, paragraphs: list[str]
) -> None:
    # Given a slow line: the form is there, the editor's script is not
    page = open_browser(site)
    sign_in(page, demo.editor)
    waiting: list[Route] = []
    page.route("**/editor/editor.js", lambda route: waiting.append(route))
    page.goto("/admin/articles/new", wait_until="commit")
    plain = page.locator("textarea[name=body]")
    plain.click()
    page.keyboard.type(before)
    # When it comes in the midst of a sentence, then the rest goes on where it was
    while not waiting:
        page.wait_for_timeout(50)
    for route in waiting:
        route.continue_()
    expect(page.locator("#body.ProseMirror")).to_be_focused()
    page.keyboard.type("gõ tiếp.")
    expect(page.locator("#body > p")).to_have_text(paragraphs)


def test_the_encoding_chosen_last_is_the_one_shown(
    site: Server, demo: Demo, open_browser: Open
) -> None:
    page = open_browser(site)
    sign_in(page, demo.editor)
    page.goto("/admin/articles/new")
    write(page, Nội_dung="Vieät Nam")
    with held_back(page, "/admin/convert$") as waiting:
        use_tool(page, "Chuyển mã TCVN3, VNI")
        wait_for(page, waiting, 1)
        page.get_by_label("VNI (phông VNI-Times)").check()
        wait_for(page, waiting, 2)
        expect(page.get_by_role("button", name="Thay bằng bản này")).to_be_disabled()
        waiting[1].continue_()
        expect(page.get_by_role("region", name="Bản xem thử")).to_have_text("Việt Nam")
        with page.expect_response("**/admin/convert"):
            waiting[0].continue_()
    page.wait_for_timeout(200)  # what must not come has no event to wait for
    expect(page.get_by_role("region", name="Bản xem thử")).to_have_text("Việt Nam")
    page.get_by_role("button", name="Thay bằng bản này").click()
    expect(page.locator("#body")).to_have_text("Việt Nam")
