"""`pip install .` gives a working newsapp, in an environment that knows nothing of this folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
SOURCES = ("newsapp", "migrations", "deploy", "setup.cfg", "pyproject.toml", "requirements.in")
MORE = ("README.md", "LICENSE")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel holds, as pip lays it out."""
    folder = tmp_path_factory.mktemp("package")
    source = folder / "source"
    source.mkdir()
    for name in (*SOURCES, *MORE):
        if (PROJECT / name).is_dir():
            unwanted = shutil.ignore_patterns("__pycache__")
            shutil.copytree(PROJECT / name, source / name, ignore=unwanted)
        else:
            shutil.copyfile(PROJECT / name, source / name)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", folder, source], check=True)
    with zipfile.ZipFile(next(folder.glob("newsapp-*.whl"))) as wheel:
        wheel.extractall(folder / "installed")
    return folder / "installed"


def test_it_holds_every_file_of_the_package(installed: Path) -> None:
    there = {
        path.relative_to(PROJECT)
        for path in (PROJECT / "newsapp").rglob("*")
        if path.is_file() and path.suffix not in (".pyc", ".cfg")
    }
    assert sorted(path for path in there if not (installed / path).exists()) == []


def test_it_says_what_it_needs(installed: Path) -> None:
    metadata = next(installed.glob("newsapp-*.dist-info/METADATA")).read_text("utf8")
    needed = {line.split()[1] for line in metadata.splitlines() if line.startswith("Requires-Dist")}
    wanted = (PROJECT / "requirements.in").read_text("ascii").splitlines()
    names = [line.partition(">")[0] for line in wanted if line and not line.startswith("#")]
    assert [name for name in names if not any(one.startswith(name) for one in needed)] == []


def test_it_makes_a_site_where_it_is_run(installed: Path, tmp_path: Path) -> None:
    program = "import sys; from newsapp.cli import main; sys.argv[0] = 'newsapp'; main()"
    for arguments in (["init"], ["user", "list"]):
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            cwd=tmp_path,
            env={"PYTHONPATH": str(installed)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "instance" / "content.db").exists()
    assert not list(installed.glob("instance*"))
