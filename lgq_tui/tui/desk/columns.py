"""The columns of the desk: how wide each is on a screen of some width, and what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from lgq_tui.core.text import visible
from lgq_tui.locales.speech import render, say
from lgq_tui.session.desk import board
from lgq_tui.session.desk.board import Entry, mode_of, word_of
from lgq_tui.tui.signs import CHANGED_SIGN, ERROR_SIGN, HELD_SIGN, QUERY_SIGN, WARNING_SIGN


class Column(NamedTuple):
    """A column of so many cells, or of `most` where there is room; `right` for numbers."""

    name: str
    width: int
    most: int
    right: bool = False


_COLUMNS = (
    Column(board.CITY, 14, 40),
    Column(board.COUNTRY, 10, 32),
    Column(board.STATUS, 12, 12),
    Column(board.SHARE, 4, 4, right=True),
    Column(board.ERRORS, 3, 3, right=True),
    Column(board.WARNINGS, 3, 3, right=True),
    Column(board.QUERIES, 2, 3, right=True),
    Column(board.WHO, 7, 20),
    Column(board.CHANGED, 6, 16),
    Column(board.MODE, 6, 9),
)
_FIRST_TO_GO = (board.MODE, board.CHANGED, board.COUNTRY, board.WARNINGS, board.WHO)
"""Where the screen is too narrow for all."""
_BETWEEN = 1
_SIGNS = {board.ERRORS: ERROR_SIGN, board.WARNINGS: WARNING_SIGN, board.QUERIES: QUERY_SIGN}
_UP, _DOWN = "▲", "▼"
_LONG_TIME = 10
"""Cells from which a time is told with its year; from 16 with the hour too."""


@lru_cache(maxsize=8)
def laid_out(room: int) -> tuple[Column, ...]:
    """The columns that there is room for, in so many cells.

    What is left goes to those that can take more, the first of them first.
    """
    columns = list(_COLUMNS)
    for name in _FIRST_TO_GO:
        if _needed(columns) <= room:
            break
        columns = [one for one in columns if one.name != name]
    left = room - _needed(columns)
    while left > 0 and any(one.width < one.most for one in columns):
        for place, one in enumerate(columns):
            if left > 0 and one.width < one.most:
                columns[place] = one._replace(width=one.width + 1)
                left -= 1
    return tuple(columns)


def _needed(columns: Sequence[Column]) -> int:
    return sum(one.width for one in columns) + _BETWEEN * (len(columns) - 1)


def head(columns: Sequence[Column], by: str, is_down: bool) -> list[tuple[Column, str]]:
    """What stands above the columns, each in its cells, and which of them they are sorted by."""
    heads = []
    for column in columns:
        name = _SIGNS.get(column.name) or say(f"board.column.{column.name}")
        arrow = (_DOWN if is_down else _UP) if column.name == by else ""
        short = fitted(name, min(cell_len(name), column.width - len(arrow)))
        heads.append((column, fitted(short + arrow, column.width, column.right)))
    return heads


def line_of(entry: Entry, columns: Sequence[Column], today: datetime) -> str:
    """A row in the cells of its columns; of one that could not be read, what the problem is."""
    if entry.row.problem is None:
        cells = (
            fitted(_CELLS[one.name](entry, one, today), one.width, one.right) for one in columns
        )
        return (" " * _BETWEEN).join(cells)
    first, status = columns[0], fitted(word_of(entry.status), 12)
    said = " ".join(render(entry.row.problem).split())
    room = max(_needed(columns) - first.width - 12 - 2 * _BETWEEN, 0)
    return f"{fitted(entry.city, first.width)} {status} {fitted(said, room)}"


# What is told ------------------------------------------------------------------------------------


def _status(entry: Entry, column: Column, today: datetime) -> str:
    return f"{word_of(entry.status)}{CHANGED_SIGN if entry.row.is_changed else ''}"


def _share(entry: Entry, column: Column, today: datetime) -> str:
    return f"{int(entry.row.summary.share * 100)}%" if entry.row.summary else ""


def _count(entry: Entry, column: Column, today: datetime) -> str:
    count = getattr(entry.row.summary, column.name, 0)
    return f"{count}" if count and count < 10**column.width else "+" * column.width * bool(count)


def _who(entry: Entry, column: Column, today: datetime) -> str:
    holder, assigned = entry.row.holder, entry.row.assigned
    if holder is None:
        return visible(assigned)
    held = f"{HELD_SIGN}{visible(holder.by) or say('board.somebody')}"
    both = f"{held} {visible(assigned)}"
    return both if assigned and assigned != holder.by and cell_len(both) <= column.width else held


def _changed(entry: Entry, column: Column, today: datetime) -> str:
    return when(entry.row.summary.modified, column.width, today) if entry.row.summary else ""


_CELLS: dict[str, Callable[[Entry, Column, datetime], str]] = {
    board.CITY: lambda entry, *_: entry.city,
    board.COUNTRY: lambda entry, *_: entry.country,
    board.STATUS: _status,
    board.SHARE: _share,
    board.ERRORS: _count,
    board.WARNINGS: _count,
    board.QUERIES: _count,
    board.WHO: _who,
    board.CHANGED: _changed,
    board.MODE: lambda entry, *_: mode_of(entry.row),
}


def when(at: str, width: int, today: datetime) -> str:
    """A time (ISO 8601, UTC) in so many cells: the hour of today, else the day."""
    try:
        time = datetime.fromisoformat(at)
        time = (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(today.tzinfo)
    except (ValueError, OverflowError):
        return ""
    if width >= 16:
        return time.strftime("%Y-%m-%d %H:%M")
    if time.date() == today.date():
        return time.strftime("%H:%M")
    if width >= _LONG_TIME:
        return time.strftime("%Y-%m-%d")
    return time.strftime("%m-%d" if time.year == today.year else "%Y")


def fitted(text: str, width: int, right: bool = False) -> str:
    """A line of text in exactly so many cells, with … where it is longer."""
    cells = len(text) if text.isascii() else cell_len(text)
    if cells > width:
        return f"{set_cell_size(text, width - 1)}…" if width > 0 else ""
    return f"{' ' * (width - cells)}{text}" if right else f"{text}{' ' * (width - cells)}"
