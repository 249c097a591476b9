"""Settings that are unsafe, or that contradict each other."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from flask import current_app

from newsapp.findings import InstallationFinding, error, warning

SHORTEST_KEY = 32
"""Characters."""
NEW_KEY = "Unset NEWSAPP_SECRET_KEY or delete the file, and run `newsapp init`."


def look() -> Iterator[InstallationFinding]:
    settings = current_app.config
    key, host = settings["SECRET_KEY"], settings["HOST"]
    if len(key) < SHORTEST_KEY:
        what = f"the secret key is shorter than {SHORTEST_KEY} characters: cookies could be forged"
        yield error("secret-key-short", what, NEW_KEY)
    elif len(set(key)) < 8:
        what = "the secret key is not random: cookies could be forged"
        yield error("secret-key-simple", what, NEW_KEY)
    if not settings["HTTPS"]:
        remedy = "Once readers come over https, set NEWSAPP_HTTPS=1."
        yield warning("no-https", "cookies are not marked Secure", remedy)
    if not settings["HOSTS"]:
        remedy = "Set NEWSAPP_HOSTS to the site's own names, by commas."
        yield warning("any-host", "the site answers to any host name", remedy)
    if settings["HTTPS"] and not settings["PROXIES"] and _is_local(host):
        what = (
            "readers come over https, but no proxy is believed: every reader seems to be this"
            " machine"
        )
        remedy = "Set NEWSAPP_PROXIES to the number of proxies in front, usually 1."
        yield error("no-proxy", what, remedy)
    if settings["PROXIES"] and not _is_local(host):
        what = f"proxies are believed, but anybody reaches the server itself on {host}"
        remedy = "Set NEWSAPP_HOST=127.0.0.1, so that only the proxy reaches it."
        yield error("open-server", what, remedy)


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
