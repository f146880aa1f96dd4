"""The first screen: recent responses, a new one, or one to be opened."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.progress import State
from lgq_tui.core.text import visible
from lgq_tui.core.wording import plain
from lgq_tui.locales.speech import say
from lgq_tui.storage.recent import Recent, forget, recent
from lgq_tui.tui.contents import BOLD, joined
from lgq_tui.tui.signs import SIGNS
from lgq_tui.tui.widgets.bars import Key, KeyBar, TopBar
from lgq_tui.tui.widgets.rows import Listing, Row, RowList

if TYPE_CHECKING:
    from lgq_tui.session.desk.desk import Desk
    from lgq_tui.session.session import Session
    from lgq_tui.tui.app import LgqApp


_BEFORE = 5
"""Rows before the responses: what can be done, and a heading."""


class Welcome(Screen[None]):
    """Where the program begins when no file is named."""

    BINDINGS = [
        Binding("n", "new", show=False),
        Binding("o", "open", show=False),
        Binding("p", "previous", show=False),
        Binding("d", "desk", show=False),
        Binding("delete", "forget", show=False),
        Binding("f1", "help", show=False),
        Binding("escape,q,ctrl+q", "quit", show=False),
    ]

    def __init__(self, questionnaire: Questionnaire) -> None:
        super().__init__()
        self._questionnaire = questionnaire
        self._entries: tuple[Recent, ...] = ()
        self._gone: frozenset[Path] = frozenset()
        self._listing = Listing("recent")

    def compose(self) -> ComposeResult:
        yield TopBar()
        yield Static("", id="greeting", markup=False)
        yield self._listing
        yield KeyBar(
            [
                Key("n", say("key.new"), "new"),
                Key("o", say("key.open"), "open"),
                Key("p", say("key.previous_round"), "previous"),
                Key("d", say("key.desk"), "desk"),
                Key("Enter", say("key.go_on"), "go_on"),
                Key("Del", say("key.forget"), "forget"),
                Key("F1", say("key.help"), "help"),
                Key("^P", say("key.commands"), "app.command_palette"),
                Key("q", say("key.quit"), "quit"),
            ]
        )

    def on_mount(self) -> None:
        self.query_one(TopBar).tell(plain(self._questionnaire.title), self._questionnaire.version)
        greeting = joined((say("welcome.title"), BOLD), "\n", say("welcome.text"))
        self.query_one("#greeting", Static).update(greeting)
        self._entries = self._recent()
        self._fill()
        self._listing.focus()

    def on_screen_resume(self) -> None:
        self.run_worker(self._look, thread=True, exclusive=True, exit_on_error=False)

    def _recent(self) -> tuple[Recent, ...]:
        """Those that can be gone on with here, which are those to this questionnaire."""
        ours = ("", self._questionnaire.id)
        return tuple(entry for entry in recent() if entry.questionnaire in ours)

    def _look(self) -> None:
        """Find out what is there, in a thread: a file may be on a disk that does not answer."""
        entries = self._recent()
        gone = frozenset(entry.path for entry in entries if not os.path.exists(entry.path))
        self.app.call_from_thread(self._found, entries, gone)

    def _found(self, entries: tuple[Recent, ...], gone: frozenset[Path]) -> None:
        if (entries, gone) != (self._entries, self._gone):
            self._entries, self._gone = entries, gone
            self._fill()

    def _fill(self) -> None:
        rows = [
            Row(Content(f"+ {say('welcome.new')}")),
            Row(Content(f"{SIGNS[State.TO_CONFIRM]} {say('welcome.previous')}")),
            Row(Content(f"… {say('welcome.open')}")),
            Row(Content(f"≡ {say('welcome.desk')}")),
        ]
        if self._entries:
            rows.append(Row(Content(say("welcome.recent")), "", ("heading",), False))
        rows += [_row(entry, entry.path in self._gone) for entry in self._entries]
        self._listing.fill(rows, _BEFORE if self._entries else 0)

    async def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        actions = (self.action_new, self.action_previous, self.action_open, self.action_desk)
        if event.index < len(actions):
            actions[event.index]()
        else:
            session = await self._app.opened(self._entries[event.index - _BEFORE].path)
            if isinstance(session, str):
                self.notify(session, markup=False, severity="error", timeout=20)
            else:
                self._app.show(session)

    def action_go_on(self) -> None:
        self._listing.action_choose()

    def action_new(self) -> None:
        from lgq_tui.tui.screens.opening import NewFile

        self.app.push_screen(NewFile(self._questionnaire, self._app.opened), self._begin)

    def action_previous(self) -> None:
        """Ask for a response of an earlier round, then for a new file that begins with it."""
        from lgq_tui.tui.screens.previous import PreviousRound

        PreviousRound(self._app, self._questionnaire, self._begin).ask()

    def action_open(self) -> None:
        from lgq_tui.tui.screens.opening import OpenFile

        self.app.push_screen(OpenFile(Path.cwd(), self._app.opened), self._begin)

    def action_desk(self) -> None:
        """Ask for a folder, and go to the desk over it."""
        from lgq_tui.tui.screens.opening import OpenFolder

        self.app.push_screen(OpenFolder(Path.cwd(), self._questionnaire), self._go_to_desk)

    def _go_to_desk(self, desk: Desk | None) -> None:
        if desk is not None:
            from lgq_tui.tui.screens.desk import DeskScreen

            self.app.push_screen(DeskScreen(desk))

    async def action_forget(self) -> None:
        index = self._listing.cursor - _BEFORE
        if 0 <= index < len(self._entries):
            await asyncio.to_thread(forget, self._entries[index].path)
            self._entries = self._entries[:index] + self._entries[index + 1 :]
            self._fill()

    def action_help(self) -> None:
        from lgq_tui.tui.screens.help import help_text
        from lgq_tui.tui.screens.reader import Reader, room

        text = help_text(self._questionnaire, room(self.size.width))
        self.app.push_screen(Reader(say("help.title"), text))

    def action_quit(self) -> None:
        self.app.exit()

    def _begin(self, session: Session | None) -> None:
        if session is not None:
            self._app.show(session)

    @property
    def _app(self) -> LgqApp:
        return cast("LgqApp", self.app)


def _row(entry: Recent, is_gone: bool) -> Row:
    names = filter(None, (entry.title, entry.path.name, str(entry.path.parent)))
    status = entry.status.replace("-", "_")
    progress = f"{entry.answered}/{entry.total}"
    there = f"{say('welcome.gone')}  " if is_gone else ""
    text = Content(visible(f"  {'   '.join(names)}").replace("\n", "␊"))
    return Row(text, f"{there}{say(f'status.{status}')}  {progress} ")
