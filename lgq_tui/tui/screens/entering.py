"""Entering a form without looking at the screen: Enter goes on, wherever the keys are."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from lgq_tui.core.definition import Item
from lgq_tui.core.known import known_from, texts_of
from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.paths import Path, item_about, item_path
from lgq_tui.core.steps import ANSWER, SOURCE, Change
from lgq_tui.core.steps import same as is_same
from lgq_tui.locales.speech import render, say
from lgq_tui.tui.controls import Control
from lgq_tui.tui.keys import caught_up
from lgq_tui.tui.page.block import Block
from lgq_tui.tui.page.parts import Fold, Lid

if TYPE_CHECKING:
    from lgq_tui.session.known import Offers
    from lgq_tui.session.previous import Previous
    from lgq_tui.tui.screens.interview import InterviewScreen
    from lgq_tui.tui.screens.remarks import Remarks

_MOST_LETTERS = 60
"""Of an answer, in what is said for a moment."""


class Entering:
    """What the keys do on an interview's screen while staff type what somebody has told.

    `remarks` are made beside answers. `turn` goes to the next page, or to the one before: whether
    there is one. `make` makes a change, and shows it.
    """

    def __init__(
        self,
        screen: InterviewScreen,
        remarks: Remarks,
        turn: Callable[[int], Awaitable[bool]],
        make: Callable[[Callable[[], object]], Awaitable[None]],
    ) -> None:
        self._screen = screen
        self._session = screen.session
        self._interview = screen.interview
        self._page = screen.page
        self._remarks = remarks
        self._turn = turn
        self._make = make
        self._previous: Previous | None = None
        self._others: Offers | None = None
        """What other responses offer, once they have been read."""
        self._own: Offers | None = None
        self._own_for: Block | None = None

    def learn(self) -> None:
        """Find out what other responses say; not for the interface's thread."""
        from lgq_tui.session.known import Offers, known_beside

        with suppress(NotDoneError):
            self._find_previous()
        known = known_beside(self._session.path, self._interview.questionnaire)
        self._others = Offers(known)

    # --- going on ------------------------------------------------------------------------------

    async def enter(self) -> None:
        """Go on as the form has it: to the next entry of a list that grows, to the next field, to
        the next page."""
        await caught_up(self._screen.focused, self._screen.focused, self._page)
        current = self._page.current
        if isinstance(current, Control):
            current.settle()
            if current.listed is not None and current.listed.go_on_from(current, 1, True):
                await self._page.ready()
                return
        if isinstance(current, Lid) and isinstance(current.part, Fold) and not current.part.is_open:
            current.do()
            await self._page.ready()
            return
        await self.step(1)

    async def step(self, by: int) -> None:
        """Go to the field behind or before, of the next page or of the one before where this one
        ends."""
        await self._screen.commit()
        if self._page.go(by):
            await self._screen.went()
        elif await self._turn(by) and by < 0:
            self._page.rest()
            self._page.go(-1)
            await self._screen.went()

    # --- instead of an answer ------------------------------------------------------------------

    async def mark(self, reason: str, path: Path) -> None:
        """Say why there is no answer to a part."""
        refusal = await self._remarks.mark(path, reason)
        if refusal is not None:
            self._refuse(refusal)

    async def same(self, path: Path) -> None:
        """Take what was answered to a part in the last sitting; where that stands there already,
        what was answered to the rest of the question."""
        previous = self._previous
        try:
            if previous is None:
                previous = await asyncio.to_thread(self._find_previous)
        except NotDoneError as error:
            self._refuse(render(error.message))
            return
        there = previous.on(self._interview.questionnaire.by_path[item_about(path)])
        if there is None:
            self._refuse(say("same.nothing", title=previous.title))
            return
        rest = () if self._is_new(there) else self._rest(previous, path)
        changes = (there,) if self._is_new(there) else rest
        if not changes:
            self._refuse(say("same.all", title=previous.title))
            return
        await self._make(lambda: self._interview.take([*changes, *self._sources(changes)]))
        self._screen.notify(self._taken(changes, previous.title), markup=False)

    def _find_previous(self) -> Previous:
        from lgq_tui.session.previous import previous

        self._previous = previous(self._session.path, self._interview.questionnaire)
        return self._previous

    def _is_new(self, change: Change) -> bool:
        """Whether something else stands in the place of a change."""
        if change.operation == ANSWER:
            return not is_same(self._interview.value(change.path), change.new)
        return self._interview.missing(str(change.path[0])) != str(change.new)

    def _rest(self, previous: Previous, path: Path) -> Sequence[Change]:
        """What can be taken to the question of a part without losing anything that stands there."""
        questionnaire = self._interview.questionnaire
        question = questionnaire.top_level[str(path[0])]
        items = (question, *questionnaire.details_of(question))
        return [
            change
            for change in previous.within(iter(items))
            if self._interview.value(change.path) is None
            and self._interview.missing(item_path(change.path)) is None
        ]

    def _sources(self, changes: Sequence[Change]) -> list[Change]:
        """That they come from where the answers of this sitting come from."""
        source = self._interview.giving()
        items = (item_path(change.path) for change in changes)
        return [Change(SOURCE, (item,), None, source) for item in items if source is not None]

    def _taken(self, changes: Sequence[Change], title: str) -> str:
        from lgq_tui.exports.changes import altered

        words = [one.new for one in altered(self._interview.questionnaire, changes, say)]
        if len(words) > 1:
            return say("same.taken_several", count=len(words), title=title)
        [answer] = words
        if len(answer) > _MOST_LETTERS:
            answer = f"{answer[: _MOST_LETTERS - 1]}…"
        return say("same.taken", answer=answer, title=title)

    def _refuse(self, sentence: str) -> None:
        """Say that a key did nothing, so that it is heard too."""
        self._screen.app.bell()
        self._screen.notify(sentence, markup=False)

    # --- offers --------------------------------------------------------------------------------

    def offer(self, item: Item, typed: str) -> str | None:
        """What an answer may become: what this response says elsewhere, or others; but who a
        response is about, no other one knows."""
        questionnaire = self._interview.questionnaire
        if item.path in questionnaire.subject:
            return None
        if self._own_for is not self._page.current:
            from lgq_tui.session.known import Offers

            texts = texts_of(questionnaire, self._interview.response)
            self._own = Offers(known_from(questionnaire, texts))
            self._own_for = self._page.current
        found = (offers.offer(item, typed) for offers in (self._own, self._others) if offers)
        return next(filter(None, found), None)
