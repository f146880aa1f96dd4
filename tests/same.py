"""Response files that say the same."""

from __future__ import annotations

from pathlib import Path


def same_but_for_times(path: Path, other: Path) -> tuple[list[str], list[str]]:
    """The lines of two response files without those that every response has of its own."""
    own = ("id: ", "created: ", "modified: ", "position: ", "seal:", "  seq: ", "  event: ")
    first, second = (
        [line for line in one.read_text("utf-8").split("\n") if not line.startswith(own)]
        for one in (path, other)
    )
    return first, second
