"""Responses that are begun on the desk: one, or a whole list of cities."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import Screen
from textual.worker import WorkerError

from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.text import visible
from lgq_tui.locales.speech import render, say
from lgq_tui.session.naming import document_named
from lgq_tui.storage.atomic import SaveError
from lgq_tui.storage.plain import UnreadableError
from lgq_tui.tui.contents import hanging, joined
from lgq_tui.tui.screens.asking import Answer, Asking, Choosing
from lgq_tui.tui.screens.naming_city import NamingCity
from lgq_tui.tui.screens.reader import Reader, room
from lgq_tui.tui.screens.working import Progress, done_in_thread

if TYPE_CHECKING:
    from lgq_tui.session.desk.cities import Flaw, Started
    from lgq_tui.session.desk.desk import Desk
    from lgq_tui.session.desk.earlier import EarlierFolder

_ONE, _LIST, _NEXT = "one", "list", "next"
_SOON = 0.4
"""Seconds; less than after which a window says that something takes a while."""

Then = Callable[[Path], Awaitable[None]]
"""Goes on with a file that was begun."""


class _GivenUpError(Exception):
    """Nobody waits any more for what was to be started."""


class Starting:
    """Asks in windows over a screen; `look` has the desk look at its folder."""

    def __init__(self, screen: Screen[None], desk: Desk, look: Callable[[], None]) -> None:
        self._screen, self._desk, self._look = screen, desk, look

    def ask(self, then: Then) -> None:
        """Ask whether one is begun, with which one goes on, or many."""

        def decide(answer: str | None) -> None:
            if answer == _ONE:
                self.one(then)
            elif answer is not None:
                self._ask_list(begins_with_earlier=answer == _NEXT)

        answers = [
            Answer("1", say("board.start.one"), _ONE),
            Answer("2", say("board.start.list"), _LIST),
            Answer("3", say("board.start.next"), _NEXT),
        ]
        self._screen.app.push_screen(Choosing(say("board.start.which"), answers), decide)

    # --- one -----------------------------------------------------------------------------------

    def one(self, then: Then, typed: Sequence[str] = (), complaint: str = "") -> None:
        """Ask who it is about, and begin it."""

        async def take(typed: tuple[str, ...] | None) -> None:
            if typed is not None:
                starting = self._start_one(then, typed)
                worker = self._screen.run_worker(starting, group="starting", exclusive=True)
                # Keys that come behind go where this leads, if that does not take long.
                with suppress(TimeoutError, WorkerError):
                    await asyncio.wait_for(asyncio.shield(worker.wait()), _SOON)

        window = NamingCity(self._desk.questionnaire, typed, complaint)
        self._screen.app.push_screen(window, take)

    async def _start_one(self, then: Then, typed: Sequence[str]) -> None:
        # While the folder is read, nobody knows yet which cities are there.
        title = say("board.start.waiting")
        begun = await done_in_thread(self._screen, title, partial(self._begun, typed))
        if isinstance(begun, str):
            self.one(then, typed, begun)
        elif begun is not None:
            self._look()
            await then(begun)

    def _begun(self, typed: Sequence[str], progress: Progress) -> Path | str:
        """The file of a new response, or why there is none; in a thread."""
        from lgq_tui.session.desk.cities import city_of

        def tell(share: float) -> None:
            if not progress.is_wanted:
                raise _GivenUpError

        questionnaire = self._desk.questionnaire
        texts = dict(zip(questionnaire.subject, typed, strict=True))
        try:
            [begun] = self._desk.start([city_of(questionnaire, texts)], tell)
        except (NotDoneError, SaveError) as error:
            return render(error.message)
        return begun.path or _why(begun)

    # --- many ----------------------------------------------------------------------------------

    def _ask_list(self, begins_with_earlier: bool) -> None:
        def take(name: str | None) -> None:
            if name and begins_with_earlier:
                self._ask_folder(document_named(name))
            elif name:
                self._start(document_named(name))

        columns = ", ".join(self._desk.questionnaire.subject)
        title = say("board.start.where", columns=columns)
        self._screen.app.push_screen(Asking(title), take)

    def _ask_folder(self, path: Path) -> None:
        """Where the responses of the previous round are, once it is known whose are begun."""

        def take(name: str | None) -> None:
            if name:
                self._start(path, document_named(name))

        self._screen.app.push_screen(Asking(say("board.start.previous")), take)

    def _start(self, path: Path, previous: Path | None = None) -> None:
        starting = self._start_list(path, previous)
        self._screen.run_worker(starting, group="starting", exclusive=True)

    async def _start_list(self, path: Path, previous: Path | None) -> None:
        from lgq_tui.session.desk.cities import read_list
        from lgq_tui.session.desk.earlier import NO_FOLDER, earlier_in

        def work(progress: Progress) -> list[str]:
            questionnaire = self._desk.questionnaire
            listed = read_list(path, questionnaire)
            there = earlier_in(previous, questionnaire) if previous is not None else NO_FOLDER
            begun = self._desk.start(listed.cities, progress.tell, there.by_subject)
            return [*_told(begun), *_in_lines(begun, listed.flaws), *_refused(there)]

        try:
            title = say("board.start.working", name=path.name)
            said = await done_in_thread(self._screen, title, work)
        except (NotDoneError, SaveError) as error:
            self._complain(render(error.message))
        except UnreadableError as error:
            self._complain(f"{visible(error.path.name)}: {render(error.message)}")
        else:
            if said is not None:
                self._tell(path, said)
        self._look()

    def _tell(self, path: Path, said: Sequence[str]) -> None:
        """What was begun, and of each line why it was not."""
        width = room(self._screen.size.width)
        lines = [line for text in said for line in hanging(Content(text), width, "", 0)]
        text = joined(*(part for line in lines for part in (line, "\n")))
        self._screen.app.push_screen(Reader(visible(path.name), text))

    def _complain(self, sentence: str) -> None:
        self._screen.notify(sentence, severity="error", markup=False, timeout=20)


def _told(begun: Sequence[Started]) -> Iterator[str]:
    """How many were begun, and how many of them with an earlier response."""
    yield say("board.start.started", count=sum(one.path is not None for one in begun))
    if carried := sum(bool(one.carried) for one in begun):
        yield say("board.start.carried", count=carried)


def _in_lines(begun: Sequence[Started], flaws: Sequence[Flaw]) -> Iterator[str]:
    """What is wrong with lines of a list, or why nothing was begun for them."""
    lines = [(flaw.line, render(flaw.message)) for flaw in flaws]
    lines += [(one.city.line, _why(one)) for one in begun if one.path is None]
    for line, text in sorted(lines):
        yield say("board.start.line", line=line, said=text)


def _refused(there: EarlierFolder) -> Iterator[str]:
    """With which files of the previous round nothing begins, and why."""
    return (f"{path.name}: {render(message)}" for path, message in there.refused)


def _why(begun: Started) -> str:
    return render(begun.message) if begun.message is not None else ""
