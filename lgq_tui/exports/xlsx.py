"""Answers as a workbook: an item a row of one response, which is a form as well, or a response a
row of many.

The form names itself in its first cell, and in column A of each row what is answered there, as
`core/table_form.py` says; from there `imports/xlsx.py` reads it again.
"""

from __future__ import annotations

from lgq_tui.exports.order import Order


def written(order: Order) -> bytes:
    """The bytes of the workbook."""
    from openpyxl import Workbook

    from lgq_tui.exports.workbook.cells import Styles, saved
    from lgq_tui.exports.workbook.items import Items
    from lgq_tui.exports.workbook.responses import Responses

    workbook = Workbook(write_only=True)
    many = len(order.interviews) > 1 or order.files
    (Responses if many else Items)(workbook, Styles(workbook), order).write()
    return saved(workbook)
