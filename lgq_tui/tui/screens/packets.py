"""Parts of a response that go out to departments, and those that come back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.response import COMPLETED
from lgq_tui.core.steps import Change
from lgq_tui.locales.speech import render, say
from lgq_tui.session import packets, reports, splitting
from lgq_tui.session.naming import path_named
from lgq_tui.session.packets import Givers, Joining, Packet
from lgq_tui.session.session import Session
from lgq_tui.storage.atomic import SaveError
from lgq_tui.storage.plain import UnreadableError
from lgq_tui.tui.screens.asking import Answer, Asking, Choosing

if TYPE_CHECKING:
    from lgq_tui.core.merge import Clash
    from lgq_tui.tui.screens.splitting import Wanted

Act = Callable[[], Awaitable[None]]


class Packets:
    """Asks in windows over an interview; `commit` makes answers of what is being typed, `renew`
    shows the outcome."""

    def __init__(self, screen: Screen[None], session: Session, commit: Act, renew: Act) -> None:
        self._screen, self._session = screen, session
        self._commit, self._renew = commit, renew

    # --- out -----------------------------------------------------------------------------------

    def split(self) -> None:
        """Ask which sections are whose part, and write them into a file."""
        from lgq_tui.tui.screens.splitting import Splitting

        async def take(wanted: Wanted | None) -> None:
            if wanted is not None:
                self._screen.run_worker(self._send(wanted), group="packets")

        if self._session.interview.is_part:
            self._complain(say("split.is_part"))
            return
        self._ask(Splitting(self._session), take)

    async def _send(self, wanted: Wanted) -> None:
        try:
            await asyncio.to_thread(self._write, wanted)
        except (NotDoneError, SaveError) as error:
            self._complain(render(error.message))
            return
        sections = splitting.words_of(wanted.sections)
        self._tell(say("split.done", path=wanted.path, sections=sections))

    def _write(self, wanted: Wanted) -> None:
        questionnaire, response = self._session.questionnaire, self._session.interview.response
        packet = splitting.packet_of(questionnaire, response, wanted.sections, wanted.unit)
        splitting.write(wanted.path, packet, questionnaire)

    # --- in ------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask for a part that came back, and merge it."""

        async def take(name: str | None) -> None:
            if name:
                self._screen.run_worker(self._read(path_named(name)), group="packets")

        self._ask(Asking(say("packet.which")), take)

    async def _read(self, path: Path) -> None:
        session = self._session
        try:
            packet = await asyncio.to_thread(
                packets.read, path, session.path, session.interview.response, session.questionnaire
            )
        except NotDoneError as error:
            self._complain(render(error.message))
        except UnreadableError as error:
            self._complain(f"{error.path.name}: {render(error.message)}")
        else:
            session.waiting.append(packet)
            self.go_on()

    def go_on(self) -> None:
        """Merge what waits, one after the other."""
        self._screen.run_worker(self._next(), group="packets")

    async def _next(self) -> None:
        if not self._session.waiting:
            return
        packet = self._session.waiting.pop(0)
        if self._session.interview.status == COMPLETED:
            self._ask_to_reopen(packet)
            return
        await self._commit()
        one = await asyncio.to_thread(packets.joining, self._session, packet)
        told = [render(message) for message in one.told]
        if one.merge.clashes:
            givers = await asyncio.to_thread(packets.givers, self._session, one)
            self._decide(one, givers, told)
        elif one.is_settled:
            name = packet.path.name
            again = [say("packet.of_file", name=name, said=sentence) for sentence in told]
            self._tell(again[0] if again else say("packet.nothing_new", path=name))
            await self._next()
        else:
            await self._take(one, one.merge.changes)

    def _ask_to_reopen(self, packet: Packet) -> None:
        """What is completed takes nothing before it is agreed to open it again."""

        async def decide(answer: str | None) -> None:
            if answer == "yes":
                self._session.interview.reopen()
                self._session.save()
                self._session.waiting.insert(0, packet)
                await self._renew()
                self.go_on()

        answers = [Answer("y", say("packet.reopen"), "yes"), Answer("n", say("reopen.no"), "no")]
        self._ask(Choosing(say("reopen.title"), answers), decide)

    def _decide(self, one: Joining, givers: Givers, told: Sequence[str]) -> None:
        from lgq_tui.tui.screens.merging import Merging

        async def decide(changes: Sequence[Change] | None) -> None:
            if changes is None:
                await self._take(one, one.merge.changes, one.merge.clashes)
            else:
                await self._take(one, changes)

        title = say("packet.title", name=one.packet.path.name)
        window = Merging(self._session.questionnaire, one.merge, title, givers, told)
        self._ask(window, decide)

    async def _take(
        self, one: Joining, changes: Sequence[Change], undecided: Sequence[Clash] = ()
    ) -> None:
        done = packets.take(self._session, one, changes, undecided)
        name, questionnaire = one.packet.path.name, self._session.questionnaire
        self._tell(reports.of_packet(name, questionnaire, done, undecided))
        await self._renew()
        self.go_on()

    def _ask(self, window: Any, decide: Callable[[Any], Awaitable[None]]) -> None:
        """Open a window; what is told in the corner would cover it."""
        self._screen.app.clear_notifications()
        self._screen.app.push_screen(window, decide)

    def _tell(self, sentence: str) -> None:
        self._screen.notify(sentence, markup=False)

    def _complain(self, sentence: str) -> None:
        self._screen.notify(sentence, severity="error", markup=False)
