"""In what two responses differ, in words: one entry for each thing that they say otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lgq_tui.core.belongings import item_of
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.merge import between, rank
from lgq_tui.core.part import Part
from lgq_tui.core.paths import as_text
from lgq_tui.core.response import Response
from lgq_tui.core.splitting import of_part
from lgq_tui.core.steps import ANSWER, MISSING, NOTE, PACKET, SOURCE, Change
from lgq_tui.exports.changes import NOTHING, apart, in_words
from lgq_tui.locales.speech import say

_ROOM = 160
"""Signs of what is shown of a text."""


_OF_ROUNDS = (ANSWER, MISSING, NOTE)
"""What is compared of two rounds: all that came over is to be confirmed, and says whose it was."""


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
    about, and of two rounds, in answers, reasons and notes alone."""
    is_next = are_rounds(old, new)
    for part in (old.part, new.part):
        if part is not None:
            old, new = (_within(one, part) for one in (old, new))
    changes = sorted(between(questionnaire, old, new), key=lambda one: rank(questionnaire, one))
    for change in _as_one(one for one in changes if not is_next or one.operation in _OF_ROUNDS):
        yield _told(questionnaire, change)


def are_of_one(old: Response, new: Response) -> bool:
    """Whether two are the same response, or parts of it."""
    ids = [{one.id, one.part.of if one.part is not None else one.id} for one in (old, new)]
    return not ids[0].isdisjoint(ids[1])


def are_rounds(old: Response, new: Response) -> bool:
    """Whether one begins with what the other said, in the round before."""
    both = (old, new), (new, old)
    return any(one.previous is not None and one.previous.id == other.id for one, other in both)


def _within(one: Response, part: Part) -> Response:
    """What is said of a part, if it was not cut down to it before."""
    return of_part(one, part)._replace(part=None)


class _One(NamedTuple):
    """A change; that of an answer with those of why there is none, and of where it came from."""

    change: Change
    reason: Change | None = None
    source: Change | None = None


def _as_one(changes: Iterable[Change]) -> Iterator[_One]:
    """The changes, of which what goes with an answer is told with it."""
    changes = [*changes]
    answers = {item_of(one): one for one in changes if one.operation == ANSWER}
    reasons = {item_of(one): one for one in changes if one.operation == MISSING}
    sources = {item_of(one): one for one in changes if one.operation == SOURCE}
    for change in changes:
        item = item_of(change) if change.path else ""
        if change.operation == MISSING and item in answers:
            continue
        if change.operation == SOURCE and (item in answers or item in reasons):
            continue
        if change.operation == ANSWER and answers[item] is change:
            yield _One(change, reasons.get(item), sources.get(item))
        else:
            yield _One(change, source=sources.get(item) if change.operation == MISSING else None)


def _told(questionnaire: Questionnaire, one: _One) -> Difference:
    change, reason, source = one
    _, name, old, new = in_words(questionnaire, change, source, say)
    if reason is not None:
        why = in_words(questionnaire, reason, source, say)
        old, new = old or why.old, new or why.new
    of_all = not change.path or change.operation == PACKET
    item = "" if of_all else as_text(change.path)
    return Difference(item, change.operation, name, old, new)
