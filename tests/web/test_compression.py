from __future__ import annotations

import gzip

import pytest

from newsapp.web.compression import accepts_gzip, deflated, gzipped, stored


@pytest.mark.parametrize(
    "values", [[b"1.234", b"", "đ".encode()], [b"", b"", b""], [b"x" * 65_535, b"</p><p>", b"<p>"]]
)
def test_parts_compressed_once_make_one_gzip_file(values: list[bytes]) -> None:
    runs = [b"<p>Xin chao. " * 300, b"</p><p>Xin chao. ", b"", b"</p>" * 50]
    made = deflated(runs, [len(value) for value in values])
    body = packed = b""
    for run, part, value in zip(runs, made, [*values, None], strict=True):
        body += run + (value or b"")
        packed += part + (stored(value) if value is not None else b"")
    assert gzip.decompress(gzipped(packed, body)) == body


def test_a_run_refers_back_to_those_before_it() -> None:
    text = "".join(f"{n * n:x} " for n in range(300)).encode()
    first, second = deflated([text, text], [10])
    assert len(second) < len(first) / 10


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("gzip, deflate, br, zstd", True),
        ("br;q=1.0, GZIP;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0, br", False),
        ("br, *;q=0.1", True),
        ("br", False),
        ("", False),
    ],
)
def test_accept_encoding(header: str, takes: bool) -> None:
    assert accepts_gzip(header) is takes
