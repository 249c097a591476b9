from __future__ import annotations

import crawleruseragents
import pytest

from newsapp.visitors.sessions import Signer, is_crawler, is_prefetch, number_of, session

NOW = 1_790_000_000


def test_a_cookie_comes_back_as_its_session() -> None:
    signer = Signer("a" * 64)
    session = signer.new(NOW)
    assert signer.session(signer.cookie(session)) == session
    assert Signer("a" * 64).session(signer.cookie(session)) == session, "another worker"
    assert len({number_of(signer.new(NOW)) for _ in range(100)}) == 100


def test_a_forged_or_foreign_cookie_is_none() -> None:
    signer = Signer("a" * 64)
    cookie = signer.cookie(signer.new(NOW))
    number, at, signature = cookie.split(".")
    forged = [
        None,
        "",
        cookie[:-1],
        cookie + "x",
        cookie + "\n",
        f"{number}.{int(at, 16) + 1:08x}.{signature}",
        f"{'A' * 16}.{at}.{signature}",
        f"{number}.{at}.{'A' * 16}",
        f"{number}.{at}",
        "é" * 16 + f".{at}.{signature}",
        Signer("b" * 64).cookie(session(number, NOW)),
        "." * 5000,
    ]
    assert [signer.session(text) for text in forged] == [None] * len(forged)


def test_a_crawler_names_itself_early() -> None:
    assert is_crawler("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")
    assert not is_crawler("Mozilla/5.0 " + "x" * 100_000 + "Googlebot")


def test_the_kept_list_is_recognised() -> None:
    examples = [
        name for row in crawleruseragents.CRAWLER_USER_AGENTS_DATA for name in row["instances"]
    ]
    assert len(examples) > 1000
    assert sum(map(is_crawler, examples)) / len(examples) >= 0.99


@pytest.mark.parametrize(
    ("environ", "fetched_ahead"),
    [
        ({}, False),
        ({"HTTP_SEC_PURPOSE": "prefetch"}, True),
        ({"HTTP_SEC_PURPOSE": "prefetch;prerender"}, True),
        ({"HTTP_PURPOSE": "prefetch"}, True),
        ({"HTTP_X_MOZ": "prefetch"}, True),
        ({"HTTP_PURPOSE": "something"}, False),
    ],
)
def test_prefetches(environ: dict[str, str], fetched_ahead: bool) -> None:
    assert is_prefetch(environ) is fetched_ahead
