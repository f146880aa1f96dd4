"""The sign of each state: nothing is told by colour alone."""

from __future__ import annotations

from lgq_tui.core.progress import State

SIGNS = {
    State.NOT_ASKED: "-",
    State.EMPTY: " ",
    State.PARTIAL: "◐",
    State.ANSWERED: "✓",
    State.PROBLEM: "!",
}
HERE = "▸"
ERROR_SIGN = "✗"
WARNING_SIGN = "!"
ACCEPTED_SIGN = "·"
