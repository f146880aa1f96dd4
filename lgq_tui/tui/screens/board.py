"""The board of a folder: its rows as they come, and what stands around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.style import Style
from textual.timer import Timer

from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.text import visible
from lgq_tui.locales.speech import render, say
from lgq_tui.session.desk.board import Board, Entry, Naming, entries_of
from lgq_tui.session.desk.row import Row
from lgq_tui.tui.contents import joined
from lgq_tui.tui.desk.details import details_of
from lgq_tui.tui.desk.lines import Chart, Heads, Told
from lgq_tui.tui.desk.rows import SIGNS, DeskRows
from lgq_tui.tui.widgets.bars import Key, KeyBar, TopBar

if TYPE_CHECKING:
    from lgq_tui.session.desk.desk import Desk

_LOOK = 2.0
"""Seconds between two looks at the folder, at least."""
_REST = 20
"""And as many times as long as a look takes: a slow folder is looked at less often."""
_MORE = 0.3
"""Seconds between two pictures of what has been read so far, at least."""
_GROWTH = 8
"""And an eighth of the time since the look began, so that to show rows takes little of it."""
_TELL = 0.2
"""Seconds between two words on how much is read."""


_LOW = 24
"""Lines below which those of all keys would leave too few to the rows."""
_TINY = 16
"""And below which nothing but rows should be there."""


class _LeftError(Exception):
    """Nobody waits any more for what is being read."""


class BoardScreen(Screen[None]):
    """Reads a folder in threads, looks at it again and again, and shows it."""

    CSS_PATH = "desk_screen.tcss"

    class Read(Message):
        """The folder was looked at, in the thread that does that.

        `entries` are None where nothing has changed; `seconds` are how long it took, None while
        there is more to read; `failed` says why it could not be looked at.
        """

        def __init__(
            self,
            entries: Sequence[Entry] | None,
            seconds: float | None = None,
            failed: str = "",
        ) -> None:
            super().__init__()
            self.entries, self.seconds, self.failed = entries, seconds, failed

    class Said(Message):
        """Something was done in a thread, or could not be; what is to be said of it."""

        def __init__(self, sentence: str, severity: SeverityLevel = "information") -> None:
            super().__init__()
            self.sentence, self.severity = sentence, severity

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.board = Board(_region_of)
        self.rows = DeskRows(self.board, self._tell_all)
        self._naming = Naming.of_questionnaire(desk.questionnaire)
        self._share: float | None = 0.0
        """Of the folder that is read; None once it is."""
        self._is_left = self._is_looking = False
        self._timer: Timer | None = None
        self._failed = ""
        self.people: Sequence[str] = ()
        """Who is known on the desk; asked for in a thread, as it waits for whoever looks."""
        self._began = self._next_rows = 0.0
        """When the look began, and when what is read until then is shown."""
        self._known: list[Entry] = []
        """What was handed out last."""
        self._handing_out = Lock()
        self._goes_to: Path | None = None
        """The file where the cursor is to be, once it is read."""

    def compose(self) -> ComposeResult:
        yield TopBar()
        yield Chart()
        yield Told("looked-for")
        yield Heads(SIGNS)
        yield self.rows
        yield Told("details")
        yield KeyBar(self.keys())

    def keys(self) -> list[Key]:
        """What stands in the line of keys."""
        return []

    def on_mount(self) -> None:
        self.rows.focus()
        self.query_one(Heads).tell(self.board.column, self.board.is_down)
        self._tell_top()
        self.run_worker(self._load, thread=True, exit_on_error=False)
        self._telling = self.set_interval(_TELL, self._tell_top)

    def on_resize(self) -> None:
        self.set_class(self.size.height < _LOW, "low")
        self.set_class(self.size.height < _TINY, "tiny")

    # --- reading, in threads -------------------------------------------------------------------

    def _load(self) -> None:
        """What was there the last time, at once; then what is there now."""
        self._is_looking = True
        if self.desk.remembered():
            self.hand_out()
        # How long that takes says nothing of how long a look does.
        self._look_with(self.desk.load, lambda: 0.0)

    def _look(self) -> None:
        """Whether anything is other than it was."""
        started = monotonic()
        self._look_with(self.desk.refresh, lambda: monotonic() - started)

    def _look_with(self, look: Callable[..., object], seconds: Callable[[], float]) -> None:
        self._began = monotonic()
        self._next_rows = self._began + _MORE
        try:
            is_changed = look(self._progress) is not None
        except _LeftError:
            return
        except NotDoneError as error:
            self.post_message(self.Read(None, seconds(), render(error.message)))
            return
        if is_changed:
            self.hand_out(seconds)
        else:
            self.post_message(self.Read(None, seconds()))

    def _progress(self, share: float) -> None:
        """A file more is read, where there are many."""
        if self._is_left:
            raise _LeftError
        if self._share is not None:
            self._share = share
        now = monotonic()
        if now >= self._next_rows:
            self._next_rows = now + max(_MORE, (now - self._began) / _GROWTH)
            self.desk.so_far()
            self.hand_out()

    def hand_out(self, seconds: Callable[[], float] | None = None) -> None:
        """Have the rows shown that the desk has now; in a thread, of which there may be several."""
        with self._handing_out:
            rows, self.people = self.desk.rows, self.desk.people()
            self._known = entries_of(rows, self._naming, self._known)
            took = seconds() if seconds is not None else None
            self.post_message(self.Read(self._known, took))

    def _look_soon(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(max(_LOOK, _REST * seconds), self.look)

    def on_unmount(self) -> None:
        self._is_left = True

    def look(self) -> None:
        """Look at the folder, unless somebody does, or nobody sees it."""
        if not self._is_looking and self.is_current:
            self._is_looking = True
            self.run_worker(self._look, thread=True, exit_on_error=False)

    def on_screen_resume(self) -> None:
        if self._share is None:
            self.look()

    def on_board_screen_read(self, event: Read) -> None:
        event.stop()
        if event.seconds is not None:
            self._is_looking, self._share = False, None
            self._telling.stop()
            self._look_soon(event.seconds)
        if event.failed and event.failed != self._failed:
            self.notify(event.failed, severity="error", markup=False)
        self._failed = event.failed
        if event.entries is not None:
            self._put(event.entries)
        self._tell_top()
        if self._goes_to is not None:
            self.go_to(self._goes_to)

    def go_to(self, path: Path) -> None:
        """Put the cursor on a file, as soon as it is there."""
        place = self.board.place_of(path)
        self._goes_to = path if place is None else None
        if place is not None:
            self.rows.move_to(place)

    def _put(self, entries: Sequence[Entry]) -> None:
        """Show other rows, the cursor on the file where it was."""
        before, at = self.rows.entry, self.rows.cursor
        self.board.put(entries)
        self.rows.selected &= {entry.path for entry in entries}
        place = self.board.place_of(before.path) if before is not None else None
        self.rows.draw_anew(at if place is None else place, stays=place is not None)
        self.query_one(Chart).tell(self.board.totals())

    # --- what is shown -------------------------------------------------------------------------

    def rearrange(self, change: Callable[[], None]) -> None:
        """Change how the board is arranged, and show it, the cursor on its row."""
        before = self.rows.entry
        change()
        self.query_one(Heads).tell(self.board.column, self.board.is_down)
        self.rows.draw_anew(self.board.place_of(before.path) if before is not None else None)
        self._tell_top()

    def _tell_top(self) -> None:
        """The folder, how many rows are seen, and what cannot be seen."""
        board = self.board
        if self._share is not None:
            right = say("board.reading", percent=int(self._share * 100))
        elif self._failed:
            right = say("board.old")
        else:
            right = say("board.notices", count=len(self.desk.notices)) if self.desk.notices else ""
        selected = say("board.selected", count=count) if (count := len(self.rows.selected)) else ""
        if unseen := self.rows.unseen:
            selected += say("board.selected_unseen", count=unseen)
        folder = visible(str(self.desk.folder.absolute().name or self.desk.folder))
        key = "board.count" if len(board.shown) < len(board) else "board.count_all"
        middle = say(key, shown=len(board.shown), count=len(board))
        click = "notices" if self.desk.notices or self._failed else ""
        top = "   ".join(filter(None, (selected, middle)))
        self.query_one(TopBar).tell(say("board.title", folder=folder), top, right, click)
        self._tell_looked_for()
        self.rows.tell_nothing(self._failed or self._nothing())

    def _nothing(self) -> str:
        """Why no row is seen."""
        typed, is_read = self.board.typed, self._share is None
        if typed:
            return say("board.none_like" if is_read else "board.none_like_yet", typed=typed)
        return say("board.empty" if is_read else "board.wait")

    def _tell_looked_for(self) -> None:
        typed = visible(self.board.typed)
        if typed:
            text = say("board.looked_for", typed=f"{typed}▏")
            # By the mouse alone, too, all rows come back.
            click = Style.from_meta({"@click": "screen.look_for('')"})
            told = joined(f" {text}  ", (say("board.look_for_all"), click))
        else:
            told = Content(f" {say('board.type')}")
        self.query_one("#looked-for", Told).tell(told)

    def _tell_all(self) -> None:
        """Tell what there is to be told of the rows, and of the one with the cursor."""
        if self.is_mounted:
            self.query_one("#details", Told).tell(details_of(self.rows.entry))
            self._tell_top()

    def on_board_screen_said(self, event: Said) -> None:
        event.stop()
        self.notify(event.sentence, severity=event.severity, markup=False, timeout=20)


def _region_of(row: Row) -> str:
    region = row.summary.region if row.summary is not None else ""
    return say(f"board.region.{region}") if region else ""
