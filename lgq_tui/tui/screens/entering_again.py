"""A second entry on the screen: begun from the first, and compared with it."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.second_entry import DIFFERENT
from lgq_tui.core.text import visible
from lgq_tui.locales.speech import render, say
from lgq_tui.session import reports, second_entry
from lgq_tui.session.session import Session
from lgq_tui.session.settling import Settlement
from lgq_tui.storage.atomic import SaveError
from lgq_tui.storage.plain import UnreadableError
from lgq_tui.tui.screens.asking import Answer, Choosing

if TYPE_CHECKING:
    from lgq_tui.tui.app import LgqApp

_WHOLE = "whole"
_NOT_DONE = NotDoneError, SaveError, UnreadableError


async def found_by(app: LgqApp, path: Path) -> Session | Settlement | str:
    """What is to be done next about the second entry of a response; a sentence where nothing is."""
    try:
        found = await asyncio.to_thread(second_entry.next_of, path, app.questionnaire)
    except _NOT_DONE as error:
        return visible(reports.of_failure(error))
    if isinstance(found, second_entry.Begun):
        opened = await app.opened(found.path)
        if found.own and isinstance(opened, Session):
            app.notify(say("second.left_out", count=found.own), markup=False)
        return opened
    return Settlement(found, app.questionnaire)


class EnteringAgain:
    """What an interview has done about second entries; all of it is saved before."""

    def __init__(self, screen: Screen[None], session: Session) -> None:
        self._screen = screen
        self._session = session

    @property
    def _app(self) -> LgqApp:
        return cast("LgqApp", self._screen.app)

    def _say(self, sentence: str) -> None:
        self._screen.notify(sentence, markup=False)

    # --- from the first ------------------------------------------------------------------------

    async def begin(self) -> None:
        """Go to the second entry of this response by whoever is at the keyboard, which is begun
        where there is none, or to what differs. The response itself is closed."""
        found = await found_by(self._app, self._session.path)
        if isinstance(found, str):
            self._say(found)
        else:
            await self._app.go_instead(self._session, found)

    # --- from the second -----------------------------------------------------------------------

    async def compare(self) -> None:
        """Compare with the first what is entered, or all of it where the person says so."""
        made = await self._compared()
        if made is None:
            return
        if not made.blank:
            await self._settle(made)
            return
        answers = [
            Answer("1", say("second.compare_entered"), ""),
            Answer("2", say("second.compare_all"), _WHOLE),
        ]

        async def decide(answer: str | None) -> None:
            if answer == _WHOLE:
                whole = await self._compared(is_whole=True)
                if whole is not None:
                    await self._settle(whole, is_whole=True)
            elif answer is not None:
                await self._settle(made)

        title = say("second.blank", count=made.blank)
        self._app.push_screen(Choosing(title, answers), decide)

    async def _compared(self, is_whole: bool = False) -> second_entry.Comparison | None:
        """What both say; None where one of them is not there, which is told."""
        questionnaire, path = self._app.questionnaire, self._session.path
        part = self._session.interview.response.part
        assert part is not None

        def compared() -> second_entry.Comparison:
            first = second_entry.first_of(path, part, questionnaire)
            return second_entry.comparison(first, path, questionnaire, is_whole)

        try:
            return await asyncio.to_thread(compared)
        except _NOT_DONE as error:
            self._say(visible(reports.of_failure(error)))
            return None

    async def _settle(self, made: second_entry.Comparison, is_whole: bool = False) -> None:
        settlement = Settlement(made, self._app.questionnaire, is_whole)
        told = partial(self._tell, made)
        if made.of(DIFFERENT):
            from lgq_tui.tui.screens.settling import Settling

            self._app.push_screen(Settling(settlement), told)
            return
        try:
            done = await asyncio.to_thread(settlement.record)
        except _NOT_DONE as error:
            self._screen.notify(visible(reports.of_failure(error)), severity="error", markup=False)
        else:
            told(say("second.all_agree", count=done) if done else say("second.nothing_entered"))

    def _tell(self, made: second_entry.Comparison, sentence: str | None) -> None:
        said = [sentence or "", *(render(one) for one in second_entry.left_out(made))]
        if any(said):
            self._say(" ".join(filter(None, said)))
