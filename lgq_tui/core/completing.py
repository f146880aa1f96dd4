"""What goes as a response is completed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lgq_tui.core.paths import Path, from_text, item_path
from lgq_tui.core.response import COMPLETED, IN_PROGRESS, Response
from lgq_tui.core.steps import ANSWER, MISSING, OF_ANSWERS, STATUS, Change, past_with


def changes_of(
    response: Response,
    aside: Iterable[Path],
    value: Callable[[Path], object],
    is_relevant: Callable[[Path], bool],
    not_asked: Iterable[str],
) -> list[Change]:
    """The changes that complete a response which nothing stands in the way of.

    What was kept `aside` goes, as do missing reasons of items that are not asked, and where both
    came from; so does what is to be confirmed of items that are `not_asked`. An amended response
    stays amended.
    """
    changes = [Change(ANSWER, path, value(path), None) for path in aside]
    changes += [
        Change(MISSING, (item,), reason, None)
        for item, reason in response.missing.items()
        if not is_relevant(from_text(item))
    ]
    gone = [*(item_path(one.path) for one in changes), *not_asked]
    changes += past_with(gone, response, OF_ANSWERS)
    if response.status == IN_PROGRESS:
        changes.append(Change(STATUS, (), IN_PROGRESS, COMPLETED))
    return changes
