"""A country, found by typing a few letters of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from lgq_tui.core.definition import Item
from lgq_tui.tui.controls.line import Line
from lgq_tui.tui.signs import HERE
from lgq_tui.tui.widgets.rows import Listing, Row, RowList

_MOST = 5


class Country(Line):
    """A field with the countries under it that the letters may mean; Enter takes the marked one."""

    def __init__(self, item: Item, value: Any = None, footnotes: Sequence[str] = ()) -> None:
        super().__init__(item, value, footnotes)
        self._codes: list[str] = []
        self._matches = Listing()
        self._matches.can_focus = False
        self._matches.display = False

    def compose(self) -> ComposeResult:
        yield from super().compose()
        yield self._matches

    def show(self, value: Any) -> None:
        super().show(value)
        self._offer([])

    def on_input_changed(self, event: Input.Changed) -> None:
        from lgq_tui.core.answer_types.countries import find, name_of

        if self.field.has_focus:
            codes = find(self.field.value)[:_MOST]
            exact = len(codes) == 1 and name_of(codes[0]) == self.field.value
            self._offer([] if exact else codes)

    async def go_on(self, field: Widget, by: int, enter: bool) -> bool:
        if not self._codes:
            return False
        if enter:
            self._take(self._matches.cursor)
        else:
            self._matches.cursor = (self._matches.cursor + by) % len(self._codes)
            self._draw()
        return True

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self._take(event.index)

    def _take(self, index: int) -> None:
        self.show(self._codes[index])
        self.post_message(self.Changed(self))
        self.post_message(self.Left(self))
        self.focus()

    def _offer(self, codes: list[str]) -> None:
        self._codes = codes
        self._matches.cursor = 0
        if self._matches.display is not bool(codes):
            self._matches.display = bool(codes)
        self._draw()

    def _draw(self) -> None:
        from lgq_tui.core.answer_types.countries import name_of

        marked = self._matches.cursor
        rows = [
            Row(Content(f"{HERE if index == marked else ' '} {name_of(code)}"))
            for index, code in enumerate(self._codes)
        ]
        if rows:
            self._matches.fill(rows, marked)
            self._matches.styles.height = len(rows)
