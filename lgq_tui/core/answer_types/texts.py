"""Text of one line, and of several."""

from __future__ import annotations

from lgq_tui.core.answer_types.answer_type import END, Plain, Schema, Value, not_text
from lgq_tui.core.definition import Item
from lgq_tui.core.messages import Message
from lgq_tui.core.text import clean


class Text(Plain):
    """One line that is not blank."""

    name = "text"

    def schema(self, item: Item) -> Schema:
        return {"type": "string", "pattern": rf"^[^\n\r]*[^ \t\n\r][^\n\r]*{END}"}

    def explain(self, value: Value, item: Item) -> Message:
        return not_text(value) or Message("text.blank" if not value.strip() else "text.lines")


class Paragraph(Plain):
    """Lines of text, not all blank."""

    name = "paragraph"

    def parse(self, text: str, item: Item) -> Value | None:
        text = clean(text).strip("\n")
        return text if text.strip() else None

    def schema(self, item: Item) -> Schema:
        return {"type": "string", "pattern": r"[^ \t\n\r]"}

    def explain(self, value: Value, item: Item) -> Message:
        return not_text(value) or Message("text.blank")
