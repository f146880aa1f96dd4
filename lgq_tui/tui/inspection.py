"""Which questions have an open problem, found out bit by bit while nobody waits."""

from __future__ import annotations

from collections import deque
from time import perf_counter

from lgq_tui.core.definition import Item, Section
from lgq_tui.core.interview import Interview
from lgq_tui.core.progress import State

_SLICE = 0.004
"""Seconds of work at a time, little enough that nobody feels it between two keys."""


class Inspection:
    """Judges the questions that are due; between two slices of work, keys are answered."""

    def __init__(self, interview: Interview) -> None:
        self._interview = interview
        self._due: deque[Item] = deque()
        self._troubled: set[str] = set()
        self._sections: dict[str, int] = {}

    def work(self) -> bool:
        """Judge what has changed, for a moment; whether something is left."""
        self._due.extendleft(reversed(self._interview.changed()))
        end = perf_counter() + _SLICE
        while self._due and perf_counter() < end:
            question = self._due.popleft()
            self._keep(question, self._interview.judged_state(question) is State.PROBLEM)
        return bool(self._due)

    def state(self, question: Item) -> State:
        """How a question stands, as far as is known."""
        state = self._interview.state(question)
        known = question.id in self._troubled and state is not State.NOT_ASKED
        return State.PROBLEM if known else state

    def is_troubled(self, section: Section) -> bool:
        """Whether a question of a section is known to have a problem."""
        return self._sections.get(section.id, 0) > 0

    def _keep(self, question: Item, troubled: bool) -> None:
        if troubled != (question.id in self._troubled):
            (self._troubled.add if troubled else self._troubled.discard)(question.id)
            section = self._interview.questionnaire.section_of[question.id].id
            self._sections[section] = self._sections.get(section, 0) + (1 if troubled else -1)
