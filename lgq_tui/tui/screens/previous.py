"""Beginning a response with one of an earlier round."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.messages import NotDoneError
from lgq_tui.locales.speech import render, say
from lgq_tui.session.rounds import begin_from, earlier_response
from lgq_tui.session.session import Session
from lgq_tui.storage.atomic import SaveError
from lgq_tui.storage.plain import UnreadableError
from lgq_tui.tui.screens.opening import NewFile, OpenFile

if TYPE_CHECKING:
    from lgq_tui.tui.app import LgqApp


class PreviousRound:
    """Asks which response it is and what the new file is called, in windows over a screen; `begin`
    is given the session over that, or None."""

    def __init__(
        self,
        app: LgqApp,
        questionnaire: Questionnaire,
        begin: Callable[[Session | None], None],
    ) -> None:
        self._app = app
        self._questionnaire = questionnaire
        self._begin = begin

    def ask(self) -> None:
        """Ask for the earlier response, then for the name of the new one."""
        window = OpenFile(Path.cwd(), self._looked_at, say("round.which"))
        self._app.push_screen(window, self._chosen)

    def _chosen(self, earlier: Path | None) -> None:
        if earlier is not None:
            opening = partial(self._begun, earlier)
            self._app.push_screen(NewFile(self._questionnaire, opening), self._begin)

    async def _looked_at(self, path: Path) -> Path | str:
        """The path of a response that one can begin with, or why one cannot."""
        try:
            await asyncio.to_thread(earlier_response, path, self._questionnaire)
        except (NotDoneError, UnreadableError) as error:
            return render(error.message)
        return path

    async def _begun(self, earlier: Path, path: Path) -> Session | str:
        """The session over the new file, or why there is none."""
        try:
            begun = await asyncio.to_thread(begin_from, earlier, path, self._questionnaire)
        except (NotDoneError, UnreadableError, SaveError) as error:
            return render(error.message)
        session = await self._app.opened(path)
        if isinstance(session, Session):
            session.told_first = begun.told()
        return session
