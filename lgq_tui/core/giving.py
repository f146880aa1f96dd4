"""Where what is said now comes from: what becomes of sources as an item is answered, or cleared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lgq_tui.core.paths import Path, from_text, has_content, item_about, item_path, value_at
from lgq_tui.core.sources import AnswerSource, ended
from lgq_tui.core.steps import SOURCE, Change, same

Giving = Callable[[], AnswerSource | None]
"""The source of what is said at this moment; None where nobody has said."""


def nobody() -> AnswerSource | None:
    """Of answers of which nobody says where they come from."""
    return None


def sources_after(
    path: Path,
    answers: object,
    missing: Mapping[str, str | None],
    sources: Mapping[str, AnswerSource],
    giving: Giving,
) -> Iterator[Change]:
    """What becomes of sources by an answer at a path, or by why there is none.

    `answers` and `missing` are those after it; a reason that goes by it is None. The sources of
    what it takes the place of end. It has one of its own, if there is anything to have one: in a
    list, that is of the list as a whole.
    """
    item = item_about(path)
    is_said = bool(missing.get(item)) or has_content(value_at(answers, from_text(item)))
    past = [*ended(item_path(path), sources), *(one for one in sources if _is_gone(one, missing))]
    if not is_said:
        past += ended(item, sources)
    # A reason within a group that is cleared stays, with where it came from.
    after: dict[str, AnswerSource | None] = {
        one: None for one in past if one == item or not missing.get(one)
    }
    given = giving() if is_said else None
    if given is not None:
        after[item] = given.cleaned()
    for key, source in after.items():
        if not same(sources.get(key), source):
            yield Change(SOURCE, (key,), sources.get(key), source)


def _is_gone(item: str, missing: Mapping[str, str | None]) -> bool:
    return item in missing and missing[item] is None
