"""What is told of one row of the desk besides its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from lgq_tui.core.text import visible
from lgq_tui.locales.speech import render, say
from lgq_tui.locales.times import local
from lgq_tui.session import reports
from lgq_tui.session.desk.board import Entry, word_of
from lgq_tui.session.desk.row import Row
from lgq_tui.storage.desk.marks import MARK, Act
from lgq_tui.tui.contents import BOLD, hanging, joined

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
    return one_line("  ".join(_of_file(entry.row)))


def _of_file(row: Row) -> Iterator[str]:
    """What is wrong with it, who has it open, and who typed it."""
    if row.problem is not None:
        yield render(row.problem)
    if row.copy_of is not None:
        yield say("board.told.copy", other=row.copy_of.name)
    if row.holder is not None:
        yield reports.of_holder("board.told.held", row.holder)
    if row.summary is not None and row.summary.to_confirm:
        yield say("board.told.to_confirm", count=row.summary.to_confirm)
    if row.summary is not None and row.summary.authors:
        yield say("board.told.authors", names=", ".join(row.summary.authors))


def all_of(entry: Entry, acts: Sequence[Act], width: int) -> Content:
    """All that is known of a row, and what staff said of it, the newest first."""
    said = [say("board.told.file", path=entry.path), *map(one_line, _of_file(entry.row))]
    if entry.row.summary is not None:
        one = entry.row.summary
        said.append(say("board.told.answered", answered=one.answered, total=one.total))
        said.append(say("board.told.modified", when=local(one.modified)[:_MINUTES]))
    said += ["", say("board.told.history" if acts else "board.told.no_history")]
    said += [_of_act(act) for act in reversed(acts)]
    lines = [line for text in said for line in hanging(Content(text), width, "", 2)]
    return Content("\n").join(lines)


def _of_act(act: Act) -> str:
    values = {"who": act.by or say("lock.somebody"), "when": local(act.at)[:_MINUTES]}
    if act.kind == MARK:
        key = "board.told.act_marked" if act.value else "board.told.act_unmarked"
        return say(key, status=word_of(act.value) if act.value else "", **values)
    key = "board.told.act_assigned" if act.value else "board.told.act_unassigned"
    return say(key, name=act.value, **values)


def one_line(text: str) -> str:
    """Text of files and people as it stands in a line of the screen."""
    return " ".join(visible(text).split())
