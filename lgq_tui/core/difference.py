"""In what two states of a response differ, place by place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lgq_tui.core.paths import Path, with_value
from lgq_tui.core.response import Answers, Response
from lgq_tui.core.steps import ANSWER, Change, Turn, current, same


def differences(old: Any, new: Any, path: Path = ()) -> Iterator[Change]:
    """The changes that make the new answers of the old ones.

    Groups are compared part by part; a list is one value, as nothing says which of its elements is
    which.
    """
    if same(old, new):
        return
    if not all(value is None or isinstance(value, Mapping) for value in (old, new)):
        yield Change(ANSWER, path, old, new)
        return
    old, new = old or {}, new or {}
    for key in {**old, **new}:
        yield from differences(old.get(key), new.get(key), (*path, key))


def outcome(turns: Iterable[Turn], answers: Answers, response: Response) -> tuple[Change, ...]:
    """What the turns, oldest first, change in all in these answers and in what is said of them."""
    then: Any = answers
    said: dict[tuple[str, Path], Change] = {}
    for turn in turns:
        for change in turn.step.changes:
            if change.operation == ANSWER:
                then = with_value(then, change.path, change.new) or {}
            else:
                said[change.operation, change.path] = change
    remarks = (change._replace(old=current(change, response)) for change in said.values())
    return (
        *differences(answers, then),
        *(change for change in remarks if not same(change.old, change.new)),
    )
