"""What is live and was not put there by the site."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from newsapp.findings import InstallationFinding, error, warning
from newsapp.parts.seals import sealing

NAMED = 5
"""Texts that a finding names."""


def look() -> Iterator[InstallationFinding]:
    found = list(sealing.unsealed())
    if not found:
        return
    remedy = _(
        "Xem từng bài, và xem `newsapp links`, để tìm những gì không ai trong cơ quan đã viết."
        " Đăng lại bài hoặc khôi phục bản sao lưu. Nếu mọi thứ đều đúng, chạy: newsapp seal"
    )
    named = "; ".join(f"{article.id} {article.title!r}" for article in found[:NAMED])
    if not sealing.has_seals():
        what = _(
            "%(count)s bài đang hiện chưa có dấu niêm phong: %(named)s",
            count=len(found),
            named=named,
        )
        yield warning("seals-missing", what, remedy)
        return
    what = _(
        "%(count)s bài đang hiện không còn đúng như lúc đăng: %(named)s",
        count=len(found),
        named=named,
    )
    yield error("seal-broken", what, remedy)
