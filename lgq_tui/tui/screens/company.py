"""Somebody else is at work on the same response: what is asked and told then."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from textual.screen import Screen

from lgq_tui.core.merge import NONE, Merge
from lgq_tui.core.response import COMPLETED, Response
from lgq_tui.core.steps import Change
from lgq_tui.locales.speech import say
from lgq_tui.session import reports
from lgq_tui.session.session import Session
from lgq_tui.storage.copies import Copy
from lgq_tui.storage.keeper import Met
from lgq_tui.storage.lock import Holder
from lgq_tui.tui.screens.asking import Answer, Choosing
from lgq_tui.tui.screens.window import Window

Asked = TypeVar("Asked")
Act = Callable[[], Awaitable[None]]
Decide = Callable[[Sequence[Change] | None], Awaitable[None]]


class Company:
    """Asks on a screen, and does to its session what is answered.

    `commit` makes answers of what is being typed, `renew` shows the outcome, `tell` says it. No
    window comes by itself: somebody may be in the middle of a word.
    """

    def __init__(
        self,
        screen: Screen[None],
        session: Session,
        commit: Act,
        renew: Act,
        tell: Callable[[str], None],
    ) -> None:
        self._screen = screen
        self._tell = tell
        self._session = session
        self._commit = commit
        self._renew = renew
        self._told_of: Met | None = None

    def ask(self, holder: Holder, then: Callable[[bool], Awaitable[None]]) -> None:
        """Whether to read only, to go on all the same, or to leave; `then` hears if one stays."""
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

        self._ask(Choosing(reports.of_holder("lock.title", holder), answers), decide)

    def tell_of(self, holder: Holder) -> None:
        """Say who else is at work here, to somebody who is at work already and goes on."""
        self._screen.run_worker(self._session.share, thread=True, exit_on_error=False)
        self._tell(reports.of_holder("lock.late", holder))

    async def meet(self, insist: bool = False, then: Act | None = None) -> None:
        """Put together what somebody else has saved meanwhile with what was done here.

        Where both answered the same, it is told, and asked only if one `insist`s. `then` comes
        after that, whatever is decided.
        """
        await self._commit()
        met = self._session.met
        if self._screen.app.screen is not self._screen:
            return
        if met is None:
            await _done(then)
            return
        merge = self._session.merge(met)
        if merge.clashes and not insist:
            self._tell_of_clashes(met, len(merge.clashes))
            return

        async def decide(changes: Sequence[Change] | None) -> None:
            if changes is not None:
                done = self._session.reconcile(met, changes)
                self._tell(self._said("merge", met.path.name, done, met.theirs))
                await self._renew()
            await _done(then)

        await self._choose(merge, say("merge.title", name=met.path.name), decide)

    def _tell_of_clashes(self, met: Met, count: int) -> None:
        if met != self._told_of:
            self._told_of = met
            self._tell(say("merge.asks", name=met.path.name, count=count))

    def said_of_copies(self, copies: Sequence[Copy]) -> list[str]:
        """The sentence that there is another file with the same response, if so."""
        return [say("copies.found", name=one.path.name) for one in copies[:1]]

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
            if changes and self._session.interview.status == COMPLETED:
                self._ask_to_reopen(copy, changes)
            elif changes is not None:
                await self._take(copy, changes)

        await self._choose(merge, say("copies.title", name=copy.path.name), decide)

    def _ask_to_reopen(self, copy: Copy, changes: Sequence[Change]) -> None:
        """What is completed takes nothing of a copy before it is agreed to open it again."""

        async def decide(answer: str | None) -> None:
            if answer == "yes":
                await self._take(copy, changes)

        answers = [Answer("y", say("copies.reopen"), "yes"), Answer("n", say("reopen.no"), "no")]
        self._ask(Choosing(say("reopen.title"), answers), decide)

    async def _take(self, copy: Copy, changes: Sequence[Change]) -> None:
        done = self._session.take_of(copy, changes)
        self._tell(self._said("copies", copy.path.name, done, copy.response))
        await self._renew()

    def _said(self, key: str, name: str, done: Sequence[Change], theirs: Response) -> str:
        return reports.of_merge(key, name, self._session.questionnaire, done, theirs)

    async def _choose(self, merge: Merge, title: str, decide: Decide) -> None:
        """The changes to take: all, or those that are chosen where both answered the same."""
        if not merge.clashes:
            await decide(merge.changes)
            return
        from lgq_tui.tui.screens.merging import Merging

        self._ask(Merging(self._session.questionnaire, merge, title), decide)

    def _ask(
        self, window: Window[Asked], decide: Callable[[Asked | None], Awaitable[None]]
    ) -> None:
        """Open a window; what is told in the corner would cover it."""
        self._screen.app.clear_notifications()
        self._screen.app.push_screen(window, decide)


async def _done(then: Act | None) -> None:
    if then is not None:
        await then()
