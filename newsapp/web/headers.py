"""The headers of every response."""

from __future__ import annotations

from flask import Flask, Response

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self';"
    " font-src 'self'; connect-src 'self'; manifest-src 'self'; frame-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


def strict_transport(app: Flask) -> dict[str, str]:
    """Strict-Transport-Security with its value, where readers come over https."""
    if not app.config["HTTPS"]:
        return {}
    subdomains = "; includeSubDomains" if app.config["HSTS_SUBDOMAINS"] else ""
    return {"Strict-Transport-Security": f"max-age=31536000{subdomains}"}


def init_app(app: Flask) -> None:
    every = HEADERS | strict_transport(app)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in every.items():
            response.headers.setdefault(name, value)
        if response.mimetype == "text/html":
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
