"""How far a response has come, counted in questions: the top-level items of the sections."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """How one question stands."""

    NOT_ASKED = "not-asked"
    EMPTY = "empty"
    PARTIAL = "partial"
    ANSWERED = "answered"
    TO_CONFIRM = "to-confirm"
    PROBLEM = "problem"


class Progress(NamedTuple):
    """Questions answered out of those that count, and how many have only a part of an answer, or
    one of an earlier round that is to be confirmed.

    What counts is every relevant question with a required part, and every other that has an answer.
    """

    answered: int = 0
    total: int = 0
    begun: int = 0

    def plus(self, other: Progress) -> Progress:
        return Progress(
            self.answered + other.answered,
            self.total + other.total,
            self.begun + other.begun,
        )

    def minus(self, other: Progress) -> Progress:
        return Progress(
            self.answered - other.answered,
            self.total - other.total,
            self.begun - other.begun,
        )
