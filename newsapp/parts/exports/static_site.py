"""The public site as plain files, for any file server: the same addresses, nothing that needs ours.

Each page is asked of the site itself, as by a stranger, and its links are followed.
"""

from __future__ import annotations

import contextvars
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urljoin, urlsplit

from flask import Flask, current_app
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from newsapp.parts.exports import static_links
from newsapp.parts.exports.values import ExportError
from newsapp.public.counting import UNCOUNTED

NEEDS_SERVER = {
    "public.newcomer",
    "public.print_article",
    "public.archive.chosen_day",
    "public.archive.offline_copy",
    "public.contact.contact",
    "public.contact.sent",
    "public.drafts.shared_preview",
    "public.search.search",
    "public.search.opensearch",
}
"""Readers' pages that stay out: they answer a question, repeat an article, or are not for all."""
PAGE, LOADING = "text/html", ("text/css", "text/javascript", "application/javascript")
FEEDS = (
    "application/atom+xml",
    "application/feed+json",
    "application/json",
    "application/xml",
    "text/plain",
    "text/xml",
)
MEDIA = "/media/"
"""Files of the library, which come as they are."""
REDIRECTS = {301, 302, 303, 307, 308}
NOT_FOUND = "404.html"
MARK = ".newsapp-static"
"""The file by which a folder is known as a copy that may be replaced."""
PROGRAM = "newsapp export (crawler)"
Progress = Callable[[int, int], object]


def export(target: Path, site: str, progress: Progress) -> int:
    """Write the folder `target` whole, or not at all; return the number of its files.

    site: scheme and host of the copy. progress: called with the numbers of files that are ready and
    that are known. Raises ExportError, OSError.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if app.config["TRUSTED_HOSTS"]:
        app.config["TRUSTED_HOSTS"] = [*app.config["TRUSTED_HOSTS"], urlsplit(site).netloc]
    app.config["ACCEL"] = ""  # the files themselves, not where nginx finds them
    with _replaced(target.resolve()) as folder:
        count = Copy(app, site, folder).make(progress)
        (folder / MARK).touch()
        _let_all_read(folder)
    return count


@contextmanager
def _replaced(target: Path) -> Iterator[Path]:
    """A new folder that takes the place of `target` once the block has ended without an error."""
    is_other = target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file()
    if is_other or (target.exists() and not target.is_dir()):
        raise ExportError(f"{target} is no earlier copy: name a folder that is new or empty")
    with TemporaryDirectory(
        prefix=f".{target.name}-", dir=target.parent, ignore_cleanup_errors=True
    ) as name:
        new = Path(name) / "new"
        new.mkdir()
        yield new
        if target.exists():
            target.rename(Path(name) / "old")
        new.rename(target)


def _let_all_read(folder: Path) -> None:
    """Undo the service's umask, which hides the files from a web server."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


class Copy:
    """A copy that is being made. site: scheme and host. folder: where its files go."""

    def __init__(self, app: Flask, site: str, folder: Path) -> None:
        self._app = app
        self._site = site
        self._folder = folder
        self._client = app.test_client(use_cookies=False)
        self._targets: dict[str, str | None] = {}
        self._waiting: deque[tuple[str, Path, str]] = deque()
        self._count = 0

    def make(self, progress: Progress) -> int:
        """Return the number of files."""
        for address in self._first_addresses():
            self._target(address)
        self._add_not_found()
        while self._waiting:
            self._finish(*self._waiting.pop())
            progress(self._count - len(self._waiting), self._count)
        return self._count

    def _first_addresses(self) -> Iterator[str]:
        """The readers' pages that have neither a number nor a name; they lead to all others."""
        for rule in self._app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and not rule.arguments:
                yield rule.rule

    def _add_not_found(self) -> None:
        answer = self._ask(f"/{NOT_FOUND}")
        self._add(f"/{NOT_FOUND}", self._folder / NOT_FOUND, answer)

    def _target(self, address: str) -> str | None:
        """Where a link to an address of the site leads in the copy; None where nothing stands."""
        if address not in self._targets:
            self._targets[address] = None  # a redirect that leads back to itself leads nowhere
            self._targets[address] = self._fetched(address)
        return self._targets[address]

    def _fetched(self, address: str) -> str | None:
        if self._is_left_out(unquote(address.partition("?")[0])):
            return None
        answer = self._ask(address)
        if answer.status_code in REDIRECTS:
            return self._lead(address, answer.location)
        if answer.status_code >= 500:
            raise ExportError(f"{address} answers {answer.status}: nothing was written")
        is_page = answer.mimetype == PAGE and not address.startswith(MEDIA)
        found = static_links.place(address, is_page=is_page)
        if answer.status_code != 200 or found is None:
            answer.close()
            return None
        link, file = found
        self._add(address, self._folder / file, answer)
        return link

    def _is_left_out(self, path: str) -> bool:
        try:
            endpoint, _values = self._app.url_map.bind("").match(path, "GET")
        except HTTPException:
            return False  # the site says what stands there
        return not endpoint.startswith("public.") or endpoint in NEEDS_SERVER

    def _ask(self, address: str) -> TestResponse:
        """The answer to a stranger whom nobody counts."""
        ask = partial(
            self._client.get,
            address,
            base_url=self._site,
            headers={"User-Agent": PROGRAM},
            environ_overrides={UNCOUNTED: True},
        )
        return contextvars.Context().run(ask)

    def _add(self, address: str, path: Path, answer: TestResponse) -> None:
        """Write the file as it comes; a file that has links waits for them to be followed."""
        self._count += 1
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            for chunk in answer.iter_encoded():
                file.write(chunk)
        answer.close()
        if answer.mimetype in (PAGE, *LOADING, *FEEDS) and not address.startswith(MEDIA):
            self._waiting.append((address, path, answer.mimetype))

    def _finish(self, address: str, path: Path, mimetype: str) -> None:
        """Follow the links of a file, and write it with those that the copy needs."""
        text, lead = path.read_text("utf-8"), partial(self._lead, address)
        if mimetype == PAGE:
            made = static_links.page(text, lead)
        elif mimetype in LOADING:
            made = static_links.loaded(text, lead)
        else:
            made = static_links.feed(text, lead, self._site)
        path.write_text(made, "utf-8")

    def _lead(self, address: str, link: str) -> str | None:
        """Where a link on the page at `address` leads in the copy; None where nothing stands."""
        try:
            whole = urljoin(self._site + address, link)
        except ValueError:
            return link
        is_own = whole == self._site or whole.startswith((f"{self._site}/", f"{self._site}?"))
        if not is_own or link.startswith("#"):
            return link
        inside, mark, fragment = whole.removeprefix(self._site).partition("#")
        target = self._target(inside if inside.startswith("/") else f"/{inside}")
        if target is None:
            return None
        is_whole = link.startswith(self._site) and target.startswith("/")
        return (self._site if is_whole else "") + target + mark + fragment
