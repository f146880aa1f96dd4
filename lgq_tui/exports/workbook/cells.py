"""Cells of a workbook, how they look, and the workbook as bytes that are always the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lgq_tui.core.conditions import is_number
from lgq_tui.core.text import clean
from lgq_tui.exports.columns import Cell

_MOST_IN_CELL = 32_000
"""Signs, as spreadsheet programs count them; they take 32,767."""
_DIGITS = 15
"""Of a number, as spreadsheet programs keep it."""
_THEN = datetime(2000, 1, 1)  # noqa: DTZ001 - the library takes no zone
"""When all workbooks were made, so that the same response makes the same bytes."""

_A4 = "9"
_LINE, _HIGHEST = 15, 400
"""Points of a line, and of the highest row that there is, roughly."""
_FULL = 0.9
"""How much of a line is filled before it breaks."""

_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "size": 14},
    "words": {"italic": True},
    "section": {"bold": True, "size": 12, "fill": "DCE6F1"},
    "head": {"bold": True},
    "question": {},
    "mark": {"color": "A6A6A6", "size": 8, "wrap": False},
    "names": {"bold": True, "fill": "1F4E79", "color": "FFFFFF"},
    "personal_name": {"bold": True, "fill": "7F3F00", "color": "FFFFFF"},
    "answer": {"fill": "FFFBE6", "border": True, "form": "@"},
    "number": {"fill": "FFFBE6", "border": True},
    "date": {"fill": "FFFBE6", "border": True, "form": "yyyy-mm-dd"},
    "link": {"fill": "FFFBE6", "border": True, "form": "@", "color": "0563C1"},
    "unasked": {"fill": "EFEFEF", "color": "7F7F7F", "form": "@"},
    "help": {"color": "595959", "size": 9},
    "cell": {"form": "@"},
}
"""What the cells of each kind look like."""


class Styles:
    """The looks of cells, each made once; they can be told from each other without colours too."""

    def __init__(self, workbook: Any) -> None:
        from openpyxl.styles import NamedStyle

        for name, look in _LOOKS.items():
            style = NamedStyle(name=f"lgq {name}")
            _dress(style, look)
            workbook.add_named_style(style)

    def cell(self, sheet: Any, value: Cell, look: str, link: str | None = None) -> Any:
        """A cell that holds just this: a number, or a text, which is none but a text."""
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(sheet)
        cell.style = f"lgq {look}"
        if value is None or value == "":
            return cell
        if is_number(value) and _is_kept(cast(float, value)):
            cell.value = value
            return cell
        # Whatever it begins with; in the program, too, once somebody edits it.
        cell.value = _escaped(_text(value))
        cell.data_type = "s"
        cell.quotePrefix = True
        if link is not None:
            cell.hyperlink = link
        return cell


def _dress(style: Any, look: Mapping[str, Any]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    style.font = Font(
        name="Calibri",
        size=look.get("size", 11),
        bold=look.get("bold", False),
        italic=look.get("italic", False),
        color=look.get("color"),
    )
    style.alignment = Alignment(vertical="top", wrap_text=look.get("wrap", True))
    if "fill" in look:
        style.fill = PatternFill("solid", fgColor=look["fill"])
    if "border" in look:
        line = Side(style="thin", color="BFBFBF")
        style.border = Border(line, line, line, line)
    style.number_format = look.get("form", "General")


def _is_kept(number: float) -> bool:
    """Whether a spreadsheet program keeps all of a number."""
    return float(f"{number:.{_DIGITS}g}") == number


def _text(value: Cell) -> str:
    from decimal import Decimal

    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}"
    return clean(str(value))


def _escaped(text: str) -> str:
    """A text in which nothing is read as the number of a sign (`_x0041_`)."""
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


def pieces(text: str) -> list[str]:
    """A text in pieces that a cell takes, at least one."""
    if len(_escaped(text).encode("utf-16-le", "replace")) <= 2 * _MOST_IN_CELL:
        return [text]
    half = len(text) // 2
    return [*pieces(text[:half]), *pieces(text[half:])]


def height_of(texts: Iterable[tuple[str, float]]) -> float:
    """Points that a row takes in which each text stands in a column of some width in signs."""
    from wcwidth import wcswidth

    lines = 1
    for text, width in texts:
        wide = (max(wcswidth(line), len(line)) for line in text.split("\n"))
        lines = max(lines, sum(int(signs / (width * _FULL)) + 1 for signs in wide))
    return min(lines * _LINE + 1, _HIGHEST)


def set_up(sheet: Any, widths: Iterable[float], freeze: str, on_a_page: bool = True) -> None:
    """How a sheet is shown and printed, before anything is in it; as wide as a page, if asked."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = freeze
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=on_a_page)


def saved(workbook: Any) -> bytes:
    """The bytes of a workbook, without the time of day."""
    from openpyxl.writer.excel import ExcelWriter

    properties = workbook.properties
    properties.creator, properties.created, properties.modified = "lgq", _THEN, _THEN
    content = BytesIO()
    with _Archive(content, "w", ZIP_DEFLATED) as archive:
        # `Workbook.save` would put the time into it.
        ExcelWriter(workbook, archive).write_data()
    return content.getvalue()


class _Archive(ZipFile):
    """An archive whose parts have no time of their own, nor a mark of the system."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *more: Any, **named: Any) -> None:
        part = ZipInfo(zinfo_or_arcname, (1980, 1, 1, 0, 0, 0))
        part.create_system, part.external_attr = 3, 0o600 << 16
        super().writestr(part, data, ZIP_DEFLATED)

    def write(self, filename: Any, arcname: Any = None, *more: Any, **named: Any) -> None:
        self.writestr(arcname, Path(filename).read_bytes())
