"""The screen of an interview as far as something is said about answers, beside giving them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from lgq_tui.core.paths import Path, from_text, item_about, item_path
from lgq_tui.core.problems import ERROR, Problem
from lgq_tui.core.response import COMPLETED
from lgq_tui.locales.speech import say
from lgq_tui.tui.page.foot import Foot
from lgq_tui.tui.screens.answering import AnsweringScreen


class RemarkingScreen(AnsweringScreen):
    """Has missing reasons, notes, sources, queries and problems dealt with."""

    async def action_missing(self) -> None:
        await self._remark(self._remarks.missing)

    async def action_note(self) -> None:
        await self._remark(self._remarks.note)

    async def action_source(self) -> None:
        await self._commit()
        if self.interview.reads_only:
            self.say_takes_nothing()
        elif self.interview.status == COMPLETED:
            self.notify(say("reopen.first"), markup=False)
        else:
            part = self.page.part
            self.sourcing.change(part.path if part is not None else None)

    async def action_ask(self) -> None:
        await self._remark(self._remarks.ask)

    async def action_close_query(self) -> None:
        await self._remark(self._remarks.close_query)

    async def action_threads(self) -> None:
        await self._commit()
        part = self.page.part
        if part is None:
            self.notify(say("answer.none_here"), markup=False)
        else:
            self._remarks.threads(part.path, lambda: self.run_worker(self.action_ask()))

    async def action_ask_about_problem(self) -> None:
        await self._commit()
        found = self._problems_here()
        if not found:
            self.notify(say("problem.nothing_to_ask"), markup=False)
        else:
            self._ask_about(found[0])

    def _ask_about(self, problem: Problem) -> None:
        if self._takes_changes():
            self._remarks.ask_about(problem)

    async def _remark(self, ask: Callable[[Path], Awaitable[object] | None]) -> None:
        await self._commit()
        part = self.page.part
        if part is None:
            self.notify(say("answer.none_here"), markup=False)
        elif self._takes_changes() and (asked := ask(part.path)) is not None:
            await asked  # so that what is typed next goes where it belongs

    def _takes_changes(self) -> bool:
        """Whether anything may be said here; where not, that is told."""
        if self.interview.reads_only:
            self.say_takes_nothing()
        elif self.interview.status == COMPLETED:
            self.notify(say("reopen.first"), markup=False)
        else:
            return True
        return False

    async def action_deal(self) -> None:
        self._quiet = None
        await self._commit()
        part = self.page.part
        to_confirm = self.interview.earlier.open_on(item_about(part.path)) if part else None
        if to_confirm is not None:
            is_end = self.page.see_more_of(from_text(to_confirm))
            if is_end is None:
                await self._confirm(to_confirm)
                return
            self.app.clear_notifications()  # they would cover what is to be read
            if not is_end:
                self.notify(say("round.more_below"), markup=False)
            return
        found = self._problems_here()
        able = [one for one in found if _can_be_dealt_with(one)]
        if able:
            await self._remarks.deal(next((one for one in able if one.open), able[0]))
        elif found:
            self._ask_about(found[0])
        elif not await self._to_confirm_next():
            self.notify(say("problem.nothing_to_deal"), markup=False)

    async def _confirm(self, item: str) -> None:
        """Confirm what an earlier round said, and go to what is to be confirmed next."""
        if not self._takes_changes():
            return
        await self._try(lambda: self.session.confirm(item))
        if not await self._to_confirm_next(item):
            self.notify(say("round.all_confirmed"), markup=False)

    async def _to_confirm_next(self, behind: str = "") -> bool:
        """Go to what is to be confirmed next, behind an item or the page; False where nothing
        is."""
        waiting = self.interview.earlier.to_confirm()
        if not waiting:
            return False
        ordinals = self.interview.questionnaire.ordinals
        here = ordinals.get(behind or self.interview.focus, -1)
        await self.goto(next((one for one in waiting if ordinals[one] > here), waiting[0]))
        return True

    async def goto(self, text: str) -> None:
        """Go to the question that holds the answer at a path."""

    def _problems_here(self) -> list[Problem]:
        """The problems of the part that has the keys, those that are open first, then the open ones
        of the page."""
        here = self.page.part.problems() if self.page.part is not None else []
        parts = [inner for part in self.page.parts() for inner in part.walk()]
        others = [
            one
            for part in parts
            for one in part.problems()
            if one.open and not one.is_to_confirm  # that is for who has it before them
        ]
        first = sorted(here, key=lambda one: not one.open)
        return [*first, *(one for one in others if one not in first)]

    async def on_foot_dealt(self, event: Foot.Dealt) -> None:
        event.stop()
        await self._commit()
        # A second click may come before the line has gone; what it spoke of has no place any more.
        question = self.interview.questionnaire.by_path[str(event.problem.path[0])]
        if event.problem not in self.interview.problems_of(question):
            return
        if event.problem.is_to_confirm:
            await self._confirm(item_path(event.problem.path))
        elif _can_be_dealt_with(event.problem):
            await self._remarks.deal(event.problem)
        else:
            self._ask_about(event.problem)


def _can_be_dealt_with(problem: Problem) -> bool:
    return problem.offers or problem.severity != ERROR
