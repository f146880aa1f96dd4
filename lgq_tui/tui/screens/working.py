"""Something that takes a while: how far it is, and a way to give it up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from lgq_tui.locales.speech import say
from lgq_tui.tui.screens.window import Window
from lgq_tui.tui.widgets.bars import Key, KeyBar

_SOON = 0.5
"""Seconds that nobody needs to be told of."""
_CELLS = 40
_LOOK = 0.1
"""Seconds between two looks at how far it is."""

Done = TypeVar("Done")


class Progress:
    """How far something is, from 0 to 1; told by the thread that does it."""

    def __init__(self) -> None:
        self.share = 0.0
        self.is_wanted = True
        """Whether somebody still waits for it."""

    def tell(self, share: float) -> None:
        """It is so far."""
        self.share = share


class Working(Window[None]):
    """Stands over the screen until it is done, or nobody wants it any more."""

    BINDINGS = [Binding("escape", "close", show=False)]

    def __init__(self, title: str, progress: Progress) -> None:
        super().__init__()
        self._title, self._progress = title, progress
        self._bar = Static("", markup=False)

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(self._title, markup=False, classes="title")
            yield self._bar
            yield KeyBar([Key("Esc", say("key.cancel"), "close")])

    def on_mount(self) -> None:
        self._show()
        self.set_interval(_LOOK, self._show)

    def _show(self) -> None:
        share = min(max(self._progress.share, 0.0), 1.0)
        done = int(share * _CELLS)
        self._bar.update(Content(f"{'█' * done}{'░' * (_CELLS - done)} {int(share * 100)} %"))

    def action_close(self) -> None:
        self._progress.is_wanted = False
        self.dismiss(None)


async def done_in_thread(
    screen: Screen[None], title: str, work: Callable[[Progress], Done]
) -> Done | None:
    """What some work gives, done in a thread, while a window says how far it is if it takes long.

    None where it was given up; what it then still does is nobody's any more.
    """
    progress = Progress()
    task = asyncio.create_task(asyncio.to_thread(work, progress))
    await asyncio.wait([task], timeout=_SOON)
    if task.done():
        return task.result()
    window = Working(title, progress)
    await screen.app.push_screen(window)
    while not task.done() and progress.is_wanted:
        await asyncio.wait([task], timeout=_LOOK)
    window.dismiss(None)
    if not progress.is_wanted:
        task.add_done_callback(lambda one: one.cancelled() or one.exception())
        return None
    return task.result()
