"""A list of rows, each one line, drawn only where it is seen: ten thousand cost as ten do."""

from __future__ import annotations

from typing import NamedTuple

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from lgq_tui.tui.keys import takes_now
from lgq_tui.tui.looks import dressed
from lgq_tui.tui.signs import HERE


class Row(NamedTuple):
    """One line; `right` stands at the right end, `looks` are put on it.

    Before the text is a cell for the sign of the cursor.
    """

    text: Content
    right: str = ""
    looks: tuple[str, ...] = ()
    can_choose: bool = True


class _Shown(NamedTuple):
    """What is drawn in a line: the row, whether the cursor is on it, and the sign before it."""

    row: Row
    on_cursor: bool
    sign: str


class RowList(ScrollView, can_focus=True):
    """Rows with a cursor; Enter or a click chooses one."""

    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home", "move(-1000000)", show=False),
        Binding("end", "move(1000000)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("enter,space", "choose", show=False),
    ]

    class Chosen(Message):
        """A person chose a row."""

        def __init__(self, rows: RowList, index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

        @property
        def control(self) -> RowList:
            return self.rows

    def __init__(self, name: str | None = None) -> None:
        super().__init__(id=name)
        self.cursor = 0
        self.is_led = False
        """Whether the cursor is led by keys that go to another widget."""
        self._drawn: dict[int, _Shown | None] = {}

    # --- what subclasses say -------------------------------------------------------------------

    def count(self) -> int:
        """How many rows there are."""
        return 0

    def row(self, index: int) -> Row:
        """The row at an index."""
        raise IndexError(index)

    def sign(self, index: int) -> str:
        """What stands before a row: where the cursor is, is told without colours too."""
        return HERE if self._has_cursor(index) else " "

    # --- drawing -------------------------------------------------------------------------------

    def renew(self, cursor: int | None = None) -> None:
        """Draw again, after rows have come, gone or changed."""
        self.virtual_size = Size(1, self.count())
        if cursor is not None or self.cursor >= self.count():
            self.cursor = max(0, min(self.count() - 1, self.cursor if cursor is None else cursor))
            self.see(self.cursor)
        self._draw_changes()

    def on_mount(self) -> None:
        self.show_horizontal_scrollbar = False
        self.virtual_size = Size(1, self.count())

    def _draw_changes(self) -> None:
        """Draw the lines that are others than when they were drawn last: few bytes, slow lines."""
        changed = [y for y, shown in self._drawn.items() if self._shown_at(y) != shown]
        if len(self._drawn) < self.size.height:
            self.refresh()
        elif changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def _has_cursor(self, index: int) -> bool:
        """Whether keys are about a row."""
        return index == self.cursor and (self.has_focus or self.is_led)

    def _shown_at(self, y: int) -> _Shown | None:
        index = self.scroll_offset.y + y
        if index >= self.count():
            return None
        return _Shown(self.row(index), self._has_cursor(index), self.sign(index))

    def render_line(self, y: int) -> Strip:
        shown = self._drawn[y] = self._shown_at(y)
        width = self.scrollable_content_region.width
        if shown is None or width <= 0:
            return Strip.blank(self.size.width, self.rich_style)
        row, on_cursor, sign = shown
        style = dressed(self, *row.looks, *(("cursor",) if on_cursor else ()))
        right = Content(f" {row.right}" if row.right else "")
        space = max(width - right.cell_length - 1, 1)
        text = row.text.first_line.truncate(space, ellipsis=True, pad=True)
        line = Content(sign) + text + right
        strip = Strip(line.render_segments(style), 1 + space + right.cell_length)
        return strip.adjust_cell_length(self.size.width, style.rich_style)

    # --- moving --------------------------------------------------------------------------------

    def see(self, index: int, below: int = 0) -> None:
        """Scroll so that a row is seen, and some of those below it."""
        if not self.size:
            return  # and no height to see it in
        region = Region(0, index, 1, 1 + below)
        self.scroll_to_region(region, animate=False, force=True, x_axis=False)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row."""
        self.cursor = max(0, min(self.count() - 1, index))
        self.see(self.cursor)
        self._draw_changes()

    def action_move(self, by: int) -> None:
        last = self.count() - 1
        index = max(0, min(last, self.cursor + by))
        step = 1 if by > 0 else -1
        while 0 <= index <= last and not self.row(index).can_choose:
            index += step
        if 0 <= index <= last:
            self.move_to(index)
        else:
            self.see(0 if by < 0 else last)

    def action_page(self, by: int) -> None:
        self.action_move(by * max(self.size.height - 1, 1))

    def action_choose(self) -> None:
        if self.cursor < self.count() and self.row(self.cursor).can_choose:
            self.post_message(self.Chosen(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        index = event.y + self.scroll_offset.y
        if 0 <= index < self.count() and self.row(index).can_choose:
            self.cursor = index
            self.refresh()
            self.action_choose()

    def on_resize(self) -> None:
        top = self.scroll_offset.y
        if not top <= self.cursor < top + self.size.height:
            self.see(self.cursor)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()


class Listing(RowList):
    """Rows that are given."""

    def __init__(self, name: str | None = None, rows: list[Row] | None = None) -> None:
        super().__init__(name)
        self._rows = rows or []

    def count(self) -> int:
        return len(self._rows)

    def row(self, index: int) -> Row:
        return self._rows[index]

    def fill(self, rows: list[Row], cursor: int = 0) -> None:
        """Show other rows."""
        self._rows = rows
        self.renew(cursor)


class OrderedListing(Listing):
    """The same where other keys follow: what one does here is done before the next is looked at."""

    async def _on_key(self, event: events.Key) -> None:
        await takes_now(self, event)
