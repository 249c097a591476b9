"""A field for the text of an article."""

from __future__ import annotations

from functools import cached_property

from wtforms import TextAreaField

from newsapp.articles import sanitise
from newsapp.articles.image_dimensions import with_sizes


class BodyField(TextAreaField):
    """HTML or plain text as it was typed or pasted; `html` is the clean body."""

    @cached_property
    def html(self) -> str:
        """The body as it is saved, with its pictures' sizes.

        A sent text is cleaned once, as cleaning a long one takes a second or more. The text of a
        revision is clean already.
        """
        text = self.data or ""
        is_sent = self.raw_data is not None
        return with_sizes(sanitise.clean(text)) if is_sent else text
