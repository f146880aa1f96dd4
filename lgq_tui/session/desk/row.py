"""What a desk knows of one file."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from lgq_tui.core.messages import Message
from lgq_tui.core.summary import Summary
from lgq_tui.storage.lock import Holder

RECEIVED, HAS_ISSUES, APPROVED = "received", "has-issues", "approved"
MARKS = (RECEIVED, HAS_ISSUES, APPROVED)
"""What staff say of a response, in the order of their work."""


class Mark(NamedTuple):
    """What was said of a response, by whom and when (ISO 8601, UTC); `digest` is of what it said
    then, so that a change since can be told."""

    state: str
    by: str
    at: str
    digest: str = ""


class Row(NamedTuple):
    """A file in the folder: how its response stands, or why that cannot be told (`problem`).

    `mark` and `assigned` (the person's name, "" for nobody) belong to the folder; `holder` is who
    has it open now. `copy_of` is the file that holds the same response, where this is the one that
    a program left which synchronises folders, or a copy of somebody's.
    """

    path: Path
    summary: Summary | None = None
    problem: Message | None = None
    mark: Mark | None = None
    assigned: str = ""
    holder: Holder | None = None
    copy_of: Path | None = None

    @property
    def name(self) -> str:
        """What to call it: who the response is about, else its file."""
        return (self.summary.name if self.summary else "") or self.path.name

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than when it was marked."""
        return bool(
            self.mark
            and self.mark.digest
            and self.summary
            and self.mark.digest != self.summary.digest
        )
