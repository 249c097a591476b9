from __future__ import annotations

import pytest

from newsapp.categories.models import Category
from newsapp.web.display_preferences import SIZES
from tests.pages import PageClient


def press(client: PageClient, step: str, page: str = "/") -> object:
    return client.post("/co-chu", data={"step": step, "next": page})


def size(client: PageClient) -> str:
    return str(client.get("/").page.get("class"))


def test_larger_and_smaller_go_through_every_size_and_stop_at_the_ends(client: PageClient) -> None:
    assert size(client) == "text-100"
    seen = []
    for _ in range(7):
        press(client, "larger")
        seen.append(size(client))
    assert seen == [
        "text-115",
        "text-130",
        "text-150",
        "text-175",
        "text-200",
        "text-200",
        "text-200",
    ]
    for _ in range(9):
        press(client, "smaller")
    assert size(client) == f"text-{SIZES[0]}"
    press(client, "usual")
    assert size(client) == "text-100"


def test_one_comes_back_to_the_same_place(client: PageClient) -> None:
    answer = press(client, "larger", "/chuyen-muc/a?page=2")
    assert (answer.status_code, answer.location) == (303, "/chuyen-muc/a?page=2#co-chu")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", ""]
)
def test_one_is_never_sent_elsewhere(client: PageClient, elsewhere: str) -> None:
    assert press(client, "larger", elsewhere).location == "/#co-chu"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "99",
        "200%",
        "-1",
        "1e2",
        "<script>",
        "٢٠٠",
        "100.x",
        '.dark"',
        "dark dark",
        "x" * 2000,
        "." * 2000,
    ],
)
def test_a_strange_cookie_is_the_usual_size(client: PageClient, cookie: str) -> None:
    client.set_cookie("text_size", cookie)
    assert size(client) == "text-100"


def choose(client: PageClient, *steps: str) -> str:
    for step in steps:
        assert client.post("/hien-thi", data={"step": step, "next": "/"}).status_code == 303
    return size(client)


def test_colours_contrast_and_spacing_are_chosen_beside_the_size(client: PageClient) -> None:
    assert choose(client, "dark") == "text-100 dark"
    assert choose(client, "larger", "contrast") == "text-115 dark contrast"
    assert choose(client, "light", "spaced") == "text-115 light contrast spaced"
    assert choose(client, "contrast", "auto") == "text-115 spaced"
    assert choose(client, "usual", "spaced") == "text-100"


def test_the_panel_brings_one_back_to_itself(client: PageClient) -> None:
    answer = client.post("/hien-thi", data={"step": "dark", "next": "/chuyen-muc/a?page=2"})
    assert (answer.status_code, answer.location) == (303, "/chuyen-muc/a?page=2#hien-thi")


def test_the_panel_stands_on_every_page_with_every_choice(
    client: PageClient, news: Category
) -> None:
    for address in ("/", f"/chuyen-muc/{news.slug}", "/luu-tru", "/khong-co"):
        page = client.get(address).page
        steps = page.xpath("//form[@id='hien-thi']//button/@value")
        assert steps == [
            "smaller",
            "usual",
            "larger",
            "auto",
            "light",
            "dark",
            "contrast",
            "spaced",
        ]
        assert page.xpath("//input[@name='next'][@form='hien-thi']/@value") == [address]


@pytest.mark.parametrize("cookie", ["100.dark.light", "100.light.dark"])
def test_a_cookie_cannot_choose_both(client: PageClient, cookie: str) -> None:
    client.set_cookie("text_size", cookie)
    assert size(client) == "text-100 light"


@pytest.mark.parametrize("step", ["", "huge"])
def test_a_strange_wish_is_refused(client: PageClient, step: str) -> None:
    assert press(client, step).status_code == 400  # type: ignore[attr-defined]


def test_it_rejects_get(client: PageClient) -> None:
    assert client.get("/co-chu").status_code == 405
