"""The second factor: six-digit codes from an app on the person's phone (TOTP, RFC 6238).

The app's secret is not stored. It is derived from a random seed in the database and from the
site's secret key, which is kept elsewhere, so a copy of the database alone opens no account. A
backup archive holds both: store it like a key. After the site's secret key is replaced, recovery
codes still work, or an administrator resets the second factor.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp
from flask import current_app
from sqlalchemy import delete, func, select

from newsapp import audit
from newsapp.accounts import membership, passwords
from newsapp.accounts.models import User
from newsapp.database import db
from newsapp.parts.second_factor.models import RecoveryCode, SecondFactor

STEP = 30
"""Seconds for which the app shows a code."""
TOLERANCE = 1
"""Steps by which the phone's clock may be early or late."""
RECOVERY_CODES = 10


def get(user: User) -> SecondFactor | None:
    """The person's second factor, confirmed or not, as the database has it now."""
    return db.session.get(SecondFactor, user.id, populate_existing=True)


def is_on(user: User) -> bool:
    factor = get(user)
    return factor is not None and factor.confirmed_at is not None


def protected_ids() -> set[int]:
    """The ids of the users who sign in with a code."""
    confirmed = SecondFactor.confirmed_at.is_not(None)
    return set(db.session.scalars(select(SecondFactor.user_id).where(confirmed)))


def codes_left(user: User) -> int:
    return db.session.scalar(select(func.count()).where(RecoveryCode.user_id == user.id)) or 0


def secret(factor: SecondFactor) -> str:
    """The secret that the app holds, in base 32."""
    key = current_app.config["SECRET_KEY"].encode()[:64]
    digest = hashlib.blake2b(
        factor.seed.encode(), key=key, digest_size=20, person=b"second factor"
    ).digest()
    return base64.b32encode(digest).decode()


def provisioning_uri(factor: SecondFactor, *, email: str, agency: str) -> str:
    """The otpauth:// address that the app reads from a QR code."""
    return pyotp.TOTP(secret(factor)).provisioning_uri(name=email, issuer_name=agency[:60])


def begin(user: User, *, at: datetime) -> SecondFactor:
    """Make a secret, which counts after confirm(). A second factor that is on stays as it is."""
    factor = get(user) or SecondFactor(user_id=user.id, last_step=0)
    if factor.confirmed_at is None:
        factor.seed = secrets.token_hex(32)
        factor.started_at = at
        db.session.add(factor)
    return factor


def confirm(user: User, code: str, *, at: datetime) -> list[str] | None:
    """Turn the second factor on if `code` shows that the app has the secret.

    Returns the recovery codes, or None. All sessions of the person end.
    """
    factor = get(user)
    if factor is None or factor.confirmed_at is not None:
        return None
    if not _accept_app_code(factor, code, at):
        return None
    factor.confirmed_at = at
    user.session_epoch += 1
    audit.record("second_factor.turn_on", actor=user, target=user, at=at)
    return _new_recovery_codes(user)


def accept(user: User, code: str, *, at: datetime) -> bool:
    """Whether `code` is a code of the app or a recovery code. Each is accepted only once."""
    factor = get(user)
    if factor is None or factor.confirmed_at is None:
        return False
    return _accept_app_code(factor, code, at) or _accept_recovery_code(user, code, at)


def renew_codes(user: User, *, at: datetime) -> list[str]:
    """Make new recovery codes; the old ones stop working."""
    audit.record("second_factor.renew_codes", actor=user, target=user, at=at)
    return _new_recovery_codes(user)


def turn_off(user: User, *, at: datetime) -> None:
    _delete(SecondFactor, RecoveryCode, user=user)
    audit.record("second_factor.turn_off", actor=user, target=user, at=at)


def reset(user: User, *, actor: User | None, at: datetime) -> None:
    """Let somebody who lost phone and codes sign in with the password alone.

    Raises AccountError, NotAllowed.
    """
    membership.require_may_manage(actor, user)
    if get(user) is not None:
        _delete(SecondFactor, RecoveryCode, user=user)
        audit.record("second_factor.reset", actor=actor, target=user, at=at)


def _delete(*models: type[SecondFactor | RecoveryCode], user: User) -> None:
    for model in models:
        db.session.execute(delete(model).where(model.user_id == user.id))


def _accept_app_code(factor: SecondFactor, code: str, at: datetime) -> bool:
    digits = "".join(code.split()).encode("utf8", "replace")
    app = pyotp.TOTP(secret(factor))
    now = int(at.timestamp()) // STEP
    for step in range(max(now - TOLERANCE, factor.last_step + 1), now + TOLERANCE + 1):
        if hmac.compare_digest(app.generate_otp(step).encode(), digits):
            factor.last_step = step
            return True
    return False


def _new_recovery_codes(user: User) -> list[str]:
    _delete(RecoveryCode, user=user)
    codes = [passwords.random_password() for _n in range(RECOVERY_CODES)]
    db.session.add_all(RecoveryCode(digest=_digest(user, code), user_id=user.id) for code in codes)
    return codes


def _accept_recovery_code(user: User, code: str, at: datetime) -> bool:
    query = delete(RecoveryCode).where(RecoveryCode.digest == _digest(user, code))
    if db.session.scalar(query.returning(RecoveryCode.digest)) is None:
        return False
    left = codes_left(user)
    audit.record("second_factor.use_recovery_code", actor=user, target=user, at=at, left=left)
    return True


def _digest(user: User, code: str) -> str:
    """A hash of the user and the code's letters and digits. 79 random bits need no slow hash."""
    letters = "".join(sign for sign in code.lower() if sign.isalnum())
    return hashlib.sha256(f"{user.id} {letters}".encode("utf8", "replace")).hexdigest()
