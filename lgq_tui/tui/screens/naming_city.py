"""Who a new response is about: a field for each answer that names it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.text import clean_line
from lgq_tui.core.wording import plain
from lgq_tui.locales.speech import say
from lgq_tui.tui.keys import caught_up
from lgq_tui.tui.screens.window import Window
from lgq_tui.tui.widgets.bars import Key, KeyBar
from lgq_tui.tui.widgets.field import Field
from lgq_tui.tui.widgets.rows import Listing, Row, RowList

_MOST = 5
"""Countries that are offered."""


class NamingCity(Window[tuple[str, ...] | None]):
    """Gives what was typed for each item that names who a response is about, "" for nothing.

    Below a country stand those that its letters may mean; Enter takes the marked one.
    """

    BINDINGS = [
        Binding("escape", "close", show=False),
        # Before the fields: what is typed behind it in a burst is of the next one.
        Binding("enter", "go_on", priority=True),
        Binding("tab", "step(1)", priority=True),
        Binding("shift+tab", "step(-1)", priority=True),
    ]

    def __init__(
        self, questionnaire: Questionnaire, typed: Sequence[str] = (), complaint: str = ""
    ) -> None:
        super().__init__()
        self._complaint = complaint
        self._items = [questionnaire.by_path[path] for path in questionnaire.subject]
        texts = [*typed, *("" for _ in self._items)]
        self._fields = [Field(text) for _, text in zip(self._items, texts, strict=False)]
        self._offered = Listing("countries")
        self._codes: list[str] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(say("board.start.title"), markup=False, classes="title")
            for item, field in zip(self._items, self._fields, strict=True):
                yield Static(Content(plain(item.label)))
                yield field
            yield self._offered
            yield Static(self._complaint, id="complaint", markup=False)
            yield KeyBar(
                [
                    Key("Enter", say("key.go_on"), "go_on"),
                    Key("Tab", say("key.next_field"), "step(1)"),
                    Key("Esc", say("key.cancel"), "close"),
                ]
            )

    def on_mount(self) -> None:
        self._offered.can_focus = False
        self._offered.display = False
        self._fields[0].focus()

    @property
    def _at(self) -> int:
        """The field with the keys."""
        return next((at for at, one in enumerate(self._fields) if one is self.focused), 0)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._offer()

    def _offer(self) -> None:
        """Show the countries that may be meant, where one is asked for."""
        from lgq_tui.core.answer_types.countries import find, name_of

        typed = self._fields[self._at].value
        codes = find(typed)[:_MOST] if self._items[self._at].type == "country" else []
        is_it = len(codes) == 1 and name_of(codes[0]) == typed
        codes = [] if is_it else codes
        if codes == self._codes:
            return
        self._codes = codes
        self._offered.is_led = bool(self._codes)
        self._offered.display = bool(self._codes)
        self._offered.fill([Row(Content(f" {name_of(code)}")) for code in self._codes])

    async def on_field_moved(self, event: Field.Moved) -> None:
        if self._codes:
            self._offered.move_to(self._offered.cursor + event.by)
        else:
            await self.action_step(event.by)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        self._take(event.index)

    def _take(self, index: int) -> None:
        """Have the field say the country in a row."""
        from lgq_tui.core.answer_types.countries import name_of

        self._fields[self._at].put(name_of(self._codes[index]))
        self._offer()

    async def action_step(self, by: int) -> None:
        """Go to another field; a country that was begun is the marked one."""
        at = self._at
        await caught_up(self._fields[at])
        self._offer()
        if self._codes and by > 0:
            self._take(self._offered.cursor)
        self.set_focus(self._fields[(at + by) % len(self._fields)])
        self._offer()

    async def action_go_on(self) -> None:
        """Go to the next field; from the last, give what was typed."""
        is_last = self._at + 1 == len(self._fields)
        await self.action_step(1)
        if not is_last:
            return
        typed = tuple(clean_line(field.value) for field in self._fields)
        if all(typed):
            self.dismiss(typed)
        else:
            self.query_one("#complaint", Static).update(Content(say("board.start.lacks")))
            self.set_focus(self._fields[typed.index("")])

    def action_close(self) -> None:
        self.dismiss(None)
