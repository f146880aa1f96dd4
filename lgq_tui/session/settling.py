"""What becomes of each answer that two people entered differently, as somebody decides them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.paths import from_text
from lgq_tui.core.second_entry import (
    DIFFERENT,
    Decision,
    Pair,
    Said,
    may_decide,
    outcome_of,
)
from lgq_tui.core.verification import FIRST, SECOND
from lgq_tui.exports.changes import NOTHING, name_of, words_of
from lgq_tui.locales.speech import say, say_missing
from lgq_tui.session import retyping
from lgq_tui.session.second_entry import Comparison, comparison, settle
from lgq_tui.storage import settings


class Settlement:
    """The differences of a comparison, and what was decided on each so far."""

    def __init__(
        self, made: Comparison, questionnaire: Questionnaire, is_whole: bool = False
    ) -> None:
        self.made, self.questionnaire = made, questionnaire
        self.pairs: Sequence[Pair] = made.of(DIFFERENT)
        self.why = ""
        """The last reason, which is offered for the next decision."""
        self._is_whole = is_whole
        self._decided: dict[str, Decision] = {}

    def of(self, index: int) -> Decision | None:
        """What was decided on a difference; None for nothing yet."""
        return self._decided.get(self.pairs[index].item.path)

    def decide(self, index: int, said: Said, why: str, outcome: str = "") -> None:
        """Take what is said for a reason; which of the two that is, or another answer."""
        pair = self.pairs[index]
        self.why = why
        self._decided[pair.item.path] = Decision(outcome or outcome_of(pair, said), why, said)

    def take_first(self, index: int, why: str) -> None:
        """Take the first answer."""
        self.decide(index, self.pairs[index].first, why, FIRST)

    def take_second(self, index: int, why: str) -> None:
        """Take the second one."""
        self.decide(index, self.pairs[index].second, why, SECOND)

    def leave_open(self, index: int) -> None:
        """Take a decision back."""
        self._decided.pop(self.pairs[index].item.path, None)

    def may_decide(self, index: int) -> bool:
        """Whether the person at the keyboard may: not who has given the first answer."""
        return may_decide(self.pairs[index], settings.author())

    def next_open(self, index: int) -> int | None:
        """The next difference that is not decided, from the beginning again at the end."""
        count = len(self.pairs)
        order = [*range(index + 1, count), *range(min(index + 1, count))]
        return next((one for one in order if self.of(one) is None), None)

    @property
    def open(self) -> int:
        """How many are not decided."""
        return len(self.pairs) - len(self._decided)

    @property
    def is_begun(self) -> bool:
        """Whether anything was decided that would be lost."""
        return bool(self._decided)

    def record(self) -> int:
        """Have it in the response, with all that agrees, and look what is different then; how much
        was recorded. As `second_entry.settle`; not for the interface's thread."""
        done = settle(self.made, self._decided, self.questionnaire)
        files = self.made.first, self.made.second
        self.made = comparison(*files, self.questionnaire, self._is_whole)
        self.pairs = self.made.of(DIFFERENT)
        self._decided = {}
        return done

    def forget(self) -> None:
        """Do without what was decided; what agrees can be recorded all the same."""
        self._decided.clear()

    # --- in words ------------------------------------------------------------------------------

    def name(self, index: int) -> str:
        """What a difference is about."""
        return name_of(self.questionnaire, from_text(self.pairs[index].item.path))

    def words(self, index: int, said: Said) -> str:
        """What somebody said there."""
        return words_on(self.pairs[index], said)

    # --- another answer ------------------------------------------------------------------------

    def item(self, index: int) -> Item:
        """The item that a difference is about."""
        return self.pairs[index].item

    def typed(self, index: int) -> str | None:
        """The first answer as it would be typed; None where it cannot be."""
        item, pair = self.item(index), self.pairs[index]
        if not retyping.can_be_typed(item):
            return None
        return retyping.typed(item, pair.first.get("answer"))

    def parsed(self, index: int, text: str) -> Any:
        """The value of what was typed instead; None for nothing."""
        return retyping.parsed(self.item(index), text)


def words_on(pair: Pair, said: Said) -> str:
    """What somebody said on an item, in a line."""
    if "missing" in said:
        return f"— {say_missing(str(said['missing']))}"
    if said is pair.second and pair.is_text:
        return say("second.says_otherwise")
    return words_of(pair.item, said.get("answer")) or NOTHING
