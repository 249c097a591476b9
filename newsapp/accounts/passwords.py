"""Passwords: what is accepted, how they are kept."""

from __future__ import annotations

import secrets
import string
import unicodedata
from functools import cache

from flask_babel import gettext as _
from werkzeug.security import check_password_hash, generate_password_hash

SHORTEST = 10
"""Characters. NIST SP 800-63B asks for at least 8 and for no rules of composition."""
LONGEST = 200


class WeakPassword(ValueError):
    """The password cannot be accepted; the message says why."""


def hash_password(password: str) -> str:
    """Return the scrypt hash of `password`. Raises WeakPassword."""
    if len(password) < SHORTEST:
        raise WeakPassword(_("Mật khẩu cần ít nhất %(count)s ký tự.", count=SHORTEST))
    if len(password) > LONGEST:
        raise WeakPassword(_("Mật khẩu dài quá %(count)s ký tự.", count=LONGEST))
    if len(set(password)) < 4:
        raise WeakPassword(_("Mật khẩu này quá dễ đoán."))
    return generate_password_hash(_composed(password))


@cache
def _hash_of_nobody() -> str:
    return generate_password_hash("nobody")


def verify(password_hash: str | None, password: str) -> bool:
    """Whether `password` is right. Takes as long where there is no such account, so that the time tells nothing."""
    matches = check_password_hash(password_hash or _hash_of_nobody(), _composed(password[:LONGEST]))
    return matches and bool(password_hash)


def random_password() -> str:
    """Four groups of four letters and digits that cannot be mistaken for one another."""
    alphabet = "".join(sorted(set(string.ascii_lowercase + string.digits) - set("il1o0")))
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(4))


def _composed(password: str) -> str:
    """One keyboard sends "ế" as one character, another as three: they are the same password."""
    return unicodedata.normalize("NFC", password)
