"""What is told of one row of the desk besides its columns."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from lgq_tui.core.text import visible
from lgq_tui.locales.speech import render, say
from lgq_tui.locales.times import local
from lgq_tui.session import reports
from lgq_tui.session.desk.board import Entry, word_of
from lgq_tui.tui.contents import BOLD, joined

_MINUTES = 16
"""Signs of a time up to its minutes."""


def details_of(entry: Entry | None) -> Content:
    """Two lines: the file and what staff have said of it; who has it, or what is wrong with it."""
    if entry is None:
        return Content("")
    row = entry.row
    first = [say("board.told.assigned", who=row.assigned)] if row.assigned else []
    if row.mark is not None:
        key = "board.told.marked_changed" if row.is_changed else "board.told.marked"
        at = local(row.mark.at)[:_MINUTES]
        words = word_of(row.mark.state)
        first.append(say(key, status=words, who=row.mark.by or say("lock.somebody"), when=at))
    name = (one_line(row.path.name), BOLD)
    return joined(" ", name, *(f"  {one_line(text)}" for text in first), "\n ", _second(entry))


def _second(entry: Entry) -> str:
    row = entry.row
    if row.problem is not None:
        return one_line(render(row.problem))
    said = []
    if row.holder is not None:
        said.append(reports.of_holder("lock.title", row.holder))
    if row.summary is not None and row.summary.authors:
        said.append(say("board.told.authors", names=", ".join(row.summary.authors)))
    return one_line("  ".join(said))


def one_line(text: str) -> str:
    """Text of files and people as it stands in a line of the screen."""
    return " ".join(visible(text).split())
