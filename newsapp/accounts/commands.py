"""`newsapp user`: the accounts of the staff, from the command line of the server."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

import click
from flask import current_app
from flask.cli import with_appcontext

from newsapp import clock
from newsapp.accounts import membership, passwords, users
from newsapp.accounts.models import Role, User
from newsapp.accounts.users import AccountError
from newsapp.database import writing

Result = TypeVar("Result")
ROLE = click.Choice([str(role) for role in Role])
name_option = click.option("--name", default="", help="The name shown to colleagues.")
password_option = click.option(
    "--password-stdin", "from_stdin", is_flag=True, help="Read the password from standard input."
)


@click.group()
def user() -> None:
    """Accounts of the staff."""


@user.command("add")
@click.argument("email")
@click.option("--role", type=ROLE, required=True)
@name_option
@password_option
@with_appcontext
def add_user(email: str, role: str, name: str, from_stdin: bool) -> None:
    """Add an account; without --password-stdin a password is made and shown once."""
    password, password_hash = _password(from_stdin, (email, name))
    account = change(
        lambda at: users.add(email, name, Role(role), password_hash, actor=None, at=at)
    )
    click.echo(f"Added {account.email} as {account.role}")
    if not from_stdin:
        click.echo(f"Password (shown once): {password}")


@user.command("invite")
@click.argument("email")
@click.option("--role", type=ROLE, required=True)
@name_option
@with_appcontext
def invite(email: str, role: str, name: str) -> None:
    """Invite somebody: prints a link that works once, by which they set a password of their own."""
    link = change(lambda at: membership.invite(email, name, Role(role), actor=None, at=at))
    hosts = current_app.config["HOSTS"]
    scheme = "https" if current_app.config["HTTPS"] else "http"
    site = f"{scheme}://{hosts[0]}" if hosts else ""
    hint = "" if site else "; the address of the site goes before it"
    click.echo(
        f"Invited {link.user.email} as {link.user.role}. Hand this over; it works once, until"
    )
    click.echo(f"{link.expires_at:%Y-%m-%d %H:%M} UTC{hint}:")
    click.echo(f"{site}/admin/link/{link.token}")


@user.command("role")
@click.argument("email")
@click.argument("role", type=ROLE)
@with_appcontext
def set_role(email: str, role: str) -> None:
    """Give an account another role."""
    account = get_account(email)
    change(lambda at: membership.set_role(account, Role(role), actor=None, at=at))
    click.echo(f"{account.email} is {account.role} now")


@user.command("disable")
@click.argument("email")
@with_appcontext
def disable(email: str) -> None:
    """Keep somebody out: ends their sessions at once; what they wrote stays."""
    account = get_account(email)
    change(lambda at: membership.disable(account, actor=None, at=at))
    click.echo(f"{account.email} cannot sign in any more")


@user.command("enable")
@click.argument("email")
@with_appcontext
def enable(email: str) -> None:
    """Let somebody in again who was disabled."""
    account = get_account(email)
    change(lambda at: membership.enable(account, actor=None, at=at))
    click.echo(f"{account.email} can sign in again")


@user.command("password")
@click.argument("email")
@password_option
@with_appcontext
def set_password(email: str, from_stdin: bool) -> None:
    """Give an account a new password, and end its sessions; without --password-stdin one is made
    and shown once.
    """
    account = get_account(email)
    password, password_hash = _password(from_stdin, (email, account.name))
    change(lambda at: users.set_password(account, password_hash, actor=None, at=at))
    click.echo(f"{account.email} signs in with a new password now")
    if not from_stdin:
        click.echo(f"Password (shown once): {password}")


@user.command("list")
@with_appcontext
def list_users() -> None:
    """List the accounts, each with its role."""
    for account in users.everyone():
        state = " disabled" if account.is_disabled else " invited" if account.is_invited else ""
        click.echo(f"{account.email} {account.role}{state}")


def get_account(email: str) -> User:
    """The account, or an error message."""
    account = users.by_email(email)
    if account is None:
        raise click.ClickException(f"There is no account {email}.")
    return account


def change(write: Callable[[datetime], Result]) -> Result:
    """Call `write` with the time now, in a transaction. A refusal is an error message."""
    try:
        with writing():
            return write(clock.now())
    except AccountError as error:
        raise click.ClickException(str(error)) from None


def _password(from_stdin: bool, known: Iterable[str]) -> tuple[str, str]:
    """A password and its hash. known: as passwords.check()."""
    password = sys.stdin.readline().rstrip("\r\n") if from_stdin else passwords.random_password()
    try:
        return password, passwords.hash_password(password, known)
    except passwords.WeakPassword as error:
        raise click.ClickException(str(error)) from None
