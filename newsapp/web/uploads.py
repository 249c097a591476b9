"""Uploads on a machine whose disk is full: the file is lost, and the text that came with it is not."""

from __future__ import annotations

import errno
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from flask import Flask, Request

IN_MEMORY = 500_000
"""Bytes of an upload that are held in memory before it goes to the disk."""


class HeldUpload(SpooledTemporaryFile[bytes]):
    """Takes in what it can. A full disk is told when the file is read, where a form can say it beside its field."""

    def __init__(self) -> None:
        super().__init__(max_size=IN_MEMORY, mode="rb+")
        self._failure: OSError | None = None

    def write(self, content: Any) -> int:
        if self._failure is None:
            try:
                return super().write(content)
            except OSError as error:
                if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                    raise
                self._failure = error
        return len(content)

    def read(self, *size: int) -> bytes:
        if self._failure is not None:
            raise self._failure
        return super().read(*size)


class PatientRequest(Request):
    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return HeldUpload()


def init_app(app: Flask) -> None:
    app.request_class = PatientRequest
