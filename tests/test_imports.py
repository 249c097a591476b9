"""Which way things flow: public, admin, cli -> features -> extensions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import newsapp

ROOT = Path(newsapp.__file__).parent
SCREENS = {"public", "admin"}
DOORS = SCREENS | {"web", "cli"}
BASE = {"database", "extensions", "config", "clock", "slugs", "characters", "serving", "migrating", "generation"} | {
    *("pausing", "release", "ownership")
}
FEATURES = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()} - (
    DOORS | BASE | {"__init__"}
)


def modules() -> Iterator[tuple[str, Path, ast.Module]]:
    """(top part, path, tree) of every module."""
    for path in sorted(ROOT.rglob("*.py")):
        inside = path.relative_to(ROOT)
        yield inside.with_suffix("").parts[0], inside, ast.parse(path.read_text("utf8"))


def imported(tree: ast.Module, *, at_run_time_only: bool = False) -> Iterator[str]:
    """Dotted names of all that a module imports, from-imported names included."""
    nodes = ast.walk(tree) if not at_run_time_only else iter(tree.body)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parts(tree: ast.Module, **how: bool) -> set[str]:
    """The top parts of newsapp that a module imports."""
    names = (name.split(".") for name in imported(tree, **how))
    return {name[1] for name in names if name[0] == "newsapp" and len(name) > 1}


def test_there_is_something_to_look_at() -> None:
    assert {"articles", "accounts", "visitors", "audit", "site", "media"} <= FEATURES
    assert len(list(modules())) > 60


def test_readers_pages_never_import_the_staffs() -> None:
    assert [path for part, path, tree in modules() if part == "public" and "admin" in parts(tree)] == []


def test_features_know_no_screens() -> None:
    wrong = [(path, parts(tree) & DOORS) for part, path, tree in modules() if part in FEATURES | BASE]
    assert [(path, doors) for path, doors in wrong if doors] == []


def test_features_read_no_request_and_no_session() -> None:
    forbidden = {"flask.request", "flask.session", "flask.g", "flask.flash", "flask_login.current_user"}
    wrong = [(path, forbidden & set(imported(tree))) for part, path, tree in modules() if part in FEATURES | BASE]
    assert [(path, names) for path, names in wrong if names] == []


def test_the_base_knows_no_feature() -> None:
    wrong = [(path, parts(tree) & FEATURES) for part, path, tree in modules() if part in BASE]
    assert [(path, features) for path, features in wrong if features] == []


def test_only_the_settings_read_the_environment() -> None:
    """The application, the command line and the settings hand os.environ on whole; nobody looks into it elsewhere."""
    for part, path, tree in modules():
        for node in ast.walk(tree):
            is_environ = isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "environb")
            is_os = is_environ and isinstance(node.value, ast.Name) and node.value.id == "os"
            assert not is_os or part in ("__init__", "cli", "config"), path
        looked_into = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.Subscript | ast.Attribute)
            and isinstance(node.value, ast.Attribute)
            and node.value.attr == "environ"
        ]
        assert part == "config" or not looked_into, path


def test_no_circles_between_the_parts() -> None:
    arrows: dict[str, set[str]] = {}
    for part, _path, tree in modules():
        if part not in ("__init__",):
            arrows.setdefault(part, set()).update(parts(tree, at_run_time_only=True) - {part})

    def walk(part: str, trail: tuple[str, ...]) -> None:
        assert part not in trail, " -> ".join([*trail, part])
        for following in sorted(arrows.get(part, ())):
            walk(following, (*trail, part))

    for part in sorted(arrows):
        walk(part, ())
