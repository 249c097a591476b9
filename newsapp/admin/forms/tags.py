"""A field for the tags of an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from wtforms import StringField
from wtforms.validators import ValidationError

from newsapp.articles.tag_names import LONGEST, MOST, names_in
from newsapp.registry import registry


class TagsField(StringField):
    """Names separated by commas; a renamed tag appears under its new name."""

    @property
    def names(self) -> list[str]:
        return names_in(self.data or "")

    def process_data(self, value: Sequence[str] | None) -> None:
        self.data = ", ".join(registry().current_tags(value or []))

    def pre_validate(self, form: Any) -> None:
        if len(self.names) > MOST:
            raise ValidationError(_("Một bài có nhiều nhất %(count)s từ khóa.", count=MOST))
        for name in self.names:
            if len(name) > LONGEST:
                limit = {"name": name[:30], "count": LONGEST}
                raise ValidationError(_("Từ khóa “%(name)s…” dài quá %(count)s ký tự.", **limit))
