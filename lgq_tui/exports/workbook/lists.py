"""What can be chosen in cells, on a hidden sheet, which says it by ids as well."""

from __future__ import annotations

from typing import Any

from lgq_tui.core import table_form
from lgq_tui.core.definition import MISSING_REASONS
from lgq_tui.exports.order import Say
from lgq_tui.exports.workbook.cells import Styles

_HIDDEN = "lgq"


class Lists:
    """The lists of one workbook."""

    def __init__(self, workbook: Any, say: Say) -> None:
        self.reasons = {
            reason: say(f"missing.{reason.replace('-', '_')}") for reason in MISSING_REASONS
        }
        """Missing reasons in words."""
        self._workbook = workbook
        self._rows: list[tuple[str, str, str]] = []
        self._offers: dict[tuple[str, tuple[tuple[str, str], ...]], Any] = {}

    def offer(self, cell: str, path: str, options: tuple[tuple[str, str], ...]) -> None:
        """Offer the words of options, each with its id, in a cell; others may be written."""
        from openpyxl.worksheet.datavalidation import DataValidation

        if (path, options) not in self._offers:
            first = len(self._rows) + 2
            self._rows += [(path, text, name) for name, text in options]
            formula = f"'{_HIDDEN}'!$B${first}:$B${len(self._rows) + 1}"
            self._offers[path, options] = DataValidation(
                "list", formula1=formula, allow_blank=True, errorStyle="warning"
            )
        self._offers[path, options].add(cell)

    def write(self, sheet: Any, styles: Styles) -> None:
        """Write the hidden sheet, and what is offered into the other."""
        for offer in self._offers.values():
            sheet.data_validations.append(offer)
        hidden = self._workbook.create_sheet(_HIDDEN)
        hidden.sheet_state = "hidden"
        for row in ((table_form.LISTS, "", ""), *self._rows):
            hidden.append([styles.cell(hidden, value, "cell") for value in row])
