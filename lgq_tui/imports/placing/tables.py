"""Tables of a document: marks in columns as boxes with their words, numbers before their labels.

A row has a label, which is a wording of the form, and cells beside it. Under a heading `Yes` an `X`
is `☒ Yes` behind the label; beside a choice it is a `☒` before that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from rapidfuzz import fuzz, process

from lgq_tui.core.proposals import Place
from lgq_tui.imports.placing import ticks
from lgq_tui.imports.placing.folding import folded
from lgq_tui.imports.placing.words import is_answer, yes_or_no
from lgq_tui.imports.source import BODY, EMPTY, TICKED, Link, Passage

_DOTTED = re.compile(r"(?P<table>\d+):(?P<row>\d+):(?P<column>\d+)")
_LETTERED = re.compile(r"(?:(?P<table>.*)!)?(?P<column>[A-Z]{1,3})(?P<row>\d{1,7})", re.DOTALL)
_MARK = re.compile(rf"\s*(?:{ticks.TICKED}|[xX×✗✘])\s*")
_CROSS = re.compile(r"\s*[✗✘]\s*")
_BOX = re.compile(rf"\s*{ticks.EMPTY}\s*")
_NUMBER = re.compile(r"\s*(?:Q\.?\s?)?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[a-zA-Z])\s*[.):]?\s*")
_LEAST = 85
"""How near a label has to come to a wording, of 100."""
_BEGIN = 60
"""Folded signs at its beginning that are compared."""
_SAYS = re.compile(r"\d{2}|https?:|www\.|@")
"""What no heading has."""
_SHORT = 40
"""Signs of a heading."""


class _Cell(NamedTuple):
    """A passage of a table, and the row and column in which it stands."""

    table: str
    row: int
    column: int
    passage: Passage

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def is_mark(self) -> bool:
        return _MARK.fullmatch(self.text) is not None

    @property
    def is_box(self) -> bool:
        return self.is_mark or _BOX.fullmatch(self.text) is not None


_Row = Sequence[_Cell]


def laid_out(
    passages: Sequence[Passage], wordings: Collection[str], choices: Collection[str]
) -> tuple[list[Passage], list[Passage]]:
    """The passages with the rows of tables as lines of a form, and the headings of columns.

    `wordings` are all of the form's, folded; `choices` those of its choices.
    """
    reader = _Reader(wordings, choices)
    found: list[Passage] = []
    headings: list[Passage] = []
    for table, group in groupby(passages, key=_table_of):
        if table is None:
            found += group
        else:
            cells, heads = reader.table([_cell(one) for one in group])
            found += cells
            headings += heads
    return found, headings


def _table_of(passage: Passage) -> str | None:
    where = _where(passage.place.cell) if passage.kind == BODY else None
    return where["table"] or "" if where else None


def _where(cell: str | None) -> re.Match[str] | None:
    return (_DOTTED.fullmatch(cell) or _LETTERED.fullmatch(cell)) if cell else None


def _cell(passage: Passage) -> _Cell:
    where = _where(passage.place.cell)
    assert where is not None
    column = where["column"]
    number = int(column) if column.isdecimal() else _in_letters(column)
    return _Cell(where["table"] or "", int(where["row"]), number, passage)


def _in_letters(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class _Labelled(NamedTuple):
    """A row with what it is about: `number` and `label` are cells of it."""

    cells: _Row
    number: _Cell | None
    label: _Cell
    is_choice: bool


class _Reader:
    """Reads tables whose labels are wordings of one form."""

    def __init__(self, wordings: Collection[str], choices: Collection[str]) -> None:
        self._wordings = {one[:_BEGIN] for one in wordings}
        self._choices = {one[:_BEGIN] for one in choices}

    def table(self, cells: Sequence[_Cell]) -> tuple[list[Passage], list[Passage]]:
        """The passages of a table, and those that head its columns."""
        rows = [list(group) for _, group in groupby(cells, key=lambda one: one.row)]
        labelled = [self._labelled(row) for row in rows]
        choices = [one for one in labelled if one is not None and one.is_choice]
        is_marked = any(_ticked(one, _has_crosses(cells)) for one in choices)
        found: list[Passage] = []
        headings: list[Passage] = []
        heads: Mapping[int, bool] = {}
        for number, (row, about) in enumerate(zip(rows, labelled, strict=True)):
            new = _heads(row, rows[number + 1 :])
            heads = new or heads
            if new or (number == 0 and _is_heading(row, labelled)):
                headings += [one.passage for one in row]
            elif about is None:
                found += [one.passage for one in row]
            elif about.is_choice:
                found += _choice(about, _has_crosses(cells), is_marked)
            else:
                found += _question(about, heads)
        return found, headings

    def _labelled(self, row: _Row) -> _Labelled | None:
        """A row with its label, the first cell that is a wording of the form."""
        label = next((one for one in row if not one.is_box and self._is(one, self._wordings)), None)
        if label is None:
            return None
        is_choice = self._is(label, self._choices)
        before = [one for one in row if one.column < label.column]
        is_number = bool(before) and _NUMBER.fullmatch(before[-1].text) is not None
        # An X may be a number; beside a choice it is a mark.
        number = before[-1] if is_number and not (is_choice and before[-1].is_mark) else None
        return _Labelled(row, number, label, is_choice)

    def _is(self, cell: _Cell, wordings: Collection[str]) -> bool:
        signs = folded(cell.text)[:_BEGIN]
        if signs in wordings:
            return True
        found = process.extractOne(signs, wordings, scorer=fuzz.ratio, score_cutoff=_LEAST)
        return len(signs) > _SHORT // 2 and found is not None


def _choice(row: _Labelled, has_crosses: bool, is_marked: bool) -> Iterator[Passage]:
    """A choice with its box before it, where any in the table has one."""
    boxes = [one for one in row.cells if _is_box_of_choice(one) and one is not row.label]
    if is_marked:
        sign = TICKED if _ticked(row, has_crosses) else EMPTY
        yield _behind(f"{sign} ", row.label.passage)
    else:
        yield row.label.passage
    kept = (one for one in row.cells if not is_marked or one not in boxes)
    yield from (one.passage for one in kept if one is not row.label and one is not row.number)


def _question(row: _Labelled, heads: Mapping[int, bool]) -> Iterator[Passage]:
    """A label behind its number, then the boxes that stand for marks in columns, then the rest."""
    boxes = [one for one in row.cells if one.is_box and one.column in heads]
    said = [heads[one.column] for one in boxes if one.is_mark]
    rest = [one for one in row.cells if one is not row.label and one is not row.number]
    number = f"{row.number.text.strip().rstrip('.):')}. " if row.number is not None else ""
    column = row.label.column
    yield from (one.passage for one in rest if one.column < column and one not in boxes)
    yield _behind(number, row.label.passage)
    yield from (one.passage for one in rest if one.column == column)
    if said:
        yield _answers(said, boxes[0].passage.place)
    yield from (one.passage for one in rest if one.column > column and one not in boxes)


def _is_box_of_choice(one: _Cell) -> bool:
    return one.is_box or _is_answer(one)


def _ticked(row: _Labelled, has_crosses: bool) -> bool:
    """Whether a mark, or a yes, stands beside a choice."""
    for one in row.cells:
        if one is row.label or one is row.number:
            continue
        if one.is_mark and not (has_crosses and _CROSS.fullmatch(one.text)):
            return True
        if _is_answer(one) and (said := yes_or_no(one.text)) is not None and said.value:
            return True
    return False


def _is_heading(row: _Row, rows: Sequence[_Labelled | None]) -> bool:
    """Whether the first row of a table names its columns: one of them is that of the labels."""
    columns = {one.label.column for one in rows if one is not None}
    is_short = all(len(one.text) <= _SHORT and not _SAYS.search(one.text) for one in row)
    return rows[0] is None and len(row) > 1 and is_short and any(c.column in columns for c in row)


def _has_crosses(cells: Iterable[_Cell]) -> bool:
    """Whether a cross stands beside ticks, and so for the contrary."""
    marks = [one.text for one in cells if one.is_mark]
    crosses = [one for one in marks if _CROSS.fullmatch(one)]
    return bool(crosses) and len(crosses) < len(marks)


def _heads(row: _Row, below: Sequence[_Row]) -> Mapping[int, bool]:
    """The columns that a row heads with yes and with no, where nothing but marks stands below."""
    columns = _yes_and_no(row)
    if set(columns.values()) != {True, False}:
        return {}
    cells: dict[int, list[_Cell]] = {column: [] for column in columns}
    for other in below:
        if set(_yes_and_no(other).values()) == {True, False}:
            break
        for one in other:
            cells.get(one.column, []).append(one)
    heads = {
        column: value
        for column, value in columns.items()
        if all(one.is_box for one in cells[column])
    }
    has_marks = any(one.is_mark for column in heads for one in cells[column])
    return heads if has_marks and set(heads.values()) == {True, False} else {}


def _yes_and_no(row: _Row) -> Mapping[int, bool]:
    """The columns of a row in which there is a yes, or a no, and nothing else."""
    said = ((one.column, yes_or_no(one.text)) for one in row if _is_answer(one))
    return {column: found.value for column, found in said if found is not None}


def _is_answer(one: _Cell) -> bool:
    return len(one.text) <= _SHORT and is_answer(one.text)


def _behind(words: str, passage: Passage) -> Passage:
    by = len(words)
    links = (Link(one.start + by, one.end + by, one.address) for one in passage.links)
    return passage._replace(text=words + passage.text, links=tuple(links))


def _answers(said: Sequence[bool], place: Place) -> Passage:
    """Boxes for yes and no, of which those are ticked that have a mark."""
    yes, no = (TICKED if answer in said else EMPTY for answer in (True, False))
    return Passage(f"{yes} Yes {no} No", place)
