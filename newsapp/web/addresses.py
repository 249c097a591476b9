"""Addresses that came with a request."""

from __future__ import annotations


def own_path(address: str | None) -> str | None:
    """`address` if it is a path of this site, else None: never a way to send somebody elsewhere."""
    path = (address or "").partition("#")[0]
    is_own = path.startswith("/") and path[1:2] not in ("/", "\\") and path.isprintable()
    return path if is_own else None
