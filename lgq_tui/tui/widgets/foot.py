"""What stands under a control: its problems, its missing reason, its note."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content, Span
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item
from lgq_tui.core.problems import ERROR, Problem
from lgq_tui.locales.speech import render, say, say_missing
from lgq_tui.tui.signs import ACCEPTED_SIGN, ERROR_SIGN, WARNING_SIGN


def sign_of(problem: Problem) -> str:
    """The sign of a problem: an error, a warning, or a warning that was accepted."""
    if problem.severity == ERROR:
        return ERROR_SIGN
    return WARNING_SIGN if problem.open else ACCEPTED_SIGN


def remedy(problem: Problem, item: Item) -> str:
    """What can be done about a problem with one key or a click, "" if nothing can."""
    if problem.suggestion is not None:
        text = ANSWER_TYPES[item.type].format(problem.suggestion, item)
        return say("problem.take", suggestion=text)
    if problem.severity == ERROR:
        return ""
    if problem.open:
        return say("problem.let_stand")
    return say("problem.accepted", reason=problem.accepted)


class Foot(Static):
    """One line or more for each thing said about an answer; a click on a problem deals with it."""

    COMPONENT_CLASSES = {"foot--error", "foot--warning", "foot--said"}

    class Dealt(Message):
        """A person wants to deal with a problem."""

        def __init__(self, problem: Problem) -> None:
            super().__init__()
            self.problem = problem

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._problems: Sequence[Problem] = ()
        self._shown = Content("")
        self.display = False

    def tell(
        self, item: Item, problems: Sequence[Problem], missing: str | None, note: str | None
    ) -> None:
        """Show what there is to say; nothing at all takes no room."""
        self._problems = problems
        lines = [self._problem(index, problem, item) for index, problem in enumerate(problems)]
        said = self.get_visual_style("foot--said", partial=True)
        if missing is not None:
            text = f"— {say_missing(missing)}"
            lines.append(Content(text, [Span(0, len(text), said)]))
        if note is not None:
            text = say("note.shown", note=note)
            lines.append(Content(text, [Span(0, len(text), said)]))
        shown = Content("\n").join(lines)
        if not shown.is_same(self._shown):
            self._shown = shown
            self.display = bool(lines)
            self.update(shown)

    def _problem(self, index: int, problem: Problem, item: Item) -> Content:
        place = next((step + 1 for step in reversed(problem.path) if isinstance(step, int)), None)
        where = f"{place}: " if place and problem.path[-1] == place - 1 else ""
        sentence = render(problem.message, problem.sentence)
        text = f"{sign_of(problem)} {where}{sentence}"
        name = "foot--error" if problem.severity == ERROR else "foot--warning"
        style = self.get_visual_style(name if problem.open else "foot--said", partial=True)
        spans = [Span(0, len(text), style)]
        offer = remedy(problem, item)
        if offer:
            click = Style.from_meta({"@click": f"deal({index})"}) + Style(underline=True)
            spans.append(Span(len(text) + 1, len(text) + 1 + len(offer), click))
            text = f"{text} {offer}"
        return Content(text, spans)

    def action_deal(self, index: int) -> None:
        self.post_message(self.Dealt(self._problems[index]))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        # A click on a remedy must not be taken for leaving the field.
        event.stop()
