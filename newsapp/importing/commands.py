"""`newsapp import`: bringing articles in from elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask.cli import with_appcontext

if TYPE_CHECKING:
    from newsapp.accounts.models import User
    from newsapp.categories.models import Category


@click.group("import")
def importing() -> None:
    """Bring articles in from elsewhere."""


@importing.command("docx")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--category", help="Name of the category; the first one where it is not said.")
@click.option(
    "--as", "email", metavar="EMAIL", help="Whose articles they become; the first administrator's if not said."
)
@click.option("--publish", is_flag=True, help="Publish at once what has nothing to be mended.")
@click.option("--dry-run", is_flag=True, help="Only say what would come out.")
@with_appcontext
def import_docx(paths: tuple[Path, ...], category: str | None, email: str | None, publish: bool, dry_run: bool) -> None:
    """Make an article of each Word document; say what was left out."""
    from newsapp.importing.docx import DocumentError

    actor, section = _whose(email), _where(category)
    failed = False
    for path in paths:
        try:
            said = _try_out(path) if dry_run else _bring(path, section, actor, publish)
        except DocumentError as reason:
            failed = True
            click.echo(f"{path}: {reason}", err=True)
        else:
            click.echo("\n    ".join([f"{path}: {said[0]}", *said[1:]]))
    if failed:
        sys.exit(1)


def _whose(email: str | None) -> User:
    from sqlalchemy import select

    from newsapp.accounts.models import Role, User
    from newsapp.database import db

    people = select(User).order_by(User.id)
    asked = people.where(User.email == email.lower()) if email else people.where(User.role == Role.ADMINISTRATOR)
    found = db.session.scalars(asked).first()
    if found is None:
        raise click.ClickException(f"there is no account {email}" if email else "there is no administrator")
    return found


def _where(name: str | None) -> Category:
    from newsapp.categories import queries
    from newsapp.database import db

    for section in db.session.scalars(queries.in_menu_order()):
        if name in (None, section.name):
            return section
    raise click.ClickException(f"there is no category {name}" if name else "there is no category")


def _try_out(path: Path) -> list[str]:
    from newsapp import clock
    from newsapp.importing import docx

    with path.open("rb") as file:
        document = docx.read(file, path.name, actor=None, at=clock.now(), keeps_pictures=False)
    return [document.title, *document.left_out]


def _bring(path: Path, section: Category, actor: User, publish: bool) -> list[str]:
    from newsapp import clock
    from newsapp.articles import checks, workflow
    from newsapp.database import writing
    from newsapp.importing.drafting import draft_from

    with path.open("rb") as file:
        made = draft_from(file, path.name, category_id=section.id, actor=actor, at=clock.now())
    said = [f"article {made.article.id}, {made.article.title}", *made.left_out]
    if publish:
        blocking = [finding.message for finding in checks.findings(made.article.content) if finding.blocks]
        if blocking:
            return [*said, "left as a draft:", *blocking]
        with writing():
            workflow.publish(made.article, actor=actor, at=clock.now())
    return said
