"""How much room there is for what is typed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget

from lgq_tui.core.text import MOST_TYPED
from lgq_tui.locales.speech import say

_MOST_LINES = 1_000
"""Entries that are added to a list at once."""


def has_room(widget: Widget, length: int, more: int) -> bool:
    """Whether a text of some length may grow by so many signs; the person is told if not.

    What a file holds may be longer: then it can become shorter, and no longer.
    """
    if more <= 0 or length + more <= MOST_TYPED:
        return True
    values = {"signs": f"{length + more:,}", "most": f"{MOST_TYPED:,}"}
    widget.app.notify(say("answer.too_long", **values), markup=False, severity="warning")
    return False


def takes_all(widget: Widget, lines: Sequence[str]) -> bool:
    """Whether a list may take some lines as its entries; the person is told if not."""
    if len(lines) <= _MOST_LINES:
        return has_room(widget, 0, sum(map(len, lines)))
    values = {"lines": f"{len(lines):,}", "most": f"{_MOST_LINES:,}"}
    widget.app.notify(say("list.too_many", **values), markup=False, severity="warning")
    return False
