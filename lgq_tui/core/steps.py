"""What a person changed: the steps of an interview, which undo takes back one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, cast

from lgq_tui.core.paths import Path
from lgq_tui.core.response import Response
from lgq_tui.core.sources import ended

ANSWER = "answer"
MISSING = "missing"
NOTE = "note"
ACCEPT = "accept"
SOURCE = "source"
QUERY = "query"
CARRY = "carry"
VERIFY = "verify"
PACKET = "packet"
STATUS = "status"


def same(left: Any, right: Any) -> bool:
    """Equality in which 1, 1.0 and True differ, as they do in a file."""
    return bool(left == right) and repr(left) == repr(right)


class Change(NamedTuple):
    """One value replaced by another; None stands for no value."""

    operation: str
    path: Path
    old: Any
    new: Any

    def reversed(self) -> Change:
        return self._replace(old=self.new, new=self.old)


class Step(NamedTuple):
    """What one act of a person changed; undo takes all of it back."""

    path: Path
    changes: tuple[Change, ...]
    typing: bool = False

    def reversed(self) -> Step:
        backwards = tuple(change.reversed() for change in reversed(self.changes))
        return self._replace(changes=backwards)

    def continues(self, other: Step) -> bool:
        """Whether this is more typing in the place where the other step was typing."""
        return (
            self.typing
            and other.typing
            and self.path == other.path
            and self.changes[0].operation == other.changes[0].operation
        )

    def after(self, other: Step) -> Step:
        """The other step and this one as one, without what is again as it was before both."""
        changes = {(change.operation, change.path): change for change in other.changes}
        for change in self.changes:
            place = (change.operation, change.path)
            first = changes.get(place, change)
            changes[place] = change._replace(old=first.old)
        kept = tuple(one for one in changes.values() if not same(one.old, one.new))
        return other._replace(changes=kept)


DONE = "done"
UNDONE = "undone"
REDONE = "redone"


class Turn(NamedTuple):
    """A step as it was taken: for the first time, backwards by undo, or once more by redo."""

    kind: str
    step: Step


PARTS = {
    MISSING: "missing",
    NOTE: "notes",
    ACCEPT: "accepted",
    SOURCE: "sources",
    QUERY: "queries",
    CARRY: "carried",
    VERIFY: "verified",
    PACKET: "packets",
}
"""What is said beside answers, and the part of a response where it stands."""

OF_ANSWERS = (SOURCE, CARRY, VERIFY)
"""What belongs to one answer, and is past with it."""


HAD_BACK = (ANSWER, MISSING, NOTE, ACCEPT, SOURCE, QUERY)
"""What can be had again by itself. What was confirmed, verified, merged or completed then is not so
by saying so now: it may be of another answer."""


def applied(change: Change, response: Response) -> Response:
    """The response after a change to anything but its answers."""
    if change.operation == STATUS:
        return response._replace(status=change.new)
    part = PARTS[change.operation]
    entries = {**getattr(response, part), str(change.path[0]): change.new}
    kept = {key: value for key, value in entries.items() if value is not None}
    return response._replace(**cast(Any, {part: kept}))


def current(change: Change, response: Response) -> Any:
    """What there is now of that which is changed, if it is not an answer."""
    if change.operation == STATUS:
        return response.status
    return getattr(response, PARTS[change.operation]).get(str(change.path[0]))


def past_with(
    items: Iterable[str], response: Response, operations: Iterable[str], within: bool = True
) -> Iterator[Change]:
    """How that which belongs to the answers to items goes, as these are others now; also that of
    what is `within` them."""
    items = tuple(items)
    for operation in operations:
        entries = getattr(response, PARTS[operation])
        gone: Iterable[str] = ()
        if entries and within:
            gone = {key: None for item in items for key in ended(item, entries)}
        elif entries:
            gone = [item for item in items if item in entries]
        for key in gone:
            yield Change(operation, (key,), entries[key], None)


class History:
    """The steps that can be taken back, and those that can be taken again."""

    def __init__(self) -> None:
        self._taken: list[Step] = []
        self._undone: list[Step] = []

    @property
    def can_undo(self) -> bool:
        return bool(self._taken)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def add(self, step: Step) -> None:
        """Remember a new step; typing joins the typing before it."""
        if self._taken and not self._undone and step.continues(self._taken[-1]):
            step = step.after(self._taken.pop())
        if step.changes:
            self._taken.append(step)
        self._undone.clear()

    def remember(self, turns: Iterable[Turn]) -> None:
        """Put what was done earlier, oldest first, before what is known already."""
        earlier = History()
        for turn in turns:
            earlier._follow(turn)
        if not (self._taken or self._undone):
            self._undone = earlier._undone
        self._taken = earlier._taken + self._taken

    def _follow(self, turn: Turn) -> None:
        if turn.kind == DONE:
            self.add(turn.step)
        elif turn.kind == UNDONE:
            self.undo()
        else:
            self.redo()

    def undo(self) -> Step | None:
        """The last step turned round, to be taken now; None where there is none."""
        if not self._taken:
            return None
        step = self._taken.pop()
        self._undone.append(step)
        return step.reversed()

    def redo(self) -> Step | None:
        """The last undone step, to be taken again now; None where there is none."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._taken.append(step)
        return step
