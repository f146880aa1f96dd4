"""A list of groups: each element a card, to be filled, moved and removed."""

from __future__ import annotations

from typing import Any

from textual.content import Content
from textual.message import Message

from lgq_tui.core.definition import Item
from lgq_tui.core.paths import Path
from lgq_tui.locales.speech import say
from lgq_tui.tui.contents import BOLD, DIM, joined
from lgq_tui.tui.page.block import Block, Line, Opener, Placed
from lgq_tui.tui.page.parts import Answering, Group, Part

BAR = "▎ "
"""What stands before the lines of an element."""


class Elements(Part):
    """A list of groups: each element is a card; the last one may still be empty."""

    class Arranged(Message):
        """A person removed or moved an element."""

        def __init__(self, path: Path, value: list[Any] | None) -> None:
            super().__init__()
            self.path = path
            self.value = value

    def build(self) -> None:
        self._asked_for = 1
        """How many elements somebody wants to see, whether there is anything in them or not."""
        self._cards: list[Card] = []
        add = say("list.add_space") if self.page.is_assisted else say("list.add")
        self._more = More(self.page, Content(f"+ {add}"), self)
        self._have_those_wanted()

    def parts(self) -> list[Part]:
        return [*self._cards]

    def inside(self, frame: str) -> Placed:
        for card in self._cards:
            yield from card.blocks(frame + BAR)
        yield frame, self._more

    def _elements(self) -> list[Any]:
        value = self.interview.value(self.path)
        return value if isinstance(value, list) else []

    def _have_those_wanted(self) -> None:
        wanted = max(len(self._elements()), self._asked_for)
        if len(self._cards) != wanted:
            self.page.draw_again()
        del self._cards[wanted:]
        for index in range(len(self._cards), wanted):
            self._cards.append(Card(self.page, self.item, (*self.path, index), self))

    def renew_inside(self, values: bool) -> None:
        self._asked_for = max(min(self._asked_for, len(self._elements()) + 1), 1)
        self._have_those_wanted()
        for card in self._cards:
            card.renew(values)

    def add(self) -> None:
        """Have an empty element behind the filled ones, with the keys in it."""
        filled = len(self._elements())
        self._asked_for = filled + 1
        self.renew_inside(values=False)
        leaf = next(self._cards[filled].leaves(), None)
        if leaf is not None:
            self.page.give_keys(leaf.control.entry)

    def arrange(self, index: int, action: str) -> None:
        """Move an element, or remove it."""
        elements = [*self._elements()]
        if action == "drop":
            if index < len(elements):
                del elements[index]
            else:
                self._asked_for = 1
        else:
            other = index + (1 if action == "sink" else -1)
            if 0 <= other < len(elements) and index < len(elements):
                elements[index], elements[other] = elements[other], elements[index]
        self.page.post_message(self.Arranged(self.path, elements or None))


class More(Opener):
    """The line that adds an element."""

    def do(self) -> None:
        if isinstance(self.part, Elements):
            self.part.add()


class Card(Group):
    """One element of a list of groups."""

    outer: Elements

    def __init__(self, page: Answering, item: Item, path: Path, outer: Elements) -> None:
        self.index = int(path[-1])
        super().__init__(page, item, path, outer)
        self.is_asked = True

    def make_head(self) -> Block:
        return CardHead(self.page, self)

    def _is_inner_group(self) -> bool:
        return False

    def renew(self, values: bool = True) -> None:
        # An element is asked as its list is.
        self.renew_inside(values)
        self.renew_foot()

    def arrange(self, action: str) -> None:
        """Move it, or remove it."""
        self.outer.arrange(self.index, action)


class CardHead(Block):
    """The number of an element, with the signs to move and remove it."""

    def draw(self, width: int) -> list[Line]:
        text = joined((self._number(), BOLD), " ↑ ↓ ✕ ", (say("list.card_keys"), DIM))
        return [[(text.truncate(width, ellipsis=True), "")]]

    def click(self, x: int, y: int) -> None:
        column = x - len(self._number())
        if isinstance(self.part, Card) and 0 <= column < 7:
            self.part.arrange("lift" if column < 2 else "sink" if column < 4 else "drop")

    def _number(self) -> str:
        return f"{self.part.index + 1}." if isinstance(self.part, Card) else ""
