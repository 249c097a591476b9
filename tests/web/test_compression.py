from __future__ import annotations

import gzip

import pytest

from newsapp.web.compression import deflated, gzipped, stored, takes_gzip


def test_parts_compressed_once_make_one_gzip_file() -> None:
    runs = [b"<p>Xin chao. " * 300, b"</p><p>", b"", b"</p>" * 50]
    values = [b"1.234", b"", "đ".encode()]
    body = b"".join((runs[0], values[0], runs[1], values[1], runs[2], values[2], runs[3]))
    packed = b""
    for run, value in zip(runs, [*values, None], strict=True):
        packed += deflated(run) + (stored(value) if value is not None else b"")
    assert gzip.decompress(gzipped(packed, body)) == body


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("gzip, deflate, br, zstd", True),
        ("br;q=1.0, GZIP;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0, br", False),
        ("br", False),
        ("", False),
    ],
)
def test_accept_encoding(header: str, takes: bool) -> None:
    assert takes_gzip(header) is takes
