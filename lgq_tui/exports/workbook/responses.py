"""The sheets of many responses: a row each, and what the columns are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lgq_tui.core.text import clean
from lgq_tui.core.wording import plain
from lgq_tui.exports.changes import within
from lgq_tui.exports.columns import BESIDE, Cell, Column, columns_of, names_of, row_of
from lgq_tui.exports.order import Order, Say
from lgq_tui.exports.workbook.cells import Styles, height_of, pieces, set_up

_CUT = "…"
_FEW, _WIDE = 24, 36
_WIDTHS = (36, 30, 8, 70, 60, 16)
_HIGH = 61
"""Points of a row: of long texts, the beginning is seen."""


class Responses:
    """A sheet with a row for each response, and one that explains its columns."""

    def __init__(self, workbook: Any, styles: Styles, order: Order) -> None:
        self._workbook, self._styles, self._order = workbook, styles, order
        self._questionnaire = order.interviews[0].questionnaire
        self._columns = columns_of(self._questionnaire)

    def write(self) -> None:
        """Write both sheets."""
        self._write_responses()
        self._write_columns()

    def _write_responses(self) -> None:
        from openpyxl.utils import get_column_letter

        order, cell = self._order, self._styles.cell
        sheet = self._workbook.create_sheet(order.say("table.responses"))
        names = names_of(self._questionnaire)
        about = len(self._questionnaire.subject)
        widths = [_FEW] * (about + len(BESIDE)) + [_WIDE] * (len(names) - about - len(BESIDE))
        set_up(sheet, widths, f"{get_column_letter(about + 1)}2", on_a_page=False)
        personal = {column.item.path for column in self._columns if column.item.personal}
        looks = ["personal_name" if name in personal else "names" for name in names]
        sheet.append([cell(sheet, *head) for head in zip(names, looks, strict=True)])
        total = len(order.interviews)
        for done, (interview, file) in enumerate(zip(order.interviews, order.files, strict=True)):
            order.progress(done / total)
            sheet.row_dimensions[done + 2].height = _HIGH
            values = row_of(interview, self._columns, file)
            sheet.append([None if v is None else cell(sheet, _short(v), "cell") for v in values])
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{total + 1}"

    def _write_columns(self) -> None:
        order, say = self._order, self._order.say
        sheet = self._workbook.create_sheet(say("table.items"))
        names = ("column", "section", "number", "question", "choices", "personal")
        set_up(sheet, _WIDTHS, "B2")
        head = [say(f"table.{name}") for name in names]
        sheet.append([self._styles.cell(sheet, name, "names") for name in head])
        written = 1
        for row in self._explained(say):
            high = height_of(zip(row, _WIDTHS, strict=True))
            sheet.row_dimensions[written + 1].height = high
            looks = ["head", "cell", "cell", "cell", "cell", "cell"]
            sheet.append(list(map(self._styles.cell, [sheet] * 6, map(_short, row), looks)))
            written += 1
        sheet.auto_filter.ref = f"A1:F{written}"
        order.progress(1.0)

    def _explained(self, say: Say) -> Iterator[list[str]]:
        for name in BESIDE:
            yield [name, "", "", say(f"table_about.{name}"), "", ""]
        for column in self._columns:
            yield self._about(column, say)

    def _about(self, column: Column, say: Say) -> list[str]:
        item, section = column
        top = self._questionnaire.top_level[item.path.partition(".")[0]]
        inside = within(self._questionnaire, tuple(item.path.split(".")))
        question = " › ".join(filter(None, (plain(top.label), inside)))
        choices = "\n".join(f"{one.id}: {plain(one.label)}" for one in item.choices)
        title = f"{section.number or ''} {plain(section.title)}".strip()
        personal = say("table.is_personal") if item.personal else ""
        return [item.path, title, top.number or "", question, choices, personal]


def _short(value: Cell) -> Cell:
    """What a cell takes of a value."""
    if not isinstance(value, str) or len(parts := pieces(clean(value))) == 1:
        return value
    return parts[0][: -len(_CUT)] + _CUT
