"""Documents that come in to an interview: what they propose is gone through, and taken."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual.screen import Screen

from lgq_tui.core.proposals import Placement
from lgq_tui.locales.speech import say
from lgq_tui.session import importing
from lgq_tui.session.deciding import Decisions
from lgq_tui.session.session import Session

Try = Callable[[Callable[[], None]], Awaitable[None]]


class Documents:
    """Opens windows over the screen of an interview; `make` makes a change there, and shows it."""

    def __init__(self, screen: Screen[None], session: Session, make: Try) -> None:
        self._screen, self._session, self._make = screen, session, make

    def propose(self, document: Path, form: Placement) -> None:
        """Go through what a document proposes."""
        from lgq_tui.tui.screens.proposals import Proposals

        decisions = Decisions(document, form, self._session.interview)
        self._screen.app.push_screen(Proposals(decisions), self._take)

    async def _take(self, decisions: Decisions | None) -> None:
        if decisions is None:
            return
        done: list[Any] = []

        def take() -> None:
            name, accepted, asked = decisions.document, decisions.accepted, decisions.asked
            done.extend(importing.take(self._session, name, accepted, asked))

        await self._make(take)
        count = len(decisions.accepted)
        if done or not count:
            text = say("import.taken", count=count, name=decisions.document.name)
            self._screen.notify(text, markup=False)
