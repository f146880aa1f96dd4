"""Two people changed the same response: what each did to it, put together item by item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.difference import differences
from lgq_tui.core.response import Response
from lgq_tui.core.snapshot import unfolded
from lgq_tui.core.steps import ACCEPT, MISSING, NOTE, PARTS, STATUS, Change, same


class Clash(NamedTuple):
    """A place that both changed, to different values."""

    mine: Change
    theirs: Change


class Merge(NamedTuple):
    """What to do to mine so that it has theirs too.

    `changes` are theirs where I changed nothing; of each clash, mine stays unless `theirs` is
    taken.
    """

    changes: tuple[Change, ...]
    clashes: tuple[Clash, ...]


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
    done = {(one.operation, one.path): one for one in between(questionnaire, base, mine)}
    changes: list[Change] = []
    clashes: list[Clash] = []
    for change in between(questionnaire, base, theirs):
        own = done.get((change.operation, change.path))
        if own is None:
            changes.append(change)
        elif not same(own.new, change.new):
            clashes.append(Clash(own, change))
    return Merge(tuple(changes), tuple(clashes))
