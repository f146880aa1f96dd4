"""Workbooks: our own form by its first column, any other cell by cell. No formula is run."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Any, NamedTuple
from zipfile import ZipFile

from lgq_tui.core.definition import MISSING_REASONS
from lgq_tui.core.messages import Message
from lgq_tui.core.paths import from_text, item_path
from lgq_tui.core.proposals import Place
from lgq_tui.core.table_form import (
    ANSWER,
    HELP,
    LISTS,
    MISSING,
    NOTE,
    OWN,
    PLACE,
    Key,
    edition_in,
    key_in,
)
from lgq_tui.core.text import clean
from lgq_tui.imports import archive, source
from lgq_tui.imports.sheet_links import links_in
from lgq_tui.imports.source import MOST_PASSAGES, MOST_SIGNS, Bound, Link, Passage, Source

MOST_ROWS, MOST_COLUMNS = 20_000, 200
_ON = frozenset({"x", "×", "✓", "✔", "☒", "☑", "1", "yes", "true"})
_OFF = frozenset({"☐", "0", "no", "false", "-"})
_NUMBERED = re.compile("_x([0-9A-Fa-f]{4})_")
_OWN_COLUMNS = (ANSWER, MISSING, NOTE)


class _Cell(NamedTuple):
    """What a cell shows, and where it is."""

    column: int
    text: str
    place: Place


_Row = list[_Cell]


def read(content: bytes) -> Source:
    """What a workbook holds; `NotDoneError` where it is none that may be read."""
    parts = archive.check(content)
    # With lxml, it would not read by `defusedxml`.
    os.environ.setdefault("OPENPYXL_LXML", "False")
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        workbook = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        with parts:
            return _Reader(parts).read(workbook.worksheets)


class _Reader:
    def __init__(self, parts: ZipFile) -> None:
        self._parts = parts
        self._passages: list[Passage] = []
        self._flaws: list[Message] = []
        self._signs = self._cells = 0

    def read(self, sheets: list[Any]) -> Source:
        """The source of a workbook with these sheets."""
        contents = {sheet.title: list(self._rows(sheet)) for sheet in sheets}
        lists = [rows for rows in contents.values() if _first(rows) == LISTS]
        paths = {sheet.title: getattr(sheet, "_worksheet_path", "") for sheet in sheets}
        form: _Form | None = None
        for title, rows in contents.items():
            edition = edition_in(_first(rows))
            if edition is not None and form is None:
                form = _Form(rows[1:], _words(lists), edition)
            elif rows not in lists:
                if edition is not None:
                    self._flaws.append(Message("import.second_form", {"sheet": title}))
                links = links_in(self._parts, paths[title]) if paths[title] else {}
                self._passages += [one for row in rows for one in _passages(row, links)]
        if form is None:
            return Source(tuple(self._passages), flaws=tuple(self._flaws))
        passages = (*form.passages, *self._passages)
        return Source(passages, tuple(form.bound()), form.edition, flaws=tuple(self._flaws))

    def _rows(self, sheet: Any) -> Iterator[_Row]:
        """The rows of a sheet that have something in them; of its size it may say anything."""
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_col=MOST_COLUMNS + 1)
        for cells in islice(rows, MOST_ROWS):
            row = [made for cell in cells if cell.value is not None for made in _made(sheet, cell)]
            self._cells += len(row)
            self._signs += sum(len(cell.text) for cell in row)
            if self._cells > MOST_PASSAGES or self._signs > MOST_SIGNS:
                self._cut(sheet)
                return
            if row and row[-1].column == MOST_COLUMNS:
                self._cut(sheet)
                row.pop()
            if row:
                yield row
        if next(rows, None) is not None:
            self._cut(sheet)

    def _cut(self, sheet: Any) -> None:
        values = {"sheet": clean(sheet.title), "rows": MOST_ROWS, "columns": MOST_COLUMNS}
        flaw = Message("import.cut_off", values)
        if flaw not in self._flaws:
            self._flaws.append(flaw)


def _passages(cells: list[_Cell], links: Mapping[str, str] | None = None) -> list[Passage]:
    return [_passage(cell, links or {}) for cell in cells if cell.text.strip()]


def _passage(cell: _Cell, links: Mapping[str, str]) -> Passage:
    address = links.get((cell.place.cell or "").rpartition("!")[2])
    behind = (Link(0, len(cell.text), address),) if address is not None else ()
    return Passage(cell.text, cell.place, behind)


def _first(rows: list[_Row]) -> str:
    """What stands in the first cell of a sheet."""
    is_first = rows and (rows[0][0].place.cell or "").endswith("!A1")
    return rows[0][0].text if is_first else ""


def _made(sheet: Any, cell: Any) -> Iterator[_Cell]:
    text = _shown(cell.value, cell.number_format or "")
    if text:
        place = Place(cell=f"{clean(sheet.title)}!{cell.coordinate}")
        yield _Cell(cell.column - 1, text, place)


def _shown(value: Any, form: str) -> str:
    """A value as text; the number of a share or of a day as it is shown."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        return f"{_plain(number * 100)}%" if "%" in form else _plain(number)
    if isinstance(value, datetime):
        return str(value.date()) if value.time() == time() else str(value)
    if isinstance(value, date | time):
        return str(value)
    # Openpyxl reads half of these signs itself; the rest stand as they are in the file.
    return clean(_NUMBERED.sub(_unescaped, str(value)))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unescaped(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return chr(number) if number == ord("_") or number < ord(" ") else found[0]


# Our own form ----------------------------------------------------------------------------------


_Words = dict[str, dict[str, str]]
"""By the path of an item, or OWN: ids by what can be chosen in words."""


def _words(lists: list[list[_Row]]) -> _Words:
    """What can be chosen where, as the form says it itself."""
    words: _Words = {}
    for rows in lists:
        for row in rows[1:]:
            if len(row) == 3:
                path, text, name = (cell.text for cell in row)
                words.setdefault(path, {})[text.casefold()] = name
    return words


class _Form:
    """A form of ours, read row by row."""

    def __init__(self, rows: list[_Row], words: _Words, edition: dict[str, str]) -> None:
        self.edition = edition
        self.passages: list[Passage] = []
        """What stands where nothing is asked."""
        self._words = words
        self._reasons = words.get(OWN, {}) | {reason: reason for reason in MISSING_REASONS}
        self._found: dict[tuple[str, str], Bound] = {}
        self._boxes: list[Bound] = []
        for row in rows:
            self._take(row)

    def bound(self) -> Iterator[Bound]:
        """What is bound, boxes last."""
        for one in self._found.values():
            yield from self._chosen(one)
        yield from self._boxes

    def _take(self, row: _Row) -> None:
        first = row[0].text if row[0].column == PLACE else ""
        key = key_in(first)
        if key is None:
            self._leave(row if first != OWN else [c for c in row if c.column in _OWN_COLUMNS])
            return
        self._leave([cell for cell in row if cell.column > HELP])
        cells = {cell.column: cell for cell in row if cell.column in _OWN_COLUMNS}
        if key.box:
            self._box(key.path, key.box, cells.pop(ANSWER, None), row[0].place)
            self._leave(list(cells.values()))
            return
        for column, kind in ((ANSWER, source.ANSWER), (NOTE, source.NOTE)):
            if column in cells and (key.more or cells[column].text.strip()):
                self._add(Bound(key.path, cells[column].text, kind, place=cells[column].place), key)
        if MISSING in cells:
            self._missing(key.path, cells[MISSING])

    def _leave(self, cells: list[_Cell]) -> None:
        self.passages += _passages(cells)

    def _add(self, new: Bound, key: Key) -> None:
        """An answer or a note; one that goes on in another row is put together again."""
        old = self._found.get((new.path, new.kind))
        if old is not None:
            new = old._replace(text=f"{old.text}{'' if key.more else chr(10)}{new.text}")
        self._found[new.path, new.kind] = new

    def _box(self, path: str, name: str, cell: _Cell | None, place: Place) -> None:
        said = cell.text.strip().casefold() if cell else ""
        if said in _ON or said in _OFF or not said:
            self._boxes.append(Bound(path, name, source.TICK, said in _ON, place))
        elif cell is not None:
            self._leave([cell])

    def _missing(self, path: str, cell: _Cell) -> None:
        reason = self._reasons.get(cell.text.strip().casefold())
        if reason is None:  # blank, perhaps
            self._leave([cell])
        else:
            self._found[path, source.MISSING] = Bound(
                path, reason, source.MISSING, place=cell.place
            )

    def _chosen(self, one: Bound) -> Iterator[Bound]:
        """One of what could be chosen, as boxes; anything else as it is."""
        options = self._words.get(item_path(from_text(one.path)), {})
        chosen = options.get(one.text.strip().casefold()) if one.kind == source.ANSWER else None
        if chosen is None:
            yield one
            return
        for name in options.values():
            yield Bound(one.path, name, source.TICK, name == chosen, one.place)
