"""The running session over one response: answers, position, problems, undo. It has no screen.

Every change goes through `_take` as a `Step` of `Change` records with the old and the new value, so
that undo is the same step backwards and a listener can write down what happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lgq_tui.core.acceptances import acceptance, with_acceptance
from lgq_tui.core.answer_types import Context
from lgq_tui.core.definition import Item, Questionnaire, Section
from lgq_tui.core.dependence import Dependence
from lgq_tui.core.difference import outcome
from lgq_tui.core.following import following
from lgq_tui.core.giving import Giving, nobody
from lgq_tui.core.inquiry import Inquiry
from lgq_tui.core.pages import Page, index_of, pages_of
from lgq_tui.core.part import reduced
from lgq_tui.core.paths import (
    Path,
    around,
    as_text,
    from_text,
    item_path,
    last_index,
    top_of,
    value_at,
    with_value,
    without,
)
from lgq_tui.core.problems import ERROR, REMOVED, Judge, Problem, unplaced
from lgq_tui.core.progress import Progress, State
from lgq_tui.core.relevance import Relevance
from lgq_tui.core.response import AMENDED, COMPLETED, Response
from lgq_tui.core.snapshot import Snapshot, unfolded
from lgq_tui.core.sources import AnswerSource
from lgq_tui.core.standing import Standing
from lgq_tui.core.steps import (
    ACCEPT,
    ANSWER,
    CARRY,
    DONE,
    HAD_BACK,
    MISSING,
    NOTE,
    PARTS,
    QUERY,
    REDONE,
    SOURCE,
    STATUS,
    UNDONE,
    VERIFY,
    Change,
    History,
    Step,
    Turn,
    applied,
    same,
)
from lgq_tui.core.subject import country_of
from lgq_tui.core.verification import Verification

if TYPE_CHECKING:
    from lgq_tui.core.earlier import Earlier

__all__ = [
    "ACCEPT",
    "ANSWER",
    "MISSING",
    "NOTE",
    "QUERY",
    "SOURCE",
    "STATUS",
    "Change",
    "ClosedError",
    "CompletedError",
    "Interview",
    "ReadOnlyError",
    "Step",
    "Turn",
]


class ClosedError(Exception):
    """The response takes no changes."""


class CompletedError(ClosedError):
    """A completed response takes no answers until it is re-opened."""


class ReadOnlyError(ClosedError):
    """The response is only read here, since somebody else is at work on it."""


class Interview:
    """A questionnaire being answered; of a part of a response, that part of it (`core.part`).

    `today` is for warnings about dates; without it they are silent. `listener` is told each turn
    after it has been taken, those of undo and redo included.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        response: Response,
        today: date | None = None,
        listener: Callable[[Turn], None] | None = None,
    ) -> None:
        self.questionnaire = questionnaire = reduced(questionnaire, response.part)
        self.listener = listener
        self.reads_only = False
        """Whether nothing may be changed."""
        self.giving: Giving = nobody
        """Where what is answered from now on comes from, asked with each answer."""
        self._today = today
        self._response = response
        self._answers, self._unplaced = unfolded(questionnaire, response)
        self._relevance = Relevance(questionnaire, self._answers)
        self._dependence = Dependence(questionnaire)
        said = response.missing, response.carried
        self._standing = Standing(questionnaire, self._relevance, *said)
        self._snapshot = Snapshot(questionnaire, self._relevance)
        self._problems: dict[str, tuple[Problem, ...]] = {}
        self._changed = set(questionnaire.top_level)
        self._history = History()
        self.queries = Inquiry(questionnaire, lambda: self._response.queries, self._commit)
        """What the respondent is asked."""
        self._index = self._index_of(response.position) or 0
        self.focus = response.position or self.page.key

    # --- what there is -------------------------------------------------------------------------

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """All pages, relevant or not, in the order of the form."""
        return pages_of(self.questionnaire)

    @property
    def page(self) -> Page:
        """The page where the interview is."""
        return self.pages[self._index]

    @property
    def status(self) -> str:
        return self._response.status

    @property
    def is_part(self) -> bool:
        """Whether this is a part of a response, which cannot be completed by itself."""
        return self._response.part is not None

    @property
    def is_shared(self) -> bool:
        """Whether several people have a hand in the response, each with an answer of their own."""
        return self._response.is_shared

    @property
    def has_earlier(self) -> bool:
        """Whether the response began with one of an earlier round."""
        return self._response.previous is not None

    @cached_property
    def earlier(self) -> Earlier:
        """What that said; nothing where there was none."""
        from lgq_tui.core.earlier import Earlier  # few responses need it

        there = self.questionnaire, lambda: self._response
        return Earlier(*there, self.value, self.is_relevant, self._commit)

    @property
    def response(self) -> Response:
        """The response as it would be written now: what is not relevant stands aside."""
        aside = {as_text(path): value for path, value in self._snapshot.aside().items()}
        said: Any = {one: self._in_order(getattr(self._response, one)) for one in PARTS.values()}
        return self._response._replace(
            **said,
            answers=self._snapshot.answers(),
            aside=aside if self.status == COMPLETED else self._unplaced | aside,
            position=self.focus or self.page.key,
        )

    def value(self, path: Path) -> Any:
        """The answer at a path, relevant or not; None where there is none."""
        return value_at(self._answers, path)

    def is_relevant(self, path: Path) -> bool:
        """Whether the item at a path is asked."""
        return self._relevance.holds(path)

    def missing(self, item: str) -> str | None:
        """The missing reason of an item, None where it has none."""
        return self._response.missing.get(item)

    def note_on(self, item: str) -> str | None:
        """The note on an item, None where it has none."""
        return self._response.notes.get(item)

    def verified(self, item: str) -> Verification | None:
        """What came of entering the answer to an item a second time, None where nobody has."""
        return self._response.verified.get(item)

    def source_of(self, item: str) -> AnswerSource | None:
        """Where the answer to an item came from, None where nobody has said."""
        return self._response.sources.get(item)

    def source_told(self, item: str) -> AnswerSource | None:
        """The same where it is news: in a part, what its own people enter is theirs anyhow."""
        source, part = self.source_of(item), self._response.part
        is_own = part is not None and source is not None and source.is_direct(part.unit)
        return None if is_own else source

    def source_around(self, item: str) -> AnswerSource | None:
        """Where the answer to an item came from, or that to the group around it which has one."""
        return next(filter(None, map(self.source_of, around(item))), None)

    # --- answering -----------------------------------------------------------------------------

    def answer(self, path: Path, value: Any, typing: bool = False) -> None:
        """Give an answer; None, "", [] or {} clear it.

        An element of a list that is cleared leaves it. An answer takes the place of a missing
        reason on the item or on a group around it. It comes from where `giving` says; where the one
        before it came from is forgotten. With `typing` the step joins the one before if that was
        typing in the same place, so that undo takes back a text and not its letters.
        """
        if value in ("", [], {}):
            value = None
        last = path[-1]
        if value is None and isinstance(last, int):
            path = path[:-1]
            value = without(self.value(path), last)
        old = self.value(path)
        if same(old, value):
            return
        changes = [self._given(path, old, value)]
        if value is not None:
            changes += [
                Change(MISSING, (item,), reason, None)
                for item in around(item_path(path))
                if (reason := self.missing(item)) is not None
            ]
        changes += self._following(path, changes)
        self._commit(Step(path, tuple(changes), typing))

    def _given(self, path: Path, old: Any, value: Any) -> Change:
        """An answer given; in an element that is not there yet, a change of the whole list, so that
        undo takes the element with it."""
        for end, step in enumerate(path):
            elements = self.value(path[:end]) or []
            if isinstance(step, int) and isinstance(elements, list) and step >= len(elements):
                longer = with_value(elements, path[end:], value)
                return Change(ANSWER, path[:end], elements or None, longer)
        return Change(ANSWER, path, old, value)

    def clear(self, path: Path) -> None:
        """Take back an answer."""
        self.answer(path, None)

    def mark_missing(self, item: str, reason: str | None) -> None:
        """Say why there is no answer to an item, or a group of them; None takes that back.

        An answer that stands there is cleared; undo brings it back.
        """
        path = tuple(item.split("."))
        stood, old = self.missing(item), self.value(path)
        changes = [Change(MISSING, (item,), stood, reason)] if stood != reason else []
        if reason is not None and old is not None:
            changes.append(Change(ANSWER, path, old, None))
        if changes:
            changes += self._following(path, changes)
            self._commit(Step(path, tuple(changes)))

    def mend(self, problem: Problem) -> None:
        """Take the correction that a problem offers."""
        if problem.suggestion is not None:
            self.answer(problem.path, problem.suggestion)
        elif problem.instead == REMOVED:
            self.clear(problem.path)
        elif problem.instead is not None:
            self.mark_missing(item_path(problem.path), problem.instead)

    def note(self, item: str, text: str | None, typing: bool = False) -> None:
        """Put a note on an item; a blank one takes it away."""
        text = text if text and text.strip() else None
        old = self.note_on(item)
        if old != text:
            self._commit(Step(tuple(item.split(".")), (Change(NOTE, (item,), old, text),), typing))

    def set_source(self, item: str, source: AnswerSource | None) -> None:
        """Say where the answer to an item came from; None takes that back."""
        old, new = self.source_of(item), source.cleaned() if source is not None else None
        if not same(old, new):
            self._commit(Step(tuple(item.split(".")), (Change(SOURCE, (item,), old, new),)))

    def take(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """Take, as one step, what was found elsewhere; all that is changed here by that.

        Each change is made as by hand, whatever its old value: an answer takes the place of a
        missing reason, or the other way round, a source that of another one; a query is one more,
        unless the same is open already. What came of a second entry is said of the answer then.
        """
        turns: list[Turn] = []
        trial = Interview(self.questionnaire, self.response, listener=turns.append)
        for change in sorted(changes, key=lambda one: one.operation not in (ANSWER, MISSING)):
            trial._make(change)
        done = self.come_of(turns)
        if done:
            self._commit(Step(done[0].path, done))
        return done

    def _make(self, change: Change) -> None:
        operation = change.operation
        item = str(change.path[0]) if change.path else ""
        if operation == ANSWER:
            self.answer(change.path, change.new)
        elif operation == QUERY:
            for query in change.new or ():
                self.queries.add(item, query)
        elif operation == MISSING:
            self.mark_missing(item, change.new)
        elif operation == NOTE:
            self.note(item, change.new)
        elif operation == SOURCE:
            self.set_source(item, change.new)
        elif operation in (CARRY, VERIFY):
            old = getattr(self._response, PARTS[operation]).get(item)
            self._commit(Step(tuple(item.split(".")), (change._replace(old=old),)))
        else:
            raise ValueError(operation)

    def accept(self, problem: Problem, reason: str | None) -> None:
        """Let a warning stand for a reason; None takes that back. Errors cannot be accepted."""
        if problem.severity == ERROR:
            raise ValueError(problem.code)
        change = acceptance(problem, reason, self._response.accepted)
        if change is not None:
            self._commit(Step(problem.path, (change,)))

    def complete(self) -> tuple[Problem, ...]:
        """Finish the response, unless errors stand in the way; those are returned.

        Of a part nothing is finished but the part: it stays as it is.
        """
        errors = tuple(p for p in self.problems() if p.severity == ERROR)
        if errors or self.is_part:
            return errors
        from lgq_tui.core.completing import changes_of  # at the end only

        aside, not_asked = self.irrelevant_answers(), self.earlier.not_asked()
        changes = changes_of(self._response, aside, self.value, self.is_relevant, not_asked)
        if changes:
            self._commit(Step((), tuple(changes)), finishing=True)
        return ()

    def reopen(self) -> None:
        """Open a completed response again; from then on it is amended."""
        if self.status == COMPLETED:
            self._commit(Step((), (Change(STATUS, (), COMPLETED, AMENDED),)), finishing=True)

    def come_of(self, turns: Iterable[Turn]) -> tuple[Change, ...]:
        """What would change here if turns were taken that this response has not seen."""
        return outcome(turns, self._answers, self._response)

    def recover(self, turns: Iterable[Turn]) -> None:
        """Take, as one step, turns that this response has not seen."""
        changes = self.come_of(turns)
        if changes:
            self._commit(Step(changes[0].path, changes), finishing=True)

    def merge(self, theirs: Response, changes: Sequence[Change]) -> None:
        """Take, as one step, what somebody else did to the response.

        `changes` are those of `core.merge.merged` that are wanted; what this program does not
        change itself (authors) is as they left it.
        """
        self._response = self._response._replace(authors=theirs.authors)
        self.recover([Turn(DONE, Step((), tuple(changes)))])

    def restore(self, change: Change) -> bool:
        """Have again what a change once made of its place; False where that is no more.

        The change is of one of the operations in `steps.HAD_BACK`.
        """
        if change.operation not in HAD_BACK:
            raise ValueError(change.operation)
        if self.status == COMPLETED:
            raise CompletedError
        place = change.path[: last_index(change.path)]
        if change.operation == ANSWER and place and self.value(place) is None:
            return False
        if change.operation == ANSWER:
            self.answer(change.path, change.new)
        elif change.operation == MISSING:
            self.mark_missing(str(change.path[0]), change.new)
        else:
            self.recover([Turn(DONE, Step(change.path, (change,)))])
        return True

    # --- undo ----------------------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        return self._history.can_redo

    def undo(self) -> Step | None:
        """Take the last step back and return it as taken, None where there is none."""
        return self._turned(UNDONE, None if self.reads_only else self._history.undo())

    def redo(self) -> Step | None:
        """Take the last undone step again and return it, None where there is none."""
        return self._turned(REDONE, None if self.reads_only else self._history.redo())

    def remember(self, turns: Iterable[Turn]) -> None:
        """Have undo and redo know the turns, oldest first, that led to where this began.

        What has been done since comes after them.
        """
        self._history.remember(turns)

    # --- position ------------------------------------------------------------------------------

    def next(self) -> bool:
        """Go to the next relevant page; False at the end."""
        return self._move(self._first_relevant(range(self._index + 1, len(self.pages))))

    def previous(self) -> bool:
        """Go to the relevant page before; False at the beginning."""
        return self._move(self._first_relevant(range(self._index - 1, -1, -1)))

    def goto(self, path: str) -> bool:
        """Go to the page that holds an item; False if it is not asked or does not exist."""
        index = self._index_of(path)
        if index is None or not self.page_is_relevant(self.pages[index]):
            return False
        self._index = index
        self.focus = path
        return True

    def page_is_relevant(self, page: Page) -> bool:
        """Whether anything on a page is asked; an introduction always is."""
        questions = [item for item in page.items if item.detail_of is None]
        return not questions or any(self.is_relevant((item.id,)) for item in questions)

    # --- problems and progress -----------------------------------------------------------------

    def problems(self) -> tuple[Problem, ...]:
        """Every problem, lacking answers included, in the order of the form."""
        found = [problem for item in self.questionnaire.items for problem in self.problems_of(item)]
        said = self._response.missing, self._response.carried
        return (*found, *unplaced(self.questionnaire, self._answers, *said))

    def problems_of(self, item: Item) -> tuple[Problem, ...]:
        """The problems of a top-level item and all in it."""
        if item.id not in self._problems:
            said, earlier = self._response, self._response.previous
            judge = Judge(
                self.questionnaire,
                self._relevance,
                said.missing,
                self._context,
                said.carried,
                earlier.answers if earlier is not None else {},
            )
            accepted = said.accepted
            self._problems[item.id] = tuple(
                with_acceptance(problem, accepted) for problem in judge.problems(item)
            )
        return self._problems[item.id]

    def changed(self) -> list[Item]:
        """The questions whose problems may be others than when this was last asked; all at first.

        Details of choices belong to their question.
        """
        items = self.questionnaire.top_level
        changed = {items[top].detail_of or top for top in self._changed if top in items}
        self._changed.clear()
        return [items[top] for top in items if top in changed]

    def state(self, question: Item) -> State:
        """How a question stands, problems not considered (see `judged_state`)."""
        return self._standing.state(question)

    def judged_state(self, question: Item) -> State:
        """How a question stands, an open problem before all else."""
        for item in (question, *self.questionnaire.details_of(question)):
            if any(problem.open and not problem.lacking for problem in self.problems_of(item)):
                return State.PROBLEM
        return self.state(question)

    def progress(self, section: Section | None = None) -> Progress:
        """How far a section, or all of the response, has come; problems are not counted."""
        return self._standing.progress(section)

    def irrelevant_answers(self) -> list[Path]:
        """Where an answer stands that is not asked for, the outermost place of each."""
        return list(self._snapshot.aside())

    # --- within --------------------------------------------------------------------------------

    def _in_order(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """What is said of answers, in the order of the form; of unknown ones last."""
        ordinals = self.questionnaire.ordinals
        last = len(ordinals)
        order = sorted(said, key=lambda path: ordinals.get(item_path(from_text(path)), last))
        return {path: said[path] for path in order}

    @property
    def _context(self) -> Context:
        return Context(self.country, self._today)

    @property
    def country(self) -> str | None:
        """The country that the response is about, if the questionnaire asks for one."""
        part = self._response.part
        if part is not None and part.country:
            return part.country
        return country_of(self.questionnaire, self.value)

    def _commit(self, step: Step, finishing: bool = False) -> None:
        if self.reads_only:
            raise ReadOnlyError
        if self.status == COMPLETED and not finishing:
            raise CompletedError
        self._history.add(step)
        self._take(Turn(DONE, step))

    def _turned(self, kind: str, step: Step | None) -> Step | None:
        if step is not None:
            self._take(Turn(kind, step))
        return step

    def _take(self, turn: Turn) -> None:
        country, step = self.country, turn.step
        for change in step.changes:
            self._apply(change)
        changed = {top_of(str(change.path[0])) for change in step.changes if change.path}
        touched = self._dependence.touched(changed)
        self._relevance.change(self._answers, touched)
        self._standing.change(self._response.missing, self._response.carried, touched)
        self._snapshot.change(touched)
        self._changed |= touched
        if self.country != country:
            self._problems.clear()
            self._changed.update(self.questionnaire.top_level)
        for top in touched:
            self._problems.pop(top, None)
        if self.listener is not None:
            self.listener(turn)

    def _apply(self, change: Change) -> None:
        if change.operation == ANSWER:
            self._answers = with_value(self._answers, change.path, change.new) or {}
        else:
            self._response = applied(change, self._response)

    def _index_of(self, path: str | None) -> int | None:
        return self._page_index.get(top_of(path)) if path else None

    @cached_property
    def _page_index(self) -> Mapping[str, int]:
        return index_of(self.pages)

    def _first_relevant(self, indexes: range) -> int | None:
        return next((i for i in indexes if self.page_is_relevant(self.pages[i])), None)

    def _move(self, index: int | None) -> bool:
        if index is None:
            return False
        self._index = index
        self.focus = self.page.key
        return True

    def _following(self, path: Path, changes: Sequence[Change]) -> list[Change]:
        """What follows for that which is said beside answers, from changes of what is said here."""
        said = self.questionnaire, self._answers, self._response, self.giving
        return following(path, changes, *said)
