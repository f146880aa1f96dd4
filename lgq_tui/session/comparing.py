"""In what two responses differ, in words: one entry for each thing that they say otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lgq_tui.core.belongings import item_of
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.merge import between
from lgq_tui.core.part import Part
from lgq_tui.core.paths import as_text, from_text, item_path, top_of
from lgq_tui.core.response import Response
from lgq_tui.core.splitting import of_part
from lgq_tui.core.steps import ANSWER, MISSING, PACKET, SOURCE, Change
from lgq_tui.exports.changes import NOTHING, altered, apart
from lgq_tui.exports.remarks import of_source
from lgq_tui.locales.speech import say

_ROOM = 160
"""Signs of what is shown of a text."""


class Difference(NamedTuple):
    """One thing that is said otherwise: `what` by the operations of `core.steps`, `item` by the
    path of the answer, "" for the response; `old` and `new` are "" where nothing is said."""

    item: str
    what: str
    name: str
    old: str
    new: str

    @property
    def line(self) -> str:
        """It as a sentence; of long texts, what differs."""
        old, new = apart(self.old, self.new, _ROOM)
        return say("diff.line", name=self.name, old=old or NOTHING, new=new or NOTHING)


def differences(questionnaire: Questionnaire, old: Response, new: Response) -> Iterator[Difference]:
    """What the new response says otherwise, in the order of the form; of parts, in what both are
    about."""
    for part in (old.part, new.part):
        if part is not None:
            old, new = (_within(one, part) for one in (old, new))
    changes = sorted(between(questionnaire, old, new), key=lambda one: _rank(questionnaire, one))
    for change in _as_one(changes):
        yield _told(questionnaire, change)


def are_of_one(old: Response, new: Response) -> bool:
    """Whether two are the same response, or parts of it."""
    ids = [{one.id, one.part.of if one.part is not None else one.id} for one in (old, new)]
    return not ids[0].isdisjoint(ids[1])


def _within(one: Response, part: Part) -> Response:
    """What is said of a part, if it was not cut down to it before."""
    return of_part(one, part)._replace(part=None)


_Pair = tuple[Change, Change | None]


def _as_one(changes: Iterable[Change]) -> Iterator[_Pair]:
    """Each change; that of an answer with that of the reason why there is none."""
    changes = [*changes]
    answers = {item_of(one): one for one in changes if one.operation == ANSWER}
    reasons = {item_of(one): one for one in changes if one.operation == MISSING}
    for change in changes:
        item = item_of(change) if change.path else ""
        if change.operation == MISSING and item in answers:
            continue
        is_it = change.operation == ANSWER and answers[item] is change
        yield change, reasons.get(item) if is_it else None


def _told(questionnaire: Questionnaire, pair: _Pair) -> Difference:
    change, reason = pair
    [one] = altered(questionnaire, [change], say)
    old, new = one.old, one.new
    if reason is not None:
        [why] = altered(questionnaire, [reason], say)
        old, new = old or why.old, new or why.new
    if change.operation == SOURCE:
        old, new = (of_source(it, say) if it else "" for it in (change.old, change.new))
    of_all = not change.path or change.operation == PACKET
    return Difference("" if of_all else as_text(one.path), change.operation, one.name, old, new)


def _rank(questionnaire: Questionnaire, change: Change) -> tuple[int, bool]:
    """Where a change stands: in the order of the form, the answer first; the response is last."""
    ordinals = questionnaire.ordinals
    last = len(ordinals) + 1
    if not change.path or change.operation == PACKET:
        return last, False
    path = item_path(from_text(as_text(change.path)))
    place = ordinals.get(path, ordinals.get(top_of(path), last - 1))
    return place, change.operation not in (ANSWER, MISSING)
