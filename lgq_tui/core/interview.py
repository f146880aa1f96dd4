"""The running session over one response: answers, position, problems, undo. It has no screen.

Every change goes through `_commit` as a `Step` of `Change` records with the old and the new value,
so that undo is the same step backwards and a listener can write down what happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, cast

from lgq_tui.core.answer_types import Context
from lgq_tui.core.conditions import Always
from lgq_tui.core.definition import Item, Questionnaire, Section
from lgq_tui.core.pages import Page, pages_of
from lgq_tui.core.paths import Path, as_text, from_text, item_path, value_at, with_value
from lgq_tui.core.problems import ERROR, Judge, Problem, unplaced
from lgq_tui.core.progress import Progress, State
from lgq_tui.core.relevance import Relevance
from lgq_tui.core.response import AMENDED, COMPLETED, IN_PROGRESS, Acceptance, Response

ANSWER = "answer"
MISSING = "missing"
NOTE = "note"
ACCEPT = "accept"
STATUS = "status"

_MERGED = {MISSING: "missing", NOTE: "notes", ACCEPT: "accepted"}


class CompletedError(Exception):
    """A completed response takes no answers until it is re-opened."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value replaced by another; None stands for no value."""

    operation: str
    path: Path
    old: Any
    new: Any

    def reversed(self) -> Change:
        return replace(self, old=self.new, new=self.old)


@dataclass(frozen=True, slots=True)
class Step:
    """What one act of a person changed; undo takes all of it back."""

    path: Path
    changes: tuple[Change, ...]
    typing: bool = False

    def reversed(self) -> Step:
        backwards = tuple(change.reversed() for change in reversed(self.changes))
        return replace(self, changes=backwards)


