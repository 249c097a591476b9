"""The text of a PDF, read in a separate process, because a malicious file may crash the reader.

Run as a script, it writes {"pages": number, "text": the text} to standard output.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path

TIMEOUT = 10
"""Seconds for reading one file; after that the pages read so far count."""
MEMORY = 1_500_000_000
"""Bytes of address space that the reading process may have."""
LONGEST = 1_000_000
"""Characters of one file that are stored."""


def read(path: Path) -> tuple[str, bool]:
    """The text of the PDF at `path`, and whether it is a scan: it has pages, and not a word on any.

    A file that is locked or cannot be read has no text and is no scan. Raises file_process.Busy.
    """
    from newsapp.media import file_process  # here, because the script imports nothing of ours

    try:
        document = file_process.result_of(__file__, path, seconds=TIMEOUT + 10)
    except file_process.NotDecoded:
        return "", False
    text = " ".join(document["text"].replace("\0", " ").split())
    return text, document["pages"] > 0 and not text


def _print_text(path: str) -> None:
    import pypdfium2  # here, so that the site itself never loads it

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.nice(10)
    document = pypdfium2.PdfDocument(path)
    deadline = time.monotonic() + TIMEOUT
    text = ""
    for number in range(len(document)):
        page = document[number]
        text += page.get_textpage().get_text_range() + "\n"
        page.close()
        if len(text) > LONGEST or time.monotonic() > deadline:
            break
    result = {"pages": len(document), "text": text[:LONGEST]}
    sys.stdout.buffer.write(json.dumps(result).encode())


if __name__ == "__main__":
    _print_text(sys.argv[1])
