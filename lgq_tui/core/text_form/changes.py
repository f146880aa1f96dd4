"""What a text changes, by what it said before it was edited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from lgq_tui.core.acceptances import voided
from lgq_tui.core.difference import differences
from lgq_tui.core.interview import Interview
from lgq_tui.core.messages import Message
from lgq_tui.core.paths import (
    Path,
    around,
    as_text,
    from_text,
    has_content,
    item_path,
    top_of,
    value_at,
)
from lgq_tui.core.problems import WARNING
from lgq_tui.core.response import Acceptance, Response
from lgq_tui.core.snapshot import unfolded
from lgq_tui.core.steps import (
    ACCEPT,
    CARRY,
    DONE,
    MISSING,
    NOTE,
    OF_ANSWERS,
    VERIFY,
    Change,
    Step,
    Turn,
    past_with,
    same,
)
from lgq_tui.core.text import MOST_TYPED
from lgq_tui.core.text_form import marks
from lgq_tui.core.text_form.answers import is_line_by_line
from lgq_tui.core.text_form.records import Accepted, Entry, Left, Reading


class Taken(NamedTuple):
    """The changes of a text, and what of it cannot be taken."""

    changes: tuple[Change, ...]
    left: tuple[Left, ...]


_NOTHING = Reading({})


def taken(
    interview: Interview, text: Reading, before: Reading = _NOTHING, today: date | None = None
) -> Taken:
    """What becomes of an interview by a text that said `before` what the interview says.

    Only what differs from that is taken. Of a place that is not in the text, nothing changes.
    """
    return _Taking(interview, text, before, today).all()


class _Taking:
    def __init__(
        self, interview: Interview, text: Reading, before: Reading, today: date | None
    ) -> None:
        self._interview, self._today = interview, today
        self._questionnaire = interview.questionnaire
        self._response = interview.response
        # What came with the response, such as a reason that nobody knows, is a problem of that.
        known = {(one.under, one.lines) for one in before.left}
        self._left = [one for one in text.left if (one.under, one.lines) not in known]
        self._pairs = [
            (entry, before.entries.get(key) or Entry(entry.place, 0))
            for key, entry in text.entries.items()
        ]

    def all(self) -> Taken:
        old = unfolded(self._questionnaire, self._response)[0]
        edits = self._edits()
        merging = _Merging(one.under for one in self._left if one.within)
        new = merging.edited(old, edits)
        answers = tuple(differences(old, new))
        reasons = list(self._reasons(answers, new))
        changes = [*answers, *reasons, *self._notes()]
        changes += self._acceptances(answers, changes)
        changes += self._past(answers, reasons)
        return Taken(tuple(changes), tuple(map(merging.moved, self._left)))

    # --- answers -------------------------------------------------------------------------------

    def _edits(self) -> _Edit:
        root = _Edit()
        for entry, before in self._pairs:
            if marks.VALUE in entry.unread or _is_same(entry.value, before.value):
                continue
            if not self._is_short(entry, entry.value, marks.VALUE, entry.lines):
                continue
            edit = root
            for step in entry.place.path:
                edit = edit.parts.setdefault(step, _Edit())
            edit.given = True
            edit.value = entry.value
        return root

    def _is_short(self, entry: Entry, value: Any, word: str, lines: Iterable[str]) -> bool:
        """Whether no text in a value is longer than one may be; the lines stay where it is."""
        longest = max(map(len, _texts(value)), default=0)
        if longest > MOST_TYPED:
            values = {"signs": f"{longest:,}", "most": f"{MOST_TYPED:,}"}
            message = Message("text_form.too_long", values)
            place = (entry.place.key, word)
            # Lines that stay for another reason stay once; this one is told when that is settled.
            if all((one.under, one.instead) != place for one in self._left):
                self._leave(entry, message, *lines, instead=word)
        return longest <= MOST_TYPED

    def _leave(self, entry: Entry, message: Message, *lines: str, instead: str | None) -> None:
        left = Left(entry.line, message, lines, entry.place.key, within=True, instead=instead)
        self._left.append(left)

    # --- what is said of them ------------------------------------------------------------------

    def _reasons(self, answers: Sequence[Change], new: Any) -> Iterator[Change]:
        changed = set[str]()
        for entry, before in self._pairs:
            item = entry.place.item
            if marks.MISSING in entry.unread or entry.missing == before.missing:
                continue
            # Of a single answer beside a reason, or of a list, the interview says so itself.
            speaks_for_parts = entry.missing is not None and item.is_group and not item.repeat
            if speaks_for_parts and has_content(value_at(new, entry.place.path)):
                message = Message("text_form.answered", {"path": entry.place.key})
                line = f"@{marks.MISSING} {entry.missing}"
                self._leave(entry, message, line, instead=marks.MISSING)
                continue
            changed.add(item.path)
            yield Change(MISSING, (item.path,), before.missing, entry.missing)
        # As everywhere: an answer takes the place of a reason on the item, or on one around it.
        given = {item_path(one.path) for one in answers if has_content(one.new)}
        for item_key in dict.fromkeys(one for path in given for one in around(path)):
            reason = self._response.missing.get(item_key)
            if reason is not None and item_key not in changed:
                yield Change(MISSING, (item_key,), reason, None)

    def _notes(self) -> Iterator[Change]:
        for entry, before in self._pairs:
            lines = [f"@{marks.NOTE} {line}" for line in (entry.note or "").split("\n")]
            if _is_same(entry.note, before.note):
                continue
            if self._is_short(entry, entry.note, marks.NOTE, lines):
                note = entry.note if entry.note and entry.note.strip() else None
                yield Change(NOTE, (entry.place.item.path,), before.note, note)

    def _acceptances(self, answers: Sequence[Change], done: Sequence[Change]) -> Iterator[Change]:
        """What becomes of the warnings that may stand: that falls away with the answer, and what
        the text says now counts."""
        accepted = dict(self._response.accepted)
        for path in dict.fromkeys(item_path(change.path) for change in answers):
            for change in voided(path, accepted, self._questionnaire):
                accepted[str(change.path[0])] = change.new or ()
        bare: list[tuple[Entry, Accepted]] = []
        for entry, before in self._pairs:
            bare += [(entry, one) for one in entry.accepted if one.warning is None]
            old, new = _by_key(before.accepted), _by_key(entry.accepted)
            for key in {**old, **new}:
                if old.get(key) != new.get(key):
                    accepted[key] = new.get(key, ())
        if bare:
            self._resolve(bare, accepted, done)
        return _changes_of(self._response, accepted)

    def _past(self, answers: Sequence[Change], reasons: Sequence[Change]) -> Iterator[Change]:
        """Where an answer came from falls away with it, as does what is said of an earlier round
        and of a second entry."""
        items = dict.fromkeys(item_path(one.path) for one in answers)
        yield from past_with(items, self._response, OF_ANSWERS)
        others = [item for one in reasons if (item := str(one.path[0])) not in items]
        yield from past_with(others, self._response, (CARRY, VERIFY), within=False)

    def _resolve(
        self,
        bare: Iterable[tuple[Entry, Accepted]],
        accepted: dict[str, tuple[Acceptance, ...]],
        done: Sequence[Change],
    ) -> None:
        """Find the warnings for which there is a reason, as they are after all the changes."""
        trial = Interview(self._questionnaire, self._response, self._today)
        changes = (*done, *_changes_of(self._response, accepted))
        trial.recover([Turn(DONE, Step((), changes))])
        for entry, one in bare:
            found = [
                (key, problem.code)
                for key, problem in _warnings(trial, entry)
                if one.key in (key, entry.place.key)
            ]
            if not found:
                line = f"@{marks.ACCEPT} {one.reason}"
                self._leave(entry, Message("text_form.no_warning"), line, instead=None)
            for key, code in found:
                accepted[key] = (*accepted.get(key, ()), Acceptance(code, one.reason))


def _warnings(trial: Interview, entry: Entry) -> Iterator[tuple[str, Any]]:
    """The open warnings on an answer, and on the entries of a list that it is."""
    place = entry.place
    for problem in trial.problems_of(trial.questionnaire.top_level[top_of(place.key)]):
        inner = problem.path[:-1] if is_line_by_line(place.item) else problem.path
        if problem.severity == WARNING and problem.open and place.path in (problem.path, inner):
            yield as_text(problem.path), problem


def _by_key(accepted: Iterable[Accepted]) -> dict[str, tuple[Acceptance, ...]]:
    found: dict[str, tuple[Acceptance, ...]] = {}
    for one in accepted:
        if one.warning is not None:
            found[one.key] = (*found.get(one.key, ()), Acceptance(one.warning, one.reason))
    return found


def _changes_of(
    response: Response, accepted: Mapping[str, tuple[Acceptance, ...]]
) -> Iterator[Change]:
    old = response.accepted
    for key in {**old, **accepted}:
        if old.get(key, ()) != accepted.get(key, ()):
            yield Change(ACCEPT, (key,), old.get(key) or None, accepted.get(key) or None)


# Answers put together ------------------------------------------------------------------------


class _Edit:
    """What is to be done at a place, and at the places in it."""

    def __init__(self) -> None:
        self.given = False
        self.value: Any = None
        self.parts: dict[str | int, _Edit] = {}


class _Merging:
    """Puts edits into answers. An entry of a list that has lost all goes, and those behind it move
    up; one that was there stays, empty, while lines are left in it."""

    def __init__(self, left: Iterable[str | None]) -> None:
        paths = (from_text(under) for under in left if under)
        self._kept = {path[:end] for path in paths for end in range(1, len(path) + 1)}
        self._new: dict[Path, Path] = {}
        """Where the entries of lists are now."""

    def moved(self, left: Left) -> Left:
        """What was left, under the place as it is called now."""
        path = from_text(left.under or "")
        new: Path = ()
        for end, step in enumerate(path, 1):
            new = self._new.get(path[:end], (*new, step))
        return left._replace(under=as_text(new)) if left.under else left

    def edited(self, old: Any, edit: _Edit, path: Path = (), new: Path = ()) -> Any:
        """The answers at a path, which is `new` once entries before it have gone."""
        base = edit.value if edit.given else old
        if not edit.parts:
            return base
        if any(isinstance(step, int) for step in edit.parts):
            return self._list(base, edit, path, new)
        group = dict(base) if isinstance(base, Mapping) else {}
        for step, part in edit.parts.items():
            name = str(step)
            value = self.edited(group.get(name), part, (*path, name), (*new, name))
            if value is None:
                group.pop(name, None)
            else:
                group[name] = value
        return group or None

    def _list(self, base: Any, edit: _Edit, path: Path, new: Path) -> Any:
        elements = dict(enumerate(base)) if isinstance(base, list) else {}
        there = len(elements)
        found: list[Any] = []
        steps = {step for step in edit.parts if isinstance(step, int)}
        for step in sorted({*elements, *steps}):
            place = (*path, step)
            self._new[place] = (*new, len(found))
            part = edit.parts.get(step)
            if part is None:
                found.append(elements[step])
                continue
            value = self.edited(elements.get(step), part, place, self._new[place])
            is_given = part.given and part.value is not None and not part.parts
            if is_given or value not in (None, {}):
                found.append(value)
            elif step < there and place in self._kept:
                found.append({})
        return found or None


def _is_same(one: Any, other: Any) -> bool:
    """Whether two values differ in nothing, or in blanks at the ends of lines, which editors take
    away."""
    if isinstance(one, str) and isinstance(other, str):
        return _stripped(one) == _stripped(other)
    return same(one, other)


def _stripped(text: str) -> list[str]:
    return [line.rstrip() for line in text.split("\n")]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
