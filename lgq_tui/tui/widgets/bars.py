"""The line on top, which says what is filled and how far, and the line of keys at the bottom."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content, Span
from textual.geometry import Size
from textual.style import Style
from textual.widget import Widget

from lgq_tui.tui.contents import BOLD, joined

_NARROW = 72
"""Cells of a line below which keys stand closer to each other."""

_ORIGIN = "source"
"""The action of a screen by which where answers come from is changed."""


class TopBar(Widget):
    """What is filled on the left, how far and whether it is saved on the right."""

    def __init__(self) -> None:
        super().__init__(id="top")
        self._left = self._middle = self._right = self._click = ""

    def tell(
        self,
        left: str | None = None,
        middle: str | None = None,
        right: str | None = None,
        click: str = "",
    ) -> None:
        """Show other texts; what is not given stays. A click on `right` is an action of the
        screen's."""
        texts = (
            self._left if left is None else left,
            self._middle if middle is None else middle,
            self._right if right is None else right,
            self._click if right is None else click,
        )
        if texts != (self._left, self._middle, self._right, self._click):
            self._left, self._middle, self._right, self._click = texts
            self.refresh()

    def render(self) -> Content:
        width = self.size.width
        between = "   " if self._middle and self._right else ""
        right = joined(self._middle, between, self._clickable()).truncate(width)
        space = max(width - right.cell_length - 4, 0)
        left = joined((self._left, BOLD)).truncate(space, ellipsis=True, pad=True)
        return joined(" ", left, "  ", right, " ")

    def _clickable(self) -> str | tuple[str, Style]:
        if not self._click:
            return self._right
        return self._right, Style.from_meta({"@click": f"screen.{self._click}"})


class SectionBar(Widget):
    """The title of a section on the left, how far it has come on the right; between them, where
    answers come from, which a click changes."""

    def __init__(self) -> None:
        super().__init__()
        self._texts = ("", "", "")

    def tell(self, title: str, progress: str, origin: str = "") -> None:
        """Show other texts."""
        if self._texts != (title, progress, origin):
            self._texts = (title, progress, origin)
            self.refresh()

    def render(self) -> Content:
        title, progress, origin = self._texts
        space = max(self.size.width - len(progress) - 3, 1)
        right: str | Content = ""
        if origin:
            click = Style.from_meta({"@click": f"screen.{_ORIGIN}"})
            most = max(space - Content(title).cell_length, space // 2) - 3
            text = joined((origin, click)).truncate(max(most, 1), ellipsis=True)
            space -= text.cell_length + 2
            right = joined(" ", text, " ")
        left = joined((title, BOLD)).truncate(max(space, 1), ellipsis=True, pad=True)
        return joined(" ", left, right, " ", progress, " ")


class Key(NamedTuple):
    """A key, what it does, and the action behind it: the screen's, or with `app.` the app's."""

    key: str
    does: str
    action: str


class KeyBar(Widget):
    """Keys that can be clicked too; where its height is `auto`, as many lines as they need.

    Else what does not fit in the line is left out from the end. The most needed stand first. The
    last two are always shown: the way to all others, and out.
    """

    def __init__(self, keys: list[Key], name: str = "keys") -> None:
        super().__init__(id=name)
        self._keys = keys

    def tell(self, keys: list[Key]) -> None:
        """Show other keys."""
        self._keys = keys
        self.refresh(layout=self.styles.is_auto_height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        if self.styles.is_auto_height:
            return Content("\n").join(self._lines(self.size.width))
        pieces = [self._piece(key, self.size.width < _NARROW) for key in self._keys]
        others, last = pieces[:-2], pieces[-2:]
        space = self.size.width - sum(piece.cell_length for piece in last)
        shown = []
        for piece in others:
            if piece.cell_length > space:
                break
            space -= piece.cell_length
            shown.append(piece)
        return joined(*shown, *last)

    def _lines(self, width: int) -> list[Content]:
        """All keys, in lines of a width."""
        lines = [Content("")]
        for piece in map(self._piece, self._keys):
            if lines[-1] and lines[-1].cell_length + piece.cell_length > width:
                lines.append(Content(""))
            lines[-1] = joined(lines[-1], piece)
        return lines

    def _piece(self, key: Key, tight: bool = False) -> Content:
        text = f" {key.key} {key.does}{'' if tight else ' '}"
        action = key.action if key.action.startswith("app.") else f"screen.{key.action}"
        click = Style.from_meta({"@click": action})
        spans = [Span(0, len(text), click), Span(0, len(key.key) + 2, BOLD)]
        return Content(text, spans)
