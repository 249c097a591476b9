"""The attached files of a form: added, titled, moved and removed without scripts."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.validators import ValidationError

from newsapp import clock
from newsapp.articles.content import AttachmentLink
from newsapp.database import db
from newsapp.media import attachments, library
from newsapp.media.models import Attachment
from newsapp.text_cleaning import clean_text
from newsapp.web.errors import is_full


class AttachedFiles:
    """For a form with a field `files`. `attached`: what it lists, in order."""

    attached: list[AttachmentLink]
    disk_is_full = False

    @property
    def only_rearranges(self) -> bool:
        """Whether the button only moved an attached file up or down."""
        return request.form.get("action", "").startswith(("up-", "down-"))

    def stored_files(self) -> list[tuple[AttachmentLink, Attachment]]:
        numbers = [link["id"] for link in self.attached]
        rows = db.session.scalars(select(Attachment).where(Attachment.id.in_(numbers)))
        stored = {row.id: row for row in rows}
        return [(link, stored[link["id"]]) for link in self.attached if link["id"] in stored]

    def validate_files(self, field: Field) -> None:
        refused = []
        for upload in field.data or []:
            if not upload or not upload.filename:
                continue
            received = (attachments.store, upload.stream, upload.filename)
            try:
                added = library.receive(*received, actor=current_user, at=clock.now())
            except attachments.AttachmentError as reason:
                refused.append(str(reason))
                continue
            except OSError as error:
                refused.append(self.no_room_for(upload.filename, error))
                continue
            if added.id not in [link["id"] for link in self.attached]:
                title = attachments.title_from(upload.filename)
                self.attached.append(AttachmentLink(id=added.id, title=title))
        if refused:
            raise ValidationError(" ".join(refused))

    def no_room_for(self, name: str, error: OSError) -> str:
        """The message that the disk is full. Raises any other error."""
        if not is_full(error):
            raise error
        self.disk_is_full = True
        message = _(
            "Máy chủ đã hết chỗ trống nên chưa nhận được “%(name)s”. Hãy báo quản trị viên.",
            name=name,
        )
        return str(message)


def links(form: MultiDict[str, str]) -> list[AttachmentLink]:
    """The attachments that the form lists, once each, without those ticked for removal."""
    removed = set(form.getlist("attachment_remove"))
    titles: dict[int, str] = {}
    numbers = form.getlist("attachment_id")
    for number, title in zip(numbers, form.getlist("attachment_title"), strict=False):
        if number not in removed and number.isdecimal() and len(number) < 10:
            titles.setdefault(int(number), clean_text(title)[:200])
    stored = set(db.session.scalars(select(Attachment.id).where(Attachment.id.in_(titles))))
    listed = [(number, title) for number, title in titles.items() if number in stored]
    return [AttachmentLink(id=number, title=title) for number, title in listed]


def moved(attached: list[AttachmentLink], action: str) -> list[AttachmentLink]:
    """The links with one moved a place, as the button up-<number> or down-<number> says."""
    way, _dash, number = action.partition("-")
    place = next((i for i, link in enumerate(attached) if str(link["id"]) == number), None)
    if place is None or way not in ("up", "down"):
        return attached
    other = place - 1 if way == "up" else place + 1
    if 0 <= other < len(attached):
        attached[place], attached[other] = attached[other], attached[place]
    return attached