class Interview:
    """A questionnaire being answered.

    `today` is for warnings about dates; without it they are silent. `listener` is told each step
    after it has been taken, those of undo and redo included.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        response: Response,
        today: date | None = None,
        listener: Callable[[Step], None] | None = None,
    ) -> None:
        self.questionnaire = questionnaire
        self.listener = listener
        self._today = today
        self._response = response
        self._answers = _with_aside(response)
        self._relevance = Relevance(questionnaire, self._answers)
        self._problems: dict[str, tuple[Problem, ...]] = {}
        self._states: dict[str, State] = {}
        self._progress: dict[str, Progress] = {}
        self._undo: list[Step] = []
        self._redo: list[Step] = []
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
    def response(self) -> Response:
        """The response as it would be written now: what is not relevant stands aside."""
        answers: Any = self._answers
        aside: dict[str, Any] = {}
        for path in self.irrelevant_answers():
            aside[as_text(path)] = value_at(answers, path)
        for text in aside:
            answers = with_value(answers, from_text(text), None)
        ordered = _ordered(self.questionnaire.items, answers or {})
        return replace(
            self._response, answers=ordered, aside=aside, position=self.focus or self.page.key
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

    # --- answering -----------------------------------------------------------------------------

    def answer(self, path: Path, value: Any, typing: bool = False) -> None:
        """Give an answer; None, "", [] or {} clear it.

        It takes the place of a missing reason on the item or on a group around it. With `typing`
        the step joins the one before if that was typing in the same place, so that undo takes back
        a text and not its letters.
        """
        if value in ("", [], {}) and not isinstance(value, bool):
            value = None
        old = self.value(path)
        if _same(old, value):
            return
        changes = [Change(ANSWER, path, old, value)]
        if value is not None:
            changes += [
                Change(MISSING, (item,), reason, None)
                for item in _and_around(item_path(path))
                if (reason := self.missing(item)) is not None
            ]
        changes += self._void_acceptances(item_path(path))
        self._commit(Step(path, tuple(changes), typing))

    def clear(self, path: Path) -> None:
        """Take back an answer."""
        self.answer(path, None)

    def mark_missing(self, item: str, reason: str | None) -> None:
        """Say why there is no answer to an item, or a group of them; None takes that back.

        An answer that stands there is cleared; undo brings it back.
        """
        path = tuple(item.split("."))
        changes = [Change(MISSING, (item,), self.missing(item), reason)]
        old = self.value(path)
        if reason is not None and old is not None:
            changes.append(Change(ANSWER, path, old, None))
            changes += self._void_acceptances(item)
        if changes[0].old != reason:
            self._commit(Step(path, tuple(changes)))

    def note(self, item: str, text: str | None, typing: bool = False) -> None:
        """Put a note on an item; a blank one takes it away."""
        text = text if text and text.strip() else None
        old = self.note_on(item)
        if old != text:
            self._commit(Step(tuple(item.split(".")), (Change(NOTE, (item,), old, text),), typing))

    def accept(self, problem: Problem, reason: str | None) -> None:
        """Let a warning stand for a reason; None takes that back. Errors cannot be accepted."""
        if problem.severity == ERROR:
            raise ValueError(problem.code)
        key = as_text(problem.path)
        old = self._response.accepted.get(key, ())
        new = tuple(entry for entry in old if entry.warning != problem.code)
        if reason is not None:
            new += (Acceptance(problem.code, reason),)
        if new != old:
            change = Change(ACCEPT, (key,), old or None, new or None)
            self._commit(Step(problem.path, (change,)))

    def complete(self) -> tuple[Problem, ...]:
        """Finish the response, unless errors stand in the way; those are returned.

        An amended response stays amended. What was kept aside goes, as do missing reasons of items
        that are not asked.
        """
        errors = tuple(p for p in self.problems() if p.severity == ERROR)
        if errors:
            return errors
        changes = [
            Change(ANSWER, path, self.value(path), None) for path in self.irrelevant_answers()
        ]
        changes += [
            Change(MISSING, (item,), reason, None)
            for item, reason in self._response.missing.items()
            if not self.is_relevant(tuple(item.split(".")))
        ]
        if self.status == IN_PROGRESS:
            changes.append(Change(STATUS, (), IN_PROGRESS, COMPLETED))
        if changes:
            self._commit(Step((), tuple(changes)), finishing=True)
        return ()

    def reopen(self) -> None:
        """Open a completed response again; from then on it is amended."""
        if self.status == COMPLETED:
            self._commit(Step((), (Change(STATUS, (), COMPLETED, AMENDED),)), finishing=True)

    # --- undo ----------------------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        return bool(self._redo)

    def undo(self) -> Step | None:
        """Take the last step back and return it as taken, None where there is none."""
        return self._turn(self._undo, self._redo)

    def redo(self) -> Step | None:
        """Take the last undone step again and return it, None where there is none."""
        return self._turn(self._redo, self._undo)

    # --- position ------------------------------------------------------------------------------

    def next(self) -> bool:
        """Go to the next relevant page; False at the end."""
        return self._move(range(self._index + 1, len(self.pages)))

    def previous(self) -> bool:
        """Go to the relevant page before; False at the beginning."""
        return self._move(range(self._index - 1, -1, -1))

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
        return not page.items or any(self.is_relevant((item.id,)) for item in page.items)

    # --- problems and progress -----------------------------------------------------------------

    def problems(self) -> tuple[Problem, ...]:
        """Every problem, lacking answers included, in the order of the form."""
        found = [problem for item in self.questionnaire.items for problem in self.problems_of(item)]
        return (*found, *unplaced(self.questionnaire, self.response))

    def problems_of(self, item: Item) -> tuple[Problem, ...]:
        """The problems of a top-level item and all in it."""
        if item.id not in self._problems:
            judge = Judge(
                self.questionnaire, self._relevance, self._response.missing, self._context
            )
            self._problems[item.id] = tuple(map(self._accepted, judge.problems(item)))
        return self._problems[item.id]

    def state(self, item: Item) -> State:
        """How a top-level item stands, problems not considered (see `judged_state`)."""
        if item.id not in self._states:
            self._states[item.id] = self._work_out_state(item)
        return self._states[item.id]

    def judged_state(self, item: Item) -> State:
        """How a top-level item stands, an open problem before all else."""
        problems = self.problems_of(item)
        if any(problem.open and not problem.lacking for problem in problems):
            return State.PROBLEM
        return self.state(item)

    def progress(self, section: Section | None = None) -> Progress:
        """How far a section, or all of the response, has come; problems are not counted."""
        sections = self.questionnaire.sections if section is None else (section,)
        return sum((self._section_progress(one) for one in sections), Progress())

    def judged_progress(self, section: Section) -> Progress:
        """The progress of a section with its questions that have an open problem."""
        problems = sum(self.judged_state(item) is State.PROBLEM for item in section.items)
        return replace(self.progress(section), problems=problems)

    def irrelevant_answers(self) -> list[Path]:
        """Where an answer stands that is not asked for, the outermost place of each."""
        found: list[Path] = []
        for item in self._conditioned:
            for path in _instances(item, self.questionnaire, self._answers):
                covered = any(path[: len(other)] == other for other in found)
                if not covered and not self._relevance.holds(path):
                    found.append(path)
        return found

    # --- within --------------------------------------------------------------------------------

    @property
    def _context(self) -> Context:
        return Context(self._country, self._today)

    @property
    def _country(self) -> str | None:
        """The country that the response is about, if the questionnaire asks for one."""
        for path in self.questionnaire.subject:
            item = self.questionnaire.by_path[path]
            value = self.value(tuple(path.split(".")))
            if item.type == "country" and isinstance(value, str):
                return value
        return None

    def _commit(self, step: Step, finishing: bool = False) -> None:
        if self.status == COMPLETED and not finishing:
            raise CompletedError
        last = self._undo[-1] if self._undo else None
        if step.typing and last and last.typing and last.path == step.path and not self._redo:
            self._undo[-1] = _joined(last, step)
        else:
            self._undo.append(step)
        self._redo.clear()
        self._take(step)

    def _turn(self, source: list[Step], target: list[Step]) -> Step | None:
        if not source:
            return None
        step = source.pop().reversed()
        target.append(step)
        self._take(step)
        return step

    def _take(self, step: Step) -> None:
        country = self._country
        for change in step.changes:
            self._apply(change)
        touched = self._touched({str(change.path[0]) for change in step.changes if change.path})
        self._relevance.change(self._answers, touched)
        if self._country != country:
            self._problems.clear()
        for top in touched:
            self._problems.pop(top, None)
            self._states.pop(top, None)
            if section := self.questionnaire.section_of.get(top):
                self._progress.pop(section.id, None)
        if self.listener is not None:
            self.listener(step)

    def _apply(self, change: Change) -> None:
        if change.operation == ANSWER:
            self._answers = with_value(self._answers, change.path, change.new) or {}
        elif change.operation == STATUS:
            self._response = replace(self._response, status=change.new)
        else:
            name = _MERGED[change.operation]
            entries = dict(getattr(self._response, name))
            if change.new is None:
                entries.pop(str(change.path[0]), None)
            else:
                entries[str(change.path[0])] = change.new
            self._response = replace(self._response, **cast(Any, {name: entries}))

    def _touched(self, changed: Iterable[str]) -> frozenset[str]:
        """The top-level items whose relevance or problems may hang on the changed paths."""
        tops = {text.partition(".")[0].partition("[")[0] for text in changed}
        return frozenset(tops).union(*(self._dependents.get(top, frozenset()) for top in tops))

    @cached_property
    def _dependents(self) -> Mapping[str, frozenset[str]]:
        """For each top-level item those whose conditions look at it, however indirectly."""
        direct: dict[str, set[str]] = {}
        for item in self.questionnaire.by_path.values():
            conditions = [item.relevant, *(check.when for check in item.warnings)]
            for ref in frozenset().union(*(condition.refs() for condition in conditions)):
                direct.setdefault(_top(ref), set()).add(_top(item.path))
        return {top: _closure(top, direct) for top in direct}

    @cached_property
    def _conditioned(self) -> tuple[Item, ...]:
        """The items that are not asked in any case, groups before what is in them."""
        return tuple(
            item
            for item in self.questionnaire.by_path.values()
            if not isinstance(item.relevant, Always)
        )

    def _index_of(self, path: str | None) -> int | None:
        return self._page_index.get(_top(path)) if path else None

    @cached_property
    def _page_index(self) -> Mapping[str, int]:
        index = {page.key: number for number, page in enumerate(self.pages)}
        index.update(
            (item.id, number) for number, page in enumerate(self.pages) for item in page.items
        )
        return index

    def _move(self, indexes: range) -> bool:
        for index in indexes:
            if self.page_is_relevant(self.pages[index]):
                self._index = index
                self.focus = self.page.key
                return True
        return False

    def _accepted(self, problem: Problem) -> Problem:
        for entry in self._response.accepted.get(as_text(problem.path), ()):
            if entry.warning == problem.code and problem.severity != ERROR:
                return replace(problem, accepted=entry.reason)
        return problem

    def _void_acceptances(self, item: str) -> list[Change]:
        """Acceptances hold for the answers they were given for; a change of one ends them."""
        changes = []
        for key, entries in self._response.accepted.items():
            owner = self.questionnaire.by_path.get(item_path(from_text(key)))
            kept = tuple(
                entry
                for entry in entries
                if owner is not None and not _concerns(item, _refs(owner, entry.warning))
            )
            if kept != entries:
                changes.append(Change(ACCEPT, (key,), entries, kept or None))
        return changes

    def _work_out_state(self, item: Item) -> State:
        if not self._relevance.holds((item.id,)):
            return State.NOT_ASKED
        required = answered = given = 0
        for one in self._asked(item):
            has = one.path in self._response.missing or self._around_missing(one.path)
            there = self.value(tuple(one.path.split("."))) is not None
            given += has or there
            required += one.required
            answered += one.required and (has or there)
        if answered == required and (required or given):
            return State.ANSWERED
        return State.PARTIAL if given else State.EMPTY

    def _asked(self, item: Item) -> Iterable[Item]:
        """The relevant leaves and lists of an item; a list counts as one."""
        if not self._relevance.holds(tuple(item.path.split("."))):
            return
        if item.is_group and not item.repeat:
            for child in item.items:
                yield from self._asked(child)
        else:
            yield item

    def _around_missing(self, item: str) -> bool:
        return any(group in self._response.missing for group in _and_around(item))

    def _section_progress(self, section: Section) -> Progress:
        if section.id not in self._progress:
            total = Progress()
            for item in section.items:
                state = self.state(item)
                counts = state is State.ANSWERED or (
                    state in (State.EMPTY, State.PARTIAL)
                    and any(one.required for one in self._asked(item))
                )
                total += Progress(int(state is State.ANSWERED), int(counts))
            self._progress[section.id] = total
        return self._progress[section.id]


def _with_aside(response: Response) -> Mapping[str, Any]:
    answers: Any = response.answers
    for text, value in response.aside.items():
        path = from_text(text)
        if path and value is not None and value_at(answers, path) is None:
            answers = with_value(answers, path, value) or {}
    return answers or {}


def _ordered(items: Iterable[Item], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers in the order of the questionnaire, unknown ones last; empty elements go."""
    by_id = {item.id: item for item in items}
    order = [key for key in by_id if key in answers]
    order += [key for key in answers if key not in by_id]
    ordered = {key: _ordered_value(by_id.get(key), answers[key]) for key in order}
    return {key: value for key, value in ordered.items() if value not in ([], {})}


