"""The text of a PDF, read in a process of its own: a file made to crash its reader crashes nothing else.

Run as a script it writes {"pages": number, "text": the text} to standard output.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

TIMEOUT = 30
"""Seconds that reading one file may take; then it counts as read as far as it was."""
MEMORY = 1_500_000_000
"""Bytes of address space that the reading process may have."""
LONGEST = 1_000_000
"""Characters kept of one file."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """is_scan: the file has pages and not a word on any of them."""

    text: str
    is_scan: bool


def read(path: Path) -> PdfText:
    """What the PDF at `path` says. One that cannot be read, or is locked, says nothing and is no scan."""
    try:
        finished = subprocess.run(  # noqa: S603 - this very file, and one that we named
            [sys.executable, "-I", __file__, str(path)],
            capture_output=True,
            timeout=TIMEOUT + 10,
            check=True,
        )
        said = json.loads(finished.stdout)
    except (subprocess.SubprocessError, ValueError, OSError):
        return PdfText("", is_scan=False)
    text = " ".join(said["text"].replace("\0", " ").split())
    return PdfText(text, is_scan=said["pages"] > 0 and not text)


def _say(path: str) -> None:
    import pypdfium2  # here, so that the site itself never loads it

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    document = pypdfium2.PdfDocument(path)
    until, parts, length = time.monotonic() + TIMEOUT, [], 0
    for number in range(len(document)):
        page = document[number]
        parts.append(page.get_textpage().get_text_range())
        length += len(parts[-1])
        page.close()
        if length > LONGEST or time.monotonic() > until:
            break
    text = "\n".join(parts)[:LONGEST]
    sys.stdout.buffer.write(json.dumps({"pages": len(document), "text": text}).encode())


if __name__ == "__main__":
    _say(sys.argv[1])
