"""Plain links for sharing an article, without other sites' scripts, which would report readers."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from urllib.parse import quote

from flask import redirect
from werkzeug.wrappers import Response

from newsapp import clock
from newsapp.parts.feeds import readers
from newsapp.public.article import article_at
from newsapp.web.urls import url_for

ZALO = "https://button-share.zalo.me/share_external?layout=1&d="


@readers.app_template_filter("in_address")
def in_address(text: str) -> str:
    """Quote a text as a part of another address.

    Letters stay, because browsers quote them themselves and the page is a fifth shorter so.
    """
    return re.sub(r"[^\w/:.~-]", lambda sign: quote(sign[0]), text)


@readers.get("/tin-tuc/<int:number>/<slug>/zalo")
def share_on_zalo(number: int, slug: str) -> Response:
    """Zalo takes the address in base64, which a cached page, made for any host, cannot hold."""
    article_at(number, slug, "public.feeds.share_on_zalo", clock.now())
    address = url_for("public.article", number=number, slug=slug, _external=True)
    data = b64encode(json.dumps({"url": address}).encode()).decode()
    return redirect(ZALO + quote(data, safe=""), 302)
