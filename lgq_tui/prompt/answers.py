"""Making answers of what is typed, and going on from there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from lgq_tui.core.interview import ClosedError, CompletedError
from lgq_tui.core.paths import Path, item_about
from lgq_tui.core.problems import Problem
from lgq_tui.core.text import MOST_TYPED
from lgq_tui.locales.speech import say
from lgq_tui.prompt import asking
from lgq_tui.prompt.parts import Kind, Part
from lgq_tui.prompt.prompts import PROMPTS
from lgq_tui.prompt.writing import Command, meant

if TYPE_CHECKING:
    from lgq_tui.prompt.conversation import Conversation


class Answers:
    """Takes the answers of a conversation."""

    def __init__(self, talk: Conversation) -> None:
        self._talk = talk
        self._interview = talk.interview

    def present(self, part: Part) -> str:
        """The answer that is there, as it is typed; "" where there is none."""
        value = self._interview.value(part.path) if part.kind is Kind.VALUE else None
        return PROMPTS[part.item.type].typed(value, part.item) if value is not None else ""

    def problems(self, part: Part) -> list[Problem]:
        """What is wrong with the answer that is there."""
        if part.kind is Kind.MORE or self._interview.value(part.path) is None:
            return []
        return asking.problems_at(self._interview, part)

    def take(self, part: Part, text: str) -> None:
        """Take what was typed as the answer to a part, and go on; nothing keeps what is there."""
        if not text.strip() or text == self.present(part):
            if part.kind is Kind.MORE:
                self._talk.place.begun = None
            self._talk.advance(part)
        elif len(text) > MOST_TYPED:
            self._talk.refuse_long(text)
        elif part.kind is Kind.MORE:
            self._begin_element(part, text)
        else:
            before, values = self._talk.place.parts(), _values(part, text)
            if self._give(part, values):
                self._go_on_after(part, before, len(values))

    def keep(self, part: Part, text: str) -> None:
        """Keep what stood in a line that was never entered: as the answer, or in a note where
        another one is there, which only who enters it means to replace."""
        said = meant(text)
        if isinstance(said, Command) or part.kind is Kind.MORE or len(text) > MOST_TYPED:
            return
        if not said.strip() or said == self.present(part):
            return
        name = asking.prompt_of(self._interview, part)
        if self._interview.value(part.path) is not None:
            if self._note_down(part.path, say("ask.not_entered", text=said)):
                self._talk.tell("", say("ask.kept_in_note", name=name))
        elif self._give(part, _values(part, said)):
            self._talk.tell("", say("ask.kept_line", name=name))

    def change(self, make: Callable[[], object]) -> bool:
        """Make a change and save it; where none is taken, say why."""
        try:
            make()
        except CompletedError:
            if not (self._talk.is_answered and self._talk.agreed(say("reopen.title"))):
                self._talk.refuse(say("reopen.first"))
                return False
            self._interview.reopen()
            make()
        except ClosedError:
            self._talk.refuse(say("lock.takes_nothing"))
            return False
        self._talk.session.save()
        return True

    # --- within --------------------------------------------------------------------------------

    def _give(self, part: Part, values: Sequence[Any]) -> bool:
        """Give an answer, several to a list; False where none are taken."""
        if len(values) < 2:
            value = values[0] if values else None
            return self.change(lambda: self._interview.answer(part.path, value))
        place, index = part.path[:-1], int(part.path[-1])
        entries = [*(self._interview.value(place) or [])]
        entries[index : index + 1] = values
        return self.change(lambda: self._interview.answer(place, entries))

    def _go_on_after(self, part: Part, before: Sequence[Part], count: int) -> None:
        place = self._talk.place
        if place.begun is not None and self._interview.value(place.begun) is not None:
            place.begun = None
        given = [Part(path, part.item) for path in _places(part, count)]
        wrong = [one for one in given if any(found.open for found in self.problems(one))]
        if wrong and self._talk.is_answered:
            self._talk.ask_again(wrong[0])
            return
        for one in wrong:
            self._talk.tell(*asking.problem_lines(self.problems(one)))
        if count > 1:
            self._talk.advance(given[-1])
        else:
            self._talk.advance(part, before)

    def _begin_element(self, part: Part, text: str) -> None:
        answer = PROMPTS["yes_no"].parse(text, part.item)
        if not isinstance(answer, bool):
            self._talk.refuse(say("ask.not_yes_or_no", text=text))
        elif answer:
            elements = self._interview.value(part.path[:-1]) or []
            self._talk.place.begin((*part.path[:-1], len(elements)))
        else:
            self._talk.place.begun = None
            self._talk.advance(part)

    def _note_down(self, path: Path, text: str) -> bool:
        """Add a text to the note on an item."""
        item = item_about(path)
        note = self._interview.note_on(item)
        whole = f"{note}\n{text}" if note else text
        return self.change(lambda: self._interview.note(item, whole))


def _values(part: Part, text: str) -> list[Any]:
    """What is given: the lines that are put into a list are its entries."""
    lines = text.split("\n") if part.is_entry else [text]
    values = (PROMPTS[part.item.type].parse(line, part.item) for line in lines)
    return [value for value in values if value is not None]


def _places(part: Part, count: int) -> list[Path]:
    if count < 2:
        return [part.path]
    first = int(part.path[-1])
    return [(*part.path[:-1], index) for index in range(first, first + count)]
