from __future__ import annotations

import unicodedata

import pytest
from flask import Flask

from newsapp.accounts import passwords


@pytest.mark.parametrize("weak", ["", "ngắn", "a" * 9, "abababababab", "x" * 201])
def test_weak_and_endless_passwords_are_refused(app: Flask, weak: str) -> None:
    with pytest.raises(passwords.WeakPassword):
        passwords.hash_password(weak)


def test_the_right_password_and_no_other(app: Flask) -> None:
    kept = passwords.hash_password("mười hai ký tự")
    assert "mười" not in kept
    assert passwords.verify(kept, "mười hai ký tự")
    assert not passwords.verify(kept, "mười hai ký tụ")
    assert not passwords.verify(kept, "")


def test_a_decomposed_keyboard_types_the_same_password(app: Flask) -> None:
    kept = passwords.hash_password("câu mật khẩu tiếng Việt")
    assert passwords.verify(kept, unicodedata.normalize("NFD", "câu mật khẩu tiếng Việt"))


def test_nobody_has_no_password() -> None:
    assert not passwords.verify(None, "nobody")


def test_random_passwords_are_strong_and_differ(app: Flask) -> None:
    made = {passwords.random_password() for _ in range(50)}
    assert len(made) == 50
    assert all(passwords.hash_password(password) for password in list(made)[:2])
    assert not set("il1o0") & set("".join(made))
