"""What staff say of responses, and who they give them to: asked in windows over the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.screen import Screen

from lgq_tui.core.text import visible
from lgq_tui.locales.speech import say
from lgq_tui.session.desk.board import Entry, word_of
from lgq_tui.session.desk.row import APPROVED, HAS_ISSUES, RECEIVED, Row
from lgq_tui.tui.screens.asking import Answer, Asking, Choosing

if TYPE_CHECKING:
    from lgq_tui.session.desk.desk import Desk

_MARKS = (("r", RECEIVED), ("i", HAS_ISSUES), ("a", APPROVED))
_NONE, _OTHER = "none", "other"
_KEYS = "123456789abcdefghijklmopqrstuvwxyz"
"""Of people; n is for somebody else."""

Do = Callable[[Callable[[], Sequence[Row]]], None]
"""Does something to the desk's folder in a thread, and shows what came of it; what is done gives
the rows to which it could not be done."""


class Marking:
    """Asks on a screen, about some rows at once."""

    def __init__(self, screen: Screen[None], desk: Desk, do: Do) -> None:
        self._screen, self._desk, self._do = screen, desk, do

    def mark(self, entries: Sequence[Entry], unseen: int = 0) -> None:
        """Ask what is said of them, of which so many are not seen."""
        rows = [entry.row for entry in entries]

        def decide(answer: str | None) -> None:
            if answer is not None:
                self._do(lambda: self._desk.mark(rows, "" if answer == _NONE else answer))

        answers = [Answer(key, word_of(mark), mark) for key, mark in _MARKS]
        answers.append(Answer("0", say("board.mark.none"), _NONE))
        states = {entry.row.mark.state if entry.row.mark else _NONE for entry in entries}
        current = states.pop() if len(states) == 1 else None
        title = _many(say("board.mark.title_many", count=len(entries)), unseen)
        if len(entries) == 1:
            title = say("board.mark.title", name=entries[0].city)
        self._screen.app.push_screen(Choosing(title, answers, current), decide)

    def assign(self, entries: Sequence[Entry], people: Sequence[str], unseen: int = 0) -> None:
        """Ask whose they are: of people that are known, or of somebody else by name."""
        rows = [entry.row for entry in entries]

        def decide(answer: str | None) -> None:
            if answer == _OTHER:
                self._ask_name(rows)
            elif answer is not None:
                self._give(rows, "" if answer == _NONE else people[int(answer)])

        answers = [
            Answer(key, visible(name), str(number))
            for number, (key, name) in enumerate(zip(_KEYS, people, strict=False))
        ]
        answers.append(Answer("n", say("board.assign.other"), _OTHER))
        answers.append(Answer("0", say("board.assign.nobody"), _NONE))
        names = {entry.row.assigned for entry in entries}
        name = names.pop() if len(names) == 1 else None
        current = str(people.index(name)) if name in people else _NONE if name == "" else None
        title = _many(say("board.assign.title_many", count=len(entries)), unseen)
        if len(entries) == 1:
            title = say("board.assign.title", name=entries[0].city)
        self._screen.app.push_screen(Choosing(title, answers, current), decide)

    def _ask_name(self, rows: Sequence[Row]) -> None:
        def take(name: str | None) -> None:
            if name:
                self._give(rows, name)

        self._screen.app.push_screen(Asking(say("board.assign.name")), take)

    def _give(self, rows: Sequence[Row], name: str) -> None:
        self._do(lambda: self._desk.assign(rows, name))


def _many(title: str, unseen: int) -> str:
    """Nobody is to mark what they have forgotten that they selected."""
    return f"{title} {say('board.unseen', count=unseen)}" if unseen else title
