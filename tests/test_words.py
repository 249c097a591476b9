"""Every word that people read goes through gettext, so that it can be said in another language."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import newsapp

ROOT = Path(newsapp.__file__).parent
CLASS = re.compile(r"\{% block \w+_class %\}.*?\{% endblock %\}", re.DOTALL)
CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"<[^>]*>", re.DOTALL)
READ_ATTRIBUTE = re.compile(r'\b(?:title|alt|aria-label|placeholder)="([^"]*)"')
LETTERS = re.compile(r"[^\W\d_]{2,}")
SIGNS = {"kB", "MB", "https", "Zalo", "Facebook"}
DATA = {
    "text_language.py",
    "collation.py",
    "articles/word_lists.py",
    "articles/prepublish_checks.py",
    "date_parsing.py",
    "page_reading/legacy_fonts.py",
    "text_folding.py",
}
"""What these hold is looked for in texts, not said to anyone."""
VIETNAMESE = re.compile(
    r"[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE
)


def test_templates_hold_no_bare_words() -> None:
    bare = []
    for path in ROOT.rglob("templates/**/*.html"):
        text = CODE.sub("", CLASS.sub("", path.read_text("utf8")))
        read = [*TAG.split(text), *READ_ATTRIBUTE.findall(text)]
        bare += [
            (path.name, words.strip()) for words in read if set(LETTERS.findall(words)) - SIGNS
        ]
    assert bare == []


def test_code_says_nothing_in_vietnamese_without_gettext() -> None:
    bare = []
    for path in ROOT.rglob("*.py"):
        if "demo" in path.relative_to(ROOT).parts or path.relative_to(ROOT).as_posix() in DATA:
            continue
        tree = ast.parse(path.read_text("utf8"))
        said_by = ("_", "_l", "ngettext", "lazy_pgettext")
        wrapped = {
            id(argument)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id in said_by
            for argument in call.args
        }
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            said = (
                node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            )
            if len(said) > 1 and VIETNAMESE.search(said) and id(node) not in wrapped | docstrings:
                bare.append((str(path.relative_to(ROOT)), said))
    assert sorted(bare) == [
        (
            "parts/archive/english_frame.py",
            "Tiếng Việt",
        ),  # the language's own name, on pages in the other one
        ("web/filters.py", "EEEE, 'ngày' d 'tháng' M 'năm' y"),
    ]


RETIRED = {
    r"xuất bản|lưu và đăng": "Đăng bài",
    r"đang đăng(?! nhập)": "Đã đăng",
    r"^đăng (từ )?lúc$": "Hẹn giờ đăng",
    r"^ngày đăng$": "Ngày ghi trên bài; readers see “Ngày đăng :”",
    r"bài.*hết hạn|^(đã )?hết hạn$": "Tự gỡ bài lúc, Đã tự gỡ",
    r"^thôi$": "Hủy",
    r"gỡ (bài |văn bản |bài đó )?xuống": "Gỡ bài",
    r"lấy lại|rút lại": "Rút bài, Khôi phục bản 3",
    r"\bthẻ\b": "tab, từ khóa",
    r"(bỏ|lấy|đưa) .*thùng rác": "Chuyển vào thùng rác, Khôi phục … từ thùng rác",
    r"\bbỏ bản": "Xóa bản đó",
    r"từ trong tiêu đề": "Tìm trong tiêu đề, nội dung",
    r"\)s việc": "dòng, mục",
    r"đứng ngoài dòng tin": "Trang tĩnh",
    r"trang không gửi thư": "hệ thống không gửi thư",
    r"hàng đầu bảng": "Hàng tiêu đề",
    r"bản của họ": "Bản của người kia",
    r"chỗ khác nhau": "Khác biệt 1",
    r"người quản trị": "quản trị viên",
    r"không làm được|chưa làm được|làm việc này": "không thực hiện được, thực hiện thao tác này",
    r"trang (đang (bận|gặp|khởi|được)|trả lời|hỏi)": "hệ thống",
    r"\bđứng (ở|dưới)": "hiện ở, cấp trên",
    r"dùng trọn": "Giữ toàn bộ bản của tôi",
}
"""One word for one thing: what is no longer said, and what is said for it."""


@pytest.mark.parametrize("retired", RETIRED)
def test_retired_words_stay_away(retired: str) -> None:
    with (ROOT / "translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file)
    texts = [
        text
        for message in catalogue
        for text in ([message.id] if isinstance(message.id, str) else message.id)
    ]
    assert len(texts) > 900
    found = [text for text in texts if re.search(retired, text, re.IGNORECASE)]
    assert found == [], f"say instead: {RETIRED[retired]}"
