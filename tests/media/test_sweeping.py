from __future__ import annotations

import io
import os
import time
from pathlib import Path

from flask import Flask

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.media import library, pictures, sweeping
from tests.admin.forms import photo


def test_debris_goes_and_everything_else_stays(app: Flask, editor: User) -> None:
    media: Path = app.config["MEDIA"]
    kept = library.receive(pictures.store, photo(), "a.png", actor=editor, at=clock.now())
    half = media / "incoming" / "incoming-x"
    half.write_bytes(b"half an upload")
    unknown = pictures.path(media, "f" * 32, 64, "jpg")
    unknown.parent.mkdir(parents=True)
    unknown.write_bytes(b"a file without its row")
    sweeping.sweep()
    assert half.exists(), "a fresh file may be an upload in progress"
    assert unknown.exists(), "a fresh file may be about to get its row"
    long_ago = time.time() - 2 * 86_400
    for file in media.rglob("*"):
        os.utime(file, (long_ago, long_ago))
    os.utime(media / "swept")
    sweeping.sweep_when_due()
    assert half.exists(), "one sweep a day"
    os.utime(media / "swept", (long_ago, long_ago))
    sweeping.sweep_when_due()
    assert not half.exists()
    assert not unknown.exists()
    assert library.is_complete(kept)


def test_a_file_deleted_while_it_is_brought_again_is_stored_again(app: Flask, editor: User) -> None:
    first = library.receive(pictures.store, photo(), "a.png", actor=editor, at=clock.now())
    for file in pictures.files_of(first.digest, first.width):
        file.unlink()
    again = library.receive(
        pictures.store, io.BytesIO(photo().getvalue()), "a.png", actor=editor, at=clock.now()
    )
    assert again.id == first.id
    assert library.is_complete(again)
