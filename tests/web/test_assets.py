from __future__ import annotations

import gzip
import re
import threading
from pathlib import Path

import brotli
import pytest
from flask import Flask

from newsapp.web import assets
from tests.pages import PageClient


@pytest.mark.parametrize(
    "name", ["public.css", "story.css", "lists.css", "admin.css", "js/reader.js", "img/emblem.svg"]
)
def test_files_are_served_compressed_and_for_ever(
    app: Flask, client: PageClient, name: str
) -> None:
    address = app.jinja_env.globals["asset"](name)
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    assert plain.status_code == 200
    assert "immutable" in plain.headers["Cache-Control"]
    assert plain.cache_control.max_age >= 31_536_000
    for encoding, opened in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        packed = client.get(address, headers={"Accept-Encoding": encoding})
        if packed.headers.get("Content-Encoding"):
            assert packed.headers["Content-Encoding"] == encoding
            assert opened(packed.data) == plain.data
            assert "Accept-Encoding" in packed.headers["Vary"]
        else:
            assert len(plain.data) < 1000, f"{name} should be sent compressed"


def test_the_bundles_hold_every_part(client: PageClient, app: Flask) -> None:
    css = assets.SOURCES / "css"
    for name, parts in assets.BUNDLES.items():
        sent = client.get(app.jinja_env.globals["asset"](name)).text
        assert all(
            assets._compact_sheet((css / f"{part}.css").read_text("utf-8")).strip() in sent
            for part in parts.split()
        )
    in_bundles = {part for parts in assets.BUNDLES.values() for part in parts.split()}
    assert {path.stem for path in css.glob("*.css")} == in_bundles


def test_every_asset_that_a_page_names_is_there() -> None:
    templates = (assets.SOURCES.parent / "templates").rglob("*.html")
    named = {
        name
        for path in templates
        for name in re.findall(r"asset\('([^']+)'\)", path.read_text("utf8"))
    }
    assert named
    assert named <= assets._served_files().keys()


def test_nothing_else_is_served(client: PageClient, app: Flask) -> None:
    address = app.jinja_env.globals["asset"]("")
    for outside in (
        "../../secret_key",
        "%2e%2e/%2e%2e/secret_key",
        "css/tokens.css",
        "..%2f..%2fcontent.db",
        "",
    ):
        assert client.get(address + outside).status_code == 404


def test_several_processes_may_prepare_at_once(tmp_path: Path) -> None:
    folder, errors = tmp_path / "static" / "digest", []
    start = threading.Barrier(4)

    def prepare() -> None:
        try:
            start.wait()
            assets._prepare(folder)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=prepare) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert [path.name for path in folder.parent.iterdir()] == ["digest"]
    assert (folder / "public.css.br").exists()


def test_a_changed_file_has_a_new_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "SOURCES", tmp_path)
    (tmp_path / "a.js").write_text("1")
    before = assets._digest()
    (tmp_path / "a.js").write_text("2")
    assert assets._digest() != before


def test_dark_and_high_contrast_are_the_same_by_choice_and_by_device() -> None:
    """What stands twice in the tokens, once for each way to it, cannot differ."""
    blocks = re.findall(
        r"(:root[^{]*)\{([^}]*)\}", (assets.SOURCES / "css" / "tokens.css").read_text("utf-8")
    )
    values = {name.strip(): re.findall(r"(--[a-z-]+): ([^;]+);", block) for name, block in blocks}
    assert values[":root.dark"] == values[":root:not(.light)"]
    assert values[":root.contrast.dark"] == values[":root.contrast:not(.light)"]
    colours = [name for name, _value in values[":root.dark"]]
    assert (
        colours
        == [name for name, _ in values[":root.contrast"]]
        == [name for name, _ in values[":root.contrast.dark"]]
    )


def test_a_style_sheet_is_served_tight_and_says_the_same() -> None:
    sheet = '/* "a" */\n.a,\n  .b::before { content: " (Ảnh: ; "; color: var(--x); }\n'
    sheet += "@media (min-width: 4em) { .a > * + * { top: 0; left: -0.5em; } }\n"
    tight = '.a,.b::before{content:" (Ảnh: ; ";color:var(--x)}'
    tight += "@media (min-width:4em){.a>* + *{top:0;left:-.5em}}"
    assert assets._compact_sheet(sheet).strip() == tight


def test_a_script_is_served_without_what_stands_for_its_readers() -> None:
    kept = b'return "//x" + `  ${1}`;  // kept\n}\n'
    source = b"// What it does.\nexport function f() {\n  // why\n\n  " + kept
    assert assets._compact_script(source) == b"export function f() {\n" + kept


def test_no_text_of_a_script_goes_over_a_lines_end() -> None:
    """Its second line would lose its indent."""
    for path in (assets.SOURCES / "js").rglob("*.js"):
        for line in path.read_text("utf-8").splitlines():
            assert line.count("`") % 2 == 0, (path.name, line)
