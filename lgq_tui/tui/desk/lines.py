"""The lines around the rows of the desk: totals, what is looked for, heads, details."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.style import Style
from textual.widget import Widget

from lgq_tui.session.desk.board import word_of
from lgq_tui.tui.contents import BOLD, joined
from lgq_tui.tui.desk.columns import fitted, head, laid_out

_LONGEST_BAR = 24
_LINES = 3
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_WORDS, _LEAST_BAR = 11, 6


class Chart(Widget):
    """How many rows there are of each status; a click on one looks for it."""

    def __init__(self) -> None:
        super().__init__(id="totals")
        self._totals: Mapping[str, int] = {}

    def tell(self, totals: Mapping[str, int]) -> None:
        """Show other numbers."""
        if totals != self._totals:
            height = self._height(self.size.width)
            self._totals = totals
            self.refresh(layout=self._height(self.size.width) != height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return self._height(width)

    def _height(self, width: int) -> int:
        return max(-(-len(self._totals) // self._beside(width)), 1)

    def _beside(self, width: int) -> int:
        """How many stand in a line."""
        digits = len(str(max(self._totals.values(), default=0)))
        least = 1 + _WORDS + 1 + _LEAST_BAR + 1 + digits + 1
        able = max(width // least, 1)
        # No more than there have to be, so that bars are long.
        lines = min(max(-(-len(self._totals) // able), 1), _LINES)
        return max(-(-len(self._totals) // lines), 1) if able > 1 else 1

    def render(self) -> Content:
        if not self._totals:
            return Content("")
        width, beside = self.size.width, self._beside(self.size.width)
        most = max(self._totals.values())
        digits = len(str(most))
        room = min(width // beside - 1 - _WORDS - 1 - 1 - digits - 1, _LONGEST_BAR)
        pieces: list[str | tuple[str, Style]] = []
        for number, (status, count) in enumerate(self._totals.items()):
            if number and number % beside == 0:
                pieces.append("\n")
            words = word_of(status)
            bar = bar_of(count / most, max(room, 1))
            click = Style.from_meta({"@click": f"screen.look_for('{status}')"})
            text = f" {fitted(words, _WORDS)} {bar} {count:>{digits}} "
            pieces.append((fitted(text, width // beside), click))
        return joined(*pieces)


def bar_of(share: float, width: int) -> str:
    """A bar in so many cells; of what is not nothing, something is seen."""
    eighths = max(round(share * width * 8), 1 if share else 0)
    whole, rest = divmod(eighths, 8)
    return ("█" * whole + _EIGHTHS[rest] * bool(rest)).ljust(width)


class Heads(Widget):
    """What the columns are called, and by which the rows are sorted; a click sorts by one."""

    class Chosen(Message):
        """A column was clicked."""

        def __init__(self, column: str) -> None:
            super().__init__()
            self.column = column

    def __init__(self, before: int) -> None:
        super().__init__(id="heads")
        self._before = before
        self._by = ("", False)

    def tell(self, column: str, is_down: bool) -> None:
        """The rows are sorted by another column, or the other way round."""
        self._by = column, is_down
        self.refresh()

    def _heads(self) -> Sequence[tuple[str, str]]:
        columns = laid_out(max(self.size.width - self._before - 1, 1))
        return [(column.name, text) for column, text in head(columns, *self._by)]

    def render(self) -> Content:
        texts = " ".join(text for _, text in self._heads())
        return joined((" " * self._before + texts, BOLD))

    def on_click(self, event: events.Click) -> None:
        from rich.cells import cell_len

        end = self._before
        for name, text in self._heads():
            end += cell_len(text) + 1
            if event.x < end:
                self.post_message(self.Chosen(name))
                return


class Told(Widget):
    """Lines of text, whose height does not hang on them."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._text = Content("")

    def tell(self, text: Content) -> None:
        """Show another text."""
        if text != self._text:
            self._text = text
            self.refresh()

    def render(self) -> Content:
        lines = self._text.split("\n")
        return Content("\n").join(line.truncate(self.size.width, ellipsis=True) for line in lines)
