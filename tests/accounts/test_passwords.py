from __future__ import annotations

import unicodedata

import pytest
from flask import Flask
from werkzeug.security import generate_password_hash

from newsapp.accounts import passwords


@pytest.mark.parametrize("weak", ["", "ngắn", "a" * 9, "abababababab", "abcabcabcabc", "x" * 201])
def test_weak_and_endless_passwords_are_refused(app: Flask, weak: str) -> None:
    with pytest.raises(passwords.WeakPassword):
        passwords.hash_password(weak)


@pytest.mark.parametrize(
    "common",
    [
        *("1234567890", "0987654321", "0912345678", "19902000199020", "password123", "Password123"),
        *("P a s s w o r d 1 2 3", "matkhau123", "Mật khẩu 123", "123matkhau", "qwertyuiop"),
        *("1q2w3e4r5t", "iloveyou123", "anhyeuem123", "vietnam2024", "admin12345", "quantri2025"),
        *("letmein123", "abcdefghij", "abcabcabcabc", "hanoihanoi12", "password!!!"),
    ],
)
def test_what_is_guessed_first_is_refused(app: Flask, common: str) -> None:
    with pytest.raises(passwords.WeakPassword, match="quá dễ đoán"):
        passwords.hash_password(common)


@pytest.mark.parametrize(
    "known_to_strangers",
    [
        *("nguyen.an@hunglac.example", "nguyenan@hunglac", "hunglac.example1", "nguyễn văn an"),
        *("NguyenVanAn1990", "sokhoahoc@hunglac", "Sở Khoa học Hùng Lạc 2026"),
    ],
)
def test_what_strangers_know_of_the_person_is_refused(app: Flask, known_to_strangers: str) -> None:
    known = ["nguyen.an@hunglac.example", "Nguyễn Văn An", "Sở Khoa học Hùng Lạc"]
    with pytest.raises(passwords.WeakPassword, match="quá dễ đoán"):
        passwords.hash_password(known_to_strangers, known)
    assert passwords.hash_password("nguyễn an thích đi xe đạp", known)


@pytest.mark.parametrize("good", ["một câu dài dễ nhớ", "trà đá vỉa hè 7", "9182736450918273"])
def test_a_sentence_or_a_long_number_is_not_common(app: Flask, good: str) -> None:
    passwords.check(good)


def test_the_hash_costs_what_owasp_asks(app: Flask) -> None:
    assert passwords.hash_password("mười hai ký tự").startswith("scrypt:16384:8:5$")


def test_a_cheaper_hash_is_renewed(app: Flask) -> None:
    former = generate_password_hash("mười hai ký tự", "scrypt:32768:8:1")
    renewed = passwords.renewed_hash(former, "mười hai ký tự")
    assert renewed is not None
    assert passwords.verify(renewed, "mười hai ký tự")
    assert passwords.renewed_hash(renewed, "mười hai ký tự") is None


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
