"""The rows of the desk, drawn where they are seen; letters that are typed on them look for some."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from textual import events
from textual.content import Content
from textual.geometry import Region

from lgq_tui.core.text import clean_line
from lgq_tui.session.desk.board import DAMAGED, NOT_BEGUN, Board, Entry, Heading
from lgq_tui.tui.desk.columns import laid_out, line_of
from lgq_tui.tui.keys import is_joiner
from lgq_tui.tui.signs import HERE, SELECTED_SIGN
from lgq_tui.tui.widgets.rows import Row, RowList

SIGNS = 2
"""Cells before the columns: where the cursor is, and whether the row is selected."""
_MOST_TYPED = 200
_LOOKS = {DAMAGED: ("error",), NOT_BEGUN: ("quiet",)}


class DeskRows(RowList):
    """The lines of a board. Letters go to what is looked for, and so does a blank behind one; after
    the cursor has moved, a blank selects the row."""

    def __init__(self, board: Board, heard: Callable[[], None]) -> None:
        """`heard` is called when the cursor is on another row, others are selected or looked for:
        at once, and not by a message, so that all of it is drawn in one picture."""
        super().__init__("desk")
        self._board, self._heard = board, heard
        self._today = datetime.now().astimezone()
        self.selected: set[Path] = set()
        self.nothing = ""
        """What stands there where no row does."""
        self._is_typing = False
        self._made: dict[int, tuple[Entry | Heading, int, Row]] = {}
        """The rows that were drawn, by their number: what they were made of, in so many cells."""

    # --- what is drawn -------------------------------------------------------------------------

    def count(self) -> int:
        return max(len(self._board.lines), 1)

    def row(self, index: int) -> Row:
        if not self._board.lines:
            return Row(Content(f" {self.nothing}"), can_choose=False)
        line = self._board.lines[index]
        made = self._made.get(index)
        if made is None or made[0] is not line or made[1] != self.room:
            made = self._made[index] = (line, self.room, self._row(line))
        return made[2]

    def _row(self, line: Entry | Heading) -> Row:
        if isinstance(line, Heading):
            return Row(Content(f" {line.words} ({line.number})"), "", ("heading",), False)
        sign = SELECTED_SIGN if line.path in self.selected else " "
        text = line_of(line, laid_out(self.room), self._today)
        return Row(Content(f"{sign}{text}"), "", _LOOKS.get(line.status, ()))

    @property
    def room(self) -> int:
        """The cells that columns have."""
        return max(self.size.width - SIGNS - 1, 1)  # the last one is the scrollbar's

    def sign(self, index: int) -> str:
        # One that cannot be chosen has the cursor where nothing else is there.
        return HERE if index == self.cursor and self.has_focus else " "

    def tell_nothing(self, text: str) -> None:
        """Say something else where no row stands."""
        if text != self.nothing:
            self.nothing = text
            self._draw_changes()

    def draw_anew(self, cursor: int | None = None, stays: bool = False) -> None:
        """Draw the board as it is now; the row with the cursor `stays` where it was seen."""
        before, top = self.cursor, self.scroll_offset.y
        self._made.clear()
        self._today = datetime.now().astimezone()
        self.renew(cursor)
        self._leave_heading()
        if stays and self.cursor != before:
            self.scroll_to(y=top + self.cursor - before, animate=False, force=True)
        self._heard()

    # --- the cursor ----------------------------------------------------------------------------

    @property
    def entry(self) -> Entry | None:
        """The row with the cursor."""
        lines = self._board.lines
        line = lines[self.cursor] if self.cursor < len(lines) else None
        return line if isinstance(line, Entry) else None

    def meant(self) -> Sequence[Entry]:
        """What a command is about: those that are selected, else the one with the cursor."""
        if self.selected:
            return [entry for entry in self._board.entries if entry.path in self.selected]
        return [self.entry] if self.entry is not None else []

    @property
    def unseen(self) -> int:
        """How many are selected, and not seen, as something else is looked for."""
        shown = self._board.shown
        if not self.selected or len(shown) == len(self._board):
            return 0
        return len(self.selected) - sum(entry.path in self.selected for entry in shown)

    def move_to(self, index: int) -> None:
        self._is_typing = False
        super().move_to(index)
        self._heard()

    def _leave_heading(self) -> None:
        lines = self._board.lines
        if self.cursor + 1 < len(lines) and isinstance(lines[self.cursor], Heading):
            self.cursor += 1
            self.see(self.cursor)

    def toggle(self, index: int) -> None:
        """Select a row, or let it go again."""
        line = self._board.lines[index] if index < len(self._board.lines) else None
        if isinstance(line, Entry):
            self.selected ^= {line.path}
            self._made.pop(index, None)
            self.refresh(Region(0, index - self.scroll_offset.y, self.size.width, 1))
            self._heard()

    # --- keys and clicks -----------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        typed = self._typed(event)
        if typed is not None:
            self.look_for(typed)
        elif event.key == "space":
            self.toggle(self.cursor)
            self.action_move(1)
        elif event.key == "escape":
            self.selected = set()
            self.draw_anew()
        else:
            return
        event.stop()
        event.prevent_default()

    def _typed(self, event: events.Key) -> str | None:
        """What is looked for after a key; None where it is about something else."""
        text = self._board.typed
        if event.key == "backspace":
            return text[:-1]
        if event.key == "escape":
            return "" if text else None
        if event.key in ("ctrl+w", "ctrl+backspace"):
            return text.rstrip().rpartition(" ")[0]
        if event.key == "ctrl+u":
            return ""
        if event.key == "space" and not self._is_typing:
            return None
        if is_joiner(event) or event.is_printable:
            return text + (event.character or "")
        return None

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.look_for(self._board.typed + clean_line(event.text))

    def look_for(self, text: str) -> None:
        """Keep the rows that hold all words of a text."""
        text = text.lstrip()[:_MOST_TYPED]
        self._is_typing = bool(text)
        before, here = self._board.typed, self.entry
        if text != before:
            self._board.find(text)
            # Fewer letters leave more around the row where one is.
            is_less = before.startswith(text) and here is not None
            place = self._board.place_of(here.path) if is_less and here is not None else None
            self.draw_anew(place or 0)

    def on_click(self, event: events.Click) -> None:
        """The first cells select a row; else the first click goes there, the second opens."""
        event.prevent_default()
        index = event.y + self.scroll_offset.y
        if index < len(self._board.lines) and self.row(index).can_choose:
            if event.x < SIGNS:
                self.toggle(index)
            elif index == self.cursor:
                self.action_choose()
            else:
                self.move_to(index)
