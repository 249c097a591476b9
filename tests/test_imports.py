"""What may import what: doors -> features -> base; no part knows another; the core knows no part."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import newsapp

ROOT = Path(newsapp.__file__).parent
SCREENS = {"public", "admin"}
DOORS = SCREENS | {"web", "cli"}
COMPOSITION = {"__init__", "cli", "core"}
"""What puts the site together: it may import everything."""
APART = {"parts", "operations", "cluster", "demo", "importing"}
BASE = {
    "clock",
    "collation",
    "config",
    "content_version",
    "database",
    "date_parsing",
    "extensions",
    "file_owner",
    "migrating",
    "setting_values",
    "slugs",
    "text_cleaning",
    "text_folding",
    "write_pause",
}
CORE = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or path.is_dir()} - (
    APART | COMPOSITION | {"templates", "static", "translations", "__pycache__"}
)
FEATURES = CORE - DOORS - BASE - {"registry"}
OF_A_REQUEST = {
    "flask.request",
    "flask.session",
    "flask.g",
    "flask.flash",
    "flask_login.current_user",
}


def modules() -> Iterator[tuple[str, Path, ast.Module]]:
    """(top, path, tree) of every module; top is the first name in its dotted path."""
    for path in sorted(ROOT.rglob("*.py")):
        inside = path.relative_to(ROOT)
        yield inside.with_suffix("").parts[0], inside, ast.parse(path.read_text("utf8"))


def imported(tree: ast.Module, *, at_run_time_only: bool = False) -> set[str]:
    """Dotted names of all that a module imports, from-imported names included."""
    names: set[str] = set()
    for node in tree.body if at_run_time_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def tops(tree: ast.Module, *, at_run_time_only: bool = False) -> set[str]:
    """The tops of newsapp that a module imports."""
    split = (name.split(".") for name in imported(tree, at_run_time_only=at_run_time_only))
    return {name[1] for name in split if name[0] == "newsapp" and len(name) > 1}


def parts_of(tree: ast.Module) -> set[str]:
    """The parts that a module imports."""
    split = (name.split(".") for name in imported(tree))
    return {name[2] for name in split if name[:2] == ["newsapp", "parts"] and len(name) > 2}


def test_there_is_something_to_look_at() -> None:
    assert {"articles", "accounts", "visitors", "audit", "site", "media"} <= FEATURES
    assert len(list(modules())) > 60


def test_the_core_knows_no_part_and_nothing_of_operations_and_cluster() -> None:
    wrong = [str(path) for top, path, tree in modules() if top in CORE and tops(tree) & APART]
    assert wrong == []


def test_importing_knows_the_core_alone() -> None:
    """It serves the parts that read old sites, and knows none of them."""
    allowed = CORE | {"importing"}
    wrong = [(path, tops(tree) - allowed) for top, path, tree in modules() if top == "importing"]
    assert len(wrong) > 5
    assert [(path, others) for path, others in wrong if others] == []


def test_no_part_knows_another() -> None:
    wrong = []
    for top, path, tree in modules():
        if top == "parts" and len(path.parts) > 2:
            wrong += [(str(path), part) for part in parts_of(tree) - {path.parts[1]}]
    assert wrong == []


def test_readers_pages_never_import_the_staffs() -> None:
    assert [
        path for top, path, tree in modules() if top == "public" and "admin" in tops(tree)
    ] == []


def test_features_know_no_screens() -> None:
    wrong = [(path, tops(tree) & DOORS) for top, path, tree in modules() if top in FEATURES | BASE]
    assert [(path, doors) for path, doors in wrong if doors] == []


def test_features_read_no_request_and_no_session() -> None:
    wrong = [
        path
        for top, path, tree in modules()
        if top in FEATURES | BASE and imported(tree) & OF_A_REQUEST
    ]
    assert wrong == []


def test_the_base_knows_no_feature() -> None:
    wrong = [(path, tops(tree) & FEATURES) for top, path, tree in modules() if top in BASE]
    assert [(path, features) for path, features in wrong if features] == []


def test_only_the_settings_read_the_environment() -> None:
    """The application, the command line and the settings hand os.environ on whole."""
    for top, path, tree in modules():
        for node in ast.walk(tree):
            is_environ = isinstance(node, ast.Attribute) and node.attr in (
                "environ",
                "getenv",
                "environb",
            )
            is_os = is_environ and isinstance(node.value, ast.Name) and node.value.id == "os"
            assert not is_os or top in ("__init__", "cli", "config"), path
        looked_into = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Subscript | ast.Attribute)
            and isinstance(node.value, ast.Attribute)
            and node.value.attr == "environ"
        ]
        assert top == "config" or not looked_into, path


def test_no_circles() -> None:
    arrows: dict[str, set[str]] = {}
    for top, _path, tree in modules():
        if top not in COMPOSITION:
            arrows.setdefault(top, set()).update(tops(tree, at_run_time_only=True) - {top})

    def walk(top: str, trail: tuple[str, ...]) -> None:
        assert top not in trail, " -> ".join([*trail, top])
        for following in sorted(arrows.get(top, ())):
            walk(following, (*trail, top))

    for top in sorted(arrows):
        walk(top, ())
