"""The documentation: both languages tell the same, and what they name is there.
deploy/test_install.py runs it all.
"""

from __future__ import annotations

import re
import shlex

import click
import pytest
from flask import Flask

from newsapp import cli
from tests import docs

FOR_DEVELOPERS = {"development", "security"}
"""Pages that exist in English alone, as the code does."""
PAGES = [page for page in docs.pages("en") if page not in FOR_DEVELOPERS]
COMMANDS = [
    line
    for page in PAGES
    for block in docs.blocks("en", page)
    for line in block.splitlines()
    if line.startswith("newsapp ")
]


def test_both_languages_have_the_same_pages() -> None:
    assert docs.pages("vi") == PAGES
    assert len(COMMANDS) > 10


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_have_the_same_commands(page: str) -> None:
    assert docs.blocks("vi", page) == docs.blocks("en", page)
    shape = [
        re.findall(r"^(#+|\||- |```\S*)", docs.read(language, page), re.MULTILINE)
        for language in docs.LANGUAGES
    ]
    assert shape[0] == shape[1]


@pytest.mark.parametrize("language", docs.LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_command_is_one_that_is_run(language: str, page: str) -> None:
    """A block of commands that no test runs would be marked otherwise."""
    assert "```sh\n" not in docs.read(language, page)
    assert "```bash" not in docs.read(language, page)


@pytest.mark.parametrize("language", docs.LANGUAGES)
def test_links_lead_somewhere(language: str) -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)\)", docs.read(language, page)):
            assert (docs.FOLDER / language / target).exists(), (page, target)


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_is_there_with_its_options(app: Flask, line: str) -> None:
    words = shlex.split(line.partition("||")[0])[1:]
    command: click.Command = click.Group(commands=cli._group().commands | app.cli.commands)
    while isinstance(command, click.Group):
        assert words[0] in command.commands
        command, words = command.commands[words[0]], words[1:]
    given = [word for word in words if word.startswith("--")]
    known = [name for option in command.params for name in option.opts]
    assert set(given) <= set(known)
    arguments = [
        option
        for option in command.params
        if isinstance(option, click.Argument) and option.required
    ]
    assert len(words) - len(given) >= len(arguments)


def test_the_readme_stays_short() -> None:
    size = len((docs.FOLDER.parent / "README.md").read_bytes())
    assert size <= 6_000, "settings, packages and layout stand in docs/"


def test_every_package_has_its_reason() -> None:
    requirements = (docs.FOLDER.parent / "requirements.in").read_text("ascii").splitlines()
    names = {
        re.split(r"[<>=]", line)[0] for line in requirements if line and not line.startswith("#")
    }
    _before, table = docs.read("en", "development").split("| Package | For |")
    given = {
        name
        for row in re.findall(r"^\| ([a-z0-9, -]+) \|", table, re.MULTILINE)
        for name in row.split(", ")
    }
    assert given == names
