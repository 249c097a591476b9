"""Every setting in one table, and the only place that reads the environment."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsapp import setting_values as read_as

PREFIX = "NEWSAPP_"


def _project() -> Path:
    """The folder of the sources; where the package was installed by itself, the one we run in."""
    folder = Path(__file__).resolve().parent.parent
    return folder if (folder / "migrations").exists() else Path.cwd()


PROJECT = _project()


class ConfigError(Exception):
    """A setting cannot be used as it stands; the message names it and says what it takes."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: `NEWSAPP_<name>` in the environment, `app.config[name]` in the program."""

    name: str
    read: Callable[[str], Any]
    default: str
    meaning: str


SETTINGS = (
    Setting(
        "INSTANCE", str, "instance", "Folder of the databases, pictures, files and the secret key"
    ),
    Setting(
        "DATABASE_URL",
        read_as.database,
        "",
        "Content database; empty: `content.db` in the instance folder",
    ),
    Setting(
        "VISITORS_URL",
        read_as.database,
        "",
        "Visitors' database; empty: `visitors.db` in the instance folder",
    ),
    Setting(
        "REDIS_URL",
        str,
        "",
        "Redis of several machines: keeps the visitors' counts, announces changes;"
        " empty: one machine",
    ),
    Setting(
        "SECRET_KEY", str, "", "Signs cookies; empty: read from `secret_key` in the instance folder"
    ),
    Setting("LANGUAGE", read_as.language, "vi", "Language of the pages: `vi` or `en`"),
    Setting(
        "TIMEZONE",
        read_as.timezone,
        "Asia/Ho_Chi_Minh",
        "Time zone of dates and of the counter's midnight",
    ),
    Setting(
        "HOSTS",
        read_as.names,
        "",
        "Host names the site answers to, by commas; empty: localhost, this machine's loopback"
        " addresses and its own name; `*`: any",
    ),
    Setting(
        "HTTPS",
        read_as.boolean,
        "0",
        "1 where readers come over https: cookies become Secure, HSTS is sent",
    ),
    Setting(
        "HSTS_SUBDOMAINS",
        read_as.boolean,
        "0",
        "1 where every name below the site's own comes over https too: HSTS says so",
    ),
    Setting(
        "PROXIES",
        read_as.whole,
        "0",
        "How many proxies in front set X-Forwarded-For, -Proto and -Host",
    ),
    Setting(
        "ACCEL",
        read_as.prefix,
        "",
        "Where nginx keeps the media folder, such as `/_media`; empty: we send files",
    ),
    Setting("HOST", str, "127.0.0.1", "Address the server listens on"),
    Setting("PORT", read_as.port, "8000", "Port the server listens on"),
    Setting("WORKERS", read_as.positive, "2", "Server processes"),
    Setting("THREADS", read_as.positive, "4", "Threads in each server process"),
    Setting(
        "PAGE_CACHE",
        read_as.whole,
        "16000000",
        "Memory for ready pages in each server process, bytes; 0: none",
    ),
    Setting("PAGE_SIZE", read_as.positive, "12", "Articles on a category page"),
    Setting("BODY_LIMIT", read_as.positive, "300000", "Longest body of an article, bytes of UTF-8"),
    Setting("PICTURE_LIMIT", read_as.positive, "20000000", "Largest picture file, bytes"),
    Setting("PIXEL_LIMIT", read_as.positive, "40000000", "Largest picture, pixels"),
    Setting(
        "PAGE_BUDGET",
        read_as.positive,
        "1500000",
        "Bytes of text and pictures above which a page counts as heavy",
    ),
    Setting("ATTACHMENT_LIMIT", read_as.positive, "50000000", "Largest attached file, bytes"),
    Setting(
        "REQUEST_LIMIT", read_as.positive, "120000000", "Largest form with all its files, bytes"
    ),
    Setting(
        "ATTACHMENT_TYPES",
        read_as.endings,
        "pdf,docx,xlsx,pptx,odt,ods,zip,mp3,mp4",
        "Endings of files that may be attached, by commas",
    ),
    Setting(
        "BACKUPS",
        str,
        "",
        "Folder that `newsapp backup` fills unasked; empty: beside the instance folder",
    ),
    Setting(
        "OFFSITE",
        str,
        "",
        "Where the backups are copied to: a folder on another disk, or `user@host:/folder` by ssh",
    ),
    Setting(
        "BACKUP_HOURS",
        read_as.positive,
        "26",
        "Hours; `newsapp check` reports an error when the last backup is older",
    ),
    Setting(
        "DRILL_DAYS",
        read_as.positive,
        "8",
        "Days; `newsapp check` warns when the last restore test is older",
    ),
    Setting(
        "ALARMS",
        read_as.alarms,
        "",
        "Who is told when a nightly task fails: e-mail addresses and https:// addresses, by commas",
    ),
    Setting(
        "SMTP",
        read_as.mail_server,
        "",
        "Mail server, such as `smtp://user:password@host:587` or `smtps://…`;"
        " empty: this machine's",
    ),
    Setting("MAIL_FROM", str, "", "Sender of mail; empty: newsapp@ and the site's name"),
    Setting(
        "CONTACT_DAYS",
        read_as.positive,
        "365",
        "Days for which messages of the contact form are kept; the form says so",
    ),
    Setting(
        "SECOND_FACTOR_FOR",
        read_as.roles,
        "administrator",
        "Roles whose people need the second factor, by commas; `nobody`: none",
    ),
    Setting(
        "SECURITY_CONTACT",
        read_as.contact,
        "",
        "E-mail or https:// address in `/.well-known/security.txt`; empty: there is no such file",
    ),
    Setting(
        "SIGN_IN_HOURS",
        read_as.positive,
        "12",
        "Hours without a page after which staff sign in again",
    ),
    Setting(
        "SIGN_IN_DAYS", read_as.positive, "7", "Days after which staff sign in again in any case"
    ),
)


