"""The line-by-line interview: what the core knows, asked in words, one thing after the other."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.messages import NotDoneError

if TYPE_CHECKING:
    from lgq_tui.prompt.conversation import Conversation
    from lgq_tui.prompt.ending import Ending
    from lgq_tui.prompt.line import Line
    from lgq_tui.prompt.news import News


def run(
    questionnaire: Questionnaire,
    path: Path | None,
    command: Sequence[str] = ("lgq", "ask"),
    plain: bool = False,
    assisted: bool = False,
    told: str = "",
) -> int:
    """Ask for the answers of a response file; the exit status.

    `plain.UnreadableError` where the file is no such response. `command` is what the person typed
    before its name. With `plain`, lines are read as the terminal gives them, and nothing is written
    that is not text; with `assisted`, staff type what somebody else has told.
    `told` is said to begin with.
    """
    from lgq_tui.prompt import beginning, leaving
    from lgq_tui.prompt.ending import Ending, LeaveError
    from lgq_tui.prompt.line import EndedError
    from lgq_tui.prompt.news import News
    from lgq_tui.prompt.output import standard
    from lgq_tui.session.starting import let_nobody_wait

    let_nobody_wait()
    ending, output, news = Ending(), standard(), News()
    with ending.listened_to():
        line = _line(ending, plain)
        try:
            path = path or beginning.file_named(questionnaire, line, output)
        except (LeaveError, EndedError):
            return 0
        from lgq_tui.prompt.conversation import Conversation
        from lgq_tui.session.beginning import opened

        if not line.is_answered:
            beginning.check(path, questionnaire)
        session = opened(path, questionnaire, news.heard)
        session.told_first = told
        session.is_assisted = assisted and not session.is_second_entry
        talk = Conversation(session, line, output, news)
        try:
            beginning.begin(talk, news)
        except (LeaveError, EndedError):
            talk.session.release()
            return 0
        except NotDoneError:
            talk.session.release()
            raise
        _talk(talk, news)
        leaving.close(talk)
        with contextlib.suppress(OSError):  # there may be nobody any more who could read it
            leaving.farewell(talk, command)
        return leaving.status(talk)


def _talk(talk: Conversation, news: News) -> None:
    from lgq_tui.prompt import leaving
    from lgq_tui.prompt.ending import LeaveError
    from lgq_tui.prompt.line import EndedError

    if talk.is_answered:
        news.look_soon(talk)
    else:
        news.look(talk)
    # Where nobody reads any more, what was answered is saved all the same.
    with contextlib.suppress(EndedError, OSError):
        while True:
            try:
                talk.run()
            except LeaveError:
                if not (talk.is_answered and leaving.stays(talk)):
                    return


def _line(ending: Ending, plain: bool) -> Line:
    from lgq_tui.session.starting import do_without_tls
    from lgq_tui.session.terminal import can_redraw

    if plain or not can_redraw():
        from lgq_tui.prompt.stream import Stream

        return Stream(sys.stdin, sys.stdout, ending)
    do_without_tls()
    from lgq_tui.prompt.terminal import Terminal

    return Terminal(ending)
