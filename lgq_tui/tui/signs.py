"""The sign of each state: nothing is told by colour alone.

Each takes a cell that is there in any case, so that nothing moves when a state changes."""

from __future__ import annotations

from lgq_tui.core.progress import State

SIGNS = {
    State.NOT_ASKED: "-",
    State.EMPTY: " ",
    State.PARTIAL: "◐",
    State.ANSWERED: "✓",
    State.TO_CONFIRM: "«",
    State.PROBLEM: "!",
}
HERE = "▸"
"""Where the keys are: a row, a choice, a line that does something."""
PLACE = "▹"
"""In the outline: the question that is shown, while the keys are at another row."""
EDGES = "▏", "▕"
"""Left and right of what can be typed in; with the keys in it, thick ones (`app.tcss`)."""
OPENED, CLOSED = "−", "+"
"""Before the label of what can be opened, and closed again."""
ERROR_SIGN = "✗"
WARNING_SIGN = "!"
ACCEPTED_SIGN = "·"
QUERY_SIGN = "?"
VERIFIED_SIGN = "="
"""Of an answer that was entered twice: both said the same, or it was decided which is right."""
HELD_SIGN = "@"
"""On the desk: before whoever has a response open now."""
CHANGED_SIGN = "~"
"""Behind what was said of a response that says something else since; before what an earlier round
said, where something else is said now."""
SELECTED_SIGN = "●"
"""Before the rows that are marked, assigned or exported together."""
