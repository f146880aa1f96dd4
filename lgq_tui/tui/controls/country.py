"""A country, found by typing a few letters of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input

from lgq_tui.core.definition import Item
from lgq_tui.tui.controls.line import Field, Line
from lgq_tui.tui.widgets.rows import Listing, Row, RowList

_MOST = 5


class Country(Line):
    """A field with the countries under it that the letters may mean; Enter takes the marked one."""

    BINDINGS = [
        Binding("up", "mark(-1)", show=False, priority=True),
        Binding("down", "mark(1)", show=False, priority=True),
        Binding("enter", "take", show=False, priority=True),
    ]

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
            codes = find(event.value)[:_MOST]
            exact = len(codes) == 1 and name_of(codes[0]).casefold() == event.value.casefold()
            self._offer([] if exact else codes)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # Without an offer the keys mean what they mean in any field.
        return bool(self._codes) if action in ("mark", "take") else True

    def action_mark(self, by: int) -> None:
        self._matches.cursor = (self._matches.cursor + by) % len(self._codes)
        self._matches.refresh()
        self._draw()

    def action_take(self) -> None:
        self._take(self._matches.cursor)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self._take(event.index)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        # The field would lose the focus, and with it the list that is about to be clicked.
        if event.widget is self._matches:
            event.prevent_default()

    def on_descendant_blur(self) -> None:
        self._offer([])

    def _take(self, index: int) -> None:
        code = self._codes[index]
        self.show(code)
        self.post_message(self.Changed(self, code))
        self.post_message(self.Left(self))
        self.field.focus()

    def _offer(self, codes: list[str]) -> None:
        self._codes = codes
        self._matches.cursor = 0
        self._matches.display = bool(codes)
        self._draw()

    def _draw(self) -> None:
        from lgq_tui.core.answer_types.countries import name_of

        marked = self._matches.cursor
        rows = [
            Row(Content(f"{'▸' if index == marked else ' '} {name_of(code)}"))
            for index, code in enumerate(self._codes)
        ]
        if rows:
            self._matches.fill(rows, marked)
            self._matches.styles.height = len(rows)


__all__ = ["Country", "Field"]