def _ordered_value(item: Item | None, value: Any) -> Any:
    if item is None or not item.is_group:
        return value
    if item.repeat and isinstance(value, list):
        elements = [_ordered_value(replace(item, repeat=False), element) for element in value]
        return [element for element in elements if element != {}]
    return _ordered(item.items, value) if isinstance(value, Mapping) else value


def _instances(item: Item, questionnaire: Questionnaire, answers: Any) -> list[Path]:
    """The places of an item's answers, one in each list element around it."""
    places: list[Path] = [()]
    ids = item.path.split(".")
    for depth, name in enumerate(ids, start=1):
        places = [(*place, name) for place in places]
        places = [place for place in places if value_at(answers, place) is not None]
        if depth < len(ids) and questionnaire.by_path[".".join(ids[:depth])].repeat:
            places = [
                (*place, index)
                for place in places
                if isinstance(elements := value_at(answers, place), list)
                for index in range(len(elements))
            ]
    return places


def _joined(first: Step, second: Step) -> Step:
    """Two steps of typing in one place as one; the value between them is forgotten."""
    values = {(change.operation, change.path): change for change in first.changes}
    for change in second.changes:
        key = (change.operation, change.path)
        values[key] = replace(change, old=values[key].old) if key in values else change
    return replace(first, changes=tuple(values.values()))


def _closure(top: str, direct: Mapping[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [top]
    while waiting:
        for dependent in direct.get(waiting.pop(), ()):
            if dependent not in found:
                found.add(dependent)
                waiting.append(dependent)
    return frozenset(found)


def _refs(owner: Item, warning: str) -> frozenset[str]:
    for check in owner.warnings:
        if check.id == warning:
            return check.when.refs() | {owner.path}
    return frozenset({owner.path})


def _concerns(item: str, refs: frozenset[str]) -> bool:
    """Whether a change of `item` touches one of `refs`: it, what is in it, or around it."""
    return any(
        ref == item or ref.startswith(f"{item}.") or item.startswith(f"{ref}.") for ref in refs
    )


def _and_around(item: str) -> list[str]:
    """An item and the groups around it, innermost first."""
    ids = item.split(".")
    return [".".join(ids[:depth]) for depth in range(len(ids), 0, -1)]


def _top(path: str) -> str:
    return path.partition(".")[0].partition("[")[0]


def _same(left: Any, right: Any) -> bool:
    """Equality in which 1, 1.0 and True differ, as they do in a file."""
    return type(left) is type(right) and bool(left == right)
