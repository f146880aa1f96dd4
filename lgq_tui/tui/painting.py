"""Sending the terminal only what differs from what it shows, and drawing only what is asked for.

Textual draws every widget again that shares a frame with one that changed, and sends all of each
region that it drew. People work over slow lines: a page turned is mostly the same blanks.

This hangs on names that are private to Textual (checked with 8.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby, islice

from rich.cells import cell_len
from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from lgq_tui.core.text import inert

_SAME = 8
"""Cells that are the same and yet sent, where leaving them out would cost more than sending them:
a jump of the cursor, and the style once more."""

_FRONT = frozenset(map(str, (*range(30, 40), *range(90, 98))))
_BEHIND = frozenset(map(str, (*range(40, 50), *range(100, 108))))
"""Codes that set the colour of signs, and the one behind them."""


class SparingCompositor(Compositor):
    """Draws the widgets of which something is seen in the region to be drawn; Textual's, all."""

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterator[tuple[Region, Region, list[Strip]]]:
        covered: dict[int, int] = {}
        """The columns of each line that are drawn already, a bit for each: the first are on top."""
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            drawn = seen if crop is None else seen.intersection(crop)
            columns = ((1 << drawn.width) - 1) << drawn.x
            lines = range(drawn.y, drawn.bottom)
            if drawn and any(columns & ~covered.get(y, 0) for y in lines):
                inside = seen.translate(-region.offset)
                yield region, clip, widget.render_lines(inside)
                covered.update((y, covered.get(y, 0) | columns) for y in lines)


class Line:
    """The cells of one line: what stands in each, and the codes that colour it.

    A sign of two cells stands in the first of them; the second one is empty.
    """

    __slots__ = ("cells", "codes", "wide")

    def __init__(self) -> None:
        self.cells: list[str] = []
        self.codes: list[str] = []
        self.wide = False

    def put(self, x: int, segments: Iterable[Segment], console: Console) -> None:
        """Write over what stands from a column on."""
        cells, codes = self.cells, self.codes
        if x > len(cells):
            codes += [""] * (x - len(cells))
            cells += [" "] * (x - len(cells))
        for text, style, control in segments:
            if control or not text:
                continue
            signs = _signs(text)
            code = _code(style, console) if style is not None else ""
            self.wide = self.wide or len(signs) != len(text) or "" in signs
            end = x + len(signs)
            self._break(x)
            self._break(end)
            cells[x:end] = signs
            codes[x:end] = [code] * len(signs)
            x = end

    def _break(self, x: int) -> None:
        """Blanks for a sign that lies across a column, since a part of it is written over."""
        if not x < len(self.cells) or self.cells[x]:
            return
        start = next(column for column in range(x, -1, -1) if self.cells[column])
        end = next((column for column in range(x, len(self.cells)) if self.cells[column]), None)
        for column in range(start, len(self.cells) if end is None else end):
            self.cells[column] = " "

    def differing(self, other: Line) -> Iterator[tuple[int, int]]:
        """Where it differs from another one: columns from and to, in order."""
        if self.cells == other.cells and self.codes == other.codes:
            return
        if self.wide or other.wide or len(self.cells) != len(other.cells):
            # Terminals do not agree on how wide some signs are: such a line is sent whole.
            yield 0, len(self.cells)
            return
        start = end = -1
        rows = zip(self.cells, other.cells, self.codes, other.codes, strict=True)
        for column, (cell, was, code, was_code) in enumerate(rows):
            if cell != was or code != was_code:
                if start < 0:
                    start = column
                elif column - end > _SAME:
                    yield start, end
                    start = column
                end = column + 1
        yield start, end

    def drawn(self, start: int, end: int, pen: str) -> tuple[str, str]:
        """What to send for some of its columns, and the codes that hold after it.

        `pen` are those that hold before.
        """
        pieces = []
        for code, column in groupby(range(start, end), self.codes.__getitem__):
            if code != pen:
                pieces.append(_switch(pen, code))
                pen = code
            pieces += [self.cells[x] for x in column]
        return "".join(pieces), pen


