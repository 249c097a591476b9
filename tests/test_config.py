from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Any

import pytest

from newsapp import config

PAGE = config.PROJECT / "docs" / "en" / "settings.md"
GIVEN: dict[str, tuple[str, Any]] = {
    "INSTANCE": ("", None),
    "DATABASE_URL": ("sqlite:///x.db", "sqlite:///x.db"),
    "VISITORS_URL": ("sqlite:///y.db", "sqlite:///y.db"),
    "REDIS_URL": ("redis://localhost", "redis://localhost"),
    "SECRET_KEY": ("k" * 40, "k" * 40),
    "LANGUAGE": ("en", "en"),
    "TIMEZONE": ("Europe/Paris", "Europe/Paris"),
    "HOSTS": ("a.vn, b.vn,", ["a.vn", "b.vn"]),
    "HTTPS": ("yes", True),
    "HSTS_SUBDOMAINS": ("1", True),
    "PROXIES": ("2", 2),
    "ACCEL": ("/_media", "/_media"),
    "HOST": ("0.0.0.0", "0.0.0.0"),  # noqa: S104
    "PORT": ("9000", 9000),
    "WORKERS": ("3", 3),
    "THREADS": ("8", 8),
    "PAGE_CACHE": ("0", 0),
    "PAGE_SIZE": ("5", 5),
    "BODY_LIMIT": ("1000", 1000),
    "PICTURE_LIMIT": ("1001", 1001),
    "PIXEL_LIMIT": ("1002", 1002),
    "PAGE_BUDGET": ("1009", 1009),
    "ATTACHMENT_LIMIT": ("1003", 1003),
    "REQUEST_LIMIT": ("1004", 1004),
    "ATTACHMENT_TYPES": (".PDF, docx", ["pdf", "docx"]),
    "BACKUPS": ("/mnt/backups", Path("/mnt/backups")),
    "BACKUP_HOURS": ("50", 50),
    "DRILL_DAYS": ("15", 15),
    "SECOND_FACTOR_FOR": ("Editor, administrator", ["editor", "administrator"]),
    "SECURITY_CONTACT": ("it@hunglac.example", "mailto:it@hunglac.example"),
    "CONTACT_DAYS": ("90", 90),
    "SIGN_IN_HOURS": ("1", 1),
    "SIGN_IN_DAYS": ("30", 30),
    "OFFSITE": ("backup@other:/srv", "backup@other:/srv"),
    "ALARMS": ("it@hunglac.example", ["it@hunglac.example"]),
    "MAIL_FROM": ("tin@hunglac.example", "tin@hunglac.example"),
    "SMTP": ("smtp://mail.hunglac.example", "smtp://mail.hunglac.example"),
}


def load(folder: Path, **given: str) -> dict[str, Any]:
    config.make_secret_key(folder)
    environ = {"NEWSAPP_INSTANCE": str(folder)} | {
        f"NEWSAPP_{name}": text for name, text in given.items()
    }
    return config.load(environ)


def test_there_is_a_value_here_for_every_setting() -> None:
    assert GIVEN.keys() == {setting.name for setting in config.SETTINGS}


@pytest.mark.parametrize("name", sorted(GIVEN.keys() - {"INSTANCE"}))
def test_every_setting_is_read_from_the_environment(tmp_path: Path, name: str) -> None:
    text, value = GIVEN[name]
    assert load(tmp_path)[name] != value
    assert load(tmp_path, **{name: f" {text} "})[name] == value


def test_the_instance_folder_holds_what_belongs_to_it(tmp_path: Path) -> None:
    loaded = load(tmp_path)
    assert loaded["INSTANCE"] == tmp_path
    assert loaded["MEDIA"] == tmp_path / "media"
    assert loaded["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path}/content.db"
    assert config.instance_folder({}) == config.PROJECT / "instance"
    assert config.instance_folder({"NEWSAPP_INSTANCE": "other"}) == config.PROJECT / "other"


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("DATABASE_URL", "no address"),
        ("VISITORS_URL", "://"),
        ("LANGUAGE", "fr"),
        ("TIMEZONE", "Mars/Olympus"),
        ("TIMEZONE", "../../etc/passwd"),
        ("TIMEZONE", "Asia"),
        ("HTTPS", "maybe"),
        ("PROXIES", "-1"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "http"),
        ("WORKERS", "0"),
        ("THREADS", "²"),
        ("PAGE_SIZE", "1.5"),
        ("BODY_LIMIT", "300 kB"),
        ("SIGN_IN_HOURS", "0"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, name: str, wrong: str) -> None:
    with pytest.raises(config.ConfigError, match=re.escape(f"NEWSAPP_{name}=")) as refused:
        load(tmp_path, **{name: wrong})
    assert "takes" in str(refused.value)


def test_the_secret_key_is_made_once_and_for_oneself(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "instance"
    assert config.make_secret_key(folder)
    key = (folder / "secret_key").read_text()
    assert len(key.strip()) >= 64
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
    assert not config.make_secret_key(folder)
    assert (folder / "secret_key").read_text() == key


def test_an_empty_key_is_no_key(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()
    with pytest.raises(config.ConfigError, match="newsapp init"):
        config.load({"NEWSAPP_INSTANCE": str(tmp_path)})
    assert config.make_secret_key(tmp_path)
    assert config.load({"NEWSAPP_INSTANCE": str(tmp_path)})["SECRET_KEY"]


def test_without_a_key_it_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(config.ConfigError, match="newsapp init"):
        config.load({"NEWSAPP_INSTANCE": str(tmp_path)})


def test_the_documentation_has_a_row_for_every_setting() -> None:
    rows = re.findall(
        r"^\| `(NEWSAPP_\w+)` \| (?:`([^`]*)`|(empty)) \| (.+) \|$",
        PAGE.read_text("utf8"),
        re.MULTILINE,
    )
    written = {name: (default, meaning) for name, default, _empty, meaning in rows}
    assert written == {f"NEWSAPP_{s.name}": (s.default, s.meaning) for s in config.SETTINGS}
