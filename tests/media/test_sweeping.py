from __future__ import annotations

import io
import os
import time
from pathlib import Path

from flask import Flask

from newsapp import clock
from newsapp.accounts.models import User
from newsapp.media import pictures, receiving, sweeping
from tests.admin.forms import photo


def test_debris_goes_and_everything_else_stays(app: Flask, editor: User) -> None:
    media: Path = app.config["MEDIA"]
    kept = receiving.receive_picture(photo(), "a.png", actor=editor, at=clock.now())
    half = media / "incoming" / "incoming-x"
    half.write_bytes(b"half an upload")
    unknown = pictures.path(media, "f" * 32, 64, "jpg")
    unknown.parent.mkdir(parents=True)
    unknown.write_bytes(b"a file without its row")
    assert sweeping.sweep() == 0, "what is fresh may be somebody's upload"
    assert not sweeping.sweep_when_due(), "it was looked at today"
    long_ago = time.time() - 2 * 86_400
    for file in media.rglob("*"):
        os.utime(file, (long_ago, long_ago))
    assert sweeping.sweep_when_due(), "with the first upload of another day"
    assert not half.exists()
    assert not unknown.exists()
    assert pictures.is_complete(kept.digest, kept.width)


def test_a_file_deleted_while_it_is_brought_again_is_stored_again(app: Flask, editor: User) -> None:
    first = receiving.receive_picture(photo(), "a.png", actor=editor, at=clock.now())
    for file in pictures.files_of(first.digest, first.width):
        file.unlink()
    again = receiving.receive_picture(io.BytesIO(photo().getvalue()), "a.png", actor=editor, at=clock.now())
    assert again.id == first.id
    assert pictures.is_complete(again.digest, again.width)
