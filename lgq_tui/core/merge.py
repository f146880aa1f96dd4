"""Two people changed the same response: what each did to it, put together item by item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from lgq_tui.core.belongings import with_belongings
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.difference import differences
from lgq_tui.core.paths import (
    Path,
    as_text,
    has_content,
    in_steps,
    item_path,
    top_of,
    value_at,
    with_value,
)
from lgq_tui.core.response import AMENDED, COMPLETED, Response
from lgq_tui.core.snapshot import unfolded
from lgq_tui.core.steps import (
    ANSWER,
    MISSING,
    PACKET,
    PARTS,
    QUERY,
    STATUS,
    Change,
    applied,
    same,
)
from lgq_tui.core.threads import together
from lgq_tui.core.wholes import whole_of, wholes


class Clash(NamedTuple):
    """A place that both changed, to different values; or one of them a part of what the other
    replaced as a whole; or one of them answered it and the other said why there is no answer.

    `taken` are the changes that make theirs of mine.
    """

    mine: Change
    theirs: Change
    taken: tuple[Change, ...]


class Merge(NamedTuple):
    """What to do to mine so that it has theirs too.

    `changes` are theirs where I changed nothing; of each clash, mine stays unless `theirs` is
    taken. What the status is then is another question (`with_status`).
    """

    changes: tuple[Change, ...]
    clashes: tuple[Clash, ...]


NONE = Merge((), ())


def between(questionnaire: Questionnaire, old: Response, new: Response) -> Iterator[Change]:
    """The changes that make the new response of the old one; what is kept aside counts as given."""
    yield from differences(unfolded(questionnaire, old)[0], unfolded(questionnaire, new)[0])
    for operation, part in PARTS.items():
        before, after = (getattr(one, part) for one in (old, new))
        for key in {**before, **after}:
            if not same(before.get(key), after.get(key)):
                yield Change(operation, (key,), before.get(key), after.get(key))
    if old.status != new.status:
        yield Change(STATUS, (), old.status, new.status)


def rank(questionnaire: Questionnaire, change: Change) -> tuple[int, bool]:
    """Where a change stands: in the order of the form, the answer first; the response is last."""
    ordinals = questionnaire.ordinals
    last = len(ordinals) + 1
    if not change.path or change.operation == PACKET:
        return last, False
    path = item_path(in_steps(change.path))
    place = ordinals.get(path, ordinals.get(top_of(path), last - 1))
    return place, change.operation not in (ANSWER, MISSING)


def differ(questionnaire: Questionnaire, old: Response, new: Response) -> bool:
    """Whether the new response says anything else than the old one."""
    return old.authors != new.authors or any(between(questionnaire, old, new))


def merged(questionnaire: Questionnaire, base: Response, mine: Response, theirs: Response) -> Merge:
    """How two responses that began as `base` come together."""
    done, came = (_said(between(questionnaire, base, one)) for one in (mine, theirs))
    places = wholes(done, came)
    at = _Changes(done)
    changes: list[Change] = []
    clashes: list[Clash] = []
    for change in came:
        if whole_of(change, places):
            continue
        met = at.meeting(change)
        if not met:
            changes.append(change)
        for own in met:
            if change.operation == QUERY and not _is_same(own, change):
                _put_queries_together(own, change, changes, clashes)
            elif not _is_same(own, change):
                clashes.append(Clash(own, change, (change,)))
    if places:
        clashes += _as_wholes(questionnaire, base, mine, theirs, places)
    clashes.sort(key=lambda one: rank(questionnaire, one.theirs))
    return with_belongings(Merge(tuple(changes), tuple(clashes)), mine, theirs)


def _put_queries_together(
    mine: Change, theirs: Change, changes: list[Change], clashes: list[Clash]
) -> None:
    """The queries that two people have on one item: those of both, and a clash where both changed
    the same one."""
    outcome = together(mine.old or (), mine.new or (), theirs.new or ())
    coming = mine._replace(old=mine.new, new=outcome.mine or None)
    if not same(coming.old, coming.new):
        changes.append(coming)
    chosen = coming._replace(old=coming.new, new=outcome.theirs or None)
    if not same(chosen.old, chosen.new):
        clashes.append(Clash(mine, theirs, (chosen,)))


def put_together(questionnaire: Questionnaire, mine: Response, theirs: Response) -> Merge:
    """How two responses come together of which nobody knows what they began as: what only one of
    them says is taken, and what both say is a clash where they differ."""
    return merged(questionnaire, nothing_of(mine), mine, theirs)


def nothing_of(response: Response) -> Response:
    """A response as it was before anybody said anything."""
    return Response(response.id, response.questionnaire)


def with_status(
    questionnaire: Questionnaire,
    base: Response,
    mine: Response,
    theirs: Response,
    changes: Sequence[Change],
) -> tuple[Change, ...]:
    """The changes that are to be made to mine, and what the status is after them.

    Completed is only what somebody has completed as it is: with anything else in it, it is open
    again.
    """
    both = after(questionnaire, changes, mine)
    status = _one_status(base.status, mine.status, theirs.status)
    if status == COMPLETED and not any(
        one.status == COMPLETED and _says_the_same(questionnaire, one, both)
        for one in (mine, theirs)
    ):
        status = AMENDED
    if status == mine.status:
        return tuple(changes)
    return (*changes, Change(STATUS, (), mine.status, status))


def questions(questionnaire: Questionnaire, changes: Iterable[Change]) -> int:
    """On how many questions something is changed; the details of its choices belong to one."""
    items = questionnaire.top_level
    about = (one for one in changes if one.path and one.operation != PACKET)
    tops = {top_of(str(change.path[0])) for change in about}
    return len({(items[top].detail_of or top) if top in items else top for top in tops})


def _one_status(base: str, mine: str, theirs: str) -> str:
    """The status that somebody changed; where both did, each in their way, it is open again."""
    if theirs in (base, mine):
        return mine
    return theirs if mine == base else AMENDED


def after(questionnaire: Questionnaire, changes: Iterable[Change], one: Response) -> Response:
    """A response with changes made to it; what is kept aside is among its answers."""
    answers: Any = unfolded(questionnaire, one)[0]
    for change in changes:
        if change.operation == ANSWER:
            answers = with_value(answers, change.path, change.new) or {}
        else:
            one = applied(change, one)
    return one._replace(answers=answers, aside={})


def _says_the_same(questionnaire: Questionnaire, one: Response, other: Response) -> bool:
    return not _said(between(questionnaire, one, other))


def _said(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(change for change in changes if change.operation != STATUS)


def _as_wholes(
    questionnaire: Questionnaire,
    base: Response,
    mine: Response,
    theirs: Response,
    places: frozenset[Path],
) -> Iterator[Clash]:
    """One clash of all that two people did at a place, for each of `wholes`."""
    sides = [(one, unfolded(questionnaire, one)[0]) for one in (base, mine, theirs)]
    changes: dict[Path | None, list[Change]] = {}
    for one in _said(between(questionnaire, mine, theirs)):
        changes.setdefault(whole_of(one, places), []).append(one)
    for place in sorted(places & changes.keys()):
        shown = _shown(place, *sides[:2]), _shown(place, sides[0], sides[2])
        yield Clash(*shown, tuple(changes[place]))


_Side = tuple[Response, Any]
"""A response, and its answers with what is kept aside."""


def _shown(place: Path, base: _Side, one: _Side) -> Change:
    """What somebody made of a place, as one change: an answer, else why there is none."""
    (before, earlier), (response, answers) = base, one
    key, value = as_text(place), value_at(answers, place)
    if not has_content(value) and key in response.missing:
        return Change(MISSING, (key,), before.missing.get(key), response.missing[key])
    return Change(ANSWER, place, value_at(earlier, place), value)


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
