"""The sheet of one response, an item a row; it is a form to be filled as well."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from typing import Any

from lgq_tui.core import table_form
from lgq_tui.core.paths import from_text, item_path
from lgq_tui.core.text import clean
from lgq_tui.exports import rows
from lgq_tui.exports.columns import Cell
from lgq_tui.exports.order import Order
from lgq_tui.exports.rows import Row, rows_of
from lgq_tui.exports.workbook.cells import Styles, height_of, pieces, set_up
from lgq_tui.exports.workbook.lists import Lists

_STEP = "    "
_MOST_IN_LINK = 2_000
_MOST_LINKS = 60_000

_WIDTHS = (7, 6, 62, 50, 26, 30, 40)
_TYPED = {"date": "date", "integer": "number", "decimal": "number", "percentage": "number"}
_TICK = "x"
_ROOM = 61
"""Points for a paragraph that is still to be written."""


class Items:
    """The sheet of one response, and the hidden one of what can be chosen in it."""

    def __init__(self, workbook: Any, styles: Styles, order: Order) -> None:
        self._styles, self._order = styles, order
        self._questionnaire = order.interview.questionnaire
        self._sheet = workbook.create_sheet(order.say("table.items"))
        self._lists = Lists(workbook, order.say)
        self._row = 0
        self._links = 0

    def write(self) -> None:
        """Write all of it."""
        say, questionnaire = self._order.say, self._questionnaire
        names = ("number", "question", "answer", "missing", "note", "help")
        head = [f"{table_form.FORMAT} {questionnaire.id} {questionnaire.version}"]
        set_up(self._sheet, _WIDTHS, "C2")
        self._append(head + [say(f"table.{name}") for name in names], ["names"] * 7)
        for row in rows_of(self._order):
            self._write(row)
        self._sheet.auto_filter.ref = f"A1:G{self._row}"
        self._lists.write(self._sheet, self._styles)

    def _append(
        self,
        values: Iterable[Cell],
        looks: Iterable[str],
        link: str | None = None,
        least: float = 0,
    ) -> None:
        self._row += 1
        values = list(values)
        high = height_of(
            (str(value), width) for value, width in zip(values[1:], _WIDTHS[1:], strict=False)
        )
        self._sheet.row_dimensions[self._row].height = max(high, least)
        cells = [
            self._styles.cell(self._sheet, value, look, link if at == table_form.ANSWER else None)
            for at, (value, look) in enumerate(zip(values, looks, strict=True))
        ]
        self._sheet.append(cells)

    def _write(self, row: Row) -> None:
        question = f"{_STEP * row.depth}{row.question}"
        if not row.path:
            look = row.kind
            self._append([table_form.OWN, row.number, question], ["mark", look, look])
            return
        key = table_form.Key(row.path, row.box)
        texts, notes = pieces(clean(row.text)), pieces(clean(row.note))
        answer: Cell = texts[0] if row.value is None else row.value
        if row.kind == rows.BOX:
            answer = _TICK if row.ticked else ""
        missing = self._lists.reasons.get(row.missing, row.missing)
        link = _link(row) if self._links < _MOST_LINKS else None
        self._links += link is not None
        values = [str(key), row.number, question, answer, missing, notes[0], self._help(row)]
        least = _ROOM if self._order.blank and row.type == "paragraph" else 0
        self._append(values, self._looks(row, link), link, least)
        self._offer(row)
        for text, note in zip_longest(texts[1:], notes[1:], fillvalue=""):
            more = str(key._replace(more=True))
            self._append([more, "", "", text, "", note, ""], self._looks(row, None))

    def _help(self, row: Row) -> str:
        personal = self._order.say("table.is_personal") if row.personal else ""
        return "\n".join(filter(None, (row.help, personal)))

    def _looks(self, row: Row, link: str | None) -> list[str]:
        answer = "link" if link else _TYPED.get(row.type, "answer")
        if not row.asked or row.kind == rows.HEAD:
            answer = "unasked"
        reason = "answer" if row.asked and self._reasons(row) else "unasked"
        question = "head" if row.kind == rows.HEAD or not row.depth else "question"
        return ["mark", question, question, answer, reason, "answer", "help"]

    def _reasons(self, row: Row) -> tuple[str, ...]:
        """The missing reasons that may stand in a row."""
        if row.box or "[" in row.path or not row.question:
            return ()
        return self._questionnaire.by_path[row.path].missing_reasons

    def _offer(self, row: Row) -> None:
        """Offer what can be chosen in the cells of the row just written."""
        if row.options:
            item = item_path(from_text(row.path))
            self._lists.offer(f"D{self._row}", item, row.options)
        if row.kind == rows.BOX:
            self._lists.offer(f"D{self._row}", table_form.OWN, (("", _TICK),))
        if reasons := self._reasons(row):
            words = tuple((reason, self._lists.reasons[reason]) for reason in reasons)
            self._lists.offer(f"E{self._row}", table_form.OWN, words)


def _link(row: Row) -> str | None:
    """Where a cell leads: to a web page, or nowhere."""
    link = row.link or ""
    leads = link.lower().startswith(("http://", "https://")) and len(link) <= _MOST_IN_LINK
    return link if leads else None
