"""Two people changed the same response: what each did to it, put together item by item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.difference import differences
from lgq_tui.core.paths import (
    Path,
    as_text,
    has_content,
    item_about,
    top_of,
    value_at,
    with_value,
)
from lgq_tui.core.response import AMENDED, COMPLETED, Response
from lgq_tui.core.snapshot import unfolded
from lgq_tui.core.sources import AnswerSource, ended
from lgq_tui.core.steps import (
    ANSWER,
    MISSING,
    PARTS,
    QUERY,
    SOURCE,
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
    return _with_sources(Merge(tuple(changes), tuple(clashes)), mine.sources, theirs.sources)


def _with_sources(
    merge: Merge, mine: Mapping[str, AnswerSource], theirs: Mapping[str, AnswerSource]
) -> Merge:
    """A merge in which where an answer came from goes with that answer, where two clash.

    Two who had the same from the same place, and typed it at different times, do not: the one who
    came first is its author.
    """
    bound = set[str]()
    clashes: list[Clash] = []
    for clash in merge.clashes:
        changes: list[Change] = []
        if clash.theirs.operation in (ANSWER, MISSING):
            sides = (_item_of(clash.mine), _item_of(clash.theirs))
            keys = {key: None for side in sides for key in ended(side, {**mine, **theirs})}
            changes = [Change(SOURCE, (key,), mine.get(key), theirs.get(key)) for key in keys]
            bound |= {*keys}
        others = (one for one in changes if not same(one.old, one.new))
        clashes.append(clash._replace(taken=(*clash.taken, *others)))
    changes = [one for one in merge.changes if not _is_source_in(one, bound)]
    kept: list[Clash] = []
    for clash in clashes:
        if clash.theirs.operation != SOURCE:
            kept.append(clash)
        elif not _is_source_in(clash.theirs, bound):
            _put_sources_together(clash, changes, kept)
    return Merge(tuple(changes), tuple(kept))


def _is_source_in(change: Change, items: set[str]) -> bool:
    return change.operation == SOURCE and str(change.path[0]) in items


def _put_sources_together(clash: Clash, changes: list[Change], clashes: list[Clash]) -> None:
    own, other = clash.mine.new, clash.theirs.new
    if own is None or other is None or not same(own.unsigned, other.unsigned):
        clashes.append(clash)
    elif (other.at, other.by) < (own.at, own.by):
        changes.append(Change(SOURCE, clash.theirs.path, own, other))


def _item_of(change: Change) -> str:
    """The item that a change of an answer, or of what is said beside it, is about."""
    return item_about(change.path) if change.operation == ANSWER else str(change.path[0])


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
    both = _after(questionnaire, changes, mine)
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
    tops = {top_of(str(change.path[0])) for change in changes if change.path}
    return len({(items[top].detail_of or top) if top in items else top for top in tops})


def _one_status(base: str, mine: str, theirs: str) -> str:
    """The status that somebody changed; where both did, each in their way, it is open again."""
    if theirs in (base, mine):
        return mine
    return theirs if mine == base else AMENDED


def _after(questionnaire: Questionnaire, changes: Iterable[Change], one: Response) -> Response:
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
    changes = _said(between(questionnaire, mine, theirs))
    for place in sorted(places):
        taken = tuple(one for one in changes if whole_of(one, places) == place)
        if taken:
            yield Clash(_shown(place, *sides[:2]), _shown(place, sides[0], sides[2]), taken)


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