def load(environ: Mapping[str, str]) -> dict[str, Any]:
    """Return the configuration that `environ` describes. Raises ConfigError naming a setting that
    is wrong.
    """
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        text = environ.get(PREFIX + setting.name, "").strip() or setting.default
        try:
            values[setting.name] = setting.read(text)
        except ValueError as reason:
            raise ConfigError(f"{PREFIX}{setting.name}={text!r}: {reason}") from None
    values["INSTANCE"] = instance_folder(environ)
    values["BACKUPS"] = backups_folder(environ)
    return values | _derived(values)


def instance_folder(environ: Mapping[str, str]) -> Path:
    """The folder of everything that belongs to one installation; a relative one stands in the
    project's.
    """
    return PROJECT / (environ.get(PREFIX + "INSTANCE", "").strip() or "instance")


def backups_folder(environ: Mapping[str, str]) -> Path:
    """Where backups go when the command names no place: outside the instance folder, so that they
    outlive it.
    """
    instance = instance_folder(environ).resolve()
    named = environ.get(PREFIX + "BACKUPS", "").strip()
    return PROJECT / named if named else instance.with_name(instance.name + "-backups")


def stated(environ: Mapping[str, str]) -> dict[str, str]:
    """The settings that the environment states, all but the folder itself: what a backup keeps of
    the configuration.
    """
    names = [PREFIX + setting.name for setting in SETTINGS if setting.name != "INSTANCE"]
    return {name: environ[name] for name in names if environ.get(name, "").strip()}


def inherited() -> dict[str, str]:
    """The environment of this process, for a program that it starts, or for one of the functions
    here.
    """
    return dict(os.environ)


def take_from_environment(*names: str) -> dict[str, str]:
    """Remove variables from this process's environment; return their values, "" for unset ones."""
    return {name: os.environ.pop(name, "") for name in names}


