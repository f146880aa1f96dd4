"""The cells of a screen as a terminal shows them: each sign with its colour and the one behind it."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from rich.color import Color
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.strip import Strip

from lgq_tui.tui.painting import _signs

UNKNOWN = "#000000", "#ffffff"
"""What stands for the colours of a terminal where none are set."""

DIM = 0.5
"""How much is left of a colour that a terminal is to dim; Textual does so itself, before."""


class Cell(NamedTuple):
    """One cell; of a sign of two cells, the second one is empty."""

    sign: str
    front: str
    behind: str
    attributes: str
    """b(old), i(talic), u(nderlined), r(eversed, which the colours are already)."""

    @property
    def is_seen(self) -> bool:
        """Whether there is anything to see but the colour behind it."""
        return bool(self.sign.strip()) or "u" in self.attributes


def cells(app: App[Any]) -> list[list[Cell]]:
    """The lines of the screen that stands on top, with what is seen of those below."""
    compositor, below = app.screen._compositor, app._background_screens
    update = cast(LayoutUpdate, compositor.render_update(full=True, screen_stack=below))
    return [
        [cell for text, style, _ in Strip.join(strips) for cell in of(text, style or Style())]
        for strips in update.strips
    ]


def text_of(rows: list[list[Cell]], fill: str = "") -> str:
    """The signs alone; `fill` stands for the second cell of wide ones."""
    return "\n".join("".join(cell.sign or fill for cell in row) for row in rows)


def of(text: str, style: Style) -> list[Cell]:
    """The cells of a text in a style."""
    front, behind = _code(style.color, UNKNOWN[1]), _code(style.bgcolor, UNKNOWN[0])
    if style.dim:
        front = mixed(front, behind, DIM)
    if style.reverse:
        front, behind = behind, front
    marks = {"b": style.bold, "i": style.italic, "u": style.underline, "r": style.reverse}
    attributes = "".join(letter for letter, is_set in marks.items() if is_set)
    return [Cell(sign, front, behind, attributes) for sign in _signs(text)]


def _code(color: Color | None, otherwise: str) -> str:
    return color.get_truecolor().hex if color and not color.is_default else otherwise


def mixed(front: str, behind: str, share: float) -> str:
    """A colour of which only a share is seen before another one."""
    pairs = zip(parts(front), parts(behind), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def parts(code: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour, from 0 to 255."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)
