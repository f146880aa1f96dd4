"""A list of what is to be decided, and below it two sides of the entry under the cursor."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from lgq_tui.core.definition import Item
from lgq_tui.core.wording import plain
from lgq_tui.locales.speech import say
from lgq_tui.session import retyping
from lgq_tui.tui.screens.asking import Answer, Asking, Choosing, Writing
from lgq_tui.tui.screens.window import Closing, Result
from lgq_tui.tui.widgets.bars import Key, KeyBar, TopBar
from lgq_tui.tui.widgets.rows import RowList

_NARROW = 72
"""Cells below which the two sides stand one above the other."""


class Entries(RowList):
    """What is to be decided; it tells when another entry is looked at."""

    class Moved(Message):
        """The cursor is on another entry."""

    def __init__(self) -> None:
        super().__init__("proposals")

    def move_to(self, index: int) -> None:
        super().move_to(index)
        self.post_message(self.Moved())


class Compared(Closing[Result]):
    """What the decisions are, and their keys, is in the subclasses; `title` stands on top."""

    def __init__(self, entries: Entries, title: str) -> None:
        super().__init__()
        self._entries = entries
        self._title = title

    @abstractmethod
    def keys(self) -> Sequence[Key]:
        """What the bar at the bottom offers."""

    @abstractmethod
    def show(self) -> None:
        """Show how far it has come, and the entry under the cursor (`tell`, `compare`)."""

    def compose(self) -> ComposeResult:
        yield TopBar()
        yield Static("", id="section", markup=False)
        yield self._entries
        with Horizontal(id="compared"):
            with VerticalScroll(id="proposed"):
                yield Static("", markup=False)
            with VerticalScroll(id="quoted"):
                yield Static("", markup=False)
        yield KeyBar([*self.keys()])

    def on_mount(self) -> None:
        self.query_one(TopBar).tell(self._title)
        self._entries.focus()
        self.show()

    def on_resize(self) -> None:
        self.set_class(self.size.width < _NARROW, "narrow")

    def tell(self, standing: str) -> None:
        """Say how far it has come."""
        self.query_one("#section", Static).update(Content(standing))
        self._entries.renew()

    def compare(self, left: Content, right: Content) -> None:
        """Show both sides."""
        panes = self.query("#compared Static").results(Static)
        for pane, side in zip(panes, (left, right), strict=True):
            pane.update(side)

    def on_entries_moved(self, event: Entries.Moved) -> None:
        event.stop()
        self.show()
        for pane in self.query("#compared VerticalScroll").results(VerticalScroll):
            pane.scroll_home(animate=False)

    def ask_anew(
        self, title: str, item: Item | None, text: str, take: Callable[[str | None], None]
    ) -> None:
        """Have an answer to an item typed, or chosen, in the place of another one; with no item, a
        note."""
        if item is not None and retyping.has_choices(item):
            self.app.push_screen(Choosing(title, _choices(item)), take)
        elif item is None or retyping.is_long(item):
            self.app.push_screen(Writing(title, text, _unheard), take)
        else:
            self.app.push_screen(Asking(title, text), take)


def _choices(item: Item) -> list[Answer]:
    if item.type == "yes_no":
        return [Answer("y", say("choice.yes"), "yes"), Answer("n", say("choice.no"), "no")]
    return [
        Answer(str(number) if number < 10 else "", plain(choice.label), choice.id)
        for number, choice in enumerate(item.choices, 1)
    ]


async def _unheard(text: str) -> None:
    """What is typed is taken when the window is closed, and by then only."""
