"""`newsapp user`: the accounts of the staff, from the command line of the server."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

import click
from flask import current_app
from flask.cli import with_appcontext

if TYPE_CHECKING:
    from newsapp.accounts.membership import HandedOver
    from newsapp.accounts.models import User

Result = TypeVar("Result")
ROLE = click.Choice(["writer", "editor", "administrator"])
named = click.option("--name", default="", help="The name shown to colleagues.")
from_stdin = click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")


@click.group()
def user() -> None:
    """Accounts of the staff."""


@user.command("add")
@click.argument("email")
@click.option("--role", type=ROLE, required=True)
@named
@from_stdin
@with_appcontext
def add_user(email: str, role: str, name: str, password_stdin: bool) -> None:
    """Add an account; without --password-stdin a password is made and shown once."""
    from newsapp.accounts import users
    from newsapp.accounts.models import Role

    password, password_hash = _password(password_stdin)
    added = _write(lambda at: users.add(email, name, Role(role), password_hash, actor=None, at=at))
    click.echo(f"Added {added.email} as {added.role}")
    _show(password, password_stdin)


@user.command("invite")
@click.argument("email")
@click.option("--role", type=ROLE, required=True)
@named
@with_appcontext
def invite(email: str, role: str, name: str) -> None:
    """Invite somebody: prints a link that works once, by which they set a password of their own."""
    from newsapp.accounts import membership
    from newsapp.accounts.models import Role

    handed: HandedOver = _write(lambda at: membership.invite(email, name, Role(role), actor=None, at=at))
    hosts, scheme = current_app.config["TRUSTED_HOSTS"], "https" if current_app.config["HTTPS"] else "http"
    site = f"{scheme}://{hosts[0]}" if hosts else ""
    click.echo(f"Invited {handed.user.email} as {handed.user.role}. Hand this over; it works once, until")
    click.echo(f"{handed.expires_at:%Y-%m-%d %H:%M} UTC{'' if site else '; the address of the site goes before it'}:")
    click.echo(f"{site}/admin/link/{handed.token}")


@user.command("role")
@click.argument("email")
@click.argument("role", type=ROLE)
@with_appcontext
def set_role(email: str, role: str) -> None:
    """Give an account another role."""
    from newsapp.accounts import membership
    from newsapp.accounts.models import Role

    account = _account(email)
    _write(lambda at: membership.set_role(account, Role(role), actor=None, at=at))
    click.echo(f"{account.email} is {account.role} now")


@user.command("disable")
@click.argument("email")
@with_appcontext
def disable(email: str) -> None:
    """Keep somebody out: ends their sessions at once; what they wrote stays."""
    from newsapp.accounts import membership

    account = _account(email)
    _write(lambda at: membership.disable(account, actor=None, at=at))
    click.echo(f"{account.email} cannot sign in any more")


@user.command("enable")
@click.argument("email")
@with_appcontext
def enable(email: str) -> None:
    """Let somebody in again who was disabled."""
    from newsapp.accounts import membership

    account = _account(email)
    _write(lambda at: membership.enable(account, actor=None, at=at))
    click.echo(f"{account.email} can sign in again")


@user.command("password")
@click.argument("email")
@from_stdin
@with_appcontext
def set_password(email: str, password_stdin: bool) -> None:
    """Give an account a new password, and end its sessions; without --password-stdin one is made and shown once."""
    from newsapp.accounts import users

    account = _account(email)
    password, password_hash = _password(password_stdin)
    _write(lambda at: users.set_password(account, password_hash, actor=None, at=at))
    click.echo(f"{account.email} signs in with a new password now")
    _show(password, password_stdin)


@user.command("reset-second-factor")
@click.argument("email")
@with_appcontext
def reset_second_factor(email: str) -> None:
    """Let somebody who lost their telephone and codes sign in with the password alone."""
    from newsapp.accounts import membership

    account = _account(email)
    _write(lambda at: membership.reset_second_factor(account, actor=None, at=at))
    click.echo(f"{account.email} signs in with the password alone now")


@user.command("list")
@with_appcontext
def list_users() -> None:
    """List the accounts, each with its role."""
    from newsapp.accounts import users

    for account in users.everyone():
        standing = " disabled" if account.is_disabled else " invited" if account.is_awaited else ""
        click.echo(f"{account.email} {account.role}{standing}")


def _account(email: str) -> User:
    from newsapp.accounts import users

    if (account := users.by_email(email)) is None:
        raise click.ClickException(f"There is no account {email}.")
    return account


def _password(from_stdin: bool) -> tuple[str, str]:
    """A password and its hash."""
    from newsapp.accounts import passwords

    password = sys.stdin.readline().rstrip("\r\n") if from_stdin else passwords.random_password()
    try:
        return password, passwords.hash_password(password)
    except passwords.WeakPassword as reason:
        raise click.ClickException(str(reason)) from None


def _show(password: str, was_given: bool) -> None:
    if not was_given:
        click.echo(f"Password (shown once): {password}")


def _write(verb: Callable[[datetime], Result]) -> Result:
    """Do it now, as the command line; a refusal is a sentence."""
    from newsapp import clock
    from newsapp.accounts.users import AccountError
    from newsapp.database import writing

    try:
        with writing():
            return verb(clock.now())
    except AccountError as reason:
        raise click.ClickException(str(reason)) from None
