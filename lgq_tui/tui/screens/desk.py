"""The desk: all responses in a folder, and what staff do with them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.binding import Binding
from textual.content import Content

from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.text import visible
from lgq_tui.locales.speech import render, say
from lgq_tui.session.desk.board import COLUMNS, GROUPS, Entry, word_of
from lgq_tui.session.desk.row import Row
from lgq_tui.storage.atomic import SaveError
from lgq_tui.tui.desk.details import all_of
from lgq_tui.tui.keys import caught_up
from lgq_tui.tui.screens.board import BoardScreen
from lgq_tui.tui.widgets.bars import Key
from lgq_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from lgq_tui.session.session import Proposed
    from lgq_tui.tui.app import LgqApp
    from lgq_tui.tui.desk.lines import Heads
    from lgq_tui.tui.desk.marking import Marking
    from lgq_tui.tui.desk.starting import Starting


class DeskScreen(BoardScreen):
    """What keys and clicks do on a desk. Letters look for rows, so all else has other keys."""

    # Before the rows: keys that come in a burst go to the window that one of them opens.
    BINDINGS = [
        Binding("enter", "open", priority=True),
        Binding("f1", "help", priority=True),
        Binding("f2", "start", priority=True),
        Binding("f3", "mark", priority=True),
        Binding("f4", "assign", priority=True),
        Binding("f5", "sort", priority=True),
        Binding("f6", "group", priority=True),
        Binding("f7", "import", priority=True),
        Binding("f8", "export", priority=True),
        Binding("f9", "letters", priority=True),
        Binding("ctrl+d", "details", priority=True),
        Binding("ctrl+a", "select_all", priority=True),
    ]
    OFFERS = (
        "open",
        "start",
        "mark",
        "assign",
        "sort",
        "group",
        "import",
        "export",
        "letters",
        "details",
        "second",
        "select_all",
        "notices",
        "leave",
    )
    """What the palette offers, by the names of the actions."""

    def keys(self) -> list[Key]:
        return [
            Key("Enter", say("key.open"), "open"),
            Key("F2", say("key.start"), "start"),
            Key("F3", say("key.mark"), "mark"),
            Key("F4", say("key.assign"), "assign"),
            Key("F5", say("key.sort"), "sort"),
            Key("F6", say("key.group"), "group"),
            Key("F7", say("key.import"), "import"),
            Key("F8", say("key.export"), "export"),
            Key("F9", say("key.letter"), "letters"),
            Key(say("key.space"), say("key.select"), "select"),
            Key("^D", say("key.details"), "details"),
            Key("F1", say("key.help"), "help"),
            Key("^P", say("key.commands"), "app.command_palette"),
            Key("^Q", say("key.quit"), "leave"),
        ]

    # --- opening -------------------------------------------------------------------------------

    async def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        await self.action_open()

    async def action_open(self) -> None:
        """Go into the response under the cursor, to type what somebody else has told."""
        entry = await self._here()
        if entry is not None:
            problem, known = entry.row.problem, ""
            if problem is not None and problem.key.startswith("desk."):
                # Who reads one file alone does not see that it has not come over whole.
                known = f"{visible(entry.path.name)}: {render(problem)}"
            await self.open(entry.path, known=known)

    async def open(self, path: Path, proposed: Proposed | None = None, known: str = "") -> None:
        """Go into a response; where that cannot be read, that is said as its row has `known` it."""
        session = await self._app.opened(path)
        if isinstance(session, str):
            self.notify(known or session, markup=False, severity="error", timeout=20)
            return
        self.go_to(path)
        session.is_assisted, session.proposed = True, proposed
        self._app.show(session)

    async def action_second(self) -> None:
        """Enter the response under the cursor a second time, or decide what differs."""
        from lgq_tui.session.session import Session
        from lgq_tui.tui.screens.entering_again import found_by

        entry = await self._here()
        if entry is None:
            return
        found = await found_by(self._app, entry.path)
        if isinstance(found, str):
            self.notify(found, markup=False)
        elif isinstance(found, Session):
            self._app.show(found)
        else:
            from lgq_tui.tui.screens.settling import Settling

            self._app.push_screen(Settling(found), self._told_of_second)

    def _told_of_second(self, sentence: str | None) -> None:
        if sentence:
            self.notify(sentence, markup=False)

    async def _here(self) -> Entry | None:
        """The row that a command is about, once all keys before it have been taken."""
        await caught_up(self.rows)
        if self.rows.entry is None:
            self._tell_no_row()
        return self.rows.entry

    async def _meant(self) -> Sequence[Entry]:
        """The rows that a command is about."""
        await caught_up(self.rows)
        meant = self.rows.meant()
        if not meant:
            self._tell_no_row()
        return meant

    def _tell_no_row(self) -> None:
        self.notify(self.rows.nothing, markup=False)

    # --- doing ---------------------------------------------------------------------------------

    async def action_start(self) -> None:
        await caught_up(self.rows)
        if self.desk.questionnaire.subject:
            self._starting.ask(self.open)
        else:
            self.notify(say("board.start.no_subject"), markup=False)

    async def action_mark(self) -> None:
        if meant := await self._meant():
            self._marking.mark(meant, self.rows.unseen)

    async def action_assign(self) -> None:
        if meant := await self._meant():
            self._marking.assign(meant, self.people, self.rows.unseen)

    async def action_import(self) -> None:
        from lgq_tui.tui.desk.bringing import Bringing

        await caught_up(self.rows)
        Bringing(self, self.desk, self.board, self._starting, self.open).ask(self.rows.entry)

    async def action_export(self) -> None:
        from lgq_tui.tui.desk.tables import Tables

        await caught_up(self.rows)
        meant = self.rows.meant() if self.rows.selected else self.board.shown
        if meant:
            Tables(self, self.desk).ask(meant, self.rows.entry)
        else:
            self._tell_no_row()

    async def action_letters(self) -> None:
        from lgq_tui.tui.desk.letters import Letters

        if meant := await self._meant():
            Letters(self, self.desk, self.look, self._say_from_thread).ask(meant)

    def _say_from_thread(self, sentence: str) -> None:
        self.post_message(self.Said(sentence))

    @cached_property
    def _starting(self) -> Starting:
        from lgq_tui.tui.desk.starting import Starting

        return Starting(self, self.desk, self.look)

    @cached_property
    def _marking(self) -> Marking:
        from lgq_tui.tui.desk.marking import Marking

        return Marking(self, self.desk, self._do)

    def _do(self, act: Callable[[], Sequence[Row]]) -> None:
        """Do something to the folder, and show it."""
        self.run_worker(partial(self._done, act), thread=True, exit_on_error=False)

    def _done(self, act: Callable[[], Sequence[Row]]) -> None:
        """The same, in a thread."""
        try:
            left = act()
        except (NotDoneError, SaveError) as error:
            self.post_message(self.Said(render(error.message), "error"))
        else:
            if left:
                said = say("board.not_marked", count=len(left), name=left[0].path.name)
                self.post_message(self.Said(said, "warning"))
        # At once, even if somebody reads the folder.
        self.desk.so_far()
        self.hand_out()

    # --- looking -------------------------------------------------------------------------------

    def on_heads_chosen(self, event: Heads.Chosen) -> None:
        event.stop()
        self._sort(event.column)

    def _sort(self, column: str | None) -> None:
        if column is not None:
            self.rearrange(partial(self.board.sort, column))

    async def action_sort(self) -> None:
        from lgq_tui.tui.screens.asking import Answer, Choosing

        await caught_up(self.rows)
        answers = [
            Answer(key, say(f"board.column.{column}"), column)
            for key, column in zip("1234567890", COLUMNS, strict=True)
        ]
        window = Choosing(say("board.sort"), answers, self.board.column)
        self.app.push_screen(window, self._sort)

    async def action_group(self) -> None:
        """Have rows of the same status, then of the same region, then none, stand together."""
        await caught_up(self.rows)
        groups = GROUPS[GROUPS.index(self.board.group) + 1 :] + GROUPS[:1]
        self.rearrange(partial(self.board.group_by, groups[0]))

    def action_select(self) -> None:
        self.rows.toggle(self.rows.cursor)

    async def action_select_all(self) -> None:
        """Select all rows that are seen, or none if all of them are."""
        await caught_up(self.rows)
        seen = {entry.path for entry in self.board.shown}
        self.rows.selected = set() if seen <= self.rows.selected else self.rows.selected | seen
        self.rows.draw_anew()

    def action_look_for(self, status: str) -> None:
        self.rows.look_for(word_of(status) if status else "")

    async def action_details(self) -> None:
        entry = await self._here()
        if entry is not None:
            self.run_worker(self._tell_all_of(entry), group="details", exclusive=True)

    async def _tell_all_of(self, entry: Entry) -> None:
        from lgq_tui.tui.screens.reader import Reader, room

        acts = await asyncio.to_thread(self.desk.history_of, entry.row)
        text = all_of(entry, acts, room(self.size.width))
        self.app.push_screen(Reader(entry.city, text))

    def action_notices(self) -> None:
        """Tell what in the folder could not be looked at."""
        from lgq_tui.tui.contents import hanging
        from lgq_tui.tui.screens.reader import Reader, room

        said = [self._failed] if self._failed else [*map(render, self.desk.notices)]
        width = room(self.size.width)
        texts = said or [say("board.no_notices")]
        lines = [line for text in texts for line in hanging(Content(text), width, "", 2)]
        text = Content("\n").join(lines)
        self.app.push_screen(Reader(visible(str(self.desk.folder)), text))

    async def action_help(self) -> None:
        from lgq_tui.tui.screens.help import desk_help
        from lgq_tui.tui.screens.reader import Reader, room

        await caught_up(self.rows)
        text = desk_help(room(self.size.width))
        self.app.push_screen(Reader(say("help.title"), text))

    # --- leaving -------------------------------------------------------------------------------

    async def action_leave(self) -> None:
        """Leave the desk: back to where it was opened, if that was a screen."""
        if len(self.app.screen_stack) > 1:
            self.app.run_worker(self.desk.close, thread=True, exit_on_error=False)
            self.dismiss()
        else:
            self.app.exit()

    @property
    def _app(self) -> LgqApp:
        return cast("LgqApp", self.app)