def urls(environ: Mapping[str, str], into: Path | None = None) -> dict[str, str]:
    """content or visitors -> address, where that is no file of the instance folder; none where
    restoring `into` one.
    """
    named = {
        "content": environ.get(PREFIX + "DATABASE_URL", ""),
        "visitors": environ.get(PREFIX + "VISITORS_URL", ""),
    }
    return {name: url.strip() for name, url in named.items() if url.strip() and into is None}


def _derived(values: Mapping[str, Any]) -> dict[str, Any]:
    """What Flask and its extensions read, made from our own settings."""
    instance: Path = values["INSTANCE"]
    content = database_address(values["DATABASE_URL"] or f"sqlite:///{instance / 'content.db'}")
    visitors = database_address(values["VISITORS_URL"] or f"sqlite:///{instance / 'visitors.db'}")
    return {
        "SECRET_KEY": values["SECRET_KEY"] or _secret_key(instance),
        "SQLALCHEMY_DATABASE_URI": content,
        "SQLALCHEMY_ENGINE_OPTIONS": _engine(content, values["THREADS"]),
        "SQLALCHEMY_BINDS": {"visitors": {"url": visitors, **_engine(visitors, values["THREADS"])}},
        "MEDIA": instance / "media",
        "BABEL_DEFAULT_LOCALE": values["LANGUAGE"],
        "BABEL_DEFAULT_TIMEZONE": values["TIMEZONE"],
        "HOSTS": [name for name in values["HOSTS"] if name != read_as.ANY_HOST],
        "TRUSTED_HOSTS": read_as.trusted_hosts(values["HOSTS"], values["HOST"]),
        "SESSION_COOKIE_NAME": _cookie("staff", values),
        "BROWSER_COOKIE_NAME": _cookie("browser", values),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": values["HTTPS"],
        "PERMANENT_SESSION_LIFETIME": values["SIGN_IN_HOURS"] * 3600,
        "WTF_CSRF_TIME_LIMIT": None,  # a form may stay open as long as its session lives
        # the token suffices, and Referrer-Policy may hide the referrer
        "WTF_CSRF_SSL_STRICT": False,
        "MAX_CONTENT_LENGTH": values["REQUEST_LIMIT"],
        "MAX_FORM_MEMORY_SIZE": 8
        * values["BODY_LIMIT"],  # a body over its limit gets our message, not a 413
    }


def _cookie(name: str, values: Mapping[str, Any]) -> str:
    """The name of a cookie; over https browsers take `__Host-` from this very host only."""
    return f"__Host-{name}" if values["HTTPS"] else name


def database_address(url: str) -> str:
    """`url` with the driver that the site uses, where it names none."""
    return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url)


def _engine(url: str, threads: int) -> dict[str, Any]:
    """How a server process holds connections to a database server: one a thread, each tried before
    it is used. Errors, which the log tells, do not say what was to be written.
    """
    if url.startswith("sqlite"):
        return {"hide_parameters": True}
    return {
        "hide_parameters": True,
        "pool_size": threads + 1,
        "pool_timeout": 10,
        "pool_pre_ping": True,
        "pool_recycle": 1800,
        "connect_args": {"connect_timeout": 5, "options": "-c lock_timeout=10000"},
    }


def _secret_key(instance: Path) -> str:
    path = instance / "secret_key"
    key = path.read_text("ascii").strip() if path.exists() else ""
    if not key and (instance / "content.db").exists():
        raise ConfigError(
            f"{path} is missing: copy it from the latest backup, or run `newsapp init`"
        )
    if not key:
        raise ConfigError(f"{instance} is not set up yet: run `newsapp init` first")
    return key


def make_secret_key(instance: Path) -> bool:
    """Write a new secret key where there is none; return whether one was written."""
    instance.mkdir(mode=0o750, parents=True, exist_ok=True)
    path = instance / "secret_key"
    if path.exists() and path.read_text("ascii").strip():
        return False
    path.touch(mode=0o600)
    path.write_text(secrets.token_hex(32) + "\n", "ascii")
    return True
