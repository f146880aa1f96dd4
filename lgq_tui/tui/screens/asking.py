"""Small questions of the program itself: one of a few answers, a line, a longer text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from lgq_tui.core.text import clean, clean_line
from lgq_tui.locales.speech import say
from lgq_tui.tui.keys import caught_up, takes_now
from lgq_tui.tui.pause import Pause
from lgq_tui.tui.screens.window import Result, Window
from lgq_tui.tui.widgets.bars import Key, KeyBar
from lgq_tui.tui.widgets.field import Field
from lgq_tui.tui.widgets.rows import Listing, Row, RowList


class Ordered(Window[Result]):
    """A window that one key ends: what is typed behind that key goes to the screen below."""

    async def lead(self, event: events.Key | events.Paste) -> None:
        """Before a key is looked at: the one before has done all that it does."""
        if self.focused is None:
            await caught_up(self)  # which opens now
        focused = self.focused
        if focused is not None:
            around = [one for one in focused.ancestors if isinstance(one, Widget)]
            await caught_up(focused, focused, *around)

    async def _on_key(self, event: events.Key) -> None:
        await takes_now(self, event)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that can be given, and the key that gives it."""

    key: str
    label: str
    value: str


class Choosing(Ordered[str | None]):
    """One of a few answers, by its key, with the cursor or with the mouse; Escape gives none."""

    BINDINGS = [Binding("escape", "close", show=False)]

    def __init__(self, title: str, answers: Sequence[Answer], current: str | None = None) -> None:
        super().__init__()
        self._title = title
        self._answers = answers
        self._current = current

    def compose(self) -> ComposeResult:
        rows = [
            Row(
                Content(
                    f"{answer.key}  {'•' if answer.value == self._current else ' '} {answer.label}"
                )
            )
            for answer in self._answers
        ]
        with Vertical(classes="window"):
            yield Static(self._title, markup=False, classes="title")
            listing = Listing("answers", rows)
            listing.styles.height = len(rows)
            yield listing
            yield KeyBar([Key("Esc", say("key.cancel"), "close")])

    def on_mount(self) -> None:
        self.set_focus(self.query_one(Listing))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        self.dismiss(self._answers[event.index].value)

    def on_key(self, event: events.Key) -> None:
        for answer in self._answers:
            if event.character == answer.key:
                event.stop()
                self.dismiss(answer.value)

    def action_close(self) -> None:
        self.dismiss(None)


class Asking(Ordered[str | None]):
    """A line of text; Enter gives it, Escape gives None."""

    BINDINGS = [Binding("escape", "close", show=False)]

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        self._title = title
        self._field = Field(text)

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(self._title, markup=False, classes="title")
            yield self._field
            yield from self.below()
            yield KeyBar(self.keys())

    def keys(self) -> list[Key]:
        """The keys that are shown."""
        return [Key("Enter", say("key.take"), "take"), Key("Esc", say("key.cancel"), "close")]

    def below(self) -> ComposeResult:
        """What stands below the field."""
        yield from ()

    def on_mount(self) -> None:
        self.set_focus(self._field)

    def on_field_moved(self, event: Field.Moved) -> None:
        if event.enter:
            self.action_take()

    def action_take(self) -> None:
        self.dismiss(clean_line(self._field.value))

    def action_close(self) -> None:
        self.dismiss(None)


class Reason(Asking):
    """Why a warning may stand: none is no answer, but takes back one that was given.

    With `asks_instead`, it was closed since the respondent is to be asked.
    """

    BINDINGS = [Binding("f5", "ask", show=False)]

    def __init__(self, title: str, given: str) -> None:
        super().__init__(title, given)
        self._given = given
        self.asks_instead = False

    def keys(self) -> list[Key]:
        first, *others = super().keys()
        return [first, Key("F5", say("key.ask"), "ask"), *others]

    def action_ask(self) -> None:
        self.asks_instead = True
        self.dismiss(None)

    def below(self) -> ComposeResult:
        hint = say("accept.take_back") if self._given else ""
        yield Static(hint, id="complaint", markup=False)

    def action_take(self) -> None:
        if self._given or clean_line(self._field.value).strip():
            super().action_take()
        else:
            self.query_one("#complaint", Static).update(Content(say("accept.needs_reason")))


class Writing(Window[str]):
    """A longer text. Every way out keeps what was written; `heard` is told of it in each pause."""

    BINDINGS = [Binding("escape,f4,ctrl+s", "close", priority=True)]

    def __init__(self, title: str, text: str, heard: Callable[[str], Awaitable[None]]) -> None:
        super().__init__()
        from lgq_tui.tui.widgets.editor import Editor

        self._title = title
        self._heard = heard
        self._editor = Editor(text)
        self._pause = Pause(self, self.commit)

    def compose(self) -> ComposeResult:
        with Vertical(classes="window wide"):
            yield Static(self._title, markup=False, classes="title")
            yield self._editor
            yield KeyBar([Key("Esc", say("key.keep"), "close")])

    def on_mount(self) -> None:
        self.set_focus(self._editor)
        self._editor.move_cursor(self._editor.document.end)

    @property
    def _text(self) -> str:
        return clean(self._editor.text).strip()

    def on_text_area_changed(self, event: Message) -> None:
        event.stop()
        self._pause.typed()

    async def commit(self) -> None:
        self._pause.stop()
        await self._heard(self._text)

    async def action_close(self) -> None:
        await caught_up(self._editor)
        self._pause.stop()
        self.dismiss(self._text)
