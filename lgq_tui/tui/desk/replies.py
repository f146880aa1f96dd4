"""Replies to letters that come to the desk: whose they are, by what they refer to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.screen import Screen

from lgq_tui.core.letters import code_of
from lgq_tui.core.messages import NotDoneError
from lgq_tui.imports import REPLIES
from lgq_tui.locales.speech import render, say
from lgq_tui.session import letter as letters
from lgq_tui.session.desk.board import Board, Entry
from lgq_tui.storage.plain import UnreadableError
from lgq_tui.tui.screens.asking import Answer, Choosing
from lgq_tui.tui.screens.working import Progress, done_in_thread

if TYPE_CHECKING:
    from lgq_tui.imports.source import Source
    from lgq_tui.session.desk.desk import Desk
    from lgq_tui.session.importing import Imported
    from lgq_tui.session.session import Proposed

_OTHERWISE = "otherwise"
_MOST = 9
"""Responses that are offered; a reply that quotes more letters is hardly one."""

Open = Callable[[Path, "Proposed"], Awaitable[None]]
"""Opens a response, and goes through what a document proposes to it."""


class Found(NamedTuple):
    """A document; the codes of the letters that it replies to, none where it is no reply; and the
    responses on the desk that have these codes."""

    path: Path
    source: Source | None = None
    codes: frozenset[str] = frozenset()
    entries: Sequence[Entry] = ()


class Replies:
    """Asks in windows over a screen."""

    def __init__(self, screen: Screen[None], desk: Desk, board: Board, open_: Open) -> None:
        self._screen, self._desk, self._board, self._open = screen, desk, board, open_

    async def found_in(self, path: Path) -> Found | None:
        """Which letters a document replies to; None where nobody waits for it any more."""
        if path.suffix.lower() not in REPLIES:
            return Found(path)
        entries = self._board.entries

        def work(progress: Progress) -> Found:
            try:
                source = letters.source_of(path, lambda: progress.is_wanted)
            except UnreadableError:
                return Found(path)  # which is told where it is read as any other
            codes = letters.replied_to(source, self._desk.questionnaire)
            return Found(path, source, codes, [*_of(codes, entries)] if codes else ())

        return await done_in_thread(self._screen, say("import.working", name=path.name), work)

    def offer(self, found: Found, otherwise: Callable[[], None]) -> None:
        """Ask whether a reply goes to the response whose letter it quotes, or `otherwise`."""

        def decide(answer: str | None) -> None:
            if answer == _OTHERWISE:
                otherwise()
            elif answer is not None:
                reading = self._take(found, found.entries[int(answer)])
                self._screen.run_worker(reading, group="importing", exclusive=True)

        answers = [
            Answer(str(number + 1), say("replies.to", name=entry.row.name), str(number))
            for number, entry in enumerate(found.entries[:_MOST])
        ]
        answers.append(Answer("i", say("replies.otherwise"), _OTHERWISE))
        title = say("replies.what", document=found.path.name)
        if not found.entries:
            code = ", ".join(sorted(found.codes))
            title = say("replies.unknown", document=found.path.name, code=code)
        self._screen.app.clear_notifications()
        self._screen.app.push_screen(Choosing(title, answers), decide)

    async def _take(self, found: Found, entry: Entry) -> None:
        """Open a response, and go through what a reply says to its letter."""

        def work(progress: Progress) -> Imported:
            from lgq_tui.storage import responses

            one = self._desk.questionnaire
            response = responses.read(entry.path, one)
            return letters.read_reply(
                found.path, response, lambda language: one, source=found.source
            )

        try:
            title = say("import.working", name=found.path.name)
            imported = await done_in_thread(self._screen, title, work)
        except NotDoneError as error:
            self._complain(render(error.message))
        except UnreadableError as error:
            self._complain(f"{error.path.name}: {render(error.message)}")
        else:
            if imported is not None:
                for flaw in imported.flaws:
                    self._screen.notify(render(flaw), severity="warning", markup=False)
                await self._open(entry.path, (imported.path, imported.forms[0]))

    def _complain(self, sentence: str) -> None:
        self._screen.notify(sentence, severity="error", markup=False, timeout=20)


def _of(codes: frozenset[str], entries: Sequence[Entry]) -> list[Entry]:
    """The entries whose responses have one of these codes, each response once."""
    return [
        entry
        for entry in entries
        if entry.row.summary is not None
        and entry.row.copy_of is None
        and code_of(entry.row.summary.id) in codes
    ]
