"""Somebody else is at work on the same response: what is asked and told then."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from textual.screen import Screen

from lgq_tui.core.merge import NONE, Merge
from lgq_tui.core.steps import DONE, Change, Step, Turn
from lgq_tui.locales.speech import say
from lgq_tui.locales.times import local
from lgq_tui.storage.copies import Copy
from lgq_tui.storage.keeper import Met
from lgq_tui.storage.lock import Holder
from lgq_tui.tui.screens.asking import Answer, Choosing
from lgq_tui.tui.session import Session

Renew = Callable[[], Awaitable[None]]
Decide = Callable[[Sequence[Change] | None], Awaitable[None]]


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

        async def decide(changes: Sequence[Change] | None) -> None:
            if changes is None:
                self._put_off = met
            else:
                self._session.reconcile(met, changes)
                await self._tell("merge.done", len(changes), met.path)
            if then is not None:
                await then()

        await self._choose(self._session.merge(met), say("merge.title", name=met.path.name), decide)

    def said_of_copies(self, copies: Sequence[Copy]) -> list[str]:
        """The sentence that there is another file with the same response, if so."""
        command = say("command.copy")
        return [say("copies.found", name=one.path.name, command=command) for one in copies[:1]]

    async def bring_in(self) -> None:
        """Take what a copy beside the file says, the next time that of the next one."""
        copies = await asyncio.to_thread(self._session.copies)
        able = [(one, merge) for one in copies if (merge := self._session.merge_with(one)) != NONE]
        if not able:
            named = copies[0].path.name if copies else ""
            told = say("copies.same", name=named) if copies else say("copies.none")
            self._screen.notify(told, markup=False)
            return
        copy, merge = able[0]

        async def decide(changes: Sequence[Change] | None) -> None:
            if changes is not None:
                self._session.interview.recover([Turn(DONE, Step((), tuple(changes)))])
                self._session.save()
                await self._tell("copies.done", len(changes), copy.path)

        await self._choose(merge, say("copies.title", name=copy.path.name), decide)

    async def _choose(self, merge: Merge, title: str, decide: Decide) -> None:
        """The changes to take: all, or those that are chosen where both answered the same."""
        if not merge.clashes:
            await decide(merge.changes)
            return
        from lgq_tui.tui.screens.merging import Merging

        self._screen.app.push_screen(Merging(self._session.questionnaire, merge, title), decide)

    async def _tell(self, key: str, count: int, path: Path) -> None:
        text = say(key, count=count, name=path.name)
        self._screen.notify(text, markup=False, severity="warning", timeout=20)
        await self._renew()
