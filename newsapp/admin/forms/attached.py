"""The attached files of a form: taken one by one, titled, moved up and down, dropped; without scripts."""

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
from newsapp.characters import clean_text
from newsapp.database import db
from newsapp.media import attachments, receiving
from newsapp.media.models import Attachment
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
        rows = db.session.scalars(select(Attachment).where(Attachment.id.in_([x["id"] for x in self.attached])))
        stored = {row.id: row for row in rows}
        return [(link, stored[link["id"]]) for link in self.attached if link["id"] in stored]

    def validate_files(self, field: Field) -> None:
        refused = []
        for upload in field.data or []:
            if not upload or not upload.filename:
                continue
            try:
                added = receiving.receive_attachment(upload.stream, upload.filename, actor=current_user, at=clock.now())
            except attachments.AttachmentError as reason:
                refused.append(str(reason))
                continue
            except OSError as error:
                refused.append(self.no_room_for(upload.filename, error))
                continue
            if added.id not in [link["id"] for link in self.attached]:
                self.attached.append(AttachmentLink(id=added.id, title=attachments.title_from(upload.filename)))
        if refused:
            raise ValidationError(" ".join(refused))

    def no_room_for(self, name: str, error: OSError) -> str:
        """Why the file could not be kept. Raises what is not a full disk."""
        if not is_full(error):
            raise error
        self.disk_is_full = True
        return str(_("Máy chủ đã hết chỗ trống nên chưa nhận được “%(name)s”. Hãy báo người quản trị.", name=name))


def links(form: MultiDict[str, str]) -> list[AttachmentLink]:
    """The attachments that the form lists, in its order, once each, without those ticked for removal."""
    removed = set(form.getlist("attachment_remove"))
    titles: dict[int, str] = {}
    for number, title in zip(form.getlist("attachment_id"), form.getlist("attachment_title"), strict=False):
        if number not in removed and number.isdecimal() and len(number) < 10:
            titles.setdefault(int(number), clean_text(title)[:200])
    there = set(db.session.scalars(select(Attachment.id).where(Attachment.id.in_(titles))))
    return [AttachmentLink(id=number, title=title) for number, title in titles.items() if number in there]


def moved(attached: list[AttachmentLink], action: str) -> list[AttachmentLink]:
    """The links with one moved a place, where the button pressed was up-<number> or down-<number>."""
    way, _dash, number = action.partition("-")
    place = next((i for i, link in enumerate(attached) if str(link["id"]) == number), None)
    if place is None or way not in ("up", "down"):
        return attached
    other = place - 1 if way == "up" else place + 1
    if 0 <= other < len(attached):
        attached[place], attached[other] = attached[other], attached[place]
    return attached
