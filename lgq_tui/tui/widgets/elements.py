"""A list of groups: each element a card, to be filled, moved and removed."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from lgq_tui.core.definition import Item
from lgq_tui.core.paths import Path
from lgq_tui.locales.speech import say
from lgq_tui.tui.contents import BOLD, DIM, joined
from lgq_tui.tui.widgets.parts import Group, Part, Surroundings


class Elements(Part):
    """A list of groups: each element is a card; the last one may still be empty."""

    class Arranged(Message):
        """A person removed or moved an element."""

        def __init__(self, path: Path, value: list[Any] | None) -> None:
            super().__init__()
            self.path = path
            self.value = value

    def __init__(self, around: Surroundings, item: Item, path: Path, headed: bool = True) -> None:
        super().__init__(around, item, path, headed)
        self._extra = 0

    def compose(self) -> ComposeResult:
        yield from self.head()
        with Vertical(classes="cards"):
            for index in range(self._wanted()):
                yield Card(self.around, self.item, (*self.path, index))
        yield More()
        yield self.foot

    def cards(self) -> list[Card]:
        """The elements as they are shown, without those of lists inside them."""
        body = self.query_one(".cards")
        return [card for card in body.children if isinstance(card, Card)]

    def _elements(self) -> list[Any]:
        value = self.interview.value(self.path)
        return value if isinstance(value, list) else []

    def _wanted(self) -> int:
        return max(len(self._elements()) + self._extra, 1)

    async def renew_inside(self, values: bool) -> None:
        body = self.query_one(".cards")
        cards = self.cards()
        self._extra = min(self._extra, 1)
        for card in cards[self._wanted() :]:
            await card.remove()
        for card in cards[: self._wanted()]:
            await card.renew(values)
        for index in range(len(cards), self._wanted()):
            await body.mount(Card(self.around, self.item, (*self.path, index)))

    async def on_more_asked(self, event: More.Asked) -> None:
        event.stop()
        filled = len(self._elements())
        self._extra = 1
        await self.renew_inside(values=False)
        card = self.cards()[filled]
        leaf = next(card.leaves(), None)
        if leaf is not None:
            leaf.control.focus()

    def on_card_asked(self, event: Card.Asked) -> None:
        event.stop()
        elements = [*self._elements()]
        index = event.index
        if event.action == "drop":
            if index < len(elements):
                del elements[index]
            else:
                self._extra = 0
        else:
            other = index + (1 if event.action == "sink" else -1)
            if 0 <= other < len(elements) and index < len(elements):
                elements[index], elements[other] = elements[other], elements[index]
        self.post_message(self.Arranged(self.path, elements or None))


class More(Static, can_focus=True):
    """The line that adds an element."""

    class Asked(Message):
        """A person wants another element."""

    def __init__(self) -> None:
        super().__init__(Content(f"+ {say('list.add')}"), markup=False, classes="more")

    def on_click(self) -> None:
        self.post_message(self.Asked())

    def on_key(self, event: events.Key) -> None:
        if event.key in ("enter", "space"):
            event.stop()
            self.post_message(self.Asked())


class Card(Group):
    """One element of a list of groups; keys that move and remove it work in all of it."""

    BINDINGS = [
        Binding("alt+up,ctrl+up", "arrange('lift')", show=False),
        Binding("alt+down,ctrl+down", "arrange('sink')", show=False),
        Binding("alt+delete,ctrl+delete", "arrange('drop')", show=False),
    ]

    class Asked(Message):
        """A person wants an element moved or removed."""

        def __init__(self, index: int, action: str) -> None:
            super().__init__()
            self.index = index
            self.action = action

    def __init__(self, around: Surroundings, item: Item, path: Path) -> None:
        super().__init__(around, item, path)
        self.index = int(path[-1])

    def head(self) -> ComposeResult:
        yield CardHead(self.index)

    async def renew(self, values: bool = True) -> None:
        # An element is asked as its list is.
        await self.renew_inside(values)
        self.renew_foot()

    def action_arrange(self, action: str) -> None:
        self.post_message(self.Asked(self.index, action))


class CardHead(Static):
    """The number of an element, with the signs to move and remove it."""

    def __init__(self, index: int) -> None:
        super().__init__("", markup=False, classes="cardhead")
        self._index = index
        self._number = f"{index + 1}."

    def render(self) -> Content:
        return joined((self._number, BOLD), " ↑ ↓ ✕ ", (say("list.card_keys"), DIM))

    def on_click(self, event: events.Click) -> None:
        event.stop()
        column = event.x - len(self._number)
        if 0 <= column < 7:
            action = "lift" if column < 2 else "sink" if column < 4 else "drop"
            self.post_message(Card.Asked(self._index, action))
