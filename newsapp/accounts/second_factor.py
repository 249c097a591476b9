"""The second factor: codes of six digits that an app on the person's telephone shows (TOTP, RFC 6238).

The app's secret is not kept anywhere. It is made anew from a random seed of the person's own, which is kept, and from
the site's secret key, which stands outside the database: who reads the database alone can make no code. A backup
archive holds both, and is to be kept as one keeps keys. Where a site's secret key was replaced, the recovery codes
still work, which need no key; or an administrator resets.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp
from sqlalchemy import delete, func, select

from newsapp import audit
from newsapp.accounts import passwords
from newsapp.accounts.models import RecoveryCode, SecondFactor, User
from newsapp.database import db

STEP = 30
"""Seconds for which a code is shown."""
SLACK = 1
"""A code of so many steps before or after is taken too: telephones' clocks differ."""
RECOVERY_CODES = 10


def of(user: User) -> SecondFactor | None:
    """The person's second factor, confirmed or only begun, as it stands now."""
    mine = select(SecondFactor).where(SecondFactor.user_id == user.id)
    return db.session.scalar(mine.execution_options(populate_existing=True))


def is_on(user: User) -> bool:
    return (factor := of(user)) is not None and factor.confirmed_at is not None


def protected() -> set[int]:
    """The numbers of those who sign in with a code."""
    return set(db.session.scalars(select(SecondFactor.user_id).where(SecondFactor.confirmed_at.is_not(None))))


def codes_left(user: User) -> int:
    return db.session.scalar(select(func.count()).where(RecoveryCode.user_id == user.id)) or 0


def secret(factor: SecondFactor, site_key: str) -> str:
    """What the app needs, in base 32."""
    made = hashlib.blake2b(factor.seed.encode(), key=site_key.encode()[:64], digest_size=20, person=b"second factor")
    return base64.b32encode(made.digest()).decode()


def address(factor: SecondFactor, site_key: str, *, email: str, agency: str) -> str:
    """The otpauth:// address that a QR code carries to the app."""
    return pyotp.TOTP(secret(factor, site_key)).provisioning_uri(name=email, issuer_name=agency[:60])


def begin(user: User, *, at: datetime) -> SecondFactor:
    """Make a secret for the person's app. Nothing asks for codes until confirm(); one that is on stays as it is."""
    factor = of(user)
    if factor is not None and factor.confirmed_at is not None:
        return factor
    factor = factor or SecondFactor(user_id=user.id, last_step=0)
    factor.seed, factor.started_at = secrets.token_hex(32), at
    db.session.add(factor)
    return factor


def confirm(user: User, code: str, *, site_key: str, at: datetime) -> list[str] | None:
    """Turn it on, if `code` shows that the app has the secret: the recovery codes, or None. Other sessions end."""
    factor = of(user)
    if factor is None or factor.confirmed_at is not None or not _take_code(factor, code, site_key, at):
        return None
    factor.confirmed_at = at
    user.session_epoch += 1
    audit.record("second_factor.turn_on", actor=user, target=user, at=at)
    return _new_codes(user)


def take(user: User, typed: str, *, site_key: str, at: datetime) -> bool:
    """Whether `typed` is a code of the app that was not taken before, or a recovery code, which is then used up."""
    factor = of(user)
    if factor is None or factor.confirmed_at is None:
        return False
    return _take_code(factor, typed, site_key, at) or _take_recovery_code(user, typed, at)


def renew_codes(user: User, *, at: datetime) -> list[str]:
    """Ten new recovery codes; the former ones are over."""
    audit.record("second_factor.renew_codes", actor=user, target=user, at=at)
    return _new_codes(user)


def turn_off(user: User, *, at: datetime) -> None:
    remove(user)
    audit.record("second_factor.turn_off", actor=user, target=user, at=at)


def remove(user: User) -> None:
    for model in (SecondFactor, RecoveryCode):
        db.session.execute(delete(model).where(model.user_id == user.id))


def _take_code(factor: SecondFactor, typed: str, site_key: str, at: datetime) -> bool:
    code = "".join(typed.split())
    app, now = pyotp.TOTP(secret(factor, site_key)), int(at.timestamp()) // STEP
    for step in range(now - SLACK, now + SLACK + 1):
        if hmac.compare_digest(app.generate_otp(step).encode(), code.encode("utf8", "replace")):
            if step <= factor.last_step:
                return False
            factor.last_step = step
            return True
    return False


def _new_codes(user: User) -> list[str]:
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = [passwords.random_password() for _n in range(RECOVERY_CODES)]
    db.session.add_all(RecoveryCode(digest=_digest(user, code), user_id=user.id) for code in codes)
    return codes


def _take_recovery_code(user: User, typed: str, at: datetime) -> bool:
    mine = delete(RecoveryCode).where(RecoveryCode.digest == _digest(user, typed), RecoveryCode.user_id == user.id)
    if db.session.scalar(mine.returning(RecoveryCode.digest)) is None:
        return False
    audit.record("second_factor.use_recovery_code", actor=user, target=user, at=at, left=codes_left(user))
    return True


def _digest(user: User, code: str) -> str:
    """Of the code as it is read aloud: without hyphens, in small letters. 79 random bits need no slow hash."""
    plain = "".join(c for c in code.lower() if c.isalnum())
    return hashlib.sha256(f"{user.id} {plain}".encode("utf8", "replace")).hexdigest()
