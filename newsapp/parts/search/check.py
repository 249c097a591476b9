"""The search: it knows every live text, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from newsapp.findings import InstallationFinding, error
from newsapp.parts.search import article_index, index


def look() -> Iterator[InstallationFinding]:
    remedy = _("Chạy: newsapp search rebuild")
    if count := article_index.disagreeing():
        what = _("chỉ mục tìm kiếm chưa khớp với %(count)s bài", count=count)
        yield error("search-disagrees", what, remedy)
    if not index.looks_whole():
        what = _("chỉ mục tìm kiếm không khớp với dữ liệu của nó")
        yield error("search-damaged", what, remedy)
