"""Two people changed the same response: what each did to it, put together item by item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.difference import differences
from lgq_tui.core.paths import Path
from lgq_tui.core.response import Response
from lgq_tui.core.snapshot import unfolded
from lgq_tui.core.steps import ACCEPT, MISSING, NOTE, PARTS, STATUS, Change, same


class Clash(NamedTuple):
    """A place that both changed, to different values; or one of them a part of what the other
    replaced as a whole."""

    mine: Change
    theirs: Change


class Merge(NamedTuple):
    """What to do to mine so that it has theirs too.

    `changes` are theirs where I changed nothing; of each clash, mine stays unless `theirs` is
    taken.
    """

    changes: tuple[Change, ...]
    clashes: tuple[Clash, ...]


NONE = Merge((), ())


def between(questionnaire: Questionnaire, old: Response, new: Response) -> Iterator[Change]:
    """The changes that make the new response of the old one; what is kept aside counts as given."""
    yield from differences(unfolded(questionnaire, old)[0], unfolded(questionnaire, new)[0])
    for operation in (MISSING, NOTE, ACCEPT):
        before, after = (getattr(one, PARTS[operation]) for one in (old, new))
        for key in {**before, **after}:
            if not same(before.get(key), after.get(key)):
                yield Change(operation, (key,), before.get(key), after.get(key))
    if old.status != new.status:
        yield Change(STATUS, (), old.status, new.status)


def differ(questionnaire: Questionnaire, old: Response, new: Response) -> bool:
    """Whether the new response says anything else than the old one."""
    others = [(one.authors, one.sources, one.queries) for one in (old, new)]
    return others[0] != others[1] or any(between(questionnaire, old, new))


def merged(questionnaire: Questionnaire, base: Response, mine: Response, theirs: Response) -> Merge:
    """How two responses that began as `base` come together."""
    done = _Changes(between(questionnaire, base, mine))
    changes: list[Change] = []
    clashes: list[Clash] = []
    for change in between(questionnaire, base, theirs):
        met = done.meeting(change)
        if not met:
            changes.append(change)
        clashes += [Clash(own, change) for own in met if not _is_same(own, change)]
    return Merge(tuple(changes), tuple(clashes))


def put_together(questionnaire: Questionnaire, mine: Response, theirs: Response) -> Merge:
    """How two responses come together of which nobody knows what they began as: what only one of
    them says is taken, and what both say is a clash where they differ."""
    began = Response(mine.id, mine.questionnaire)
    return merged(questionnaire, began, mine, theirs)


class _Changes:
    """Changes, found by where they are."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._at: dict[tuple[str, Path], Change] = {}
        self._within: dict[tuple[str, Path], list[Change]] = {}
        for change in changes:
            *around, place = _places(change)
            self._at[place] = change
            for outer in around:
                self._within.setdefault(outer, []).append(change)

    def meeting(self, change: Change) -> list[Change]:
        """Those at the place of a change, around it, and within it."""
        *_, place = places = _places(change)
        at = [self._at[one] for one in places if one in self._at]
        return at + self._within.get(place, [])


def _places(change: Change) -> list[tuple[str, Path]]:
    """The place of a change, after those around it."""
    ends = range(len(change.path) + 1)
    return [(change.operation, change.path[:end]) for end in ends]


def _is_same(one: Change, other: Change) -> bool:
    return one.path == other.path and same(one.new, other.new)
