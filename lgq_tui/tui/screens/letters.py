"""The letter that goes out to the respondent from an interview, and the reply that comes in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.response import COMPLETED
from lgq_tui.locales.speech import render, say
from lgq_tui.session import letter as letters
from lgq_tui.session.naming import document_named
from lgq_tui.session.session import Session
from lgq_tui.storage import atomic
from lgq_tui.tui.screens.asking import Answer, Asking, Choosing
from lgq_tui.tui.screens.incoming import read_in
from lgq_tui.tui.screens.working import Progress

if TYPE_CHECKING:
    from lgq_tui.core.proposals import Placement
    from lgq_tui.session.importing import Imported

Try = Callable[[Callable[[], None]], Awaitable[None]]
Propose = Callable[[Path, "Placement"], None]


class Letters:
    """Asks in windows over an interview; `make` makes a change there, and shows it; `propose` goes
    through what a reply says."""

    def __init__(self, screen: Screen[None], session: Session, make: Try, propose: Propose) -> None:
        self._screen, self._session, self._make, self._propose = screen, session, make, propose

    # --- out -----------------------------------------------------------------------------------

    def write(self) -> None:
        """Ask for a format, then for a name, and write the letter."""
        if not self._takes_changes():
            return
        try:
            letters.order_of(self._session.interview)
        except NotDoneError as error:
            self._screen.notify(render(error.message), markup=False)
            return

        async def choose(suffix: str | None) -> None:
            if suffix is not None:
                self._ask_where(suffix)

        answers = [
            Answer(str(number), say(f"export.format.{suffix[1:]}"), suffix)
            for number, suffix in enumerate(letters.FORMATS, 1)
        ]
        self._ask(Choosing(say("letter.which_format"), answers), choose)

    def _ask_where(self, suffix: str, title: str = "") -> None:
        stem = self._session.path.name.partition(".")[0]
        offered = self._session.path.with_name(f"{stem}.letter{suffix}")

        async def take(name: str | None) -> None:
            if not name:
                return
            path = document_named(name)
            if path.suffix.lower() != suffix:
                path = path.with_name(path.name + suffix)
            if await asyncio.to_thread(path.exists):
                self._ask_where(suffix, say("letter.is_there", name=path.name))
            else:
                self._screen.run_worker(self._write(path), group="exporting", exclusive=True)

        self._ask(Asking(title or say("export.where"), str(offered)), take)

    async def _write(self, path: Path) -> None:
        try:
            order = letters.order_of(self._session.interview)
            content = await asyncio.to_thread(letters.content_of, order.letter, path)
        except NotDoneError as error:
            self._complain(render(error.message))
            return
        await self._make(lambda: letters.send_out(self._session, order))
        try:
            await asyncio.to_thread(atomic.write, path, content)
        except atomic.SaveError as error:
            await self._make(lambda: letters.take_back(self._session))
            self._complain(render(error.message))
            return
        count = len(order.labels)
        text = f"{say('letter.written', path=path)} {say('letter.sent', count=count)}"
        self._screen.notify(text, markup=False)

    # --- in ------------------------------------------------------------------------------------

    def take_reply(self) -> None:
        """Ask for a reply, and go through what it says."""
        if not self._takes_changes():
            return

        async def take(name: str | None) -> None:
            if name:
                path = document_named(name)
                self._screen.run_worker(self._read(path), group="importing", exclusive=True)

        self._ask(Asking(say("letter.which_reply")), take)

    async def _read(self, path: Path) -> None:
        response, one = self._session.interview.response, self._session.questionnaire

        def work(progress: Progress) -> Imported:
            return letters.read_reply(
                path, response, lambda language: one, lambda: progress.is_wanted
            )

        imported = await read_in(self._screen, path, work)
        if imported is not None:
            self._propose(imported.path, imported.forms[0])

    # --- asking --------------------------------------------------------------------------------

    def _takes_changes(self) -> bool:
        interview = self._session.interview
        if interview.status == COMPLETED or interview.reads_only:
            key = "lock.takes_nothing" if interview.reads_only else "reopen.first"
            self._screen.notify(say(key), markup=False)
            return False
        return True

    def _ask(self, window: Any, decide: Callable[[Any], Awaitable[None]]) -> None:
        """Open a window; what is told in the corner would cover it."""
        self._screen.app.clear_notifications()
        self._screen.app.push_screen(window, decide)

    def _complain(self, sentence: str) -> None:
        self._screen.notify(sentence, severity="error", markup=False)
