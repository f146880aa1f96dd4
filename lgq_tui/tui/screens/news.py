"""What is told of the file: how it was found, and what came of saving it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from textual.content import Content
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Static

from lgq_tui.locales.speech import say
from lgq_tui.session.session import Session, sentence
from lgq_tui.storage.atomic import SaveError
from lgq_tui.tui.widgets.bars import SectionBar, TopBar

if TYPE_CHECKING:
    from lgq_tui.storage.keeper import Heard, Saved


class News:
    """Tells it on a screen: for a moment in the corner, or above the page while it is so."""

    def __init__(self, screen: Screen[None], session: Session) -> None:
        self._screen = screen
        self._session = session
        self._found: list[str] = []
        self._told = ""
        self._untold: list[str] = []
        self._is_remembered = False

    def quarantined(self, kept: PurePath) -> None:
        """A journal that cannot be used was put away."""
        key = "recovery.newer" if self._session.is_newer else "recovery.quarantined"
        self.found(say(key, name=kept.name))

    def found(self, *news: str) -> None:
        """What is not as it was left, together with what was found before."""
        new = [one for one in news if one not in self._found]
        if new:
            self._found += new
            self.tell("\n\n".join(self._found if self._is_on_top else new))

    def of_save(self, outcome: Heard) -> None:
        """A save succeeded, did not, or waits for something."""
        from lgq_tui.storage.keeper import Saved

        try:
            top = self._screen.query_one(TopBar)
        except NoMatches:
            return
        waits = self._session.met is not None
        failed = outcome if isinstance(outcome, SaveError) else None
        self._screen.set_class(failed is not None, "unsaved")
        self._screen.set_class(waits and failed is None, "waits")
        self._warn(f"{sentence(failed)} {say('saved.again')}" if failed is not None else "")
        news = ""
        if failed is not None:
            top.tell(right=say("saved.not"), click="save")
        elif waits:
            # Until it is decided, the journal alone has what is done here.
            top.tell(right=say("merge.waits"), click="save")
        elif isinstance(outcome, Saved):
            self._remember()
            top.tell(right=say("saved.at", time=_clock(outcome.at)))
            news = _said_of_place(outcome)
        if news not in ("", self._told):
            self.tell(news)
        # The same message again and again would cover the page.
        self._told = news

    def tell(self, text: str) -> None:
        """Say something in the corner; while a window stands over the screen, once that is closed:
        it would cover what is asked there."""
        self._untold.append(text)
        if self._is_on_top:
            self.catch_up()

    @property
    def _is_on_top(self) -> bool:
        return self._screen.app.screen_stack[-1:] == [self._screen]

    def catch_up(self) -> None:
        """Say what nobody could be told of."""
        text, self._untold = "\n\n".join(self._untold), []
        if text:
            self._screen.notify(text, markup=False, severity="warning", timeout=20)

    def _warn(self, sentence: str) -> None:
        """Have a sentence stand above the page for as long as it is true; "" for none."""
        banner = next(iter(self._screen.query("#banner").results(Static)), None)
        if banner is None and sentence:
            banner = Static(Content(sentence), id="banner")
            self._screen.mount(banner, before=self._screen.query_one(SectionBar))
        elif banner is not None:
            banner.update(Content(sentence))
            banner.display = bool(sentence)

    def _remember(self) -> None:
        """Have the file among the recent ones from the first save on, however this ends."""
        if not self._is_remembered:
            self._is_remembered = True
            entry = self._session.as_recent(self._session.subject_at_once)
            from lgq_tui.storage.recent import remember

            self._screen.run_worker(partial(remember, entry), thread=True, exit_on_error=False)


def _said_of_place(saved: Saved) -> str:
    """Where the answers go, if somebody else has changed their file."""
    if saved.beside is None:
        return ""
    return say("saved.beside", name=saved.path.name, other=saved.beside.name)


def _clock(at: datetime) -> str:
    return at.astimezone().strftime("%H:%M")
