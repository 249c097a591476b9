"""What is live and was not put there by the site."""

from __future__ import annotations

from collections.abc import Iterator

from newsapp.findings import InstallationFinding, error, warning
from newsapp.parts.seals import sealing

NAMED = 5
"""Texts that a finding names."""
REMEDY = (
    "Look at each of them, and at `newsapp links`, for what nobody of the staff has written."
    " Publish it anew, or restore a backup. Where all is as it should be, run: newsapp seal"
)


def look() -> Iterator[InstallationFinding]:
    found = list(sealing.unsealed())
    if not found:
        return
    named = "; ".join(f"{article.id} {article.title!r}" for article in found[:NAMED])
    if not sealing.has_seals():
        what = f"{len(found)} live texts have no seal yet: {named}"
        yield warning("seals-missing", what, REMEDY)
        return
    what = f"{len(found)} live texts are not as the site published them: {named}"
    yield error("seal-broken", what, REMEDY)
