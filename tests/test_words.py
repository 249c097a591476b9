"""Every word that people read goes through gettext, so that it can be said in another language."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import newsapp

ROOT = Path(newsapp.__file__).parent
CLASS = re.compile(r"\{% block \w+_class %\}.*?\{% endblock %\}", re.DOTALL)
CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"<[^>]*>", re.DOTALL)
READ_ATTRIBUTE = re.compile(r'\b(?:title|alt|aria-label|placeholder)="([^"]*)"')
LETTERS = re.compile(r"[^\W\d_]{2,}")
SIGNS = {"kB", "MB", "https", "Zalo", "Facebook"}
DATA = {
    "alphabet.py",
    "articles/word_markup.py",
    "articles/checks.py",
    "importing/legacy_fonts.py",
    "search/abbreviations.py",
    "search/fold.py",
}
"""What these hold is looked for in texts, not said to anyone."""
VIETNAMESE = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)


def test_templates_hold_no_bare_words() -> None:
    bare = []
    for path in (ROOT / "templates").rglob("*.html"):
        text = CODE.sub("", CLASS.sub("", path.read_text("utf8")))
        read = [*TAG.split(text), *READ_ATTRIBUTE.findall(text)]
        bare += [(path.name, words.strip()) for words in read if set(LETTERS.findall(words)) - SIGNS]
    assert bare == []


def test_code_says_nothing_in_vietnamese_without_gettext() -> None:
    bare = []
    for path in ROOT.rglob("*.py"):
        if "demo" in path.relative_to(ROOT).parts or path.relative_to(ROOT).as_posix() in DATA:
            continue
        tree = ast.parse(path.read_text("utf8"))
        said_by = ("_", "_l", "ngettext")
        wrapped = {
            id(argument)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in said_by
            for argument in call.args
        }
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            said = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if len(said) > 1 and VIETNAMESE.search(said) and id(node) not in wrapped | docstrings:
                bare.append((str(path.relative_to(ROOT)), said))
    assert sorted(bare) == [
        ("checking/content.py", "Add one under Chuyên mục."),
        ("checking/content.py", "Open them under Bài viết and mend their moments."),
        ("checking/content.py", "Open them under Bài viết and publish them, or clear the moment."),
        ("public/frame.py", "Tiếng Việt"),  # the language's own name, on pages in the other one
        ("web/filters.py", "EEEE, 'ngày' d 'tháng' M 'năm' y"),
    ]
