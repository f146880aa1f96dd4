"""Text of one line, and of several."""

from __future__ import annotations

from lgq_tui.core.answer_types.answer_type import BLANKS, END, Line, Schema, Value, no_text
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.core.text import clean


class Text(Line):
    """One line that is not blank."""

    name = "text"

    def schema(self, item: Item) -> Schema:
        pattern = rf"^(?=[{BLANKS}]*[^{BLANKS}])[^\n\r\u2028\u2029]*{END}"
        return {"type": "string", "pattern": pattern}

    def explain(self, value: Value, item: Item) -> Message:
        return no_text(value) or Message("text.lines")


class Paragraph(Line):
    """Lines of text, not all blank."""

    name = "paragraph"

    def parse(self, text: str, item: Item) -> Value | None:
        text = clean(text).strip("\n")
        return text if text.strip() else None

    def schema(self, item: Item) -> Schema:
        return {"type": "string", "pattern": f"[^{BLANKS}]"}

    def explain(self, value: Value, item: Item) -> Message:
        return no_text(value) or Message("answer.blank")
