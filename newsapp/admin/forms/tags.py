"""A field for the tags of an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from wtforms import StringField
from wtforms.validators import ValidationError

from newsapp.articles import tagging
from newsapp.articles.tags import LONGEST, MOST, names_in


class TagsField(StringField):
    """Names with commas between them; a tag that was renamed meanwhile stands under its new name."""

    @property
    def names(self) -> list[str]:
        return names_in(self.data or "")

    def process_data(self, value: Sequence[str] | None) -> None:
        self.data = ", ".join(tagging.current_names(value or []))

    def pre_validate(self, form: Any) -> None:
        if len(self.names) > MOST:
            raise ValidationError(_("Một bài có nhiều nhất %(count)s từ khóa.", count=MOST))
        for name in self.names:
            if len(name) > LONGEST:
                raise ValidationError(_("Từ khóa “%(name)s…” dài quá %(count)s ký tự.", name=name[:30], count=LONGEST))
