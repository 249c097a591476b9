"""The Nu HTML checker, a Java program that .ci/nu-checker fetches."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

JAR = os.environ.get("NEWSAPP_TEST_VNU", "")
REMEDY = (
    "The Nu HTML checker is missing. Set NEWSAPP_TEST_VNU=$(.ci/nu-checker), which needs Java and"
    " npm: sudo apt install default-jre-headless npm"
)
SECONDS = 300


def is_there() -> bool:
    return Path(JAR).is_file() and shutil.which("java") is not None


def errors(pages: Mapping[str, str], folder: Path) -> list[str]:
    """What is wrong with each of the pages, which stand under their names; one Java for all."""
    names = {}
    folder = folder / "pages"
    folder.mkdir()
    for number, (name, text) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_text(text, "utf8")
        names[file.name] = name
    arguments = ["--format", "json", "--stdout", "--exit-zero-always", "--errors-only"]
    done = subprocess.run(
        ["java", "-jar", JAR, *arguments, str(folder)],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    told = json.loads(done.stdout)["messages"]
    return [
        f"{names[Path(one['url']).name]}:{one['lastLine']}: {one['message']} {one['extract']!r}"
        for one in told
    ]
