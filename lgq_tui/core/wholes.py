"""An answer, or why there is none: where two people did each, one of the two is kept as a whole.

Some of both would be an answer and a reason why there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lgq_tui.core.paths import Path, around, has_content, item_about, value_at
from lgq_tui.core.steps import ANSWER, MISSING, OF_ANSWERS, Change


def wholes(mine: Sequence[Change], theirs: Sequence[Change]) -> frozenset[Path]:
    """The outermost places where one said why there is no answer, and the other gave one; or where
    one has another answer, and the other spoke of the one that was there (`OF_ANSWERS`)."""
    sides = ((mine, theirs), (theirs, mine))
    found = {place for one, other in sides for place in _meetings(one, other)}
    found |= {place for one, other in sides for place in _touched(one, other)}
    if not found:
        return frozenset()
    replaced = {change.path for change in (*mine, *theirs) if change.operation == ANSWER}
    outer = {next((one for one in _around(path) if one in replaced), path) for path in found}
    return frozenset(path for path in outer if not outer.intersection(list(_around(path))[:-1]))


def whole_of(change: Change, places: frozenset[Path]) -> Path | None:
    """Which of the places a change of an answer, or of why there is none, belongs to."""
    if not places or change.operation not in (ANSWER, MISSING):
        return None
    return next((place for place in _around(_place(change)) if place in places), None)


def _meetings(marked: Sequence[Change], given: Iterable[Change]) -> Iterator[Path]:
    """Where a reason and an answer meet; of the two places, the outer one."""
    replaced = {change.path for change in marked if change.operation == ANSWER}
    answered: dict[Any, list[Change]] = {}
    for change in given:
        if change.operation == ANSWER:
            answered.setdefault(change.path[0], []).append(change)
    for change in marked:
        if change.operation != MISSING or change.new is None:
            continue
        item = _place(change)
        # What was replaced around it has taken its answer away, and only as a whole.
        place = next((one for one in _around(item) if one in replaced), item)
        for answer in answered.get(item[0], ()):
            is_part = answer.path != item and item in replaced
            if _is_in(answer.path, place) and (place != item or is_part or has_content(answer.new)):
                yield place
            elif _is_in(item, answer.path) and _has(answer, item):
                yield answer.path


def _touched(answered: Iterable[Change], spoken: Iterable[Change]) -> Iterator[Path]:
    """Where one has changed an answer, and the other what belongs to it."""
    keys = {str(one.path[0]) for one in spoken if one.operation in OF_ANSWERS}
    if not keys:
        return
    about = {item for key in keys for item in around(key)}
    for change in answered:
        if change.operation in (ANSWER, MISSING):
            place = _place(change)
            if item_about(place) in about:
                yield place


def _has(answer: Change, item: Path) -> bool:
    """Whether an answer has one to an item in it."""
    return has_content(value_at(answer.new, item[len(answer.path) :]))


def _is_in(path: Path, outer: Path) -> bool:
    return path[: len(outer)] == outer


def _place(change: Change) -> Path:
    """Where a change is, told in the same way for answers and for why there are none."""
    return tuple(str(change.path[0]).split(".")) if change.operation == MISSING else change.path


def _around(path: Path) -> Iterator[Path]:
    """The places around a place and the place itself, outermost first."""
    return (path[:end] for end in range(1, len(path) + 1))
