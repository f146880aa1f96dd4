"""What a page draws: lines of blocks, each only when it is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from lgq_tui.tui.looks import dressed
from lgq_tui.tui.page.block import Block

Row = tuple[str, Block, int]
"""A line of the sheet: what stands before it, the block that it belongs to, which of its lines."""


class Sheet(ScrollView, can_focus=True):
    """Shows rows; what they mean, and what keys and clicks do, is for the page to say."""

    FOCUS_ON_CLICK = False

    class Scrolled(Message):
        """Its lines are elsewhere on the screen now."""

    class Clicked(Message):
        """A person clicked on a row."""

        def __init__(self, row: Row, x: int) -> None:
            super().__init__()
            self.row = row
            self.x = x

    def __init__(self, lay_out: Callable[[], None]) -> None:
        super().__init__()
        self._lay_out = lay_out
        """Shows the rows for its size."""
        self._laid_for = Size()
        self._rows: Sequence[Row] = ()

    @property
    def room(self) -> int:
        """How wide its lines may be."""
        return self.scrollable_content_region.width

    def show(self, rows: Sequence[Row]) -> None:
        """Draw other rows."""
        self._rows = rows
        if self.virtual_size.height != len(rows):
            self.virtual_size = Size(1, len(rows))
            # Textual's own would find out after this layout, and lay out once more.
            self.show_vertical_scrollbar = len(rows) > self.size.height
        self.refresh()

    def row_at(self, y: int) -> Row | None:
        """The row in a line of the screen, counted from its own top."""
        index = y + self.scroll_offset.y
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def see(self, first: int, count: int) -> None:
        """Scroll so that some rows are seen, the first of them above all."""
        count = min(count, max(self.size.height, 1))
        region = Region(0, first, 1, count)
        self.scroll_to_region(region, animate=False, force=True, x_axis=False)

    def render_lines(self, crop: Region) -> list[Strip]:
        if self._laid_for != self.size:
            # Textual tells of a size only after it has drawn with it: the first screen would be
            # an empty one.
            self._laid_for = self.size
            self._lay_out()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        plain = self.visual_style
        row = self.row_at(y)
        segments: list[Segment] = []
        if row is not None:
            frame, block, number = row
            if frame:
                segments += Content(frame).render_segments(dressed(self, "frame"))
            # The time for a picture may come before that for the layout of what has changed: a
            # block may have fewer lines by now.
            for text, look in next(iter(block.lines(block.width)[number:]), ()):
                segments += text.render_segments(dressed(self, look) if look else plain)
        return Strip(segments).adjust_cell_length(self.size.width, plain.rich_style)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

    def on_mount(self) -> None:
        self.show_horizontal_scrollbar = False

    def on_click(self, event: events.Click) -> None:
        row = self.row_at(event.y)
        if row is not None and "@click" not in event.style.meta:
            self.post_message(self.Clicked(row, event.x))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        # A click is for the page; the keys stay where they are until it has said where to.
        event.stop()
