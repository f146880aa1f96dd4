"""Which of the places where wordings may stand are the ones: those that follow the form best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lgq_tui.imports.placing.finding import Found
from lgq_tui.imports.placing.wordings import CHOICE, PART, QUESTION, SECTION, Wording

_LONG = 40
_REACH = 400
"""How many places back a place may follow; between two of a form there are few."""
_MOST = 4_000
"""Places that are looked at; a form has some hundred and fifty wordings."""
_NEVER = float("-inf")
_APART, _SURE = 10, 95
"""How much nearer a wording has to come than any other, of 100, to be as good as so near."""
_BACK = 1.2
"""What it costs to go back in the form: as much as a question whose wording was found."""
_BACK_A_LABEL = 0.3
"""What it costs that the label of a part stands below that of a later one."""
_STRANGE = 0.6
"""What it costs that a part does not stand under its question."""


class _Best(NamedTuple):
    total: float
    before: int | None


def chained(found: Sequence[Found], wordings: Sequence[Wording]) -> list[Found]:
    """The places that go together, in the order of the document."""
    ordered = sorted(_bounded(found), key=lambda one: (one.span.start, one.span.end))
    steps = _Steps(wordings, ordered)
    best: list[_Best] = []
    for number, one in enumerate(ordered):
        own = _weight(one)
        total, before = own, None
        for earlier in range(max(number - _REACH, 0), number):
            if ordered[earlier].span.end > one.span.start:
                continue
            cost = steps.cost(ordered[earlier], one)
            if best[earlier].total - cost + own > total:
                total, before = best[earlier].total - cost + own, earlier
        best.append(_Best(total, before))
    chain = _without_doubles(_walked(ordered, best))
    nearest = _nearest(ordered)
    return [_with_margin(one, nearest) for one in chain]


def _bounded(found: Sequence[Found]) -> Sequence[Found]:
    """The places, or of more than any form has those that weigh most."""
    ready = [one for one in found if _weight(one) > _NEVER]
    return ready if len(ready) <= _MOST else sorted(ready, key=_weight)[-_MOST:]


def _walked(ordered: Sequence[Found], best: Sequence[_Best]) -> list[Found]:
    if not best:
        return []
    number: int | None = max(range(len(best)), key=lambda one: best[one].total)
    chain: list[Found] = []
    while number is not None:
        chain.append(ordered[number])
        number = best[number].before
    return chain[::-1]


def _without_doubles(chain: list[Found]) -> list[Found]:
    """Each wording once, where it was found best."""
    best: dict[int, Found] = {}
    for one in chain:
        known = best.get(one.wording.order)
        if known is None or _weight(one) > _weight(known):
            best[one.wording.order] = one
    return [one for one in chain if best[one.wording.order] is one]


def _nearest(found: Sequence[Found]) -> Mapping[int, Sequence[Found]]:
    """By where they start, the two wordings that come nearest there."""
    by_start: dict[int, list[Found]] = {}
    for one in sorted(found, key=lambda one: -one.score):
        near = by_start.setdefault(one.span.start, [])
        if len(near) < 2 and all(one.wording.order != other.wording.order for other in near):
            near.append(one)
    return by_start


def _with_margin(one: Found, nearest: Mapping[int, Sequence[Found]]) -> Found:
    """A wording that was changed, and is no other one's by far, is as sure as one that was not."""
    near = nearest[one.span.start]
    rivals = [other.score for other in near if other.wording.order != one.wording.order]
    is_apart = one.score - max(rivals, default=0.0) >= _APART
    return one._replace(score=max(one.score, _SURE)) if is_apart else one


def _weight(one: Found) -> float:
    if one.score < 60:
        return _NEVER
    size = one.wording.size
    room = 1.0 if size >= _LONG else 0.7 if size > 12 else 0.4
    number = 0.3 if one.has_number else 0.0
    return room * (one.score - 50) / 50 + number


class _Steps:
    """What it costs that one place follows another."""

    def __init__(self, wordings: Sequence[Wording], found: Sequence[Found]) -> None:
        printed = {one.wording.path for one in found if one.wording.kind == QUESTION}
        self._printed: Mapping[str, bool] = {
            one.path: one.path in printed for one in wordings if one.kind == QUESTION
        }

    def cost(self, earlier: Found, later: Found) -> float:
        before, now = earlier.wording, later.wording
        back = now.order <= before.order
        if now.kind in (PART, CHOICE):
            if now.question == before.question:
                return 0.0 if not back else _BACK if now.kind == CHOICE else _BACK_A_LABEL
            if back or self._printed.get(now.question or "", False):
                return _NEVER_COST if back else _STRANGE
            # The label of its question is not in the document: it is enough to be in its section,
            # for a short one right below the title, as all questions have such.
            if now.size <= _LABEL_OF_ITS_OWN and before.kind != SECTION:
                return _NEVER_COST
            return 0.1 if now.section == before.section else _STRANGE
        if not back:
            return 0.0
        is_landmark = now.kind == SECTION or now.size >= _LABEL_OF_ITS_OWN
        return _BACK if is_landmark and now.section != before.section else _NEVER_COST


_NEVER_COST = 1e9
_LABEL_OF_ITS_OWN = 25
