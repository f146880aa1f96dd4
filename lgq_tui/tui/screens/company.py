"""Somebody else is at work on the same response: what is asked and told then."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from textual.screen import Screen

from lgq_tui.core.steps import Change
from lgq_tui.locales.speech import say
from lgq_tui.locales.times import local
from lgq_tui.storage.keeper import Met
from lgq_tui.storage.lock import Holder
from lgq_tui.tui.screens.asking import Answer, Choosing
from lgq_tui.tui.session import Session

Renew = Callable[[], Awaitable[None]]


class Company:
    """Asks on a screen, and does to its session what is answered; `renew` shows the outcome."""

    def __init__(self, screen: Screen[None], session: Session, renew: Renew) -> None:
        self._screen = screen
        self._session = session
        self._renew = renew
        self._put_off: Met | None = None

    def ask(self, holder: Holder, then: Callable[[bool], Awaitable[None]]) -> None:
        """Whether to read only, to go on all the same, or to leave; `then` hears if one stays."""
        unknown = say("lock.somebody")
        since = local(holder.since) if holder.since else "?"
        title = say("lock.title", who=holder.by or unknown, host=holder.host or "?", since=since)
        answers = [
            Answer("r", say("lock.read"), "read"),
            Answer("g", say("lock.go_on"), "go"),
            Answer("q", say("lock.leave"), "leave"),
        ]

        async def decide(answer: str | None) -> None:
            if answer == "read":
                self._session.only_read()
            elif answer == "go":
                await asyncio.to_thread(self._session.go_on)
            await then(answer in ("read", "go"))

        self._screen.app.push_screen(Choosing(title, answers), decide)

    async def meet(self, insist: bool = False, then: Renew | None = None) -> None:
        """Put together what somebody else has saved meanwhile with what was done here.

        Where both answered the same, it is asked; who put that off is asked again only if one
        `insist`s. `then` comes after that, whatever is decided.
        """
        met = self._session.met
        if met is None or self._screen.app.screen is not self._screen:
            return
        if met == self._put_off and not insist:
            return
        merge = self._session.merge(met)
        if not merge.clashes:
            await self._take(met, merge.changes)
            if then is not None:
                await then()
            return
        from lgq_tui.tui.screens.merging import Merging

        async def decide(changes: Sequence[Change] | None) -> None:
            if changes is None:
                self._put_off = met
            else:
                await self._take(met, changes)
            if then is not None:
                await then()

        window = Merging(self._session.questionnaire, merge, met.path.name)
        self._screen.app.push_screen(window, decide)

    async def _take(self, met: Met, changes: Sequence[Change]) -> None:
        self._session.reconcile(met, changes)
        text = say("merge.done", count=len(changes), name=met.path.name)
        self._screen.notify(text, markup=False, severity="warning", timeout=20)
        await self._renew()
