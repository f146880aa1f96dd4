"""Somebody who reads a response out to the line-by-line interview, thing by thing."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.paths import as_text, value_at
from lgq_tui.core.response import Response
from lgq_tui.prompt.conversation import Conversation
from lgq_tui.prompt.ending import LeaveError
from lgq_tui.prompt.line import EndedError, Words
from lgq_tui.prompt.news import News
from lgq_tui.prompt.output import Output
from lgq_tui.prompt.parts import Kind, Part
from lgq_tui.prompt.prompts import PROMPTS
from lgq_tui.prompt.writing import ended, goes_on
from lgq_tui.session.beginning import opened


class Dictation:
    """Gives the answers of a response, and keeps the lines that say them."""

    is_answered = False
    can_be_disturbed = False
    count = 0

    def __init__(self, response: Response, *last: str) -> None:
        self.response = response
        self.lines: list[str] = []
        self.talk: Conversation | None = None
        self._last = [*last]
        self._todo: list[str] = []
        self._done: set[str] = set()

    def read(
        self, prompt: str, present: str = "", words: Words | None = None, begun: str = ""
    ) -> str:
        if not self._todo:
            assert self.talk is not None
            part = self.talk.place.part
            self._todo = self._said_of(part) if part is not None else self._next_of_last()
        text = []
        while True:
            line = self._todo.pop(0)
            self.lines.append(line)
            text.append(ended(line))
            if not goes_on(line):
                return "\n".join(text)

    def disturb(self, if_so: Callable[[], bool]) -> None:
        pass

    def _next_of_last(self) -> list[str]:
        if not self._last:
            raise EndedError
        return [self._last.pop(0)]

    def _said_of(self, part: Part) -> list[str]:
        """All lines that say what there is to say about a part."""
        value = value_at(self.response.answers, part.path)
        if part.kind is Kind.MORE:
            count = len(value_at(self.response.answers, part.path[:-1]) or [])
            return ["yes" if int(part.path[-1]) < count else ""]
        text = PROMPTS[part.item.type].typed(value, part.item) if value is not None else ""
        name = as_text(part.path)
        if name in self._done:
            return [""]
        self._done.add(name)
        remarks = self._remarks(part.item.path if part.path[-1] == 0 else name)
        answer = typed_in_lines(text)
        reason = self.response.missing.get(part.item.path)
        if reason is not None and value is None:
            return [*remarks, f"/missing {reason}"]
        accepted = self.response.accepted.get(name, ())
        if accepted:
            said = [line for one in accepted for line in command("accept", one.reason)]
            return [*remarks, *answer, "/back", *said]
        return [*remarks, *answer]

    def _remarks(self, name: str) -> list[str]:
        note = self.response.notes.get(name)
        return command("note", note) if note is not None and not self._has(name) else []

    def _has(self, name: str) -> bool:
        return self.talk is not None and self.talk.interview.note_on(name) is not None


def typed_in_lines(text: str) -> list[str]:
    """A text as the lines that say it, one by one."""
    first, *others = text.split("\n")
    first = f"/{first}" if first.startswith("/") else first
    lines = [line + "\\" * (len(line) - len(line.rstrip("\\"))) for line in (first, *others)]
    return [*(line + "\\" for line in lines[:-1]), lines[-1]]


def command(name: str, text: str) -> list[str]:
    """The lines of a command with a text behind it."""
    first, *others = typed_in_lines(f"-{text}")
    return [f"/{name} {first[1:]}", *others]


def dictated(response: Response, questionnaire: Questionnaire, path: Path, *last: str) -> Dictation:
    """Fill a new file as a response is; the lines that do it are in what comes back."""
    line = Dictation(response, *last)
    news = News()
    sink: Any = io.StringIO()
    talk = Conversation(opened(path, questionnaire, news.heard), line, Output(sink), news)
    line.talk = talk
    with contextlib.suppress(EndedError, LeaveError):
        talk.run()
    talk.session.save()
    talk.session.close()
    return line
