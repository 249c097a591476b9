"""Mail, by the server that a setting names, or by this machine's own."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Sequence
from email.header import Header
from email.mime.text import MIMEText
from email.utils import formatdate, make_msgid
from urllib.parse import SplitResult, unquote, urlsplit

from flask import current_app

from newsapp.operations import programs
from newsapp.operations.errors import OperationError

PATIENCE = 20
"""Seconds that a mail server may take for an answer."""
SENDMAIL = ("/usr/sbin/sendmail", "-i", "-t")


def send(recipients: Sequence[str], subject: str, text: str) -> None:
    """Send one mail to all of them. Raises OSError, which SMTP's errors are, OperationError."""
    message = MIMEText(text, "plain", "utf-8")
    message["From"] = sender()
    message["To"] = ", ".join(recipients)
    # EmailMessage of Python 3.11 loses spaces where it folds a subject in Vietnamese
    message["Subject"] = Header(subject, "utf-8")  # type: ignore[assignment]
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=sender().rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    if server := current_app.config["SMTP"]:
        _by_server(urlsplit(server), message)
    else:
        _by_this_machine(message)


def sender() -> str:
    """The address that mail comes from."""
    hosts = current_app.config["HOSTS"]
    host = hosts[0].lstrip(".") if hosts else socket.getfqdn()
    return str(current_app.config["MAIL_FROM"]) or f"newsapp@{host}"


def _by_server(server: SplitResult, message: MIMEText) -> None:
    name, trusted = server.hostname or "localhost", ssl.create_default_context()
    if server.scheme == "smtps":
        opened: smtplib.SMTP = smtplib.SMTP_SSL(
            name, server.port or 465, timeout=PATIENCE, context=trusted
        )
    else:
        opened = smtplib.SMTP(name, server.port or 587, timeout=PATIENCE)
    with opened as client:
        client.ehlo_or_helo_if_needed()
        is_encrypted = server.scheme == "smtps"
        if not is_encrypted and client.has_extn("starttls"):
            client.starttls(context=trusted)
            is_encrypted = True
        if server.username:
            if not is_encrypted:
                raise OperationError(f"{name} takes no encryption: the password was not sent")
            client.login(unquote(server.username), unquote(server.password or ""))
        client.send_message(message)


def _by_this_machine(message: MIMEText) -> None:
    """By the mail server that listens here; where none does, by the program sendmail.

    Some sendmail programs need rights that the units of systemd do not have.
    """
    try:
        client = smtplib.SMTP("localhost", 25, timeout=PATIENCE)
    except ConnectionError:
        programs.run(SENDMAIL, "no mail can be sent", input=message.as_string())
        return
    with client:
        client.send_message(message)
