"""The rows of a desk as lines to read, as a table, and as plain data."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from rich.cells import cell_len, set_cell_size

from lgq_tui.core.answer_types.countries import name_of
from lgq_tui.core.text import visible
from lgq_tui.exports.csv import guarded
from lgq_tui.locales.speech import render, say
from lgq_tui.locales.times import local
from lgq_tui.session.desk.row import Row

_COUNTS = ("answered", "total", "errors", "warnings", "queries")
_NUMBERS = ("share", "errors", "warnings", "queries")
"""Columns that are set to the right."""
_FLEXIBLE = ("response", "who")
_LEAST, _MOST_WIDE = 12, 40
_GAP = " "
_BESIDE = "modes"
"""The column that is shown where there is room for it."""


def entry(row: Row, folder: Path) -> dict[str, Any]:
    """A row as plain data, as programs are given it; what is not known is null."""
    summary, mark, holder = row.summary, row.mark, row.holder
    said: dict[str, Any] = {
        "file": row.path.relative_to(folder).as_posix(),
        "path": str(row.path),
        "id": summary.id if summary else None,
        "subject": [*summary.subject] if summary else [],
        "country": summary.country or None if summary else None,
        "country_name": name_of(summary.country) if summary and summary.country else None,
        "region": summary.region or None if summary else None,
        "status": summary.status if summary else None,
        "share": round(summary.share, 4) if summary else None,
        **{name: getattr(summary, name) if summary else None for name in _COUNTS},
        "modes": [*summary.modes] if summary else [],
        "authors": [*summary.authors] if summary else [],
        "modified": summary.modified or None if summary else None,
        "mark": mark.state if mark else None,
        "marked_by": mark.by if mark else None,
        "marked": mark.at if mark else None,
        "changed_since": row.is_changed,
        "assigned": row.assigned or None,
        "open_by": holder.by or say("lock.somebody") if holder else None,
        "open_on": holder.host or None if holder else None,
        "open_since": holder.since or None if holder else None,
        "copy_of": row.copy_of.relative_to(folder).as_posix() if row.copy_of else None,
        "problem": render(row.problem) if row.problem else None,
        "to_confirm": summary.to_confirm if summary else None,
    }
    return said


# As a table --------------------------------------------------------------------------------------


def table(rows: Sequence[Row], folder: Path) -> list[str]:
    """The lines of a table in CSV, the names of its columns first."""
    entries = [entry(row, folder) for row in rows]
    names = [*entry(Row(folder / "-"), folder)]
    return [_csv_line(names), *(_csv_line(map(_cell, one.values())) for one in entries)]


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return guarded(visible(value).replace("\n", " ")) if isinstance(value, str) else value


def _csv_line(cells: Any) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


# As lines ----------------------------------------------------------------------------------------


def lines(rows: Sequence[Row], width: int) -> list[str]:
    """Aligned columns in so many cells, and how many there are of each status below.

    A file that cannot be read has a line of its own: its name, and why.
    """
    shown = [_shown(row) for row in rows if row.summary is not None]
    heads = {name: say(f"desk.list.{name}") for name in _shown(Row(Path()))}
    widths = _widths([heads, *shown], width)
    made = [_line(heads, widths)] if shown else []
    made += [_line(one, widths) for one in shown]
    made += [_problem(row) for row in rows if row.problem is not None]
    made += [
        say("desk.list.copy", file=row.path.name, other=row.copy_of.name)
        for row in rows
        if row.copy_of is not None
    ]
    return [*made, _totals(rows)]


def _shown(row: Row) -> dict[str, str]:
    summary = row.summary
    counts = {
        name: str(getattr(summary, name)) if summary and getattr(summary, name) else ""
        for name in ("errors", "warnings", "queries")
    }
    shown = {
        "response": row.name,
        "status": _status(summary.status) if summary else "",
        "share": f"{int(100 * summary.share)}%" if summary else "",
        **counts,
        "mark": _mark(row),
        "who": row.holder.by or say("lock.somebody") if row.holder else row.assigned,
        "modified": local(summary.modified)[:10] if summary else "",
        _BESIDE: ", ".join(map(_mode, summary.modes)) if summary else "",
    }
    return {name: visible(text).replace("\n", " ") for name, text in shown.items()}


def _status(status: str) -> str:
    return say(f"status.{status.replace('-', '_')}")


def _mode(mode: str) -> str:
    return say(f"source.{mode.replace('-', '_')}")


def _mark(row: Row) -> str:
    if row.mark is None:
        return ""
    said = say(f"desk.mark.{row.mark.state.replace('-', '_')}")
    return f"{said}*" if row.is_changed else said


def _problem(row: Row) -> str:
    return f"{row.path.name}: {render(row.problem)}" if row.problem else ""


def _totals(rows: Sequence[Row]) -> str:
    """How many there are, and how many of each status."""
    copies = sum(row.copy_of is not None for row in rows)
    damaged = sum(row.problem is not None for row in rows)
    counted = Counter(
        row.summary.status for row in rows if row.summary is not None and row.copy_of is None
    )
    parts = [f"{count} {_status(status).lower()}" for status, count in counted.most_common()]
    if damaged:
        parts.append(say("desk.list.damaged", count=damaged))
    whole = say("desk.list.total", count=len(rows) - copies)
    return f"{whole}: {', '.join(parts)}" if parts else whole


def _widths(shown: Sequence[dict[str, str]], width: int) -> dict[str, int]:
    """How wide each column is; those that are named last go where there is no room."""
    widths = {name: max(cell_len(one[name]) for one in shown) for name in shown[0]}
    for name in _FLEXIBLE:
        widths[name] = min(widths[name], _MOST_WIDE)
    if _over(widths, width) > 0:
        del widths[_BESIDE]
    for name in reversed(_FLEXIBLE):
        widths[name] = max(min(widths[name], _LEAST), widths[name] - max(0, _over(widths, width)))
    return widths


def _over(widths: dict[str, int], width: int) -> int:
    return sum(widths.values()) + len(_GAP) * (len(widths) - 1) - width


def _line(shown: dict[str, str], widths: dict[str, int]) -> str:
    cells = (_set(shown[name], wide, name in _NUMBERS) for name, wide in widths.items())
    return _GAP.join(cells).rstrip()


def _set(text: str, wide: int, right: bool) -> str:
    """A text in so many cells of a terminal."""
    used = cell_len(text)
    if used > wide:
        return f"{set_cell_size(text, wide - 1)}…"
    blanks = " " * (wide - used)
    return blanks + text if right else text + blanks
