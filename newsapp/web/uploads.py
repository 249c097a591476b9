"""Uploads to a full disk: the file is lost, but the text of the form is not."""

from __future__ import annotations

import errno
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from flask import Flask, Request

IN_MEMORY = 500_000
"""Bytes of an upload that are held in memory before a temporary file is used."""


class HeldUpload(SpooledTemporaryFile[bytes]):
    """A temporary file that reports a full disk when it is read, so that the form can show the
    error at its field.
    """

    def __init__(self) -> None:
        super().__init__(max_size=IN_MEMORY, mode="rb+")
        self._error: OSError | None = None

    def write(self, content: Any) -> int:
        if self._error is None:
            try:
                return super().write(content)
            except OSError as error:
                if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                    raise
                self._error = error
        return len(content)

    def read(self, *size: int) -> bytes:
        if self._error is not None:
            raise self._error
        return super().read(*size)


class UploadRequest(Request):
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._uploads: list[HeldUpload] = []

    def _get_file_stream(self, *_described: Any, **_more: Any) -> IO[bytes]:
        upload = HeldUpload()
        self._uploads.append(upload)
        return upload

    def close(self) -> None:
        super().close()
        for upload in self._uploads:  # those of a form that was refused are in nobody's hands
            upload.close()


def init_app(app: Flask) -> None:
    app.request_class = UploadRequest
