"""What was read in an old page or a Word file, as an item to be saved."""

from __future__ import annotations

from collections.abc import Iterable

from newsapp.importing.incoming import Incoming, State
from newsapp.page_reading.found import Found


def incoming(
    found: Found,
    key: str,
    *,
    sure: State,
    old_paths: Iterable[str] = (),
    left_out: Iterable[str] = (),
) -> Incoming:
    """The item of a found article.

    sure: its state where nothing is doubtful; else it is a draft. left_out: warnings of what was
    lost before the article was read.
    """
    is_sure = not found.is_doubtful and not found.title_is_guess
    return Incoming(
        key=key,
        title=found.title,
        title_is_guess=found.title_is_guess,
        body=found.body,
        summary=found.summary,
        byline=found.byline,
        source=found.source,
        signature=found.signature,
        category=found.category,
        tags=found.tags,
        published_at=found.moment,
        state=sure if is_sure else "draft",
        cover=found.cover,
        files=found.files,
        old_paths=list(old_paths),
        views=found.views,
        warnings=[*left_out, *found.warnings],
    )
