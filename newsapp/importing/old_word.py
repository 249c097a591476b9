"""The old .doc, made a .docx by LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

TIMEOUT = 90
"""Seconds."""
_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class NotConverted(Exception):
    """LibreOffice is not here, or made nothing of the file."""


def is_old(stream: IO[bytes]) -> bool:
    stream.seek(0)
    head = stream.read(8)
    stream.seek(0)
    return head == _HEAD


@contextmanager
def as_docx(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """The document as a .docx. Raises NotConverted."""
    program = shutil.which("soffice")
    if program is None:
        raise NotConverted
    with tempfile.TemporaryDirectory(prefix="newsapp-doc-") as name:
        folder = Path(name)
        with (folder / "document.doc").open("wb") as file:
            shutil.copyfileobj(stream, file)
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "docx",
            "--outdir",
            str(folder),
            str(folder / "document.doc"),
        ]
        try:
            subprocess.run(  # noqa: S603 - our own words, and a file that we named
                command, timeout=TIMEOUT, check=True, capture_output=True
            )
            converted = (folder / "document.docx").open("rb")
        except (subprocess.SubprocessError, FileNotFoundError) as error:
            raise NotConverted from error
        with converted:
            yield converted
