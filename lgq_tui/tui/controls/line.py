"""A line of text: what is typed is read when the field is left."""

from __future__ import annotations

from typing import Any, Protocol

from textual.content import Content

from lgq_tui.locales.speech import say
from lgq_tui.tui.controls.control import Control
from lgq_tui.tui.page.block import Line as Drawn
from lgq_tui.tui.page.block import fitted
from lgq_tui.tui.signs import EDGES


class Typing(Protocol):
    """The field or the editor that a page lends to the control with the keys."""

    @property
    def typed(self) -> str:
        """The text in it."""

    def put(self, text: str) -> None:
        """Take another text without telling anybody."""


class Typed(Control):
    """A control that is typed in. Its text is drawn, until the page lends it something to type in:
    fields take long to make and to lay out, and only one of them can have the keys."""

    lent: Typing | None = None

    def start(self, value: Any) -> None:
        self._read = (self._text(value), value)
        """A text, and the value that it stands for."""
        self._standing = self._read[0]

    @property
    def text(self) -> str:
        """The text as it stands there now."""
        return self._standing if self.lent is None else self.lent.typed

    @property
    def value(self) -> Any:
        text, value = self._read
        if self.text != text:
            value = self.answer_type.parse(self.text, self.item)
            self._read = (self.text, value)
        return value

    def show(self, value: Any) -> None:
        text = self._text(value)
        self._read = (text, value)
        if self.text != text:
            if self.lent is not None:
                self.lent.put(text)
            self._standing = text
            self.changed()

    def lend(self, lent: Typing) -> None:
        """Take the keys in a field or an editor."""
        lent.put(self._standing)
        self.lent = lent
        self.forget()

    def end(self) -> None:
        if self.lent is not None:
            self._standing, self.lent = self.lent.typed, None
        # What was typed loosely stands there in its proper form once it is left.
        self.show(self.value)
        super().end()

    def typed(self) -> None:
        """Something was typed."""
        self.tell(typing=True)

    def pasted(self, lines: list[str]) -> None:
        """Several lines were pasted at once: a list takes each of them."""
        if self.listed is not None:
            self.listed.take(self, lines)

    def _text(self, value: Any) -> str:
        return "" if value is None else self.answer_type.format(value, self.item)


def edged(text: Content, look: str) -> list[tuple[Content, str]]:
    """A line of what can be typed in, between its edges: without colours it is nothing else."""
    left, right = EDGES
    return [(Content(left), "edge"), (text, look), (Content(right), "edge")]


class Line(Typed):
    """Text, links, addresses, dates, numbers."""

    live = "field"
    unit = ""
    example = ""
    widest: int | None = None

    def field_width(self) -> int:
        """How wide the field is."""
        space = self.room - (len(self.unit) + 1 if self.unit else 0)
        return max(min(space, self.widest or space), 3)

    @property
    def shown_example(self) -> str:
        """The example, in words that nobody takes for an answer."""
        return say("field.example", example=self.example) if self.example else ""

    def draw_control(self, width: int) -> list[Drawn]:
        wide = self.field_width()
        look = "field" if self.text else "example"
        pieces = edged(fitted(self.text or self.shown_example, wide - 2), look)
        if self.unit:
            pieces.append((Content(f" {self.unit}"), ""))
        return [pieces]


class Percentage(Line):
    """A number with its sign behind the field."""

    unit = "%"
    widest = 16


class Date(Line):
    """A date, shown as ISO 8601 once it is left."""

    example = "2023-05-18"
    widest = 18


class Phone(Line):
    """A telephone number."""

    example = "+60 3-2617 9310"


class Email(Line):
    """An e-mail address."""

    example = "name@place.org"


class Url(Line):
    """A link."""

    example = "https://"
