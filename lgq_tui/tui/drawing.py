"""An application of which the terminal is sent what differs from what it shows (`painting.py`)."""

from __future__ import annotations

from typing import Any

from rich.console import RenderableType
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

from lgq_tui.tui.painting import Difference, Picture


class DrawingApp(App[None]):
    """Ctrl+L draws all of it anew."""

    BINDINGS = [Binding("ctrl+l", "draw_anew", priority=True, show=False)]

    def __init__(self) -> None:
        super().__init__()
        self.picture = Picture()
        """What the terminal shows."""

    def on_mount(self) -> None:
        self.app_resume_signal.subscribe(self, self._draw_anew)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        sent: Any = renderable
        if isinstance(renderable, (LayoutUpdate, ChopsUpdate)):
            if self._batch_count:
                return
            sent = Difference(renderable, self.picture, self.console)
            if sent.is_nothing:
                return
        super()._display(screen, sent)

    def on_resize(self) -> None:
        self.picture.forget()

    def action_draw_anew(self) -> None:
        """Draw the whole screen, where a bad line or another program has left its traces."""
        self.picture.forget()
        self.screen.refresh()

    def _draw_anew(self, _: object) -> None:
        self.action_draw_anew()
