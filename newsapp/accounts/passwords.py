"""Which passwords are accepted, and how they are stored."""

from __future__ import annotations

import secrets
import string
import unicodedata
from collections.abc import Iterable
from functools import cache

from flask_babel import gettext as _
from werkzeug.security import check_password_hash, generate_password_hash

from newsapp.accounts.common_passwords import is_common

SHORTEST = 10
"""Characters. NIST SP 800-63B requires at least 8, and no rules about digits or symbols."""
LONGEST = 200
METHOD = "scrypt:16384:8:5"
"""N, r and p of scrypt: the OWASP Password Storage Cheat Sheet's choice that takes 16 MB a check,
because several people may sign in at once on a server with 1 GB.
"""


class WeakPassword(ValueError):
    """The password is not accepted. The message says why."""


def check(password: str, known: Iterable[str] = ()) -> None:
    """Raise WeakPassword if `password` is not accepted.

    known: what strangers know of the person: email, name, agency.
    """
    if len(password) < SHORTEST:
        raise WeakPassword(_("Mật khẩu cần ít nhất %(count)s ký tự.", count=SHORTEST))
    if len(password) > LONGEST:
        raise WeakPassword(_("Mật khẩu dài quá %(count)s ký tự.", count=LONGEST))
    if len(set(password)) < 4 or is_common(password, known):
        raise WeakPassword(_("Mật khẩu này quá dễ đoán."))


def hash_password(password: str, known: Iterable[str] = ()) -> str:
    """Return the scrypt hash of `password`. Raises WeakPassword, as check()."""
    check(password, known)
    return _hash(password)


def renewed_hash(password_hash: str, password: str) -> str | None:
    """The hash to store where an earlier release made `password_hash` of this right password."""
    if password_hash.startswith(METHOD + "$") or not password_hash.startswith("scrypt:"):
        return None
    return _hash(password)


def _hash(password: str) -> str:
    return generate_password_hash(_normalised(password[:LONGEST]), METHOD)


@cache
def _hash_without_account() -> str:
    return _hash("nobody")


def verify(password_hash: str | None, password: str) -> bool:
    """Whether `password` is right.

    Without an account it takes just as long, so that the time does not tell who has one.
    """
    stored = password_hash or _hash_without_account()
    matches = check_password_hash(stored, _normalised(password[:LONGEST]))
    return matches and bool(password_hash)


def random_password() -> str:
    """Four groups of four letters and digits, none of which look like another."""
    alphabet = "".join(sorted(set(string.ascii_lowercase + string.digits) - set("il1o0")))
    groups = ("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def _normalised(password: str) -> str:
    """Keyboards send "ế" as one character or as three. NFC makes both the same password."""
    return unicodedata.normalize("NFC", password)
