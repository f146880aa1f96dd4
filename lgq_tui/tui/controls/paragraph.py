"""A text of several lines; it takes a pasted page, and can be edited in one's own editor."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.content import Content

from lgq_tui.tui.controls.line import Typed, edged
from lgq_tui.tui.page.block import Line, fitted

if TYPE_CHECKING:
    from lgq_tui.tui.widgets.editor import Editor

LEAST, MOST = 3, 9
"""Lines of a text that are seen."""

_BESIDE = 4
"""Cells that an editor of the same width leaves free: its edges, its scrollbar, its cursor."""

_DRAWN = 2000
"""Letters of a text that are drawn at most: more of them do not fit."""


class Paragraph(Typed):
    """A text of several lines."""

    live = "editor"

    def draw_control(self, width: int) -> list[Line]:
        if self.lent is not None:
            return [[] for _ in range(self._height())]
        lines = Content(self.text[:_DRAWN]).wrap(max(width - _BESIDE, 1)) if self.text else []
        lines += [Content("")] * (LEAST - len(lines))
        if len(lines) > MOST:
            lines = [*lines[: MOST - 1], lines[MOST - 1] + Content(" …")]
        return [edged(fitted(line, width - 2), "field") for line in lines]

    def typed(self) -> None:
        if self._drawn is not None and len(self._drawn) != self._height():
            self.changed()
            self.page.see(self)
        super().typed()

    def edit_whole(self) -> str:
        return self._text(self.value)

    def _height(self) -> int:
        lines = cast("Editor", self.lent).wrapped_document.height
        return max(LEAST, min(MOST, lines))
