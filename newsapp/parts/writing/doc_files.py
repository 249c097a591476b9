"""Makes a .docx of an old .doc with LibreOffice, where that is installed."""

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
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class NotConverted(Exception):
    """LibreOffice is not installed, or could not convert the file."""


def is_old(stream: IO[bytes]) -> bool:
    """Whether this is a .doc, or a .docx with a password; leaves the stream at its start."""
    stream.seek(0)
    head = stream.read(len(_MAGIC))
    stream.seek(0)
    return head == _MAGIC


@contextmanager
def as_docx(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """Open the document as a .docx. Raises NotConverted."""
    program = shutil.which("soffice")
    if program is None:
        raise NotConverted
    with tempfile.TemporaryDirectory(prefix="newsapp-doc-") as name:
        folder = Path(name)
        with (folder / "document.doc").open("wb") as file:
            shutil.copyfileobj(stream, file)
        try:
            _convert(program, folder)
            converted = (folder / "document.docx").open("rb")
        except (subprocess.SubprocessError, FileNotFoundError) as error:
            raise NotConverted from error
        with converted:
            yield converted


def _convert(program: str, folder: Path) -> None:
    """Convert the document.doc in `folder`, with a profile of its own for each run."""
    command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", "docx", "--outdir", str(folder), str(folder / "document.doc")]
    subprocess.run(  # noqa: S603 - our own words, and a file that we named
        command, timeout=TIMEOUT, check=True, capture_output=True
    )
