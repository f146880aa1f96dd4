"""A conversation over a questionnaire in its author's notation, typed as a script or by a person."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.paths import from_text
from lgq_tui.locales import speech
from lgq_tui.prompt import leaving
from lgq_tui.prompt.conversation import Conversation
from lgq_tui.prompt.ending import Ending, LeaveError
from lgq_tui.prompt.line import EndedError
from lgq_tui.prompt.news import News
from lgq_tui.prompt.output import Output
from lgq_tui.prompt.stream import Stream
from lgq_tui.session.beginning import opened
from tests.tui.person import form

Meanwhile = Mapping[int, Callable[[], None]]
"""What happens before the line of a number, counted from 0, is typed."""


class _Lines(io.StringIO):
    def __init__(self, typed: str, meanwhile: Meanwhile) -> None:
        super().__init__(typed)
        self._meanwhile = meanwhile
        self._count = 0

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        self._meanwhile.get(self._count, lambda: None)()
        self._count += 1
        return super().readline(-1 if size is None else size)


class Talk:
    """What was said, and what came of it."""

    def __init__(self, talk: Conversation, said: str) -> None:
        self.talk = talk
        self.said = said
        self.status = leaving.status(talk)

    @property
    def flat(self) -> str:
        """What was said, however it is wrapped."""
        return " ".join(self.said.split())

    @property
    def interview(self) -> Interview:
        return self.talk.interview

    def value(self, path: str) -> Any:
        return self.interview.value(from_text(path))


def talk(
    folder: Path,
    sections: str | Questionnaire,
    typed: str,
    *,
    person: bool = False,
    assisted: bool = False,
    meanwhile: Meanwhile | None = None,
) -> Talk:
    """Type some lines to a new or existing response in a folder, to the end; then all is saved."""
    questionnaire = form(folder, sections) if isinstance(sections, str) else sections
    sink, news = io.StringIO(), News()
    line = Stream(_Lines(typed, meanwhile or {}), sink, Ending())
    line.is_answered = person
    speech.by_commands()
    try:
        session = opened(folder / "r.response.yaml", questionnaire, news.heard)
        session.is_assisted = assisted
        conversation = Conversation(session, line, Output(sink), news)
        news.look(conversation)
        with contextlib.suppress(EndedError, LeaveError):
            conversation.run()
        leaving.close(conversation)
    finally:
        speech.by_commands(False)
    return Talk(conversation, sink.getvalue())
