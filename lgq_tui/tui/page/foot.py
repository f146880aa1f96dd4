"""What stands under a control: its problems, its missing reason, its note, its source, queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.content import Content, Span
from textual.message import Message

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item
from lgq_tui.core.problems import ERROR, REMOVED, Problem
from lgq_tui.core.progress import State
from lgq_tui.core.queries import Asked
from lgq_tui.core.sources import AnswerSource
from lgq_tui.core.verification import Verification
from lgq_tui.locales.speech import render, say, say_missing
from lgq_tui.tui.contents import LINK
from lgq_tui.tui.page.block import Block, Line
from lgq_tui.tui.signs import (
    ACCEPTED_SIGN,
    CHANGED_SIGN,
    ERROR_SIGN,
    QUERY_SIGN,
    SIGNS,
    VERIFIED_SIGN,
    WARNING_SIGN,
)


def sign_of(problem: Problem) -> str:
    """The sign of a problem: an error, a warning, or a warning that was accepted; that of what is
    to be confirmed."""
    if problem.is_to_confirm:
        return SIGNS[State.TO_CONFIRM]
    if problem.severity == ERROR:
        return ERROR_SIGN
    return WARNING_SIGN if problem.open else ACCEPTED_SIGN


def remedy(problem: Problem, item: Item) -> str:
    """What can be done about a problem with one key or a click, "" if nothing can."""
    if problem.is_to_confirm:
        return say("problem.confirm")
    if problem.suggestion is not None:
        text = ANSWER_TYPES[item.type].format(problem.suggestion, item)
        return say("problem.take", suggestion=text)
    if problem.instead == REMOVED:
        return say("problem.take_out")
    if problem.instead is not None:
        return say("problem.take_reason", reason=say_missing(problem.instead))
    if problem.severity == ERROR:
        return ""
    if problem.open:
        return say("problem.let_stand")
    return say("problem.accepted", reason=problem.accepted)


class Saying(NamedTuple):
    """One thing that is said, in its look; with a problem, if a click can deal with it.

    `is_cut`: it takes one line, however long it is.
    """

    text: Content
    look: str
    problem: Problem | None = None
    is_cut: bool = False

    def lines(self, width: int) -> list[Content]:
        """It in lines of a width."""
        if self.is_cut:
            return [self.text.truncate(width, ellipsis=True)]
        return self.text.wrap(width)


class Remarks(NamedTuple):
    """What is said about an item besides its problems."""

    missing: str | None = None
    note: str | None = None
    source: AnswerSource | None = None
    queries: tuple[Asked, ...] = ()
    earlier: tuple[str, ...] = ()
    """What an earlier round said, where that is something else."""
    verified: Verification | None = None


NO_REMARKS = Remarks()


class Foot(Block):
    """One line or more for each thing said about an answer; a click on a problem deals with it."""

    _said: Sequence[Saying] = ()

    class Dealt(Message):
        """A person wants to deal with a problem."""

        def __init__(self, problem: Problem) -> None:
            super().__init__()
            self.problem = problem

    @property
    def says(self) -> bool:
        """Whether there is anything to say."""
        return bool(self._said)

    @property
    def complains(self) -> bool:
        """Whether anything of that is a problem with what was answered."""
        found = (said.problem for said in self._said)
        return any(one is not None and not one.is_to_confirm for one in found)

    @property
    def text(self) -> str:
        """All that it says."""
        return "\n".join(said.text.plain for said in self._said)

    def tell(self, item: Item, problems: Sequence[Problem], remarks: Remarks) -> None:
        """Show what there is to say; nothing at all takes no room."""
        said = [_of_problem(problem, item) for problem in problems]
        said += _of_remarks(remarks) if remarks != NO_REMARKS else ()
        if said != self._said:
            self._said = said
            self.changed()

    def draw(self, width: int) -> list[Line]:
        return [[(line, said.look)] for said in self._said for line in said.lines(width)]

    def click(self, x: int, y: int) -> None:
        owners = [said for said in self._said for _ in said.lines(self.width)]
        problem = owners[y].problem
        if problem is not None:
            self.page.post_message(self.Dealt(problem))


def _of_remarks(remarks: Remarks) -> Iterator[Saying]:
    # Few questions need them.
    from lgq_tui.exports.remarks import of_query, of_source, of_verification
    from lgq_tui.session.sitting import signature_of

    if remarks.missing is not None:
        yield Saying(Content(f"— {say_missing(remarks.missing)}"), "said")
    for said in remarks.earlier:
        yield Saying(Content(f"{CHANGED_SIGN} {said}"), "said", is_cut=True)
    if remarks.note is not None:
        yield Saying(Content(say("note.shown", note=remarks.note)), "said")
    if remarks.source is not None:
        source = of_source(remarks.source, say, signature_of(remarks.source))
        yield Saying(Content(source), "said", is_cut=True)
    if remarks.verified is not None:
        said = of_verification(remarks.verified, say)
        yield Saying(Content(f"{VERIFIED_SIGN} {said}"), "said")
    for asked in remarks.queries:
        yield Saying(Content(f"{QUERY_SIGN} {of_query(asked.query, say)}"), "warning")


def _of_problem(problem: Problem, item: Item) -> Saying:
    place = next((step + 1 for step in reversed(problem.path) if isinstance(step, int)), None)
    where = f"{place}: " if place and problem.path[-1] == place - 1 else ""
    text = f"{sign_of(problem)} {where}{render(problem.message, problem.sentence)}"
    look = "error" if problem.severity == ERROR and not problem.is_to_confirm else "warning"
    offer = remedy(problem, item)
    whole = f"{text} {offer}" if offer else text
    spans = [Span(len(text) + 1, len(whole), LINK)] if offer else []
    return Saying(Content(whole, spans), look if problem.open else "said", problem)
