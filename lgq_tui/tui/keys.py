"""Keys in the order in which they were pressed, however fast they come.

A letter goes to the field with the focus, which takes it when its turn comes; a key that the screen
takes first would overtake it. So whoever acts on what was typed waits for the field to catch up.
"""

from __future__ import annotations

import asyncio
import contextlib

from textual import events
from textual.widget import Widget

_MOST = 1.0
"""Seconds; nobody waits longer for a field, whatever it is doing."""


async def caught_up(*widgets: Widget | None) -> None:
    """Wait until each widget has taken all keys that were pressed up to now, one after the other.

    What one of them hands on comes to those around it only in the next turn: whoever waits for
    that names the one that hands on twice, and then whoever gets it.
    """
    for widget in widgets:
        if widget is None or not widget.is_running:
            continue
        done = asyncio.Event()
        if widget.call_later(done.set):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), _MOST)


async def takes_now(widget: Widget, event: events.Key) -> bool:
    """Do what a key means to a field (Backspace, Home, ...) in its turn among the letters.

    Textual waits until the key has come by all that the field stands on; then letters that were
    typed behind it are there already.
    """
    if event.key == "ctrl+c" and not getattr(widget, "selected_text", ""):
        return False  # there is nothing to copy
    meant = widget._bindings.key_to_bindings.get(event.key)
    if not meant:
        return False
    event.stop()
    event.prevent_default()
    await widget.run_action(meant[0].action)
    return True


def is_joiner(event: events.Key) -> bool:
    """Whether a key is one of the signs that join letters in many scripts, and emoji.

    They show nothing themselves, and Textual takes only what can be printed.
    """
    return event.character in ("\u200c", "\u200d")
