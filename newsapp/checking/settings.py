"""Settings that are unsafe, or that contradict each other."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from flask import current_app

from newsapp.checking.finding import Finding, error, warning

SHORTEST_KEY = 32
"""Characters."""


def look() -> Iterator[Finding]:
    config = current_app.config
    if len(config["SECRET_KEY"]) < SHORTEST_KEY:
        what = f"the secret key is shorter than {SHORTEST_KEY} characters: cookies could be forged"
        yield error("secret-key-short", what, "Unset NEWSAPP_SECRET_KEY or delete the file, and run `newsapp init`.")
    elif len(set(config["SECRET_KEY"])) < 8:
        what = "the secret key is not random: cookies could be forged"
        yield error("secret-key-simple", what, "Unset NEWSAPP_SECRET_KEY or delete the file, and run `newsapp init`.")
    if not config["HTTPS"]:
        yield warning("no-https", "cookies are not marked Secure", "Once readers come over https, set NEWSAPP_HTTPS=1.")
    if not config["HOSTS"]:
        what = "the site answers to any host name"
        yield warning("any-host", what, "Set NEWSAPP_HOSTS to the site's own names, by commas.")
    if config["HTTPS"] and not config["PROXIES"] and _is_local(config["HOST"]):
        what = "readers come over https, but no proxy is believed: every reader seems to be this machine"
        yield error("no-proxy", what, "Set NEWSAPP_PROXIES to the number of proxies in front, usually 1.")
    if config["PROXIES"] and not _is_local(config["HOST"]):
        what = f"proxies are believed, but anybody reaches the server itself on {config['HOST']}"
        yield error("open-server", what, "Set NEWSAPP_HOST=127.0.0.1, so that only the proxy reaches it.")


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
