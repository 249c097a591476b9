"""The demo site's articles and pages, read from the text files shipped beside this module."""

from dataclasses import dataclass
from datetime import time
from importlib.resources import files

CATEGORIES: tuple[tuple[str, str], ...] = (
    (
        "Hoạt động Sở, Ngành",
        "Tin hội nghị, chỉ đạo điều hành và hoạt động của Sở cùng các đơn vị trực thuộc.",
    ),
    (
        "Thông báo",
        "Thông báo, lịch công tác, mời đề xuất nhiệm vụ và tuyển dụng của Sở Khoa học và Công nghệ.",
    ),
    (
        "Khoa học và Đời sống",
        "Kết quả nghiên cứu và mô hình ứng dụng giúp ích cho sản xuất, sinh hoạt của người dân.",
    ),
    (
        "Chuyển đổi số",
        "Dữ liệu, dịch vụ công trực tuyến và những cách làm đưa công nghệ số đến gần người dân.",
    ),
    (
        "Tiêu chuẩn - Đo lường - Chất lượng",
        "Tiêu chuẩn, kiểm định phương tiện đo, chất lượng hàng hóa và quyền lợi người tiêu dùng.",
    ),
    (
        "Sở hữu trí tuệ và Đổi mới sáng tạo",
        "Sáng chế, nhãn hiệu, chỉ dẫn địa lý và phong trào khởi nghiệp đổi mới sáng tạo trong tỉnh.",
    ),
)

BELOW: tuple[tuple[str, str, str], ...] = (
    (
        "Tuyển chọn, tuyển dụng",
        "Thông báo",
        "Tuyển chọn đơn vị chủ trì nhiệm vụ khoa học và công nghệ, tuyển dụng viên chức.",
    ),
)
"""Categories that stand below another: name, the other's name, description."""

IN_ENGLISH = ("English news", "What the Department says to readers from abroad.")
"""The category of the articles in English; it is hidden from the Vietnamese menu and home page."""

_REQUIRED = ("Tiêu đề", "Chuyên mục", "Tóm tắt", "Số ngày trước", "Giờ")
_OPTIONAL = ("Tác giả", "Ký tên", "Nguồn", "Từ khóa", "Ảnh", "Chú thích ảnh", "Ngôn ngữ")


@dataclass(frozen=True, slots=True)
class DemoArticle:
    title: str
    category: str
    summary: str
    byline: str
    signature: str
    source: str
    days_ago: int
    at: time
    motif: str | None
    alt: str
    tags: tuple[str, ...]
    body: str
    language: str


@dataclass(frozen=True, slots=True)
class DemoPage:
    title: str
    summary: str
    body: str


@dataclass(frozen=True, slots=True)
class _Field:
    line: int
    value: str


def demo_articles() -> list[DemoArticle]:
    """Every demo article, oldest first."""
    folder = files("newsapp.demo") / "articles"
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    articles = [
        parse_article(entry.name, entry.read_text(encoding="utf-8"))
        for entry in entries
        if entry.name.endswith(".html")
    ]
    return sorted(articles, key=lambda article: (-article.days_ago, article.at))


def demo_pages() -> list[DemoPage]:
    """The pages outside the news, in the order of their files: "Key: value" lines, a blank line, the body's HTML."""
    folder = files("newsapp.demo") / "pages"
    pages = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        header, _, body = entry.read_text(encoding="utf-8").partition("\n\n")
        fields = dict(line.split(": ", 1) for line in header.splitlines())
        pages.append(DemoPage(fields["Tiêu đề"], fields["Tóm tắt"], body))
    return pages


def parse_article(name: str, text: str) -> DemoArticle:
    """Read one file's text: "Key: value" lines, a blank line, the body's HTML."""
    header, _, body = text.partition("\n\n")
    fields = _read_header(name, header)
    _check(name, fields, bool(body.strip()), len(header.splitlines()))

    def value(key: str) -> str:
        return fields[key].value if key in fields else ""

    return DemoArticle(
        title=value("Tiêu đề"),
        category=value("Chuyên mục"),
        summary=value("Tóm tắt"),
        byline=value("Tác giả"),
        signature=value("Ký tên"),
        source=value("Nguồn"),
        days_ago=_days(name, fields["Số ngày trước"]),
        at=_clock(name, fields["Giờ"]),
        motif=value("Ảnh") or None,
        alt=value("Chú thích ảnh"),
        tags=tuple(name.strip() for name in value("Từ khóa").split(",") if name.strip()),
        body=body.strip() + "\n",
        language=value("Ngôn ngữ") or "vi",
    )


def _read_header(name: str, header: str) -> dict[str, _Field]:
    fields: dict[str, _Field] = {}
    for number, line in enumerate(header.splitlines(), start=1):
        key, colon, value = line.partition(":")
        if not colon or not value.strip():
            raise _fault(name, number, f"expected 'Key: value', found {line!r}")
        if key not in _REQUIRED and key not in _OPTIONAL:
            raise _fault(name, number, f"unknown key {key!r}")
        if key in fields:
            raise _fault(name, number, f"{key!r} is given twice")
        fields[key] = _Field(number, value.strip())
    return fields


def _check(name: str, fields: dict[str, _Field], has_body: bool, header_lines: int) -> None:
    for key in _REQUIRED:
        if key not in fields:
            raise _fault(name, header_lines, f"the header ends without {key!r}")
    if not has_body:
        raise _fault(name, header_lines, "no body after the header")
    category = fields["Chuyên mục"]
    if category.value not in {name for name, *_more in (*CATEGORIES, *BELOW, IN_ENGLISH)}:
        raise _fault(name, category.line, f"unknown category {category.value!r}")
    if "Ảnh" in fields and "Chú thích ảnh" not in fields:
        raise _fault(name, fields["Ảnh"].line, "a picture needs 'Chú thích ảnh'")


def _days(name: str, field: _Field) -> int:
    # isdecimal alone would also accept digits of other scripts.
    if not (field.value.isascii() and field.value.isdecimal()):
        raise _fault(name, field.line, f"{field.value!r} is not a number of days")
    return int(field.value)


def _clock(name: str, field: _Field) -> time:
    hours, _, minutes = field.value.partition(":")
    try:
        return time(int(hours), int(minutes))
    except ValueError:
        raise _fault(name, field.line, f"{field.value!r} is not a time like 08:30") from None


def _fault(name: str, line: int, problem: str) -> ValueError:
    return ValueError(f"{name}, line {line}: {problem}")
