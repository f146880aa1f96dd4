"""Who types, and where from, in an assisted session: asked at its beginning, changed by a key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from lgq_tui.core.paths import Path, has_content, item_about
from lgq_tui.core.response import COMPLETED
from lgq_tui.core.sources import AnswerSource
from lgq_tui.core.wording import plain
from lgq_tui.locales.speech import say
from lgq_tui.session.session import Session
from lgq_tui.storage import settings
from lgq_tui.tui.signs import WARNING_SIGN

if TYPE_CHECKING:
    from lgq_tui.tui.app import LgqApp
    from lgq_tui.tui.screens.origin import Shortcut, Told

Change = Callable[[], object]
Act = Callable[[], Awaitable[None]]


class Sourcing:
    """Asks over a screen; `make` makes a change and shows it, `then` goes on behind the first
    question."""

    def __init__(
        self, screen: Screen[None], session: Session, make: Callable[[Change], Awaitable[None]]
    ) -> None:
        self._screen = screen
        self._session = session
        self._interview = session.interview
        self._make = make
        self._has_asked = False

    @property
    def line(self) -> str:
        """Who types, and where that comes from: `AB · a call, Ms Lim`; "" where nobody assists."""
        if not self._session.is_assisted:
            return ""
        from lgq_tui.exports.remarks import origin_of

        source = self._session.sitting.source
        told = f"{WARNING_SIGN} {say('origin.none')}" if source is None else origin_of(source, say)
        return f"{settings.initials_of(settings.author())} · {told}"

    def asks_first(self, then: Act) -> bool:
        """Ask who types and where from, before any key is an answer; whether that was done."""
        able = not self._interview.reads_only and self._interview.status != COMPLETED
        if self._has_asked or not (self._session.is_assisted and able):
            return False
        self._has_asked = True
        from lgq_tui.tui.screens.origin import Origin

        proposed = self._session.proposed
        document = None
        if proposed is not None:
            path, form = proposed
            document = AnswerSource(form.mode, path.name)
        last = self._session.sitting.last

        async def begin(told: Told | None) -> None:
            if told is not None:
                self._begin(told.source)
            await then()

        title = say("origin.title.sitting")
        self._screen.app.push_screen(Origin(title, document, is_of_one=False, last=last), begin)
        if settings.person() is None:
            # Over the other one, so that no key comes between the two.
            cast("LgqApp", self._screen.app).action_person()
        return True

    def change(self, path: Path | None) -> None:
        """Ask where the answer at a path comes from, or from where all does from now on."""
        item = item_about(path) if path else ""
        is_said = bool(item) and self._is_said(item)
        if not (is_said or self._session.is_assisted):
            self._screen.notify(say("origin.nothing_here"), markup=False)
            return
        from lgq_tui.tui.screens.origin import Origin

        sitting = self._session.sitting
        if is_said:
            title = say("origin.title.answer", label=self._label(item))
            present = self._interview.source_of(item)
            shortcuts = [*self._shortcuts(present)]
            window = Origin(title, present or sitting.source, True, shortcuts)
        else:
            title = say("origin.title.from_now_on")
            window = Origin(title, sitting.source, False, last=sitting.last)

        async def take(told: Told | None) -> None:
            if told is not None and told.from_now_on:
                self._begin(told.source)
                await self._make(lambda: None)
            elif told is not None:
                source = told.source
                await self._make(lambda: self._session.sitting.set_source(item, source))

        self._screen.app.push_screen(window, take)

    def _shortcuts(self, present: AnswerSource | None) -> Iterator[Shortcut]:
        """What can be made of the source of one answer with one key."""
        from lgq_tui.exports.remarks import origin_of
        from lgq_tui.tui.screens.origin import Shortcut

        here = self._session.sitting.source
        if here is not None and present is not None and here != present.unsigned:
            yield Shortcut("0", say("origin.as_sitting", origin=origin_of(here, say)), here)
        if present is not None:
            yield Shortcut("-", say("origin.take_away"), None)

    def _begin(self, source: AnswerSource | None) -> None:
        sitting = self._session.sitting
        sitting.begin(source)
        self._screen.run_worker(sitting.remember, thread=True, exit_on_error=False)

    def _is_said(self, item: str) -> bool:
        """Whether there is an answer, or a reason why there is none."""
        path = tuple(item.split("."))
        return has_content(self._interview.value(path)) or self._interview.missing(item) is not None

    def _label(self, item: str) -> str:
        return plain(self._interview.questionnaire.by_path[item].label)
