"""Somebody who answers a questionnaire in its text alone, as the lines in it say."""

from __future__ import annotations

import json
from typing import Any

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.core.definition import Item, Questionnaire
from lgq_tui.core.paths import as_text
from lgq_tui.core.response import Response


class Writer:
    """Types the answers of a response into a text."""

    def __init__(self, questionnaire: Questionnaire, response: Response) -> None:
        self._questionnaire, self._response = questionnaire, response
        self._typed: dict[str, list[str]] = {}
        self._ticked: dict[str, list[str]] = {}
        for item in questionnaire.items:
            if item.id in response.answers:
                self._item(item, (item.id,), response.answers[item.id])
        for key, reason in response.missing.items():
            self._type(key, f"@missing {reason}")
        for key, note in response.notes.items():
            for line in note.split("\n"):
                self._type(key, f"@note {line}")
        for key, acceptances in response.accepted.items():
            for one in acceptances:
                self._type(key, f"@accept {one.reason}")

    def fill(self, text: str) -> str:
        """The text with the answers in it; what has no place yet comes at the end, by its name."""
        typed, ticked = dict(self._typed), dict(self._ticked)
        lines: list[str] = []
        labels: list[str] = []
        for line in text.split("\n"):
            is_chosen = line.startswith("[ ] ") and line[4:] in labels
            lines.append(f"[x] {line[4:]}" if is_chosen else line)
            if line.startswith("[") and line.endswith("]"):
                lines += typed.pop(line[1:-1], [])
                labels = ticked.pop(line[1:-1], [])
        for key, more in typed.items():
            lines += [f"[{key}]", *more]
        assert ticked == {}
        return "\n".join(lines)

    def _type(self, key: str, *lines: str) -> None:
        self._typed.setdefault(key, []).extend(lines)

    def _item(self, item: Item, path: tuple[str | int, ...], value: Any) -> None:
        in_lines = item.repeat and item.type not in ("group", "paragraph", "select_multiple")
        if item.repeat and not in_lines and not isinstance(path[-1], int):
            for index, one in enumerate(value):
                self._item(item, (*path, index), one)
        elif item.is_group:
            for part in item.items:
                if part.id in value:
                    self._item(part, (*path, part.id), value[part.id])
        elif in_lines:
            self._type(as_text(path), *(self._words(item, one) for one in value))
        else:
            self._one(item, as_text(path), value)

    def _one(self, item: Item, key: str, value: Any) -> None:
        if item.type in ("select_one", "select_multiple"):
            chosen = value if isinstance(value, list) else [value]
            self._ticked[key] = [ANSWER_TYPES["select_one"].format(one, item) for one in chosen]
        elif item.type == "yes_no":
            self._ticked[key] = ["yes" if value else "no"]
        else:
            lines = self._words(item, value).split("\n")
            self._type(key, *(f"\\{one}" if one.startswith("#") else one for one in lines))

    def _words(self, item: Item, value: Any) -> str:
        return ANSWER_TYPES[item.type].format(value, item)


def editor_of(code: str, python: str) -> str:
    """A program that edits the file it is given: `text` is what is in it before and after."""
    return (
        f"#!{python}\n"
        "import sys\n"
        "path = sys.argv[-1]\n"
        'text = open(path, encoding="utf-8", newline="").read()\n'
        f"exec({json.dumps(code)})\n"
        'open(path, "w", encoding="utf-8", newline="").write(text)\n'
    )