class Picture:
    """What the terminal shows, as far as is known."""

    def __init__(self) -> None:
        self._lines: dict[int, Line] = {}

    def forget(self) -> None:
        """Something else may have written on the terminal: the next time all is sent."""
        self._lines = {}

    @property
    def text(self) -> str:
        """What it shows, line by line."""
        return "\n".join("".join(self._lines[y].cells) for y in sorted(self._lines))

    def sent(
        self,
        drawn: Mapping[int, Iterable[tuple[int, Strip]]],
        console: Console,
        is_whole: bool = True,
    ) -> str:
        """What to send so that the terminal shows strips, each given with its column.

        `is_whole` says whether they are whole lines.
        """
        sent, pen = [], ""
        for y, strips in drawn.items():
            was = self._lines.get(y)
            if was is None and not is_whole:
                # What stands beside it is not known: nothing can be said of the line.
                for x, strip in strips:
                    piece = Line()
                    piece.put(0, strip, console)
                    cells, pen = piece.drawn(0, len(piece.cells), pen)
                    sent += [str(Control.move_to(x, y)), cells]
                continue
            line = Line()
            if was is not None:
                line.cells, line.codes = [*was.cells], [*was.codes]
                line.wide = "" in was.cells
            for x, strip in strips:
                line.put(x, strip, console)
            self._lines[y] = line
            for start, end in [(0, len(line.cells))] if was is None else line.differing(was):
                cells, pen = line.drawn(start, end, pen)
                sent += [str(Control.move_to(start, y)), cells]
        return "".join([*sent, "\x1b[0m"] if pen else sent)


class Difference(CompositorUpdate):
    """An update of Textual's as what differs from a picture, which shows it from then on."""

    def __init__(
        self, update: LayoutUpdate | ChopsUpdate, picture: Picture, console: Console
    ) -> None:
        if isinstance(update, LayoutUpdate):
            self._sent = picture.sent(_of_layout(update), console)
        else:
            self._sent = picture.sent(_of_chops(update), console, is_whole=False)

    @property
    def is_nothing(self) -> bool:
        """Whether the picture showed all of it already."""
        return not self._sent

    def render_segments(self, console: Console) -> str:
        return self._sent


def _of_layout(update: LayoutUpdate) -> dict[int, list[tuple[int, Strip]]]:
    return {
        y: [(update.region.x, Strip.join(strips))]
        for y, strips in enumerate(update.strips, update.region.y)
    }


def _of_chops(update: ChopsUpdate) -> dict[int, list[tuple[int, Strip]]]:
    drawn: dict[int, list[tuple[int, Strip]]] = {}
    for y, start, end in update.spans:
        chops = update.chops[y].items()
        drawn.setdefault(y, []).extend(
            (x, strip)
            for until, (x, strip) in zip(update.chop_ends[y], chops, strict=False)
            if strip is not None and x <= end and until > start
        )
    return drawn


def _code(style: object, console: Console) -> str:
    return Strip.render_ansi(style, console._color_system)


@lru_cache(maxsize=1024)
def _switch(pen: str, code: str) -> str:
    """What turns the codes of a pen into others: only the colour that differs, if nothing else."""
    if not code:
        return "\x1b[0m"
    was, now = _parts(pen), _parts(code)
    if was[0] != now[0]:
        return f"\x1b[0;{code}m"
    return f"\x1b[{';'.join(new for new, old in zip(now[1:], was[1:], strict=True) if new != old)}m"


def _parts(code: str) -> tuple[tuple[str, ...], str, str]:
    """The attributes in the codes of a style, its colour, and the colour behind it."""
    attributes, front, behind = [], "39", "49"
    numbers = iter(code.split(";"))
    for number in filter(None, numbers):
        whole = number
        if number in ("38", "48"):
            mode = next(numbers)
            whole = ";".join((number, mode, *islice(numbers, 3 if mode == "2" else 1)))
        if number in _FRONT:
            front = whole
        elif number in _BEHIND:
            behind = whole
        else:
            attributes.append(whole)
    return tuple(attributes), front, behind


@lru_cache(maxsize=1024)
def _signs(text: str) -> tuple[str, ...]:
    """A text as cells; where a sign is not one cell wide, all of it stands in the first.

    Everything that is shown comes by here, whatever widget drew it; so nothing in a text acts on
    the terminal. Most of it was made visible before, where it is known what it is.
    """
    text = inert(text.replace("\n", ""), lambda sign: " " * cell_len(sign))
    if text.isascii():
        return tuple(text)
    signs: list[str] = []
    for sign in text:
        width = cell_len(sign)
        if width:
            signs += [sign, *[""] * (width - 1)]
        elif signs:
            head = next(place for place in range(len(signs) - 1, -1, -1) if signs[place])
            signs[head] += sign
    if len(signs) == cell_len(text):
        return tuple(signs)
    # Signs that are joined into one: what each of them takes says nothing.
    return (text, *[""] * (cell_len(text) - 1))
