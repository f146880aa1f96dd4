"""How each question of an interview stands, and what that makes together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lgq_tui.core.carried import Carried
from lgq_tui.core.definition import Item, Questionnaire, Section
from lgq_tui.core.paths import around, has_content, value_at
from lgq_tui.core.progress import Progress, State
from lgq_tui.core.relevance import Relevance

_ALL = ":all"
"""In place of the id of a section: a colon cannot stand in one."""


class _Stand(NamedTuple):
    """How one question stands, and whether it counts: something in it is required."""

    state: State
    counts: bool


class Standing:
    """The states of all questions over one state of the answers, worked out when asked for.

    What has been counted is kept up to date by differences: a person who types in a section of
    thousands of questions waits for one of them.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        relevance: Relevance,
        missing: Mapping[str, str],
        carried: Mapping[str, Carried],
    ) -> None:
        self._questionnaire = questionnaire
        self._relevance = relevance
        self._missing = missing
        self._carried = carried
        self._states: dict[str, _Stand] = {}
        self._counted: dict[str, Progress] = {}
        self._totals: dict[str, Progress] = {}
        self._stale: set[str] = set()

    def change(
        self,
        missing: Mapping[str, str],
        carried: Mapping[str, Carried],
        touched: frozenset[str],
    ) -> None:
        """Take over new missing reasons, and what became of the answers of an earlier round,
        forgetting what is known of the touched items."""
        self._missing, self._carried = missing, carried
        items = self._questionnaire.top_level
        questions = {items[top].detail_of or top for top in touched if top in items}
        for top in questions:
            self._states.pop(top, None)
        self._stale |= questions

    def state(self, item: Item) -> State:
        """How a question stands with the details of its choices, problems not considered."""
        return self._stands(item).state

    def _stands(self, item: Item) -> _Stand:
        known = self._states.get(item.id)
        if known is None:
            known = self._states[item.id] = self._work_out(item)
        return known

    def progress(self, section: Section | None = None) -> Progress:
        """How far a section, or all of the response, has come."""
        if self._totals:
            items = self._questionnaire.top_level
            self._count(items[top] for top in self._stale if top in items)
        else:
            self._totals = dict.fromkeys((_ALL, *self._section_ids()), Progress())
            sections = self._questionnaire.sections
            self._count(question for section in sections for question in section.questions)
        self._stale.clear()
        return self._totals[_ALL if section is None else section.id]

    def _section_ids(self) -> Iterator[str]:
        return (section.id for section in self._questionnaire.sections)

    def _count(self, items: Iterable[Item]) -> None:
        for item in items:
            new = self._share(item)
            difference = new.minus(self._counted.get(item.id, Progress()))
            self._counted[item.id] = new
            if difference != Progress():
                for total in (_ALL, self._questionnaire.section_of[item.id].id):
                    self._totals[total] = self._totals[total].plus(difference)

    def _share(self, item: Item) -> Progress:
        """What one question adds to the progress."""
        state, counts = self._stands(item)
        if state is State.ANSWERED:
            return Progress(1, 1)
        return Progress(0, int(counts), int(state in (State.PARTIAL, State.TO_CONFIRM)))

    def _work_out(self, item: Item) -> _Stand:
        if not self._relevance.holds((item.id,)):
            return _Stand(State.NOT_ASKED, counts=False)
        required = answered = given = 0
        asked = list(self._asked_by(item))
        if self._carried and any(map(self._is_to_confirm, asked)):
            return _Stand(State.TO_CONFIRM, counts=True)
        for one in asked:
            settled = self._is_settled(one)
            given += settled
            required += one.required
            answered += one.required and settled
        if answered == required and given:
            return _Stand(State.ANSWERED, counts=True)
        return _Stand(State.PARTIAL if given else State.EMPTY, counts=required > 0)

    def _is_settled(self, item: Item) -> bool:
        """Whether there is an answer, or a reason why there is none."""
        if has_content(value_at(self._relevance.answers, tuple(item.path.split(".")))):
            return True
        return bool(self._missing) and any(path in self._missing for path in around(item.path))

    def _is_to_confirm(self, item: Item) -> bool:
        """Whether nobody has confirmed yet what an earlier round said to an item, or of a group
        around it."""
        said = map(self._carried.get, around(item.path))
        return any(one is not None and one.is_open for one in said)

    def _asked_by(self, question: Item) -> Iterator[Item]:
        for item in (question, *self._questionnaire.details_of(question)):
            yield from self._asked(item)

    def _asked(self, item: Item) -> Iterator[Item]:
        """The relevant leaves and lists of an item; a list counts as one."""
        if not self._relevance.holds(tuple(item.path.split("."))):
            return
        if item.is_group and not item.repeat:
            for child in item.items:
                yield from self._asked(child)
        else:
            yield item
