"""Leaving with answers that could not be saved, and going on in another file."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable

from textual.screen import Screen

from lgq_tui.locales.speech import say
from lgq_tui.session.naming import path_named
from lgq_tui.session.session import Session
from lgq_tui.tui.screens.asking import Answer, Asking, Choosing

Act = Callable[[], Awaitable[None]]


class Leaving:
    """Asks on a screen; `leave` leaves the session, saved or not."""

    def __init__(self, screen: Screen[None], session: Session, leave: Act) -> None:
        self._screen = screen
        self._session = session
        self._leave = leave

    def ask(self, again: Act) -> None:
        """What to do about answers that could not be saved; `again` tries in another place."""
        kept = self._session.kept
        title = say("leave.kept", path=kept) if kept is not None else say("leave.title")
        comes_back = kept is not None or self._session.is_noted
        answers = [
            Answer("1", say("leave.elsewhere"), "elsewhere"),
            Answer("2", say("leave.stay"), "stay"),
            Answer("3", say("leave.later" if comes_back else "leave.unsaved"), "leave"),
        ]

        async def decide(answer: str | None) -> None:
            if answer == "leave":
                await self._leave()
            elif answer == "elsewhere":
                await self.ask_where(again)

        self._screen.app.clear_notifications()
        self._screen.app.push_screen(Choosing(title, answers), decide)

    async def ask_where(self, then: Act, title: str = "") -> None:
        """Ask for another file, which is not there yet, and go on in that."""

        async def save(name: str | None) -> None:
            if not name:
                return
            path = path_named(name)
            if await asyncio.to_thread(os.path.lexists, path):
                await self.ask_where(then, say("leave.is_there", name=path.name))
                return
            await asyncio.to_thread(self._session.release)
            await asyncio.to_thread(self._session.settle, 5)
            self._session.save_to(path)
            await asyncio.to_thread(self._session.take_lock)
            await then()

        offered = await asyncio.to_thread(self._session.elsewhere)
        self._screen.app.push_screen(Asking(title or say("leave.where"), str(offered)), save)
