"""The Textual application: it opens screens and files, and knows neither answers nor layout."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App, SystemCommand
from textual.message import Message
from textual.screen import ModalScreen, Screen

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.person import Person
from lgq_tui.core.text import visible
from lgq_tui.locales.speech import say
from lgq_tui.session.beginning import opened
from lgq_tui.session.session import Proposed, Session
from lgq_tui.session.starting import collect_garbage_again
from lgq_tui.storage import settings
from lgq_tui.storage.atomic import SaveError
from lgq_tui.storage.plain import UnreadableError
from lgq_tui.tui.drawing import DrawingApp
from lgq_tui.tui.screens.interview import InterviewScreen
from lgq_tui.tui.signs import ERROR_SIGN, WARNING_SIGN
from lgq_tui.tui.themes import THEMES

if TYPE_CHECKING:
    from lgq_tui.session.desk.desk import Desk
    from lgq_tui.session.packets import Packet
    from lgq_tui.session.settling import Settlement
    from lgq_tui.storage.keeper import Heard

_LAST_WORDS = 3.0
"""Seconds to leave the terminal as it was, once all is saved and the program has to end."""


class LgqApp(DrawingApp):
    """Fills one questionnaire; it begins in the interview with a path, on a desk with a folder of
    responses, else with a welcome."""

    CSS_PATH = "app.tcss"
    TITLE = "lgq"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    # Text is selected with the terminal's own means; Textual's costs work on every key.
    ALLOW_SELECT = False

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._has_theme = False
        super().__init__()
        self.questionnaire = questionnaire
        self.left: Path | None = None
        """The file that the last interview was saved in."""
        self.left_beside: Path | None = None
        """The file that it was to be saved in, where somebody else has changed that."""
        self.failed: SaveError | None = None
        """Why it was not."""
        """The response file that was filled last."""
        self._session: Session | None = None
        self._desk: Desk | None = None
        self._settlement: Settlement | None = None
        self._keeping = threading.Lock()
        self._is_serious = False
        """Whether what was said last is an error."""
        for theme in THEMES:
            self.register_theme(theme)
        # Before there is anything to colour: set as usual, it would read all styles once more.
        self.set_reactive(App.theme, settings.theme([theme.name for theme in THEMES]))
        self._has_theme = True
        self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        # Textual asks for them first when there is only a theme of its own to take them from.
        return super().get_css_variables() if self._has_theme else {}

    def get_default_screen(self) -> Screen[Any]:
        if self._session is not None:
            return InterviewScreen(self._session)
        if self._settlement is not None:
            from lgq_tui.tui.screens.settling import Settling

            return Settling(self._settlement)
        if self._desk is not None:
            from lgq_tui.tui.screens.desk import DeskScreen

            return DeskScreen(self._desk)
        from lgq_tui.tui.screens.welcome import Welcome

        return Welcome(self.questionnaire)

    def on_mount(self) -> None:
        if not self.is_headless:
            self._listen_to_signals()
        self.call_after_refresh(collect_garbage_again)

    def watch_theme(self, name: str) -> None:
        if self.is_running:
            self.run_worker(self._keep_theme, thread=True, exit_on_error=False)

    def _keep_theme(self) -> None:
        with self._keeping:
            settings.keep_theme(self.theme)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            led: Screen[Any] | None = None
            # Before the next key is looked at: that one goes where this one leads.
            while self.screen_stack and (there := self.screen) is not led:
                led = there
                if (lead := getattr(there, "lead", None)) is not None:
                    await lead(event)
                    await self._flush_next_callbacks()  # where a window closed: what it leads to
        await super().on_event(event)

    # --- responses -----------------------------------------------------------------------------

    def begin_with(
        self,
        path: Path,
        proposed: Proposed | None = None,
        assisted: bool = False,
        told: str = "",
    ) -> None:
        """Begin in the interview over a response file, `plain.UnreadableError` if it is none."""
        self._session = opened(path, self.questionnaire, self.told_of_save)
        self._session.proposed = proposed
        self._session.told_first = told
        # A second entry is of what the source says; nothing is offered there.
        self._session.is_assisted = assisted and not self._session.is_second_entry

    def await_packets(self, packets: Sequence[Packet]) -> None:
        """Have parts of that response, which came back, be decided on first."""
        if self._session is not None:
            self._session.waiting = [*packets]

    def begin_settling(self, settlement: Settlement) -> None:
        """Begin with what two people entered differently."""
        self._settlement = settlement

    def begin_at(self, desk: Desk) -> None:
        """Begin on a desk, which `save_all` closes."""
        self._desk = desk
        # Of the screens that are not the first one, Textual reads the styles itself.
        self.css_path.append(Path(__file__).with_name("screens") / "desk_screen.tcss")

    async def opened(self, path: Path) -> Session | str:
        """The session over a response file, or the sentence that says why there is none.

        A file that does not exist is started.
        """
        try:
            return await asyncio.to_thread(opened, path, self.questionnaire, self.told_of_save)
        except UnreadableError as error:
            from lgq_tui.session import reports

            return visible(reports.of_failure(error))

    def show(self, session: Session) -> None:
        """Go to the interview of a session."""
        self._session = session
        self.push_screen(InterviewScreen(session))

    async def go_instead(self, old: Session, new: Session | Settlement) -> None:
        """Close an interview, and go to another one, or to what two people entered differently, in
        its place."""
        await asyncio.to_thread(self._close, old)
        if len(self.screen_stack) == 1:
            # The first screen was pushed by nobody, and Textual takes back what pushing leaves.
            self.screen._push_result_callback(self.screen, None)
        if isinstance(new, Session):
            self._session = new
            await self.switch_screen(InterviewScreen(new))
        else:
            from lgq_tui.tui.screens.settling import Settling

            await self.switch_screen(Settling(new))

    class Kept(Message):
        """A response was written, or could not be."""

        def __init__(self, outcome: Heard) -> None:
            super().__init__()
            self.outcome = outcome

    def told_of_save(self, outcome: Heard) -> None:
        """Called in the thread that saves; nobody waits for whoever shows it."""
        self.post_message(self.Kept(outcome))

    async def on_lgq_app_kept(self, event: Kept) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, InterviewScreen):
                await screen.told_of_save(event.outcome)

    async def leave(self, session: Session) -> None:
        """Leave an interview: back to the screen on which it was opened, if there is one."""
        await asyncio.to_thread(self._close, session)
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.exit()

    # --- ways out ------------------------------------------------------------------------------

    def _listen_to_signals(self) -> None:
        """A closed terminal or a polite kill leaves the terminal whole and the answers saved."""
        loop = asyncio.get_running_loop()
        end = partial(self.call_later, self._end)
        for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
            number = getattr(signal, name, None)
            if number is None:
                continue
            try:
                loop.add_signal_handler(number, end)
            except NotImplementedError:
                # The loops of Windows take no signals; Python does, and wakes the loop.
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(end))

    async def _end(self) -> None:
        from lgq_tui.tui.screens.window import Window

        for screen in self.screen_stack:
            if isinstance(screen, (InterviewScreen, Window)):
                await screen.commit()
        self.save_all()
        # Where the terminal is gone, Textual may wait for ever to write its last words.
        last = threading.Timer(_LAST_WORDS, os._exit, (1,))
        last.daemon = True
        last.start()
        self.exit()

    def save_all(self) -> None:
        """Write what is not written yet."""
        if self._session is not None:
            self._session.save()
            self._close(self._session)
        if self._desk is not None:
            self._desk.close()

    def _close(self, session: Session) -> None:
        session.close()
        self.left, self.failed = (session.path, None) if session.saved else (None, session.failed)
        self.left_beside = session.beside
        self._session = None

    def action_help_quit(self) -> None:
        """Ctrl+C, which leaves other programs."""
        self.notify(say("leave.how"), markup=False)

    async def action_quit(self) -> None:
        from lgq_tui.tui.screens.window import Closing

        if isinstance(self.screen, (Closing, ModalScreen)):
            # What stands over an interview is closed first, in its own way: something may be
            # written in it, or decided.
            await self.screen.run_action("close")
            return
        for screen in reversed(self.screen_stack):
            leave = getattr(screen, "action_leave", None)
            if leave is not None:
                await leave()
                return
        self.exit()

    # --- commands ------------------------------------------------------------------------------

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        for theme in THEMES:
            name = theme.name.replace("-", "_")
            title = say("command.theme", theme=say(f"theme.{name}"))
            yield SystemCommand(title, say("command.theme_help"), partial(self._set, theme.name))
        if isinstance(screen, InterviewScreen):
            for key, action in _COMMANDS.items():
                if key == "same" and not screen.session.is_assisted:
                    continue
                if key in _OTHERWISE[screen.session.is_second_entry]:
                    continue
                run = partial(screen.run_action, action)
                yield SystemCommand(say(f"command.{key}"), say(f"help.{key}"), run)
        elif isinstance(commands := getattr(screen, "OFFERS", None), tuple):
            for name in commands:
                key = f"desk_{name}"
                run = partial(screen.run_action, name)
                yield SystemCommand(say(f"command.{key}"), say(f"help.{key}"), run)
        else:
            yield SystemCommand(say("command.quit"), say("help.quit"), self.action_quit)
        yield SystemCommand(say("command.person"), say("help.person"), self.action_person)

    def notify(self, message: str, **options: Any) -> None:
        """Say something for a moment; what was said before it goes."""
        self.clear_notifications()
        severity = options.get("severity", "")
        self._is_serious = severity == "error"
        sign = {"error": f"{ERROR_SIGN} ", "warning": f"{WARNING_SIGN} "}.get(severity, "")
        super().notify(f"{sign}{message}", **options)

    def turned(self) -> None:
        """Another page is shown: what was said on the one before is of no use any more."""
        if not self._is_serious:
            self.clear_notifications()

    def action_person(self) -> None:
        """Ask who is at the keyboard."""
        from lgq_tui.tui.screens.person import WhoAreYou

        outside = settings.named_outside()
        self.push_screen(WhoAreYou(settings.person(), outside), self._take_person)

    def _take_person(self, who: Person | None) -> None:
        if who is None:
            return
        settings.take_person(who)
        self.run_worker(partial(settings.keep_person, who), thread=True, exit_on_error=False)
        for screen in self.screen_stack:
            if isinstance(screen, InterviewScreen):
                screen.tell_section()

    def action_command_palette(self) -> None:
        from lgq_tui.tui.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def _set(self, theme: str) -> None:
        self.theme = theme


_COMMANDS = {
    "goto": "search",
    "review": "review",
    "complete": "complete",
    "compare": "complete",
    "second": "second",
    "missing": "missing",
    "note": "note",
    "ask": "ask",
    "ask_about_problem": "ask_about_problem",
    "threads": "threads",
    "close_query": "close_query",
    "source": "source",
    "same": "same",
    "deal": "deal",
    "earlier": "earlier",
    "footnotes": "footnotes",
    "editor": "editor",
    "history": "history",
    "copy": "copy",
    "undo": "undo",
    "redo": "redo",
    "export": "export",
    "import": "import",
    "split": "split",
    "merge": "merge",
    "letter": "letter",
    "reply": "reply",
    "save": "save",
    "elsewhere": "elsewhere",
    "quit": "leave",
}
_OTHERWISE = {True: ("complete", "second"), False: ("compare",)}
"""Commands that a second entry does not have, and that others do not."""
