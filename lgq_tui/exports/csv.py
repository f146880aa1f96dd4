"""Answers as a table in text: an item a row of one response, or a response a row of many."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from lgq_tui.core.carried import TO_CONFIRM
from lgq_tui.core.sources import TEXTS
from lgq_tui.core.text import clean
from lgq_tui.exports.columns import Cell, columns_of, names_of, row_of
from lgq_tui.exports.document.making import document_of
from lgq_tui.exports.document.records import Field
from lgq_tui.exports.order import Order
from lgq_tui.exports.rows import number_of, words

_SOURCE = ("mode", *TEXTS)
_HEAD = ("item", "section", "number", "question", "answer", "missing", "note", *_SOURCE, "carried")
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b"
_BLANKS = "[^\\S\n]*"
_DANGEROUS = re.compile(rf"(?:^|(?<=[\n;])){_BLANKS}(?=[{_SIGNS}])|^[\t\r]")
"""Where a spreadsheet program might begin to calculate: at the beginning of a text, and, where it
takes our commas for text, behind what it takes for the end of a cell."""


def written(order: Order) -> bytes:
    """The bytes of the table, which spreadsheet programs take for UTF-8."""
    many = len(order.interviews) > 1 or order.files
    table = StringIO(newline="")
    writer = csv.writer(table, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerows(map(_harmless, _responses(order) if many else _items(order)))
    return table.getvalue().encode("utf-8-sig", "replace")


def guarded(text: str) -> str:
    """A text that no spreadsheet program takes for a formula, with an apostrophe where it might."""
    return _DANGEROUS.sub(lambda found: f"'{found[0]}", clean(text))


def _harmless(row: Iterable[Cell]) -> list[Cell]:
    return [guarded(cell) if isinstance(cell, str) else cell for cell in row]


def _responses(order: Order) -> Iterator[list[Cell]]:
    questionnaire = order.interviews[0].questionnaire
    columns = columns_of(questionnaire)
    yield [*names_of(questionnaire)]
    for done, (interview, file) in enumerate(zip(order.interviews, order.files, strict=True)):
        order.progress(done / len(order.interviews))
        yield row_of(interview, columns, file)


def _items(order: Order) -> Iterator[list[Cell]]:
    yield [*_HEAD]
    for section in document_of(order).sections:
        for field in section.fields:
            yield from _field(order, section.id, field)


def _field(order: Order, section: str, field: Field) -> Iterator[list[Cell]]:
    chosen = [words(box.label) for box in field.boxes if box.ticked]
    answer: Cell = number_of(order.interview, field)
    if answer is None:
        answer = "; ".join(filter(None, (*chosen, field.text)))
    head = [field.path, section, field.number or "", words(field.label)]
    # Of a list it is of all of it, and an entry has none.
    source = order.interview.source_of(field.path)
    came = [getattr(source, name) if source is not None else "" for name in _SOURCE]
    carried = TO_CONFIRM if field.to_confirm else ""
    yield [*head, answer, field.missing or "", field.note, *came, carried]
    for inner in (*(one for box in field.boxes for one in box.fields), *field.parts):
        yield from _field(order, section, inner)
